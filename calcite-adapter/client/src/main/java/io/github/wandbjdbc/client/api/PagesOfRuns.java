package io.github.wandbjdbc.client.api;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunOrder;
import io.github.wandbjdbc.client.RunsRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What runs hold, one run after the other: those that are named, else all that are listed. */
final class PagesOfRuns<T> implements Pages<T> {

  /** Opens what one run holds. */
  @FunctionalInterface
  interface OfRun<T> {

    /**
     * The items of {@code run}.
     *
     * @param isListed whether the server has just named the run, so that its absence is strange
     */
    Pages<T> open(String run, boolean isListed);
  }

  private final OfRun<T> items;
  private final Deque<String> runs = new ArrayDeque<>();
  private final @Nullable Pages<Run> listing;
  private @Nullable Pages<T> current;
  private boolean isClosed;

  PagesOfRuns(
      ApiClient client, ProjectPath project, RunFilter filter, CallScope scope, OfRun<T> items) {
    this.items = items;
    RunChoice choice = RunChoice.of(filter);
    Set<String> named = choice.ids();
    boolean byIdAlone = named != null && choice.rest().equals(RunFilter.ALL);
    if (byIdAlone) {
      runs.addAll(named);
      listing = null;
    } else {
      listing =
          client.runs(
              RunsRequest.all(project).withFilter(filter).withOrder(RunOrder.OLDEST_FIRST),
              scope.withRowsPerPage(0));
    }
  }

  @Override
  public @Nullable List<T> next() {
    while (!isClosed) {
      Pages<T> open = current == null ? nextRun() : current;
      if (open == null) {
        return null;
      }
      current = open;
      List<T> page = open.next();
      if (page != null) {
        return page;
      }
      open.close();
      current = null;
    }
    return null;
  }

  @Override
  public void close() {
    isClosed = true;
    if (current != null) {
      current.close();
    }
    if (listing != null) {
      listing.close();
    }
  }

  private @Nullable Pages<T> nextRun() {
    while (runs.isEmpty()) {
      List<Run> page = listing == null ? null : listing.next();
      if (page == null) {
        return null;
      }
      page.forEach(run -> runs.add(run.id()));
    }
    return items.open(runs.remove(), listing != null);
  }
}
