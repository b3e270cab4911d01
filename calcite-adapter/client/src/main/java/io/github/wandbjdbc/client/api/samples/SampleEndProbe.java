package io.github.wandbjdbc.client.api.samples;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.history.HistoryRowReader;
import io.github.wandbjdbc.client.api.json.JsonFields;
import io.github.wandbjdbc.client.api.paging.PageFailure;
import io.github.wandbjdbc.client.api.paging.PageSize;
import io.github.wandbjdbc.client.api.runs.RunListing;
import io.github.wandbjdbc.client.api.runs.RunSelector;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether samples hold the last step of their window: by a sample of a single step that
 * is known to be there, or else by two that end one step apart.
 */
final class SampleEndProbe {
  private final ApiContext context;
  private final ProjectPath project;
  private final CallScope scope;
  private final long last;
  private final HistoryRowReader reader = new HistoryRowReader(List.of(), false);

  /** Asks on account of the step {@code last}, which would be missing. */
  SampleEndProbe(ApiContext context, ProjectPath project, long last, CallScope scope) {
    this.context = context;
    this.project = project;
    this.last = last;
    this.scope = scope;
  }

  /** Asks for {@code step}, which {@code run} has. */
  void ofStep(String run, long step) {
    Series series = ask(Set.of(run), step, List.of(spec(step, step, 1)));
    if (series != null) {
      note(series.hasInFirst);
    }
  }

  /** Asks for the last step, which some of {@code runs} may have; if none has, nothing is lost. */
  void ofRuns(Set<String> runs) {
    Series series = ask(runs, last, List.of(spec(last, last, 1), spec(last, last + 1, 2)));
    if (series != null && (series.hasInFirst || series.hasInSecond)) {
      note(series.hasInFirst);
    }
  }

  private void note(boolean isIncluded) {
    context.server().sampleEnd().note(isIncluded, "a sample of a single step");
  }

  private @Nullable Series ask(Set<String> runs, long step, List<String> specs) {
    Series found = new Series();
    try {
      if (runs.size() == 1) {
        askByName(runs.iterator().next(), step, specs, found);
      } else {
        askByList(runs, step, specs, found);
      }
      return found;
    } catch (WandbException e) {
      if (PageFailure.endsStatement(e)) {
        throw e;
      }
      scope.warn(
          ("sampled_history of %s: step %d may be missing, since it isn't known whether"
                  + " the server samples the last step of a window (%s)")
              .formatted(project, last, e.getMessage()));
      return null;
    }
  }

  private void askByName(String run, long step, List<String> specs, Series found) {
    context
        .graphQl()
        .ask(
            SampledRuns.named(project, run, specs),
            scope,
            data -> {
              JsonFields.at(
                  data,
                  "project",
                  node -> JsonFields.at(node, "run", value -> read(value, step, found)));
              return found;
            });
  }

  private void askByList(Set<String> runs, long step, List<String> specs, Series found) {
    Question question =
        RunListing.question(
                Document.SAMPLED_HISTORY, project, new RunSelector(runs, RunFilter.ALL), null)
            .with("specs", specs)
            .with("keys", false);
    RunListing<String> listing =
        new RunListing<>(
            context.graphQl(),
            scope,
            project,
            question,
            false,
            PageSize.of(runs.size()),
            node -> read(node, step, found),
            id -> id);
    for (List<String> page = listing.next(Long.MAX_VALUE);
        page != null;
        page = listing.next(Long.MAX_VALUE)) {
      scope.check();
    }
  }

  private @Nullable String read(JsonParser node, long step, Series found) throws IOException {
    @Nullable String[] id = new @Nullable String[1];
    int[] index = new int[1];
    JsonFields.each(
        node,
        (name, value) -> {
          if (name.equals("name")) {
            id[0] = JsonFields.text(value);
          } else if (name.equals("sampledHistory")) {
            JsonFields.elements(value, list -> found.add(index[0]++, hasStep(list, step)));
          }
        });
    return id[0];
  }

  private boolean hasStep(JsonParser list, long step) throws IOException {
    boolean[] has = new boolean[1];
    if (list.currentToken() == JsonToken.START_ARRAY) {
      JsonFields.elements(
          list,
          point -> {
            HistoryRow row = reader.read("", point);
            has[0] |= row != null && row.step() == step;
          });
    }
    return has[0];
  }

  private static String spec(long first, long last, int samples) {
    return SampleSpecs.text(List.of("_step"), samples, first, last);
  }

  /** Whether the step is in the first sample of some run, or in the second. */
  private static final class Series {
    private boolean hasInFirst;
    private boolean hasInSecond;

    void add(int index, boolean has) {
      hasInFirst |= index == 0 && has;
      hasInSecond |= index == 1 && has;
    }
  }
}
