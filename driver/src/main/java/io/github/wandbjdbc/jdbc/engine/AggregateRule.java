package io.github.wandbjdbc.jdbc.engine;

import org.apache.calcite.adapter.enumerable.EnumerableAggregate;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.InvalidRelException;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.jspecify.annotations.Nullable;

/** Implements an aggregate as Calcite does, but for {@link DoubleExtremes} and grand totals. */
final class AggregateRule extends ConverterRule {
  static final AggregateRule INSTANCE =
      new AggregateRule(
          Config.INSTANCE
              .withConversion(
                  LogicalAggregate.class,
                  Convention.NONE,
                  EnumerableConvention.INSTANCE,
                  "AggregateRule")
              .withRuleFactory(AggregateRule::new));

  private AggregateRule(Config config) {
    super(config);
  }

  @Override
  public @Nullable RelNode convert(RelNode rel) {
    LogicalAggregate aggregate = (LogicalAggregate) rel;
    RelNode input = aggregate.getInput();
    RelTraitSet traits = rel.getCluster().traitSetOf(EnumerableConvention.INSTANCE);
    try {
      EnumerableAggregate groups =
          new EnumerableAggregate(
              rel.getCluster(),
              traits,
              convert(input, input.getTraitSet().replace(EnumerableConvention.INSTANCE)),
              aggregate.getGroupSet(),
              aggregate.getGroupSets(),
              DoubleExtremes.in(aggregate.getAggCallList(), input.getRowType()));
      return GrandTotal.isIn(aggregate) ? GrandTotal.over(groups) : groups;
    } catch (InvalidRelException e) {
      // Some aggregates have no implementation; then the statement can't be planned.
      return null;
    }
  }
}
