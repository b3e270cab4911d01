package io.github.wandbjdbc.rows.forks;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.WandbClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The runs that runs were forked from, as far back as it can be told. */
final class Ancestry {
  private static final int MOST_TOLD = 1000;

  private final WandbClient client;
  private final ProjectPath project;
  private final CallScope scope;
  private final Map<String, List<Run.Fork>> looked = new HashMap<>();

  Ancestry(WandbClient client, ProjectPath project, CallScope scope) {
    this.client = client;
    this.project = project;
    this.scope = scope;
  }

  /**
   * The branch points of {@code run}, its own first: that of the run that it was forked from next,
   * and so on. A run that comes back (it was rewound) ends them.
   */
  List<Run.Fork> of(Run run) {
    List<Run.Fork> all = new ArrayList<>();
    Set<String> seen = new HashSet<>(Set.of(run.id()));
    List<Run.Fork> told = run.forks();
    while (!told.isEmpty()) {
      Run.Fork last = told.get(told.size() - 1);
      for (Run.Fork fork : told) {
        if (fork.parent() == null) {
          scope.warn(
              ("history_with_parents of %s: run %s was forked at step %d from a run that isn't"
                      + " there any more; its steps are missing")
                  .formatted(project, run.id(), fork.step()));
          return all;
        }
        if (!seen.add(fork.parent())) {
          return all;
        }
        all.add(fork);
      }
      told = last.isKnown() || last.parent() == null ? List.of() : lookUp(last.parent());
    }
    return all;
  }

  private List<Run.Fork> lookUp(String id) {
    List<Run.Fork> known = looked.get(id);
    if (known == null) {
      Run run = run(id);
      known = run == null ? List.of() : run.forks();
      if (looked.size() < MOST_TOLD) {
        looked.put(id, known);
      }
    }
    return known;
  }

  private @Nullable Run run(String id) {
    RunsRequest request =
        RunsRequest.all(project)
            .withFilter(new RunFilter.In(RunField.ID, List.of(id)))
            .withFields(Set.of(RunField.FORKED_FROM, RunField.FORKED_AT_STEP));
    try (Pages<Run> pages = client.runs(request, scope)) {
      for (List<Run> page = pages.next(); page != null; page = pages.next()) {
        for (Run run : page) {
          if (run.id().equals(id)) {
            return run;
          }
        }
      }
    }
    return null;
  }
}
