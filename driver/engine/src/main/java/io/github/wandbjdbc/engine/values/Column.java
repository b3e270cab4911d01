package io.github.wandbjdbc.engine.values;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values of one type, by place. NULL is in the column's nulls alone: what the array holds there
 * means nothing.
 *
 * <p>Whoever made a column may reuse it: one that comes in a {@link Batch} holds until the next
 * batch is asked for. For use by one thread.
 */
public abstract sealed class Column permits DoubleColumn, LongColumn, ObjectColumn {
  private boolean @Nullable [] nulls;

  /** An empty column of values held as {@code kind}, with room for {@code capacity} of them. */
  public static Column of(Kind kind, int capacity) {
    return switch (kind) {
      case DOUBLE -> new DoubleColumn(capacity);
      case LONG -> new LongColumn(capacity);
      case OBJECT -> new ObjectColumn(capacity);
    };
  }

  /** How its values are held. */
  public abstract Kind kind();

  /** How many values there is room for. */
  public abstract int capacity();

  /** Makes room for {@code capacity} values, and keeps those that there are. */
  public final void grow(int capacity) {
    if (capacity > capacity()) {
      growValues(capacity);
      if (nulls != null) {
        nulls = Arrays.copyOf(nulls, capacity);
      }
    }
  }

  /** Makes room for {@code capacity} values, and keeps those that there are. */
  abstract void growValues(int capacity);

  /** Whether the value at {@code place} is NULL. */
  public final boolean isNull(int place) {
    return nulls != null && nulls[place];
  }

  /** Whether any value may be NULL; where this says no, none is. */
  public final boolean hasNulls() {
    return nulls != null;
  }

  /** Makes the value at {@code place} NULL. */
  public final void setNull(int place) {
    if (nulls == null) {
      nulls = new boolean[capacity()];
    }
    nulls[place] = true;
  }

  /** Makes all values something else than NULL; to be called before a column is filled anew. */
  public final void clearNulls() {
    nulls = null;
  }

  /** Says that the value at {@code place}, which may have been NULL, no longer is. */
  final void setNotNull(int place) {
    if (nulls != null) {
      nulls[place] = false;
    }
  }

  /** The value at {@code place} as a {@link Double}, a {@link Long} or an object; null is NULL. */
  public abstract @Nullable Object get(int place);

  /** Sets the value at {@code place}, in the class that {@link #get} gives; null is NULL. */
  public abstract void set(int place, @Nullable Object value);

  /** Sets the value at {@code place} to that of {@code from}, a column of the same kind. */
  public abstract void copy(int place, Column from, int fromPlace);

  /** Sets the values at 0 to {@code count} to those of {@code from} at {@code places}. */
  public void gather(Column from, int[] places, int count) {
    clearNulls();
    grow(count);
    for (int i = 0; i < count; i++) {
      copy(i, from, places[i]);
    }
  }

  /** About how many bytes of memory its first {@code size} values take. */
  public abstract long bytes(int size);

  /** Overwrites the values of the column, so that a late reader is found out. */
  public abstract void spoil();
}
