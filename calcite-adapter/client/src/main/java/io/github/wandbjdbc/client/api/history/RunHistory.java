package io.github.wandbjdbc.client.api.history;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.api.exports.ExportLists;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.history.WindowReader.Window;
import io.github.wandbjdbc.client.api.paging.PageSize;
import io.github.wandbjdbc.client.api.paging.RunReference;
import io.github.wandbjdbc.client.api.steps.HistoryEnd;
import io.github.wandbjdbc.client.api.steps.RunExtent;
import io.github.wandbjdbc.client.api.steps.SettledEnds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The history of one run, window by window.
 *
 * <p>How far it goes is settled by the first answer, which is asked for the run's keys as well as
 * for its first steps: what a running run logs later isn't read. The last window asks for the keys
 * once more, to notice a run that was rewound meanwhile.
 */
final class RunHistory implements AutoCloseable {
  private final ApiContext context;
  private final RunReference run;
  private final TimeWindow times;
  private final HistoryRowReader rowReader;
  private final PageSize pageSize;
  private final CallScope scope;
  private final ExportLists exports;
  private final WindowReader reader;
  private final SettledEnds ends;
  private StepRange wanted;
  private @Nullable ShortRuns together;
  private @Nullable Window first;
  private @Nullable OpenedHistory begun;
  private boolean isDone;
  private boolean isAskedAnew;
  private boolean isNarrowed;
  private boolean isGone;

  /**
   * The steps {@code wanted} of {@code run}.
   *
   * @param times narrows the steps by times
   * @param series a way to read less than whole rows, or null
   * @param together the request that asks for this run and others, or null
   * @param exports what is exported of the runs of its scan
   */
  RunHistory(
      ApiContext context,
      RunReference run,
      StepRange wanted,
      TimeWindow times,
      HistoryRowReader rowReader,
      PageSize pageSize,
      @Nullable KeySeries series,
      @Nullable ShortRuns together,
      ExportLists exports,
      CallScope scope) {
    this.context = context;
    this.run = run;
    this.ends = new SettledEnds(run.project(), scope);
    HistoryEnd known = ends.known(run.id());
    this.wanted = known == null || known.hasNoEnd() ? wanted : wanted.intersect(known.steps());
    this.times = times;
    this.rowReader = rowReader;
    this.pageSize = pageSize;
    this.scope = scope;
    this.together = together;
    this.exports = exports;
    this.reader = new WindowReader(context, run, rowReader, pageSize, series, scope);
    this.isDone = this.wanted.isEmpty();
  }

  /**
   * The next rows, perhaps none; null after the last.
   *
   * @param limit how many rows are of use, at least 1
   * @param depth how many requests may be under way, at least 1
   */
  @Nullable List<HistoryRow> next(long limit, int depth) {
    if (isDone) {
      return null;
    }
    ShortRuns asked = together;
    if (asked != null) {
      List<HistoryRow> all = asked.rows(run);
      if (all != null) {
        isDone = true;
        return all;
      }
      leave(asked);
    }
    int rows = (int) Math.min(limit, pageSize.rows());
    if (begun == null) {
      return begin(rows);
    }
    List<HistoryRow> page = begun.next(limit, rows, depth);
    isDone = page == null || begun.isGone();
    times.see(run, page == null ? List.of() : page);
    return page;
  }

  @Override
  public void close() {
    if (begun != null) {
      begun.close();
    }
  }

  /** Reads the run by itself from now on. */
  private void leave(ShortRuns asked) {
    together = null;
    if (asked.lacksValues(run)) {
      reader.avoidSeries();
    }
  }

  /** Has the first rows asked for before they are wanted. */
  void askAhead() {
    ShortRuns asked = together;
    if (asked != null && !asked.isAnswered()) {
      asked.begin();
      return;
    }
    if (asked != null) {
      if (!asked.leaves(run)) {
        return;
      }
      leave(asked);
    }
    if (!isDone && begun == null && first == null) {
      first = first(pageSize.rows());
      first.begin();
    }
  }

  /** The request that has to be answered before its first rows are known; null if they are. */
  @Nullable Object request() {
    ShortRuns asked = together;
    if (asked == null || !asked.isAnswered()) {
      return asked == null ? this : asked;
    }
    return asked.leaves(run) ? this : null;
  }

  /** How many rows of it may have come with those of others, or are on their way. */
  long rowsAhead() {
    return together == null ? 0 : together.rowsOfEach();
  }

  /**
   * How far the run goes; null if that isn't known yet, or no longer of use since all of its rows
   * came with those of others.
   */
  @Nullable RunExtent extent() {
    return begun == null ? null : begun.extent();
  }

  /** How far the run goes, as the answer about this run and others says; null if it doesn't. */
  @Nullable RunExtent toldExtent() {
    return together == null ? null : together.extent(run);
  }

  /** The first step that wasn't asked for yet. */
  long position() {
    return begun == null ? wanted.first() : begun.rest().first();
  }

  RunReference run() {
    return run;
  }

  /** Whether the run was found to be gone, as a warning has told. */
  boolean isGone() {
    return isGone || (begun != null && begun.isGone());
  }

  /** Whether the first request was the only one. */
  boolean wasShort() {
    return begun == null || begun.isUndivided();
  }

  private Window first(int rows) {
    long width = Math.min(rows, wanted.width());
    return reader.window(new StepRange(wanted.first(), wanted.first() + width), rows, 0, true);
  }

  private List<HistoryRow> begin(int rows) {
    if (wanted.isEmpty()) {
      isDone = true;
      return List.of();
    }
    Window asked = first == null ? first(rows) : first;
    first = null;
    HistoryAnswer answer;
    try {
      answer = reader.answer(asked);
    } catch (WandbException e) {
      return begin(reader.fewerRows(asked, e));
    }
    if (!answer.hasRun()) {
      isDone = true;
      isGone = true;
      run.missing(context, scope);
      return List.of();
    }
    if (answer.fault() != null) {
      scope.warn("history of %s: its %s; the rows are read without".formatted(run, answer.fault()));
    }
    HistoryEnd seen = answer.end();
    HistoryEnd end = answer.fault() == null ? ends.settle(run.id(), seen) : seen;
    if (end.isBeyond(seen) && !isAskedAnew) {
      // It was asked for before others saw more of the run.
      isAskedAnew = true;
      return begin(rows);
    }
    ServerCounts.checkRewind(run, end.lastStep(), seen.lastStep());
    RunExtent extent = end.extent(wanted);
    if (extent.steps().isEmpty()) {
      isDone = true;
      return List.of();
    }
    if (narrows(extent, asked, answer)) {
      return begin(rows);
    }
    extent = end.extent(wanted);
    // The counts of keys are those of a longer run.
    HistoryKeys counted = end.equals(seen) ? answer.keys() : HistoryKeys.NONE;
    ServerCounts stated = new ServerCounts(run, extent, counted, rowReader, scope);
    begun =
        new OpenedHistory(
            context, run, extent, stated, rowReader, reader, pageSize, exports, ends, scope);
    List<HistoryRow> all = begun.begin(asked, answer);
    times.see(run, all);
    return all;
  }

  /**
   * Leaves out steps whose times are of no use.
   *
   * @return whether the first of the others have to be asked for
   */
  private boolean narrows(RunExtent extent, Window asked, HistoryAnswer answer) {
    StepRange near =
        isNarrowed ? null : times.steps(run, extent, asked.steps(), answer, pageSize.rows());
    isNarrowed = true;
    if (near == null) {
      return false;
    }
    wanted = near;
    return near.first() > asked.steps().first();
  }
}
