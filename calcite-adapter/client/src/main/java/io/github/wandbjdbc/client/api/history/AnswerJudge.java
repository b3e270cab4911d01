package io.github.wandbjdbc.client.api.history;

import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.history.WindowReader.Window;
import io.github.wandbjdbc.client.api.paging.PageSize;
import io.github.wandbjdbc.client.api.steps.RunExtent;
import io.github.wandbjdbc.client.api.steps.StepWindows;
import io.github.wandbjdbc.client.api.steps.Wholeness;

/**
 * Decides whether an answer holds all rows of its window, and has the window asked for again if
 * not. A look at more of the run may show how many rows the server returns at once.
 */
final class AnswerJudge {
  /** A look at what lies around a window goes so many times as far. */
  private static final int AROUND = 4;

  private final WindowReader reader;
  private final PageSize pageSize;
  private final int usualRows;
  private final RunExtent extent;
  private final StepWindows windows;
  private final Wholeness wholeness;
  private int probedRows;

  /**
   * Judges answers about one run.
   *
   * @param usualRows how many rows at once the user wants to be asked for
   */
  AnswerJudge(
      WindowReader reader,
      PageSize pageSize,
      int usualRows,
      RunExtent extent,
      StepWindows windows,
      Wholeness wholeness) {
    this.reader = reader;
    this.pageSize = pageSize;
    this.usualRows = usualRows;
    this.extent = extent;
    this.windows = windows;
    this.wholeness = wholeness;
  }

  /**
   * Whether {@code answer} to {@code asked} holds all rows of {@code steps}; if not, they will be
   * asked for again.
   */
  boolean isWhole(StepRange steps, Window asked, HistoryAnswer answer) {
    return answer.isOfSeries()
        ? isWholeSeries(steps, answer)
        : isWhole(
            asked,
            new Wholeness.Came(
                steps,
                asked.samples(),
                answer.returned(),
                answer.rows(steps).size(),
                answer.unplaced(),
                answer.others(asked.steps()),
                windows.rows()),
            answer.largestStep());
  }

  private boolean isWholeSeries(StepRange steps, HistoryAnswer answer) {
    boolean isWhole = answer.hasAllValues(steps);
    if (!isWhole) {
      reader.leaveSeries();
      windows.again(steps);
    }
    return isWhole;
  }

  private boolean isWhole(Window asked, Wholeness.Came came, long largestStep) {
    boolean isWhole = wholeness.isWhole(came);
    if (!isWhole && mayBeWhole(came)) {
      probe(around(came.window(), asked.rows()), asked.rows());
      isWhole = wholeness.isWhole(came);
    }
    wholeness.saw(came);
    if (!isWhole) {
      askAgain(asked, came, largestStep);
    } else if (wholeness.done(came)) {
      windows.expectNothing();
    }
    return isWhole;
  }

  /** Where rows are sparse, a look at the whole shows how many the server returns at once. */
  void probeIfSparse(int rows) {
    int most = wholeness.mostRows();
    boolean isWorthIt =
        rows > probedRows && most <= rows / 2 && windows.expectedRest() > 3L * Math.max(1, most);
    if (windows.isSparse() && isWorthIt) {
      probe(windows.rest(), rows);
    }
  }

  private void probe(StepRange steps, int rows) {
    probedRows = rows;
    wholeness.saw(reader.probe(steps, rows, wholeness.extraSamples()));
  }

  /** Whether it is only not known that the server returns as many rows about this run. */
  private boolean mayBeWhole(Wholeness.Came came) {
    return came.returned() < came.samples()
        && probedRows == 0
        && extent.rows() > came.steps()
        && !wholeness.isTooShort(came);
  }

  /** Where more rows are to be expected than in {@code window}. */
  private StepRange around(StepRange window, int rows) {
    StepRange steps = extent.steps();
    if (steps.width() > rows || extent.hasNoEnd()) {
      return steps;
    }
    long first = Math.max(0, window.first() - window.width());
    return new StepRange(first, Math.min(extent.lastStep() + 1, first + AROUND * window.width()));
  }

  private void askAgain(Window asked, Wholeness.Came came, long largest) {
    StepRange window = came.window();
    if (wholeness.isHopeless(came)) {
      throw new WandbException(
          Kind.MALFORMED_RESPONSE,
          "%s: the server answers with %d rows of other steps, or without a step"
              .formatted(reader.what(window), came.others()));
    }
    // Pages that grew beyond what the user chose may be more than the server can do.
    if (asked.samples() > usualRows && window.width() == asked.samples()) {
      pageSize.tooMany(asked.samples());
    }
    if (wholeness.isToBeAskedAgain(came)) {
      windows.again(window);
    } else {
      windows.split(window, came.steps(), largest);
    }
  }
}
