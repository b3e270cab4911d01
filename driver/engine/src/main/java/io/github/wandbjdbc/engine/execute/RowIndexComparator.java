package io.github.wandbjdbc.engine.execute;

/** Says which of two rows, known by their places, comes first. */
@FunctionalInterface
public interface RowIndexComparator {
  /** Below 0 if the row at {@code left} comes first, 0 if neither does. */
  int compare(int left, int right);
}
