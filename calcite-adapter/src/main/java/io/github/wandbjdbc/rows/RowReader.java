package io.github.wandbjdbc.rows;

import org.jspecify.annotations.Nullable;

/**
 * Turns items of pages into rows, the values in column order and as Calcite holds them: TIMESTAMP
 * as {@link Long} milliseconds since 1970. Belongs to one scan.
 */
public interface RowReader<T> {

  /** The row of {@code item}. */
  @Nullable Object[] read(T item);
}
