package io.github.wandbjdbc.jdbc.engine;

import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.logical.LogicalSort;
import org.jspecify.annotations.Nullable;

/** Implements a sort, with its limit if it has one, as {@link RowSort}. */
final class RowSortRule extends ConverterRule {
  static final RowSortRule INSTANCE =
      new RowSortRule(
          Config.INSTANCE
              .withConversion(
                  LogicalSort.class,
                  sort -> !sort.getCollation().getFieldCollations().isEmpty(),
                  Convention.NONE,
                  EnumerableConvention.INSTANCE,
                  "RowSortRule")
              .withRuleFactory(RowSortRule::new));

  private RowSortRule(Config config) {
    super(config);
  }

  @Override
  public @Nullable RelNode convert(RelNode rel) {
    LogicalSort sort = (LogicalSort) rel;
    RelNode input = sort.getInput();
    return RowSort.of(
        convert(input, input.getTraitSet().replace(EnumerableConvention.INSTANCE)),
        sort.getCollation(),
        sort.offset,
        sort.fetch);
  }
}
