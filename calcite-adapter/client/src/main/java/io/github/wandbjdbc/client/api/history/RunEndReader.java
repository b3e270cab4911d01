package io.github.wandbjdbc.client.api.history;

import io.github.wandbjdbc.client.HistoryRequest.Ends;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.api.steps.RunExtent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the first and the last rows of one run. The run's first answer says how far it goes; from
 * there on windows are asked for that end with the run, wider ones as long as they hold too little.
 */
final class RunEndReader {
  private static final int GROWTH = 4;

  private final Ends ends;
  private final StepRange wanted;
  private final int pageRows;
  private final Part part;

  /** Opens a part of the run. */
  @FunctionalInterface
  interface Part {

    /** The history of {@code steps}. */
    RunHistory open(StepRange steps);
  }

  /**
   * Reads {@code ends} of the steps {@code wanted}.
   *
   * @param pageRows how many rows to ask for at once
   */
  RunEndReader(Ends ends, StepRange wanted, int pageRows, Part part) {
    this.ends = ends;
    this.wanted = wanted;
    this.pageRows = pageRows;
    this.part = part;
  }

  /** The rows of the run of {@code history}, of which nothing was read yet, by step. */
  List<HistoryRow> read(RunHistory history) {
    RunExtent told = ends.first() == 0 ? history.toldExtent() : null;
    if (told != null) {
      return tail(history, List.of(), told);
    }
    List<HistoryRow> head = new ArrayList<>();
    boolean isAll = false;
    long rows = Math.min(pageRows, Math.max(1, Math.max(ends.first(), ends.last())));
    do {
      List<HistoryRow> page = history.next(rows, 1);
      isAll = page == null;
      head.addAll(page == null ? List.of() : page);
      // Where the first steps have no row, it may be far to the next.
      rows = pageRows;
    } while (!isAll && head.size() < ends.first());
    if (history.isGone()) {
      return List.of();
    }
    RunExtent extent = history.extent();
    if (isAll || extent == null) {
      return ofAll(head);
    }
    List<HistoryRow> first = head.subList(0, (int) Math.min(head.size(), ends.first()));
    if (ends.last() == 0) {
      return first;
    }
    List<HistoryRow> all = new ArrayList<>(first);
    long behind = first.isEmpty() ? -1 : first.get(first.size() - 1).step();
    tail(history, head, extent).stream().filter(row -> row.step() > behind).forEach(all::add);
    return all;
  }

  private List<HistoryRow> ofAll(List<HistoryRow> rows) {
    long others = rows.size() - ends.first() - ends.last();
    if (others <= 0) {
      return rows;
    }
    List<HistoryRow> some = new ArrayList<>(rows.subList(0, (int) ends.first()));
    some.addAll(rows.subList((int) (rows.size() - ends.last()), rows.size()));
    return some;
  }

  private List<HistoryRow> tail(RunHistory history, List<HistoryRow> head, RunExtent extent) {
    StepRange steps = extent.steps();
    long width = extent.hasNoEnd() ? steps.width() : Math.min(steps.width(), likelyWidth(extent));
    while (true) {
      long from = steps.end() - width;
      if (from <= history.position()) {
        List<HistoryRow> rows = last(head, history, steps.end());
        return history.isGone() ? List.of() : rows;
      }
      List<HistoryRow> rows;
      // With those behind its end, by which a last step shows that isn't the last.
      try (RunHistory rest = part.open(new StepRange(from, wanted.end()))) {
        rows = last(List.of(), rest, steps.end());
        if (rest.isGone()) {
          return List.of();
        }
        RunExtent now = rest.extent();
        if (now != null) {
          ServerCounts.checkRewind(history.run(), extent.lastStep(), now.lastStep());
        }
      }
      if (rows.size() >= ends.last()) {
        return rows;
      }
      width = width > steps.width() / GROWTH ? steps.width() : GROWTH * width;
    }
  }

  /** How many steps are likely to have as many rows as are wanted. */
  private long likelyWidth(RunExtent extent) {
    double density = extent.rows() <= 0 ? 1 : extent.rows() / (extent.lastStep() + 1.0);
    double steps = Math.ceil(ends.last() / Math.min(1, density));
    return (long) Math.min(steps, (double) extent.steps().width());
  }

  /**
   * The last of {@code rows} and of those that are still to come of {@code history}, without what
   * was logged at {@code end} or later since the run was first asked for.
   */
  private List<HistoryRow> last(List<HistoryRow> rows, RunHistory history, long end) {
    Deque<HistoryRow> last = new ArrayDeque<>(rows);
    for (@Nullable List<HistoryRow> page = history.next(pageRows, 1);
        page != null;
        page = history.next(pageRows, 1)) {
      RunExtent extent = history.extent();
      boolean isOver = extent != null && !extent.hasNoEnd();
      page.stream().filter(row -> !isOver || row.step() < end).forEach(last::add);
      while (last.size() > ends.last()) {
        last.remove();
      }
    }
    while (last.size() > ends.last()) {
      last.remove();
    }
    return new ArrayList<>(last);
  }
}
