package io.github.wandbjdbc.push;

import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.engine.source.RuleConfig;
import io.github.wandbjdbc.predicates.RunPredicates;
import io.github.wandbjdbc.scan.RunsScan;
import io.github.wandbjdbc.scan.WandbScan;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.sql.SqlKind;

/**
 * Takes the first or the last time of runs from the first one in an order, which {@link PushOrder}
 * and {@link PushFirst} ask the source for, so that it needn't list all.
 *
 * <p>Values of the config and the summary come by their keys from a list of all, which is less to
 * read than a page of runs in an order, as those are read whole.
 */
final class SortExtreme extends RelRule<RuleConfig> {
  static final List<RelOptRule> RULES =
      List.of(
          rule("", ScanOperand::scan),
          rule("ThroughFilter", PushOrder::filteredScan),
          rule("ThroughProject", project -> PushFirst.projected(project, ScanOperand::scan)),
          rule("ThroughBoth", project -> PushFirst.projected(project, PushOrder::filteredScan)));

  private SortExtreme(RuleConfig config) {
    super(config);
  }

  private static RelOptRule rule(String suffix, OperandTransform input) {
    return RuleConfig.rule(
        "WandbSortExtreme" + suffix,
        SortExtreme::new,
        aggregate ->
            aggregate
                .operand(Aggregate.class)
                .trait(Convention.NONE)
                .predicate(SortExtreme::isExtreme)
                .oneInput(input));
  }

  private static boolean isExtreme(Aggregate aggregate) {
    if (!Aggregate.isSimple(aggregate)
        || aggregate.getGroupCount() > 0
        || aggregate.getAggCallList().size() != 1) {
      return false;
    }
    AggregateCall call = aggregate.getAggCallList().get(0);
    SqlKind kind = call.getAggregation().getKind();
    return (kind == SqlKind.MIN || kind == SqlKind.MAX)
        && call.getArgList().size() == 1
        && !call.hasFilter();
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Aggregate aggregate = call.rel(0);
    WandbScan scan = call.rel(call.rels.length - 1);
    AggregateCall extreme = aggregate.getAggCallList().get(0);
    int field = extreme.getArgList().get(0);
    int column = field;
    if (call.rel(1) instanceof Project project) {
      column = project.getProjects().get(field) instanceof RexInputRef ref ? ref.getIndex() : -1;
    }
    if (column < 0
        || !(scan.request() instanceof RunsScan runs)
        || !PushFirst.isOpen(runs)
        || !scan.source().mayShorten()
        || !(RunPredicates.ordering(runs.columns().get(column).source()) instanceof RunField)) {
      return;
    }
    boolean isGreatest = extreme.getAggregation().getKind() == SqlKind.MAX;
    RelNode first =
        LogicalSort.create(
            call.rel(1),
            RelCollations.of(
                new RelFieldCollation(
                    field,
                    isGreatest ? Direction.DESCENDING : Direction.ASCENDING,
                    NullDirection.LAST)),
            null,
            aggregate.getCluster().getRexBuilder().makeExactLiteral(BigDecimal.ONE));
    call.transformTo(aggregate.copy(aggregate.getTraitSet(), List.of(first)));
  }
}
