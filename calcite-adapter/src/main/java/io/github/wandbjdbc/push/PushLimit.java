package io.github.wandbjdbc.push;

import io.github.wandbjdbc.engine.source.RuleConfig;
import io.github.wandbjdbc.predicates.Placeholder;
import io.github.wandbjdbc.predicates.RowLimit;
import io.github.wandbjdbc.scan.HistoryScan;
import io.github.wandbjdbc.scan.ItemScan;
import io.github.wandbjdbc.scan.RunsScan;
import io.github.wandbjdbc.scan.ScanRequest;
import io.github.wandbjdbc.scan.WandbScan;
import java.math.BigDecimal;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Tells a scan how many rows are wanted of it, where a limit lies right above it. If a filter is
 * between the two, the first rows needn't be the right ones; but pages are lazy.
 *
 * <p>An offset stays: sources can't skip.
 */
final class PushLimit extends RelRule<RuleConfig> {
  static final RelOptRule RULE =
      RuleConfig.rule(
          "WandbPushLimit",
          PushLimit::new,
          sort ->
              sort.operand(Sort.class)
                  .trait(Convention.NONE)
                  .predicate(s -> s.getCollation().getFieldCollations().isEmpty())
                  .oneInput(ScanOperand::scan));

  private PushLimit(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Sort sort = call.rel(0);
    WandbScan scan = call.rel(1);
    RowLimit limit = limit(sort);
    if (limit == null || !scan.source().pushdown()) {
      return;
    }
    ScanRequest limited = limited(scan.request(), limit);
    if (limited == null || limited.equals(scan.request())) {
      return;
    }
    WandbScan narrowed = scan.with(limited);
    boolean isSettled = sort.offset == null && limit.fetch() instanceof Long;
    call.transformTo(
        isSettled
            ? narrowed
            : sort.copy(
                sort.getTraitSet(), narrowed, sort.getCollation(), sort.offset, sort.fetch));
  }

  /** The limit that {@code sort} says; null if there is none, or no number. */
  static @Nullable RowLimit limit(Sort sort) {
    Object fetch = sort.fetch == null ? null : count(sort.fetch);
    Object offset = sort.offset == null ? (Long) 0L : count(sort.offset);
    return fetch == null || offset == null ? null : RowLimit.of(offset, fetch);
  }

  private static @Nullable ScanRequest limited(ScanRequest request, RowLimit limit) {
    if (request instanceof RunsScan runs && !runs.counted()) {
      RowLimit both = runs.limit().and(limit);
      return both == null ? null : runs.withLimit(both);
    }
    if (request instanceof HistoryScan history) {
      RowLimit both = history.limit().and(limit);
      return both == null ? null : history.withLimit(both);
    }
    if (request instanceof ItemScan items) {
      RowLimit both = items.limit().and(limit);
      return both == null ? null : items.withLimit(both);
    }
    return null;
  }

  private static @Nullable Object count(RexNode node) {
    if (node instanceof RexDynamicParam) {
      return new Placeholder.Computed(node);
    }
    if (!(node instanceof RexLiteral literal) || literal.isNull()) {
      return null;
    }
    BigDecimal value = literal.getValueAs(BigDecimal.class);
    return value == null || value.signum() < 0 || value.precision() > 18
        ? null
        : (Long) value.longValue();
  }
}
