package io.github.wandbjdbc.rows;

/** Which predicates on a column of an {@link ItemTable} make that less is asked for. */
public enum ColumnSelection {
  /** None. */
  NONE,
  /** {@code =} and {@code IN}. */
  VALUES,
  /** {@code =}, {@code IN} and {@code LIKE}. */
  PATTERN,
  /** Ranges of whole numbers. */
  STEPS;

  /** Whether values of the column select rows. */
  public boolean takesValues() {
    return this == VALUES || this == PATTERN;
  }
}
