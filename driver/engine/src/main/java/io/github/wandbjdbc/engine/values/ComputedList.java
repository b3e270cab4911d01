package io.github.wandbjdbc.engine.values;

import java.util.AbstractList;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/** A list that holds no items: each is computed when it is asked for. */
public final class ComputedList extends AbstractList<Object> implements RandomAccess {
  private final int size;
  private final IntFunction<Object> item;

  /** The items 0 to {@code size} - 1, as {@code item} computes them. */
  public ComputedList(int size, IntFunction<Object> item) {
    this.size = size;
    this.item = item;
  }

  @Override
  public Object get(int index) {
    return item.apply(index);
  }

  @Override
  public int size() {
    return size;
  }

  /** How many items there may be, so that their places are INTEGER. */
  public static int checkedSize(long size) {
    if (size > Integer.MAX_VALUE) {
      throw new StatementException(
          SqlState.LIMIT_EXCEEDED,
          "GENERATE_SERIES returns at most %,d rows".formatted(Integer.MAX_VALUE));
    }
    return (int) Math.max(0, size);
  }
}
