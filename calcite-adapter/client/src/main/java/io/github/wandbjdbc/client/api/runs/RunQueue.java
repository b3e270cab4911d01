package io.github.wandbjdbc.client.api.runs;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunOrder;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.paging.RunReference;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The runs that are read one after the other: those that are named, or those that are listed. */
public final class RunQueue implements AutoCloseable {
  private final ProjectPath project;
  private final Deque<String> waiting = new ArrayDeque<>();
  private final @Nullable Pages<Run> listing;

  private RunQueue(ProjectPath project, @Nullable Pages<Run> listing) {
    this.project = project;
    this.listing = listing;
  }

  /** The runs called {@code ids}, whether they exist or not. */
  public static RunQueue named(ProjectPath project, Collection<String> ids) {
    RunQueue queue = new RunQueue(project, null);
    queue.waiting.addAll(ids);
    return queue;
  }

  /** The runs that {@code filter} accepts, the oldest first. */
  public static RunQueue listed(
      ApiContext context, ProjectPath project, RunFilter filter, CallScope scope) {
    RunsRequest request =
        RunsRequest.all(project).withFilter(filter).withOrder(RunOrder.OLDEST_FIRST);
    // The rows that a page should hold are not runs.
    return new RunQueue(project, RunPages.open(context, request, scope.withRowsPerPage(0)));
  }

  /** The next run, or null after the last. */
  public @Nullable RunReference next() {
    while (waiting.isEmpty()) {
      List<Run> page = listing == null ? null : listing.next();
      if (page == null) {
        return null;
      }
      page.forEach(run -> waiting.add(run.id()));
    }
    return new RunReference(project, waiting.remove(), listing != null);
  }

  /** The ids of runs that are known to come next. */
  public Stream<String> waiting() {
    return waiting.stream();
  }

  @Override
  public void close() {
    if (listing != null) {
      listing.close();
    }
  }
}
