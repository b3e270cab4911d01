package io.github.wandbjdbc.client.asof;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunOrder;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.WandbClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The times of some runs of a project. They are asked for once they are needed, by a list as far as
 * that goes, but for those that the statement has seen already. Belongs to one thread.
 */
final class RunTimes implements AutoCloseable {
  private static final Set<RunField> FIELDS = Set.of(RunField.CREATED_AT, RunField.HEARTBEAT_AT);

  private final WandbClient client;
  private final TimeBound bound;
  private final Choice choice;
  private final CallScope scope;
  private Map<String, RunTime> listed = new LinkedHashMap<>();
  private @Nullable Pages<Run> listing;
  private boolean isDone;
  private @Nullable String last;
  private RunTime ofLast = RunTime.UNKNOWN;

  /**
   * The times of those that {@code runs} accepts.
   *
   * @param client answers as of now
   */
  RunTimes(
      WandbClient client, TimeBound bound, ProjectPath project, RunFilter runs, CallScope scope) {
    this.client = client;
    this.bound = bound;
    this.choice = new Choice(project, bound.bounded(runs));
    this.scope = scope.withRowsPerPage(0);
  }

  /** Runs of a project. */
  private record Choice(ProjectPath project, RunFilter runs) {}

  /** The times of all runs of a choice, by their ids. */
  private record AllTimes(Map<String, RunTime> times) {}

  /** A run of a project. */
  private record Subject(ProjectPath project, String run) {}

  /** Takes note of a run that is seen. */
  static void note(ProjectPath project, Run run, CallScope scope) {
    scope.snapshot().settle(RunTime.class, new Subject(project, run.id()), RunTime.of(run));
  }

  /** The times of the run called {@code id}. */
  RunTime of(String id) {
    if (!id.equals(last)) {
      RunTime seen = scope.snapshot().get(RunTime.class, new Subject(choice.project, id));
      ofLast = seen == null ? found(id) : seen;
      last = id;
    }
    return ofLast;
  }

  private RunTime found(String id) {
    while (!isDone && !listed.containsKey(id)) {
      listMore();
    }
    return listed.getOrDefault(id, RunTime.UNKNOWN);
  }

  /** The ids of the runs that were created until then, in the order of their creation. */
  List<String> idsOfEarly() {
    while (!isDone) {
      listMore();
    }
    return listed.entrySet().stream()
        .filter(run -> !bound.isBefore(run.getValue().createdAt()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private void listMore() {
    AllTimes all = scope.snapshot().get(AllTimes.class, choice);
    if (all != null) {
      listed = all.times();
      isDone = true;
      return;
    }
    List<Run> page = pages().next();
    if (page != null) {
      page.forEach(run -> listed.put(run.id(), RunTime.of(run)));
      return;
    }
    isDone = true;
    scope.snapshot().settle(AllTimes.class, choice, new AllTimes(listed));
  }

  private Pages<Run> pages() {
    if (listing == null) {
      listing =
          client.runs(
              RunsRequest.all(choice.project)
                  .withFilter(choice.runs)
                  .withFields(FIELDS)
                  .withOrder(TimeBound.namesRuns(choice.runs) ? null : RunOrder.OLDEST_FIRST),
              scope);
    }
    return listing;
  }

  /** The same {@code pages}, with which this is closed. */
  <T> Pages<T> until(Pages<T> pages) {
    return new Pages<>() {
      @Override
      public @Nullable List<T> next() {
        return pages.next();
      }

      @Override
      public void close() {
        RunTimes.this.close();
        pages.close();
      }
    };
  }

  @Override
  public void close() {
    isDone = true;
    if (listing != null) {
      listing.close();
    }
  }
}
