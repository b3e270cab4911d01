package io.github.wandbjdbc.push;

import io.github.wandbjdbc.engine.source.RuleConfig;
import io.github.wandbjdbc.scan.RunsScan;
import io.github.wandbjdbc.scan.WandbScan;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Answers {@code COUNT(*)} of runs by the source's own count.
 *
 * <p>Only right above a scan, or a projection of one, where every predicate was taken as exact; a
 * count of steps is not asked for, since sources state it too late.
 */
final class PushCount extends RelRule<RuleConfig> {
  static final RelOptRule RULE =
      RuleConfig.rule(
          "WandbPushCount",
          PushCount::new,
          aggregate ->
              aggregate
                  .operand(Aggregate.class)
                  .trait(Convention.NONE)
                  .predicate(PushCount::countsRows)
                  .oneInput(ScanOperand::scan));

  static final RelOptRule RULE_OVER_PROJECT =
      RuleConfig.rule(
          "WandbPushCountOverProject",
          PushCount::new,
          aggregate ->
              aggregate
                  .operand(Aggregate.class)
                  .trait(Convention.NONE)
                  .predicate(PushCount::countsRows)
                  .oneInput(
                      project ->
                          project
                              .operand(Project.class)
                              .trait(Convention.NONE)
                              .predicate(p -> !p.containsOver())
                              .oneInput(ScanOperand::scan)));

  private PushCount(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Aggregate aggregate = call.rel(0);
    WandbScan scan = call.rel(call.rels.length - 1);
    if (!(scan.request() instanceof RunsScan runs)
        || runs.isTerminal()
        || !runs.filter().isExact()
        || !scan.source().mayShorten()) {
      return;
    }
    WandbScan counted = scan.with(runs.count());
    RexBuilder builder = aggregate.getCluster().getRexBuilder();
    List<RexNode> counts =
        aggregate.getRowType().getFieldList().stream()
            .map(
                field ->
                    builder.ensureType(field.getType(), builder.makeInputRef(counted, 0), true))
            .toList();
    call.transformTo(
        LogicalProject.create(counted, List.of(), counts, aggregate.getRowType(), Set.of()));
  }

  /** Whether {@code aggregate} counts rows, and does nothing else. */
  static boolean countsRows(Aggregate aggregate) {
    return aggregate.getGroupCount() == 0
        && aggregate.getGroupType() == Aggregate.Group.SIMPLE
        && !aggregate.getAggCallList().isEmpty()
        && aggregate.getAggCallList().stream().allMatch(PushCount::countsRows);
  }

  private static boolean countsRows(AggregateCall call) {
    return call.getAggregation().getKind() == SqlKind.COUNT
        && call.getArgList().isEmpty()
        && !call.hasFilter();
  }
}
