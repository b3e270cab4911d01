package io.github.wandbjdbc.rows;

/** Which predicates on a column of an {@link ItemTable} make that less is asked for. */
public enum ColumnSelection {
  /** None. */
  NONE,
  /** {@code =} and {@code IN} with values that the statement itself names. */
  CONSTANTS,
  /** {@code =} and {@code IN}, also with values from the other side of a join. */
  VALUES,
  /** {@code =}, {@code IN} and {@code LIKE}. */
  PATTERN,
  /** Ranges of whole numbers. */
  STEPS,
  /** {@code =} with one number: of so many points a sample is wanted, rather than all. */
  SAMPLES;

  /** Whether values of the column select rows. */
  public boolean takesValues() {
    return this == CONSTANTS || isKey();
  }

  /** Whether values of the column that a join names select rows. */
  public boolean isKey() {
    return this == VALUES || this == PATTERN;
  }
}
