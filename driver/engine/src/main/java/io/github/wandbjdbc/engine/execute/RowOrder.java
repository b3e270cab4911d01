package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.engine.values.Order;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelFieldCollation;

/** The sort keys of rows, the first one first; values go by {@link Order}. */
public record RowOrder(List<Key> keys) {
  /**
   * One sort key.
   *
   * @param descending whether the greatest value comes first; says nothing of NULL
   * @param nullsFirst whether NULL comes before all values, rather than after them
   */
  public record Key(int field, boolean descending, boolean nullsFirst) {
    /** The key of {@code collation}; NULL is last in both directions, unless it says otherwise. */
    public static Key of(RelFieldCollation collation) {
      return new Key(
          collation.getFieldIndex(),
          collation.getDirection().isDescending(),
          collation.nullDirection == RelFieldCollation.NullDirection.FIRST);
    }

    /**
     * How {@code left} and {@code right} compare, columns of the key's values.
     *
     * @param filled whether a column without NULL stays so
     */
    RowIndexComparator comparator(ColumnVector left, ColumnVector right, boolean filled) {
      int sign = descending ? -1 : 1;
      int nullSign = nullsFirst ? -1 : 1;
      if (filled && !left.hasNulls() && !right.hasNulls()) {
        if (left instanceof LongColumn a && right instanceof LongColumn b) {
          return (i, k) -> sign * Long.compare(a.values()[i], b.values()[k]);
        }
        if (left instanceof DoubleColumn a && right instanceof DoubleColumn b) {
          return (i, k) -> sign * Order.compare(a.values()[i], b.values()[k]);
        }
      }
      return (i, k) -> {
        boolean leftNull = left.isNull(i);
        boolean rightNull = right.isNull(k);
        return leftNull || rightNull
            ? nullSign * Boolean.compare(leftNull, rightNull)
            : sign * Order.compareNullsLast(left, i, right, k);
      };
    }
  }

  public RowOrder {
    keys = List.copyOf(keys);
  }

  /** The order that {@code collation} says. */
  public static RowOrder of(RelCollation collation) {
    return new RowOrder(collation.getFieldCollations().stream().map(Key::of).toList());
  }

  /** How rows of the same columns compare. To be made when the columns are filled. */
  public RowIndexComparator comparator(IntFunction<ColumnVector> columns) {
    return comparator(columns, columns);
  }

  /** How rows of the same columns compare, to which others may be added meanwhile. */
  public RowIndexComparator growing(IntFunction<ColumnVector> columns) {
    return comparator(columns, columns, false);
  }

  /**
   * How a row of {@code left} and one of {@code right} compare. To be made when both are filled.
   */
  public RowIndexComparator comparator(
      IntFunction<ColumnVector> left, IntFunction<ColumnVector> right) {
    return comparator(left, right, true);
  }

  private RowIndexComparator comparator(
      IntFunction<ColumnVector> left, IntFunction<ColumnVector> right, boolean filled) {
    RowIndexComparator[] each =
        keys.stream()
            .map(key -> key.comparator(left.apply(key.field()), right.apply(key.field()), filled))
            .toArray(RowIndexComparator[]::new);
    if (each.length == 1) {
      return each[0];
    }
    return (i, k) -> {
      for (RowIndexComparator key : each) {
        int order = key.compare(i, k);
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }
}
