package io.github.wandbjdbc.engine.values.windows;

import org.jspecify.annotations.Nullable;

/**
 * The frame of a window: which rows around a row, of its partition, a function looks at.
 *
 * @param lower the first rows; not {@link Reach#UNBOUNDED_FOLLOWING}
 * @param upper the last rows; not {@link Reach#UNBOUNDED_PRECEDING}
 */
public record Frame(Unit unit, Bound lower, Bound upper, Exclusion exclusion) {
  /** The frame where none is written: the rows up to the last peer of the row. */
  public static final Frame DEFAULT =
      new Frame(
          Unit.RANGE,
          Bound.of(Reach.UNBOUNDED_PRECEDING),
          Bound.of(Reach.CURRENT_ROW),
          Exclusion.NO_OTHERS);

  /** How far a frame goes. */
  public enum Unit {
    /** Counted in rows. */
    ROWS,
    /** By the distance of the one sort key. */
    RANGE,
    /** Counted in groups of peers. */
    GROUPS
  }

  /** Which of its rows a frame leaves out. */
  public enum Exclusion {
    NO_OTHERS,
    CURRENT_ROW,
    /** The row and its peers. */
    GROUP,
    /** The peers, but not the row. */
    TIES
  }

  /** Where an end of a frame is. */
  public enum Reach {
    UNBOUNDED_PRECEDING,
    PRECEDING,
    CURRENT_ROW,
    FOLLOWING,
    UNBOUNDED_FOLLOWING
  }

  /**
   * An end of a frame.
   *
   * @param offset the distance of {@link Reach#PRECEDING} and {@link Reach#FOLLOWING}; null for
   *     others
   */
  public record Bound(Reach reach, @Nullable Operand offset) {
    /** One without a distance. */
    public static Bound of(Reach reach) {
      return new Bound(reach, null);
    }
  }

  /** Whether an end is a distance of the sort key away. */
  public boolean isByDistance() {
    return unit == Unit.RANGE && (lower.offset() != null || upper.offset() != null);
  }

  /** Whether, row by row, a frame has the rows of the one before, and maybe some behind them. */
  public boolean onlyGrows() {
    return lower.reach() == Reach.UNBOUNDED_PRECEDING && exclusion == Exclusion.NO_OTHERS;
  }
}
