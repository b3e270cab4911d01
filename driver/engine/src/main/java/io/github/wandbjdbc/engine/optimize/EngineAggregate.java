package io.github.wandbjdbc.engine.optimize;

import com.google.common.collect.ImmutableList;
import io.github.wandbjdbc.engine.source.EngineConvention;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** Groups rows. */
final class EngineAggregate extends Aggregate implements EngineRel {
  private EngineAggregate(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode input,
      ImmutableBitSet groupSet,
      @Nullable List<ImmutableBitSet> groupSets,
      List<AggregateCall> calls) {
    super(cluster, traits, ImmutableList.of(), input, groupSet, groupSets, calls);
  }

  /** The same as {@code aggregate}, of {@code input}. */
  static EngineAggregate of(Aggregate aggregate, RelNode input) {
    return new EngineAggregate(
        aggregate.getCluster(),
        aggregate.getCluster().traitSetOf(EngineConvention.INSTANCE),
        input,
        aggregate.getGroupSet(),
        aggregate.getGroupSets(),
        aggregate.getAggCallList());
  }

  @Override
  public Aggregate copy(
      RelTraitSet traits,
      RelNode input,
      ImmutableBitSet groupSet,
      @Nullable List<ImmutableBitSet> groupSets,
      List<AggregateCall> calls) {
    return new EngineAggregate(getCluster(), traits, input, groupSet, groupSets, calls);
  }

  @Override
  public Operator open(Execution execution) {
    throw new UnsupportedOperationException();
  }
}
