package io.github.wandbjdbc.client.api.runs;

import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.lifetime.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a project that several scans of a statement list. They are listed once, when the
 * first of these asks, and the others are given the same. Safe for use by several threads.
 */
final class RunView implements Snapshot.Held {
  /** Of runs that weigh more, those that all open readers have had are forgotten. */
  static final long MOST_WEIGHT = 64 << 20;

  private final Supplier<Pages<Run>> lists;
  private final Runnable tells;
  private @Nullable Pages<Run> listing;
  private final List<@Nullable List<Run>> pages = new ArrayList<>();
  private boolean isDone;
  private long weight;

  /**
   * The runs of a listing.
   *
   * @param lists lists them
   * @param tells is told when a reader has them listed anew
   */
  RunView(Supplier<Pages<Run>> lists, Runnable tells) {
    this.lists = lists;
    this.tells = tells;
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
  Pages<Run> open(RunsRequest request) {
    return new Reader(request.filter());
  }

  /**
   * A page of the listing.
   *
   * @param runs null if they aren't kept any more
   */
  private record Page(@Nullable List<Run> runs) {}

  /** The page of that number; null after the last. */
  private synchronized @Nullable Page page(int index) {
    if (index == pages.size() && !isDone) {
      listing = listing == null ? lists.get() : listing;
      List<Run> page = listing.next();
      isDone = page == null;
      if (page != null) {
        weight += page.stream().mapToLong(Run::weight).sum();
        pages.add(page);
      }
    }
    if (index >= pages.size()) {
      return null;
    }
    Page page = new Page(pages.get(index));
    if (weight > MOST_WEIGHT) {
      // Who reads these later lists them anew.
      Collections.fill(pages, null);
    }
    return page;
  }

  @Override
  public synchronized void close() {
    if (listing != null) {
      listing.close();
    }
  }

  /** A reader of those runs that a filter accepts. */
  private final class Reader implements Pages<Run> {
    private final RunFilter filter;
    private final Set<String> given = new HashSet<>();
    private @Nullable Pages<Run> anew;
    private int index;
    private boolean isClosed;

    Reader(RunFilter filter) {
      this.filter = filter;
    }

    @Override
    public @Nullable List<Run> next() {
      if (isClosed) {
        return null;
      }
      List<Run> page = following();
      if (page == null) {
        close();
        return null;
      }
      return page.stream()
          .filter(run -> given.add(run.id()) && filter.mayAccept(run.id(), run::state))
          .toList();
    }

    private @Nullable List<Run> following() {
      if (anew != null) {
        return anew.next();
      }
      Page page = page(index++);
      if (page == null || page.runs() != null) {
        return page == null ? null : page.runs();
      }
      tells.run();
      anew = lists.get();
      return anew.next();
    }

    @Override
    public void close() {
      isClosed = true;
      if (anew != null) {
        anew.close();
      }
    }
  }
}
