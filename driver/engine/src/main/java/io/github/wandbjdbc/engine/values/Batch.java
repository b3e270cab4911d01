package io.github.wandbjdbc.engine.values;

/**
 * Some rows, column by column. It holds until its operator is asked for the next one or closed: who
 * keeps values copies them.
 */
public interface Batch {
  /** How many rows a batch has at the most. */
  int MOST_ROWS = 512;

  /** How many rows there are, at least one. */
  int size();

  /** The values of field {@code index}; made when it is asked for, if need be. */
  ColumnVector column(int index);
}
