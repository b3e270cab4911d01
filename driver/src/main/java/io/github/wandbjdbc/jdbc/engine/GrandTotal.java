package io.github.wandbjdbc.jdbc.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableAggregate;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.TransformedEnumerator;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * The groups of a {@code ROLLUP}, {@code CUBE} or {@code GROUPING SETS} with a grand total, which
 * is there even if there was nothing to group: Calcite makes groups of the rows that it meets.
 */
public final class GrandTotal extends SingleRel implements EnumerableRel {
  private final List<AggregateCall> calls;
  private final int keys;

  private GrandTotal(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode input,
      List<AggregateCall> calls,
      int keys) {
    super(cluster, traits, input);
    this.calls = List.copyOf(calls);
    this.keys = keys;
  }

  /** Whether one of several groups of {@code aggregate} is that of all rows. */
  static boolean isIn(Aggregate aggregate) {
    return aggregate.getGroupCount() > 0
        && aggregate.getGroupSets().stream().anyMatch(ImmutableBitSet::isEmpty);
  }

  /** The rows of {@code groups}, or that of the grand total if there are none. */
  static EnumerableRel over(EnumerableAggregate groups) {
    return new GrandTotal(
        groups.getCluster(),
        groups.getTraitSet(),
        groups,
        groups.getAggCallList(),
        groups.getGroupCount());
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new GrandTotal(getCluster(), traits, sole(inputs), calls, keys);
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer prefer) {
    BlockBuilder block = new BlockBuilder();
    Result input = implementor.visitChild(this, 0, (EnumerableRel) getInput(), prefer);
    Expression rows = block.append("rows", input.block);
    List<Expression> total = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      total.add(Expressions.constant(null));
    }
    calls.forEach(call -> total.add(Expressions.constant(ofNothing(call))));
    block.add(
        Expressions.return_(
            null,
            Expressions.call(
                GrandTotal.class,
                "orTotal",
                rows,
                Expressions.convert_(input.physType.record(total), Object.class))));
    return implementor.result(input.physType, block.toBlock());
  }

  /** What {@code call} makes of no rows. */
  private static @Nullable Object ofNothing(AggregateCall call) {
    return switch (call.getAggregation().getKind()) {
      case COUNT, GROUP_ID, SUM0 -> zero(call.getType());
      case GROUPING, GROUPING_ID -> (1L << call.getArgList().size()) - 1;
      default -> null;
    };
  }

  private static Object zero(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case TINYINT, SMALLINT, INTEGER -> (Object) 0;
      case REAL -> 0f;
      case FLOAT, DOUBLE -> 0.0;
      case DECIMAL -> BigDecimal.ZERO;
      default -> 0L;
    };
  }

  /** {@code rows}, or {@code total} if there are none. */
  public static Enumerable<@Nullable Object> orTotal(
      Enumerable<@Nullable Object> rows, Object total) {
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<@Nullable Object> enumerator() {
        return new OrTotal(rows.enumerator(), total);
      }
    };
  }

  private static final class OrTotal
      extends TransformedEnumerator<@Nullable Object, @Nullable Object> {
    private final Object total;
    private boolean hasRows;
    private boolean isTotal;

    OrTotal(Enumerator<@Nullable Object> rows, Object total) {
      super(rows);
      this.total = total;
    }

    @Override
    public boolean moveNext() {
      if (!isTotal && super.moveNext()) {
        hasRows = true;
        return true;
      }
      isTotal = !hasRows && !isTotal;
      return isTotal;
    }

    @Override
    public @Nullable Object current() {
      return isTotal ? total : super.current();
    }

    @Override
    protected @Nullable Object transform(@Nullable Object row) {
      return row;
    }
  }
}
