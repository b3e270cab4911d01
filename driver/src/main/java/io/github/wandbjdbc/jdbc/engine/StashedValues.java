package io.github.wandbjdbc.jdbc.engine;

import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.EnumerableValues;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.jspecify.annotations.Nullable;

/** Many constant rows, which are kept beside the generated code: that has room for a few only. */
public final class StashedValues extends Values implements EnumerableRel {
  /** Fewer values are quicker where they are. */
  private static final int FEWEST_ROWS = 100;

  private final List<@Nullable Object> rows;

  private StashedValues(EnumerableValues values, List<@Nullable Object> rows) {
    super(values.getCluster(), values.getRowType(), values.getTuples(), values.getTraitSet());
    this.rows = rows;
  }

  /** The same rows, if they are many, and of types that are known here. */
  static Optional<RelNode> of(EnumerableValues values) {
    if (values.getTuples().size() < FEWEST_ROWS) {
      return Optional.empty();
    }
    List<@Nullable Object> rows = new ArrayList<>();
    for (ImmutableList<RexLiteral> tuple : values.getTuples()) {
      @Nullable Object[] row = new @Nullable Object[tuple.size()];
      for (int i = 0; i < row.length; i++) {
        RexLiteral literal = tuple.get(i);
        if (!isKnown(literal.getType())) {
          return Optional.empty();
        }
        row[i] = value(literal, literal.getType());
      }
      rows.add(row.length == 1 ? row[0] : row);
    }
    return Optional.of(new StashedValues(values, rows));
  }

  /** Whether there are values of {@code type}. */
  static boolean isKnown(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case CHAR, VARCHAR, INTEGER, BIGINT, DECIMAL, DOUBLE, BOOLEAN, TIMESTAMP -> true;
      default -> false;
    };
  }

  /** {@code literal} as generated code reads a {@code type}, which is known here. */
  static @Nullable Object value(RexLiteral literal, RelDataType type) {
    return literal.isNull()
        ? null
        : switch (type.getSqlTypeName()) {
          case INTEGER -> (Object) literal.getValueAs(Integer.class);
          case BIGINT, TIMESTAMP -> literal.getValueAs(Long.class);
          case DECIMAL -> literal.getValueAs(BigDecimal.class);
          case DOUBLE -> literal.getValueAs(Double.class);
          case BOOLEAN -> literal.getValueAs(Boolean.class);
          default -> literal.getValueAs(String.class);
        };
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return this;
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer prefer) {
    PhysType type =
        PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY);
    return implementor.result(
        type,
        Expressions.block(
            Expressions.return_(
                null,
                Expressions.call(
                    StashedValues.class,
                    "enumerable",
                    Expressions.convert_(implementor.stash(rows, List.class), List.class)))));
  }

  /** The rows as generated code reads them. */
  public static Enumerable<@Nullable Object> enumerable(List<@Nullable Object> rows) {
    return Linq4j.asEnumerable(rows);
  }
}
