package io.github.wandbjdbc.client.api.runs;

import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.lifetime.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a project that several scans of a statement list. They are listed once, when the
 * first of these asks, and the others are given the same. Safe for use by several threads.
 */
final class RunView implements Snapshot.Held {
  /** Of runs that weigh more, those that all open readers have had are forgotten. */
  static final long MOST_WEIGHT = 64 << 20;

  private final RunsRequest listed;
  private final Pages<Run> listing;
  private final List<@Nullable List<Run>> pages = new ArrayList<>();
  private boolean isDone;
  private int readers;
  private long weight;

  /** The runs of {@code listing}, that {@code listed} asks for. */
  RunView(RunsRequest listed, Pages<Run> listing) {
    this.listed = listed;
    this.listing = listing;
  }

  /** Whether the runs that {@code request} asks for are among those of {@code listed}. */
  static boolean covers(RunsRequest listed, RunsRequest request) {
    return listed.includes(request.filter())
        && RunSelector.of(request.filter()).ids() == null
        && request.limit() == Long.MAX_VALUE
        && (request.order() == null || request.order().equals(listed.order()))
        && !request.measuring()
        && request.passesOverUnreadable() == listed.passesOverUnreadable()
        && listed.fields().containsAll(request.fields())
        && listed.paths().entrySet().stream()
            .allMatch(some -> hasPaths(request, some.getKey(), some.getValue()));
  }

  private static boolean hasPaths(RunsRequest request, RunField field, Set<String> some) {
    Set<String> wanted = request.paths().get(field);
    return !request.fields().contains(field) || (wanted != null && some.containsAll(wanted));
  }

  /** Whether it still has all its runs for one more reader. */
  synchronized boolean isWhole() {
    return pages.isEmpty() || pages.get(0) != null;
  }

  /** The runs that {@code request} asks for. */
  synchronized Pages<Run> open(RunsRequest request) {
    readers++;
    return new Reader(request.filter());
  }

  private synchronized @Nullable List<Run> page(int index) {
    if (index == pages.size() && !isDone) {
      List<Run> page = listing.next();
      isDone = page == null;
      if (page != null) {
        pages.add(page);
        weight += page.stream().mapToLong(Run::weight).sum();
      }
    }
    List<Run> page = index < pages.size() ? pages.get(index) : null;
    if (weight > MOST_WEIGHT && readers == 1) {
      for (int i = 0; i <= index && i < pages.size(); i++) {
        pages.set(i, null);
      }
    }
    return page;
  }

  private synchronized void left() {
    readers--;
  }

  @Override
  public void close() {
    listing.close();
  }

  /** A reader of those runs that a filter accepts. */
  private final class Reader implements Pages<Run> {
    private final RunFilter filter;
    private int index;
    private boolean isClosed;

    Reader(RunFilter filter) {
      this.filter = filter;
    }

    @Override
    public @Nullable List<Run> next() {
      List<Run> page = isClosed ? null : page(index++);
      if (page == null) {
        close();
        return null;
      }
      return filter.equals(listed.filter()) && filter.equals(RunFilter.ALL)
          ? page
          : page.stream().filter(run -> filter.mayAccept(run.id(), run::state)).toList();
    }

    @Override
    public void close() {
      if (!isClosed) {
        isClosed = true;
        left();
      }
    }
  }
}
