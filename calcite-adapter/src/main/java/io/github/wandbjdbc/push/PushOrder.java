package io.github.wandbjdbc.push;

import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunOrder;
import io.github.wandbjdbc.engine.source.RuleConfig;
import io.github.wandbjdbc.predicates.Placeholder;
import io.github.wandbjdbc.rows.ColumnSource;
import io.github.wandbjdbc.scan.HistoryScan;
import io.github.wandbjdbc.scan.RunsScan;
import io.github.wandbjdbc.scan.ScanRequest;
import io.github.wandbjdbc.scan.WandbScan;
import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Sort;
import org.jspecify.annotations.Nullable;

/**
 * Drops a sort that the source's order makes needless: of one run's steps by {@code _step}, and of
 * runs by {@code created_at}, which the source is asked for.
 *
 * <p>A filter in between keeps the order, so the scan may have it all the same. Runs that tie come
 * in the source's order, so further sort keys keep the sort.
 */
final class PushOrder extends RelRule<RuleConfig> {
  static final RelOptRule RULE =
      RuleConfig.rule("WandbPushOrder", PushOrder::new, over(ScanOperand::scan));

  static final RelOptRule RULE_OVER_FILTER =
      RuleConfig.rule("WandbPushOrderThroughFilter", PushOrder::new, over(PushOrder::filteredScan));

  private PushOrder(RuleConfig config) {
    super(config);
  }

  /** A scan with a filter above it. */
  static Done filteredScan(OperandBuilder filter) {
    return filter
        .operand(Filter.class)
        .trait(Convention.NONE)
        .predicate(f -> !f.containsOver())
        .oneInput(ScanOperand::scan);
  }

  /** A sort above {@code input}. */
  static OperandTransform over(OperandTransform input) {
    return sort ->
        sort.operand(Sort.class)
            .trait(Convention.NONE)
            .predicate(s -> !s.getCollation().getFieldCollations().isEmpty())
            .oneInput(input);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Sort sort = call.rel(0);
    WandbScan scan = call.rel(call.rels.length - 1);
    RelCollation collation = sort.getCollation();
    ScanRequest ordered = ordered(scan.request(), collation.getFieldCollations());
    if (ordered == null || !scan.source().pushdown()) {
      return;
    }
    RelNode sorted = scan.with(ordered, scan.getTraitSet().replace(collation));
    if (call.rel(1) instanceof Filter filter) {
      sorted = filter.copy(filter.getTraitSet().replace(collation), sorted, filter.getCondition());
    }
    call.transformTo(
        sort.fetch == null && sort.offset == null
            ? sorted
            : sort.copy(
                sort.getTraitSet().replace(RelCollations.EMPTY),
                sorted,
                RelCollations.EMPTY,
                sort.offset,
                sort.fetch));
  }

  private static @Nullable ScanRequest ordered(
      ScanRequest request, List<RelFieldCollation> collations) {
    RelFieldCollation first = collations.get(0);
    ColumnSource source = request.columns().get(first.getFieldIndex()).source();
    if (request instanceof HistoryScan history) {
      return source instanceof ColumnSource.Step
              && first.getDirection() == Direction.ASCENDING
              && isOneRun(history.wanted().runs())
          ? history
          : null;
    }
    if (request instanceof RunsScan runs && !runs.isTerminal() && collations.size() == 1) {
      return source.equals(new ColumnSource.Field(RunField.CREATED_AT))
          ? runs.withOrder(
              first.getDirection() == Direction.DESCENDING
                  ? RunOrder.NEWEST_FIRST
                  : RunOrder.OLDEST_FIRST)
          : null;
    }
    return null;
  }

  private static boolean isOneRun(RunFilter runs) {
    return runs instanceof RunFilter.In in
        && in.attribute() == RunField.ID
        && in.values().size() == 1
        && !(in.values().get(0) instanceof Placeholder.RunBatch);
  }
}
