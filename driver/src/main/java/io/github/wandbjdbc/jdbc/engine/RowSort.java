package io.github.wandbjdbc.jdbc.engine;

import static java.util.Objects.requireNonNull;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.plan.ScanVariables;
import java.util.Comparator;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.BuiltInMethod;
import org.jspecify.annotations.Nullable;

/**
 * Sorts rows, or keeps the first few of them, comparing row with row.
 *
 * <p>Calcite's own sort compares the values of a single key as {@link java.math.BigDecimal}, which
 * fails for NaN and the infinities that histories are full of. Compared as a row, a double has the
 * order of {@link Double#compareTo}: NaN is one value above infinity.
 */
public final class RowSort extends Sort implements EnumerableRel {
  /** A few microseconds' worth, to look at the clock seldom. */
  private static final int COMPARED_AT_ONCE = 1024;

  RowSort(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode input,
      RelCollation collation,
      @Nullable RexNode offset,
      @Nullable RexNode fetch) {
    super(cluster, traits, input, collation, offset, fetch);
  }

  static RowSort of(
      RelNode input, RelCollation collation, @Nullable RexNode offset, @Nullable RexNode fetch) {
    RelOptCluster cluster = input.getCluster();
    RelTraitSet traits = cluster.traitSetOf(EnumerableConvention.INSTANCE).replace(collation);
    return new RowSort(cluster, traits, input, collation, offset, fetch);
  }

  @Override
  public RowSort copy(
      RelTraitSet traits,
      RelNode input,
      RelCollation collation,
      @Nullable RexNode offset,
      @Nullable RexNode fetch) {
    return new RowSort(getCluster(), traits, input, collation, offset, fetch);
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer prefer) {
    BlockBuilder block = new BlockBuilder();
    Result input = implementor.visitChild(this, 0, (EnumerableRel) getInput(), prefer);
    PhysType rowType = PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), input.format);
    Expression rows = block.append("child", input.block);
    Expression identity =
        block.append("rowItself", Expressions.call(BuiltInMethod.IDENTITY_SELECTOR.method));
    Expression comparator =
        block.append(
            "comparator",
            Expressions.call(
                RowSort.class,
                "stoppable",
                input.physType.generateComparator(collation),
                implementor.getRootExpression()));
    block.add(
        offset == null && fetch == null
            ? Expressions.return_(
                null,
                Expressions.call(
                    rows, BuiltInMethod.ORDER_BY.method, List.of(identity, comparator)))
            : Expressions.return_(
                null,
                Expressions.call(
                    BuiltInMethod.ORDER_BY_WITH_FETCH_AND_OFFSET.method,
                    List.of(
                        rows,
                        identity,
                        comparator,
                        count(offset, 0),
                        count(fetch, Integer.MAX_VALUE)))));
    return implementor.result(rowType, block.toBlock());
  }

  private static Expression count(@Nullable RexNode node, int absent) {
    return Expressions.call(RowSort.class, "bounded", RowSlice.count(node, absent));
  }

  /** The same order, that of an execution that ends in the midst of a sort as well. */
  public static <T> Comparator<T> stoppable(Comparator<T> order, DataContext context) {
    CallScope scope = requireNonNull((CallScope) context.get(ScanVariables.CALL_SCOPE));
    return new Comparator<>() {
      private int compared;

      @Override
      public int compare(T left, T right) {
        if (++compared % COMPARED_AT_ONCE == 0) {
          scope.check();
        }
        return order.compare(left, right);
      }
    };
  }

  /** As many rows as memory could ever hold. */
  public static int bounded(long rows) {
    return (int) Math.min(Integer.MAX_VALUE, rows);
  }

  /** All rows are read, however few are kept: an order that comes for free is better. */
  @Override
  public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery query) {
    double rows = query.getRowCount(getInput());
    return planner.getCostFactory().makeCost(rows, rows, 0);
  }
}
