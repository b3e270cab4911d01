package io.github.wandbjdbc.client.api.runs;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunOrder;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.paging.RunReference;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The runs that are read one after the other: those that are named, or those that are listed. */
public final class RunQueue implements AutoCloseable {
  private final ProjectPath project;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final @Nullable Pages<Run> listing;

  private RunQueue(ProjectPath project, @Nullable Pages<Run> listing) {
    this.project = project;
    this.listing = listing;
  }

  /**
   * A run that comes next.
   *
   * @param rows how many rows of history it has, or -1 if that isn't known
   */
  public record Waiting(String id, long rows) {}

  /** The runs called {@code ids}, whether they exist or not. */
  public static RunQueue named(ProjectPath project, Collection<String> ids) {
    RunQueue queue = new RunQueue(project, null);
    ids.forEach(id -> queue.waiting.add(new Waiting(id, -1)));
    return queue;
  }

  /** The runs that {@code filter} accepts, the oldest first. */
  public static RunQueue listed(
      ApiContext context, ProjectPath project, RunFilter filter, CallScope scope) {
    return listed(context, RunsRequest.all(project).withFilter(filter), scope);
  }

  /** The same, with the number of rows that each of them has. */
  public static RunQueue listedWithRows(
      ApiContext context, ProjectPath project, RunFilter filter, CallScope scope) {
    RunsRequest request =
        RunsRequest.all(project)
            .withFilter(filter)
            .withFields(Set.of(RunField.ID, RunField.HISTORY_LINE_COUNT));
    return listed(context, request, scope);
  }

  private static RunQueue listed(ApiContext context, RunsRequest request, CallScope scope) {
    // The rows that a page should hold are not runs.
    return new RunQueue(
        request.project(),
        SettledRuns.listed(
            context, request.withOrder(RunOrder.OLDEST_FIRST), scope.withRowsPerPage(0)));
  }

  /** The next run, or null after the last. */
  public @Nullable RunReference next() {
    Waiting next = peek();
    return next == null ? null : new RunReference(project, waiting.remove().id(), listing != null);
  }

  /** The run that comes next, and stays the next; null after the last. */
  public @Nullable Waiting peek() {
    while (waiting.isEmpty()) {
      List<Run> page = listing == null ? null : listing.next();
      if (page == null) {
        return null;
      }
      page.forEach(run -> waiting.add(new Waiting(run.id(), rows(run))));
    }
    return waiting.peek();
  }

  private static long rows(Run run) {
    return Objects.requireNonNullElse(run.historyLineCount(), -1L);
  }

  /** Whether the next run is known already. */
  public boolean isAtHand() {
    return !waiting.isEmpty();
  }

  /** The ids of runs that are known to come next. */
  public Stream<String> waiting() {
    return waiting.stream().map(Waiting::id);
  }

  @Override
  public void close() {
    if (listing != null) {
      listing.close();
    }
  }
}
