package io.github.wandbjdbc.client.api.steps;

import io.github.wandbjdbc.client.StepRange;
import org.jspecify.annotations.Nullable;

/**
 * Judges whether an answer holds all rows of its window. What the server returns at most may differ
 * from run to run, so what is learnt here concerns one run.
 *
 * <p>An answer is whole if it has a row for each step of its window, or if it has all rows that the
 * server counts and that weren't read before. Where the server counts a row for each step, nothing
 * less will do, until a window of a single step proves that it counts wrongly. Elsewhere an answer
 * is also whole if it has fewer rows than the server has returned in some other answer, and than it
 * was asked for. If by then more steps are without a row than the server's count allows, one look
 * is taken at the window's halves; rows that turn up there say how little the server may return.
 */
public final class Wholeness {
  private static final int MAX_OTHERS = 10_000;

  /** So many answers of nothing but rows without a step show that windows don't divide these. */
  private static final int MAX_FRUITLESS = 20;

  private final RunExtent extent;
  private long allowedGaps;
  private int seen;
  private int ceiling = Integer.MAX_VALUE;
  private int others;
  private int fruitless;
  private @Nullable CloserLook look;

  public Wholeness(RunExtent extent) {
    this.extent = extent;
    this.allowedGaps = extent.gaps();
  }

  /**
   * The result of reading a window.
   *
   * @param samples how many rows were asked for at the most
   * @param returned how many rows came, repeated ones and those without a step included
   * @param steps how many steps of the window had one
   * @param unplaced how many rows had no step
   * @param others how many rows belong to no step of the window, {@code unplaced} included
   * @param rowsBefore how many rows all windows before it had
   */
  public record Came(
      StepRange window,
      int samples,
      int returned,
      int steps,
      int unplaced,
      int others,
      long rowsBefore) {

    private long gaps() {
      return Math.max(0, window.width() - steps - unplaced);
    }
  }

  /**
   * A window that is asked for again in halves, though fewer rows came than are known to fit.
   *
   * @param rowsBefore how many rows came before it
   * @param steps how many it had at first
   */
  private record CloserLook(StepRange window, long rowsBefore, int steps) {}

  /** The most rows that an answer about this run held so far, unless that was too much. */
  public int mostRows() {
    return Math.min(seen, ceiling);
  }

  /** Takes note of what one answer held. */
  public void saw(int returned) {
    seen = Math.max(seen, returned);
  }

  /** Takes note of an answer, whole or not. */
  public void saw(Came came) {
    saw(came.returned());
    fruitless = came.steps() > 0 || came.unplaced() == 0 ? 0 : fruitless + 1;
  }

  /**
   * Rows that belong to no step of a window take the place of others: so many more are asked for.
   */
  public int extraSamples() {
    return Math.min(others, MAX_OTHERS);
  }

  /** Whether a short answer can't be whole, whatever the server returns at most. */
  public boolean isTooShort(Came came) {
    CloserLook closer = look;
    boolean isLookedAt = closer != null && !closer.window().intersect(came.window()).isEmpty();
    long gapsBefore = came.window().first() - extent.steps().first() - came.rowsBefore();
    return !isLookedAt && came.gaps() > allowedGaps - Math.max(0, gapsBefore);
  }

  public boolean isWhole(Came came) {
    if (came.steps() == came.window().width() || isAllThatIsCounted(came)) {
      return true;
    }
    boolean isNotCut = came.returned() < came.samples();
    if (came.window().width() == 1 || fruitless > MAX_FRUITLESS) {
      // No server returns less than one row where there are some.
      return isNotCut;
    }
    return isNotCut && !isTooShort(came) && came.returned() < Math.max(1, mostRows());
  }

  private boolean isAllThatIsCounted(Came came) {
    long lines = (long) came.steps() + (extent.areLines() ? came.unplaced() : 0);
    return extent.rows() > 0 && came.rowsBefore() + lines == extent.rows();
  }

  /**
   * Takes note that an answer isn't whole.
   *
   * @return whether to ask for the window as it is, since rows that don't belong to it have taken
   *     the place of its own
   */
  public boolean isToBeAskedAgain(Came came) {
    if (came.others() > others || (came.window().width() == 1 && others <= MAX_OTHERS)) {
      others = Math.max(came.others(), 2 * others + 1);
      return true;
    }
    boolean isSparse = allowedGaps > 0;
    if (isSparse && came.returned() < came.samples() && isTooShort(came)) {
      look = new CloserLook(came.window(), came.rowsBefore(), came.steps());
      ceiling = Math.min(ceiling, Math.max(1, came.returned()));
    }
    return false;
  }

  /** Whether nothing more can be done for a window of one step. */
  public boolean isHopeless(Came came) {
    return came.window().width() == 1 && others > MAX_OTHERS;
  }

  /**
   * Takes note that a window is done.
   *
   * @return whether the server's count has turned out to be wrong
   */
  public boolean done(Came came) {
    CloserLook closer = look;
    boolean isRefuted = came.window().width() == 1 && came.steps() == 0 && isTooShort(came);
    if (closer != null && came.window().end() >= closer.window().end()) {
      look = null;
      isRefuted |= came.rowsBefore() + came.steps() == closer.rowsBefore() + closer.steps();
      ceiling = isRefuted ? Integer.MAX_VALUE : ceiling;
    }
    if (isRefuted) {
      allowedGaps = Long.MAX_VALUE;
    }
    return isRefuted;
  }
}
