package io.github.wandbjdbc.engine.values;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A column of whole numbers, and of what is held like them. */
public final class LongColumn extends ColumnVector {
  private long[] values;

  public LongColumn(int capacity) {
    this.values = new long[capacity];
  }

  /** The values by place; the array is another one once the column has grown. */
  public long[] values() {
    return values;
  }

  @Override
  public Kind kind() {
    return Kind.LONG;
  }

  @Override
  public int capacity() {
    return values.length;
  }

  @Override
  void growValues(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  public @Nullable Object get(int place) {
    return isNull(place) ? null : (Object) values[place];
  }

  @Override
  public void set(int place, @Nullable Object value) {
    if (value == null) {
      setNull(place);
    } else {
      values[place] = (Long) value;
      setNotNull(place);
    }
  }

  /** Sets the value at {@code place}. */
  public void set(int place, long value) {
    values[place] = value;
    setNotNull(place);
  }

  @Override
  public void copy(int place, ColumnVector from, int fromPlace) {
    if (from.isNull(fromPlace)) {
      setNull(place);
    } else {
      set(place, ((LongColumn) from).values[fromPlace]);
    }
  }

  @Override
  public void gather(ColumnVector from, int[] places, int count) {
    if (from.hasNulls()) {
      super.gather(from, places, count);
      return;
    }
    clearNulls();
    grow(count);
    long[] source = ((LongColumn) from).values;
    for (int i = 0; i < count; i++) {
      values[i] = source[places[i]];
    }
  }

  @Override
  public long bytes(int size) {
    return 9L * size;
  }

  @Override
  public void spoil() {
    Arrays.fill(values, -7_777_777_777L);
    clearNulls();
  }
}
