package io.github.wandbjdbc.engine.values;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column of texts, decimals, or rows. */
public final class ObjectColumn extends ColumnVector {
  private @Nullable Object[] values;

  public ObjectColumn(int capacity) {
    this.values = new @Nullable Object[capacity];
  }

  /** The values by place; the array is another one once the column has grown. */
  public @Nullable Object[] values() {
    return values;
  }

  @Override
  public Kind kind() {
    return Kind.OBJECT;
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
    return isNull(place) ? null : values[place];
  }

  @Override
  public void set(int place, @Nullable Object value) {
    values[place] = value;
    if (value == null) {
      setNull(place);
    } else {
      setNotNull(place);
    }
  }

  @Override
  public void copy(int place, ColumnVector from, int fromPlace) {
    set(place, from.get(fromPlace));
  }

  @Override
  public long bytes(int size) {
    long bytes = 9L * size;
    for (int i = 0; i < size; i++) {
      bytes += bytesOf(values[i]);
    }
    return bytes;
  }

  /** About how many bytes of memory {@code value} takes. */
  public static long bytesOf(@Nullable Object value) {
    if (value instanceof String text) {
      return 56L + 2L * text.length();
    }
    if (value instanceof BigDecimal number) {
      return 80L + number.precision() / 2;
    }
    if (value instanceof ComputedList) {
      return 64L;
    }
    if (value instanceof List<?> list) {
      long bytes = 40L;
      for (Object item : list) {
        bytes += 8 + bytesOf(item);
      }
      return bytes;
    }
    return value == null ? 0 : 32;
  }

  @Override
  public void spoil() {
    Arrays.fill(values, "(a value that was overwritten)");
    clearNulls();
  }
}
