package io.github.wandbjdbc.push;

import io.github.wandbjdbc.engine.source.RuleConfig;
import io.github.wandbjdbc.predicates.JoinedRuns;
import java.util.List;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.logical.LogicalAsofJoin;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Binds the run ids of one side of a join where those of the other side are bound, so that {@code h
 * JOIN r ON h.run_id = r.run_id WHERE r.run_id = 'x'} reads the history of one run.
 *
 * <p>Of all that could be concluded only this is: a bound on {@code _step} or {@code samples} would
 * change which rows a sample has.
 */
final class BindRunId extends RelRule<RuleConfig> {
  static final RelOptRule RULE =
      RuleConfig.rule(
          "WandbBindRunId", BindRunId::new, join -> join.operand(LogicalJoin.class).anyInputs());

  /** Of a join with the nearest row of the other side, whose runs are bound by nothing else. */
  static final RelOptRule RULE_OF_ASOF =
      RuleConfig.rule(
          "WandbBindRunIdOfAsof",
          BindRunId::new,
          join -> join.operand(LogicalAsofJoin.class).anyInputs());

  private BindRunId(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Join join = call.rel(0);
    RelOptPredicateList predicates = call.getMetadataQuery().getPulledUpPredicates(join);
    List<RexNode> ofLeft = onRunId(predicates.leftInferredPredicates, join.getLeft(), join);
    List<RexNode> ofRight = onRunId(predicates.rightInferredPredicates, join.getRight(), join);
    if (ofLeft.isEmpty() && ofRight.isEmpty()) {
      return;
    }
    RelNode left = call.builder().push(join.getLeft()).filter(ofLeft).build();
    RelNode right = call.builder().push(join.getRight()).filter(ofRight).build();
    call.transformTo(join.copy(join.getTraitSet(), List.of(left, right)));
  }

  private static List<RexNode> onRunId(List<RexNode> inferred, RelNode input, Join join) {
    List<String> names = input.getRowType().getFieldNames();
    return inferred.stream()
        .filter(
            predicate -> {
              ImmutableBitSet fields = RelOptUtil.InputFinder.bits(predicate);
              // What a join asks for reaches the other side by a join of its own.
              return !(join instanceof LogicalJoin
                      && predicate instanceof RexCall call
                      && JoinedRuns.read(call) != null)
                  && fields.cardinality() == 1
                  && names.get(fields.nth(0)).equals("run_id");
            })
        .toList();
  }
}
