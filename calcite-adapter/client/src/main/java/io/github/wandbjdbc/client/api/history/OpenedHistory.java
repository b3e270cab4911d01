package io.github.wandbjdbc.client.api.history;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.api.exports.ExportLists;
import io.github.wandbjdbc.client.api.exports.ExportedHistory;
import io.github.wandbjdbc.client.api.exports.ExportedPart;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.history.WindowReader.Window;
import io.github.wandbjdbc.client.api.paging.PageSize;
import io.github.wandbjdbc.client.api.paging.RunReference;
import io.github.wandbjdbc.client.api.steps.Completeness;
import io.github.wandbjdbc.client.api.steps.RunExtent;
import io.github.wandbjdbc.client.api.steps.SettledEnds;
import io.github.wandbjdbc.client.api.steps.StepWindows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The history of one run from its first answer on. Several windows may be under way; each is judged
 * by itself, in the order of their steps. Where much is left to read, exported files may take the
 * place of windows.
 */
final class OpenedHistory implements AutoCloseable {
  /** So many pages have to be left for exported files. */
  private static final int WORTH_EXPORTS = 3;

  private final ApiContext context;
  private final RunReference run;
  private final RunExtent extent;
  private final ServerCounts stated;
  private final HistoryRowReader rowReader;
  private final WindowReader reader;
  private final PageSize pageSize;
  private final ExportLists exports;
  private final SettledEnds ends;
  private final CallScope scope;
  private final StepWindows windows;
  private final WindowSchedule schedule;
  private final AnswerCheck judge;
  private @Nullable ExportedPart exported;
  private boolean hasLookedForExports;
  private boolean isGone;
  private long largestStep = -1;

  OpenedHistory(
      ApiContext context,
      RunReference run,
      RunExtent extent,
      ServerCounts stated,
      HistoryRowReader rowReader,
      WindowReader reader,
      PageSize pageSize,
      ExportLists exports,
      SettledEnds ends,
      CallScope scope) {
    this.context = context;
    this.run = run;
    this.extent = extent;
    this.stated = stated;
    this.rowReader = rowReader;
    this.reader = reader;
    this.pageSize = pageSize;
    this.exports = exports;
    this.ends = ends;
    this.scope = scope;
    Completeness wholeness = new Completeness(extent);
    this.windows = new StepWindows(extent.steps(), extent.expectedRows(), !extent.hasNoEnd());
    this.schedule = new WindowSchedule(reader, extent, windows, wholeness);
    this.judge =
        new AnswerCheck(
            reader, pageSize, context.options().historyPageSize(), extent, windows, wholeness);
  }

  /** The rows of the first answer, which told how far the run goes. */
  List<HistoryRow> begin(Window asked, HistoryAnswer answer) {
    StepRange window = asked.steps().intersect(extent.steps());
    windows.take(window);
    return rows(window, asked, answer);
  }

  /**
   * The next rows, perhaps none; null after the last.
   *
   * @param limit how many rows are of use, at least 1
   * @param rows how many to ask for at once
   * @param depth how many requests may be under way, at least 1
   */
  @Nullable List<HistoryRow> next(long limit, int rows, int depth) {
    if (isWorthExports(limit)) {
      lookForExports();
    }
    List<HistoryRow> fromFiles = exported == null ? List.of() : exported.next(windows, limit);
    return fromFiles.isEmpty() ? goOn(rows, depth) : fromFiles;
  }

  /** How far the run goes. */
  RunExtent extent() {
    return extent;
  }

  /** The steps that weren't asked for yet. */
  StepRange rest() {
    return windows.rest();
  }

  /** Whether the run was found to be gone. */
  boolean isGone() {
    return isGone;
  }

  /** Whether the first request was the only one. */
  boolean isUndivided() {
    return windows.isUndivided();
  }

  @Override
  public void close() {
    if (exported != null) {
      exported.close();
    }
  }

  /** A few pages are sooner read than what is exported is found. */
  private boolean isWorthExports(long limit) {
    long many = (long) WORTH_EXPORTS * pageSize.rows();
    return !hasLookedForExports
        && context.options().exports().areRead()
        && !extent.hasNoEnd()
        && schedule.isIdle()
        && windows.isUnbroken()
        && limit > many
        && windows.expectedRest() > many;
  }

  private void lookForExports() {
    hasLookedForExports = true;
    ExportedHistory.Wanted wanted =
        new ExportedHistory.Wanted(
            run.project(), run.id(), rowReader.columns(), windows.rest(), extent);
    exported = ExportedPart.open(exports, wanted, windows, scope).orElse(null);
    if (exported != null) {
      // Files have all keys.
      stated.leaveValues();
      rowReader.noteOthers(exported.others());
    }
  }

  private @Nullable List<HistoryRow> goOn(int rows, int depth) {
    if (extent.hasNoEnd()
        && extent.rows() > 0
        && extent.wanted().first() == 0
        && windows.rows() >= extent.rows()) {
      windows.stop();
    }
    if (schedule.isIdle()) {
      judge.probeIfSparse(rows);
    }
    Window asked = schedule.next(rows, depth);
    if (asked == null) {
      stated.compare(windows.rows());
      if (extent.hasNoEnd() && largestStep >= 0 && extent.wanted().end() == Long.MAX_VALUE) {
        ends.refine(run.id(), largestStep, extent);
      }
      return null;
    }
    HistoryAnswer answer;
    try {
      answer = reader.answer(asked);
    } catch (WandbException e) {
      reader.fewerRows(asked, e);
      windows.split(asked.steps(), 0, -1);
      return List.of();
    }
    if (!answer.hasRun()) {
      isGone = true;
      run.listed().missing(context, scope);
      return List.of();
    }
    stated.checkRewind(answer.keys());
    return rows(asked.steps(), asked, answer);
  }

  /** The rows of an answer if they are all; otherwise none, and the window is asked again. */
  private List<HistoryRow> rows(StepRange window, Window asked, HistoryAnswer answer) {
    boolean isWhole = judge.isWhole(window, asked, answer);
    stated.unplaced(answer.unplaced());
    if (!isWhole) {
      return List.of();
    }
    if (!answer.isOfSeries()) {
      stated.tellOfUnplaced();
    }
    List<HistoryRow> live = answer.rows(window);
    List<HistoryRow> all = settled(exported == null ? live : exported.joined(window, live));
    windows.done(window, all.size());
    stated.add(all);
    if (!all.isEmpty()) {
      largestStep = Math.max(largestStep, all.get(all.size() - 1).step());
    }
    return all;
  }

  /** Those of {@code rows} that the run had, by its count, when it was first asked for. */
  private List<HistoryRow> settled(List<HistoryRow> rows) {
    long left = extent.rows() - windows.rows();
    boolean isCounted = extent.hasNoEnd() && extent.rows() > 0 && extent.wanted().first() == 0;
    return isCounted && scope.snapshot().isHeld() && left < rows.size()
        ? rows.subList(0, (int) Math.max(0, left))
        : rows;
  }
}
