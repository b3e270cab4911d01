package io.github.wandbjdbc.client.api.steps;

import io.github.wandbjdbc.client.StepRange;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Decides which windows of a run's steps to ask for, so that no row is lost.
 *
 * <p>The server answers with a random sample once a window holds more rows than it is willing to
 * return, and does not say so; nor is its bound known. A window whose answer isn't whole, as {@link
 * Wholeness} judges, is split in halves.
 *
 * <p>Where steps are missing, windows are wide: as many steps as should hold nearly as many rows as
 * the server is known to return. The guess costs requests when it is wrong, never rows.
 */
public final class StepWindows {
  /** So far below what the server is known to return a guess stays. */
  private static final double MARGIN = 0.9;

  /** From here on a window is expected to have a row for each step. */
  private static final double DENSE = 0.999;

  private static final int MAX_DOUBLINGS = 62;

  private final Deque<StepRange> halves = new ArrayDeque<>();
  private final boolean hasEnd;
  private long position;
  private long end;
  private long underWay;
  private int emptyWindows;
  private int doneWindows;
  private long expectedRows;
  private long rows;
  private double localDensity;

  /**
   * Windows over {@code steps}.
   *
   * @param expectedRows how many rows they should hold, or -1 if that isn't known
   * @param hasEnd whether they go on to the run's last step, rather than as far as steps may
   */
  public StepWindows(StepRange steps, long expectedRows, boolean hasEnd) {
    this.position = steps.first();
    this.end = steps.end();
    this.expectedRows = expectedRows;
    this.hasEnd = hasEnd;
  }

  /**
   * The next part of a window that has to be asked for again, or null if there is none. It comes
   * before all windows that were taken later.
   *
   * @param pageRows how many rows are wanted at once
   */
  public @Nullable StepRange again(long pageRows) {
    StepRange half = halves.poll();
    return half == null ? null : narrowed(half, pageRows);
  }

  /**
   * The first window that wasn't taken yet, or null after the last.
   *
   * @param pageRows how many rows are wanted at once
   * @param mostRows how many rows the server is known to return
   */
  public @Nullable StepRange following(long pageRows, int mostRows) {
    if (position >= end) {
      return null;
    }
    long width = Math.min(width(pageRows, mostRows), end - position);
    return new StepRange(position, position + width);
  }

  /** Takes note that {@code window}, which is the {@link #following} one, is asked for. */
  public void take(StepRange window) {
    position = window.end();
    underWay += window.width();
  }

  /** Whether all windows that were taken are done. */
  public boolean isUnbroken() {
    return halves.isEmpty() && underWay == 0;
  }

  /** Goes on with {@code step}, since others have read those before it, or haven't. */
  public void goTo(long step) {
    position = Math.min(step, end);
  }

  /** Takes note of rows that came otherwise. */
  public void add(int count) {
    rows += count;
  }

  /** Whether {@code window} is the last, as far as can be known. */
  public boolean isLast(StepRange window) {
    return halves.isEmpty() && window.end() >= end;
  }

  /** The number of rows that was expected is wrong. */
  public void expectNothing() {
    expectedRows = -1;
  }

  /** Takes note that {@code window} is done and had so many rows. */
  public void done(StepRange window, int steps) {
    rows += steps;
    underWay -= window.width();
    doneWindows++;
    emptyWindows = steps == 0 ? emptyWindows + 1 : 0;
    localDensity = (double) steps / window.width();
  }

  /**
   * Has the window asked for again, in halves; or behind what was seen of it where that may be all.
   *
   * @param steps how many of it came
   * @param largest the largest of these, or -1
   */
  public void split(StepRange window, int steps, long largest) {
    localDensity = Math.max(localDensity, (double) steps / window.width());
    if (!hasEnd && largest >= window.first() && largest < middle(window) - 1) {
      halves.push(new StepRange(largest + 1, window.end()));
      halves.push(new StepRange(window.first(), largest + 1));
    } else {
      pushHalves(window);
    }
  }

  /** Has the window asked for again as it is. */
  public void again(StepRange window) {
    halves.push(window);
  }

  /** Whether nothing but one window was ever asked for. */
  public boolean isUndivided() {
    return doneWindows <= 1 && halves.isEmpty() && position >= end;
  }

  /** Ends the windows here: nothing more is expected. */
  public void stop() {
    halves.clear();
    end = position;
  }

  /** The steps that weren't taken yet. */
  public StepRange rest() {
    return new StepRange(position, end);
  }

  /** Whether steps seem to be missing in what is to come. */
  public boolean isSparse() {
    return Math.max(localDensity, density()) < DENSE;
  }

  /** How many rows are expected where no window is done; 0 if that isn't known. */
  public long expectedRest() {
    return Math.max(0, expectedRows - rows);
  }

  /** How many rows the windows that are done had. */
  public long rows() {
    return rows;
  }

  private void pushHalves(StepRange window) {
    long middle = middle(window);
    halves.push(new StepRange(middle, window.end()));
    halves.push(new StepRange(window.first(), middle));
  }

  private static long middle(StepRange window) {
    return window.first() + window.width() / 2;
  }

  /** Rows tend to be as dense as next to it: what surely is too wide isn't asked for. */
  private StepRange narrowed(StepRange half, long pageRows) {
    StepRange window = half;
    if (!hasEnd && half.end() == end) {
      // All the rest: perhaps there is nothing in it.
      return half;
    }
    while (window.width() > pageRows && window.width() * localDensity > 2.0 * pageRows) {
      pushHalves(window);
      window = halves.pop();
    }
    return window;
  }

  private long width(long pageRows, int mostRows) {
    double density = Math.max(localDensity, density());
    if (density <= 0 || (!hasEnd && emptyWindows > 0)) {
      // Where nothing comes of all the rest, there is none.
      return end - position;
    }
    double wanted = mostRows > 1 ? Math.min((double) pageRows, MARGIN * mostRows) : pageRows;
    double width = density >= DENSE ? pageRows : wanted / density;
    if (emptyWindows > 1) {
      // What is expected may be far away, or not there at all.
      width *= Math.scalb(1.0, Math.min(emptyWindows - 1, MAX_DOUBLINGS));
    }
    return (long) Math.max(1, Math.min(width, (double) (end - position)));
  }

  /** Rows per step where no window is done; 0 if none are expected there. */
  private double density() {
    if (expectedRows < 0) {
      return localDensity;
    }
    return Math.max(0, expectedRows - rows) / (double) (end - position + underWay);
  }
}
