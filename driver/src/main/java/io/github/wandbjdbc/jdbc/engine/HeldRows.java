package io.github.wandbjdbc.jdbc.engine;

import static java.util.Objects.requireNonNull;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.plan.ScanVariables;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;
import org.jspecify.annotations.Nullable;

/** Rows that are read once and kept, for an operator that goes through them again and again. */
public final class HeldRows extends SingleRel implements EnumerableRel {

  private HeldRows(RelOptCluster cluster, RelTraitSet traits, RelNode input) {
    super(cluster, traits, input);
  }

  static HeldRows of(RelNode input) {
    return new HeldRows(
        input.getCluster(), input.getTraitSet().replace(EnumerableConvention.INSTANCE), input);
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new HeldRows(getCluster(), traits, sole(inputs));
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer prefer) {
    BlockBuilder block = new BlockBuilder();
    Result input = implementor.visitChild(this, 0, (EnumerableRel) getInput(), prefer);
    Expression rows = block.append("rows", input.block);
    block.add(
        Expressions.return_(
            null, Expressions.call(HeldRows.class, "once", rows, implementor.getRootExpression())));
    return implementor.result(input.physType, block.toBlock());
  }

  /**
   * The same rows, which are read when the first enumerator is made, and not again. Going through
   * them ends with the execution: a loop over loops may give no row for hours.
   */
  public static <T extends @Nullable Object> Enumerable<T> once(
      Enumerable<T> rows, DataContext context) {
    CallScope scope = requireNonNull((CallScope) context.get(ScanVariables.CALL_SCOPE));
    return new AbstractEnumerable<>() {
      private @Nullable List<T> held;

      @Override
      public Enumerator<T> enumerator() {
        List<T> all = held;
        if (all == null) {
          all = rows.toList();
          held = all;
        }
        scope.check();
        return Linq4j.enumerator(all);
      }
    };
  }
}
