package io.github.wandbjdbc.push;

import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.TransformedEnumerator;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.linq4j.function.Predicate2;
import org.jspecify.annotations.Nullable;

/**
 * The part of a {@link EnumerableBindJoin} that a compiled statement keeps, and its entry point;
 * public only for that code.
 */
public final class BindJoinExecution {
  private final BindJoinShape shape;
  private final int rightWidth;
  private final boolean scalar;

  BindJoinExecution(BindJoinShape shape, int rightWidth, boolean scalar) {
    this.shape = shape;
    this.rightWidth = rightWidth;
    this.scalar = scalar;
  }

  /**
   * The joined rows, read anew by each enumerator. A row of one column is the value itself, as
   * generated code wants it.
   *
   * @param left each row an array of its fields
   * @param right the rows, arrays too, of the runs whose ids it is given in a list
   * @param condition what must hold besides the equalities, or null
   */
  public static Enumerable<@Nullable Object> execute(
      DataContext context,
      BindJoinExecution join,
      Enumerable<@Nullable Object[]> left,
      Function1<Object, Enumerable<@Nullable Object[]>> right,
      @Nullable Predicate2<@Nullable Object[], @Nullable Object[]> condition) {
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<@Nullable Object> enumerator() {
        RowMatch match = new RowMatch(join.shape.keys(), condition);
        BindJoinEnumerator rows =
            new BindJoinEnumerator(join.shape, join.rightWidth, match, left.enumerator(), right);
        return new TransformedEnumerator<@Nullable Object[], @Nullable Object>(rows) {
          @Override
          protected @Nullable Object transform(@Nullable Object[] row) {
            return join.scalar ? row[0] : row;
          }
        };
      }
    };
  }
}
