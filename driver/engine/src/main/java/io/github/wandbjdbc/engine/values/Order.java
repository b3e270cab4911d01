package io.github.wandbjdbc.engine.values;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one order of values, by which they are sorted, grouped, told apart, and are least or
 * greatest: NaN is one value above Infinity, -0.0 is 0.0, texts go by code point, decimals by what
 * they are worth. Comparisons in conditions, where NaN equals nothing, are another matter.
 */
public final class Order {
  private Order() {}

  /** Below 0 if {@code left} comes first, 0 if they are one value. */
  public static int compare(double left, double right) {
    if (left < right) {
      return -1;
    }
    if (left > right) {
      return 1;
    }
    // Equal, or one of them is NaN.
    return left == right ? 0 : Boolean.compare(Double.isNaN(left), Double.isNaN(right));
  }

  /** By code point: a pair of surrogates comes after all else. */
  public static int compare(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return Character.isSurrogate(a) == Character.isSurrogate(b)
            ? Character.compare(a, b)
            : Character.isSurrogate(a) ? 1 : -1;
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /** Of two values of one type, in the classes of {@link ColumnVector#get}; neither is null. */
  public static int compare(Object left, Object right) {
    if (left instanceof Double a && right instanceof Double b) {
      return compare((double) a, (double) b);
    }
    if (left instanceof Long a && right instanceof Long b) {
      return Long.compare(a, b);
    }
    if (left instanceof String a && right instanceof String b) {
      return compare(a, b);
    }
    if (left instanceof BigDecimal a && right instanceof BigDecimal b) {
      return a.compareTo(b);
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
        int order = compareNullsLast(a.get(i), b.get(i));
        if (order != 0) {
          return order;
        }
      }
      return Integer.compare(a.size(), b.size());
    }
    throw new IllegalArgumentException(
        "%s and %s have no order".formatted(left.getClass(), right.getClass()));
  }

  /** Likewise, with NULL as one value after all others. */
  public static int compareNullsLast(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return Boolean.compare(left == null, right == null);
    }
    return compare(left, right);
  }

  /** Likewise, of the values of two columns of one kind. */
  public static int compareNullsLast(
      ColumnVector left, int leftPlace, ColumnVector right, int rightPlace) {
    boolean leftNull = left.isNull(leftPlace);
    boolean rightNull = right.isNull(rightPlace);
    if (leftNull || rightNull) {
      return Boolean.compare(leftNull, rightNull);
    }
    if (left instanceof DoubleColumn a && right instanceof DoubleColumn b) {
      return compare(a.values()[leftPlace], b.values()[rightPlace]);
    }
    if (left instanceof LongColumn a && right instanceof LongColumn b) {
      return Long.compare(a.values()[leftPlace], b.values()[rightPlace]);
    }
    return compareNullsLast(left.get(leftPlace), right.get(rightPlace));
  }

  /**
   * A hash that is equal for values that are one by {@link #compare}. Neighbouring whole numbers
   * have neighbouring hashes, so that steps stay together.
   */
  public static int hash(@Nullable Object value) {
    if (value instanceof Double number) {
      return hash((double) number);
    }
    if (value instanceof Long number) {
      return hash((long) number);
    }
    if (value instanceof BigDecimal number) {
      return number.signum() == 0 ? 0 : number.stripTrailingZeros().hashCode();
    }
    if (value instanceof List<?> list) {
      int hash = 1;
      for (Object item : list) {
        hash = 31 * hash + hash(item);
      }
      return hash;
    }
    return value == null ? 0 : value.hashCode();
  }

  /** Likewise. */
  public static int hash(double value) {
    return value == 0 ? 0 : Double.hashCode(value);
  }

  /** Likewise. */
  public static int hash(long value) {
    return Long.hashCode(value);
  }

  /** Likewise, of a value of a column. */
  public static int hash(ColumnVector column, int place) {
    if (column.isNull(place)) {
      return 0;
    }
    if (column instanceof LongColumn longs) {
      return hash(longs.values()[place]);
    }
    if (column instanceof DoubleColumn doubles) {
      return hash(doubles.values()[place]);
    }
    return hash(column.get(place));
  }
}
