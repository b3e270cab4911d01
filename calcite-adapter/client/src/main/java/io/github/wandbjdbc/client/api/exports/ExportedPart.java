package io.github.wandbjdbc.client.api.exports;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.api.exports.ExportedHistory.UnavailableException;
import io.github.wandbjdbc.client.api.paging.Prefetch;
import io.github.wandbjdbc.client.api.steps.StepOrder;
import io.github.wandbjdbc.client.api.steps.StepWindows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of a run's history that files are read for, in place of windows: up to the first live
 * step. Beyond it windows are read as ever, and rows that only files have join them.
 */
public final class ExportedPart implements AutoCloseable {
  private final ExportedHistory history;
  private final long first;
  private final long end;
  private long soFar;
  private long delivered;
  private @Nullable Prefetch<Optional<List<HistoryRow>>> following;

  private ExportedPart(ExportedHistory history, StepRange steps) {
    this.history = history;
    this.first = steps.first();
    this.soFar = steps.first();
    this.end = Math.max(steps.first(), Math.min(history.boundary(), steps.end()));
  }

  /** Takes the place of those windows of {@code rest} that it can; empty if there are none. */
  public static Optional<ExportedPart> open(
      ExportLists lists, ExportedHistory.Wanted wanted, StepWindows rest, CallScope scope) {
    return ExportedHistory.open(lists, wanted, scope)
        .map(
            history -> {
              ExportedPart part = new ExportedPart(history, wanted.steps());
              rest.goTo(part.end);
              lists.wereRead();
              return part;
            });
  }

  /**
   * The next rows that no window is read for; empty after the last. If the storage fails, windows
   * take over again. While these rows are looked at, those that follow are made ready.
   *
   * @param limit how many rows are of use, at least 1
   */
  public List<HistoryRow> next(StepWindows rest, long limit) {
    if (soFar >= end) {
      return List.of();
    }
    Prefetch<Optional<List<HistoryRow>>> page = following == null ? page() : following;
    following = null;
    Optional<List<HistoryRow>> rows = page.await();
    if (rows.isEmpty()) {
      rest.goTo(soFar);
      soFar = end;
      return List.of();
    }
    List<HistoryRow> all = rows.get();
    soFar = all.isEmpty() ? end : all.get(all.size() - 1).step() + 1;
    delivered += all.size();
    rest.add(all.size());
    if (soFar < end && all.size() < limit) {
      following = page();
      following.begin();
    }
    return all;
  }

  /** The rows below the end; empty if the storage fails. */
  private Prefetch<Optional<List<HistoryRow>>> page() {
    return new Prefetch<>(
        () -> {
          try {
            return Optional.of(history.below(end));
          } catch (UnavailableException e) {
            if (e.isOfDisorder() && delivered < soFar - first) {
              throw history.disorder(soFar, e);
            }
            return Optional.empty();
          }
        });
  }

  /** The rows of a window, and what else files have in it. */
  public List<HistoryRow> joined(StepRange window, List<HistoryRow> live) {
    List<HistoryRow> exported = new ArrayList<>();
    try {
      for (List<HistoryRow> rows = history.below(window.end());
          !rows.isEmpty();
          rows = history.below(window.end())) {
        exported.addAll(rows);
      }
    } catch (UnavailableException e) {
      // The window is whole by itself.
      return live;
    }
    if (exported.isEmpty()) {
      return live;
    }
    StepOrder all = new StepOrder();
    exported.forEach(all::put);
    live.forEach(all::put);
    return all.in(window);
  }

  /** Names of columns that no wanted key is about. */
  public Set<String> others() {
    return history.others();
  }

  @Override
  public void close() {
    history.close();
  }
}
