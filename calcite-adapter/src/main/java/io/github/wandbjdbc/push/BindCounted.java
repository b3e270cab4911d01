package io.github.wandbjdbc.push;

import io.github.wandbjdbc.engine.source.RuleConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Binds the runs of which the aggregates of a query count rows: of {@code MAX(loss) FILTER (WHERE
 * run_id = 'a')} and {@code SUM(CASE WHEN run_id = 'b' THEN loss END)} the runs a and b.
 *
 * <p>Each aggregate must name runs, or all rows count. A CASE must leave NULL to the other rows,
 * and the aggregate pass over NULL. Rows of other runs make groups of their own; so there must be
 * no groups, or a condition above that leaves out those of which no aggregate counts a row.
 */
final class BindCounted extends RelRule<RuleConfig> {
  /** Those for which a row doesn't count if an argument is NULL. */
  private static final Set<String> PASSING_OVER_NULL =
      Set.of(
          "COUNT",
          "SUM",
          "$SUM0",
          "AVG",
          "MEAN",
          "MIN",
          "MAX",
          "MEDIAN",
          "STDDEV",
          "STDDEV_SAMP",
          "STDDEV_POP",
          "STDEV",
          "VARIANCE",
          "VAR",
          "VAR_SAMP",
          "VAR_POP");

  static final RelOptRule RULE =
      RuleConfig.rule("WandbBindCounted", BindCounted::new, BindCounted::ofEverything);

  static final RelOptRule RULE_OF_GROUPS =
      RuleConfig.rule(
          "WandbBindCountedOfGroups",
          BindCounted::new,
          filter ->
              filter
                  .operand(Filter.class)
                  .trait(Convention.NONE)
                  .predicate(f -> !f.containsOver())
                  .oneInput(BindCounted::ofGroups));

  private BindCounted(RuleConfig config) {
    super(config);
  }

  private static Done ofEverything(OperandBuilder aggregate) {
    return aggregate
        .operand(Aggregate.class)
        .trait(Convention.NONE)
        .predicate(of -> isSimple(of) && of.getGroupCount() == 0)
        .oneInput(BindCounted::project);
  }

  private static Done ofGroups(OperandBuilder aggregate) {
    return aggregate
        .operand(Aggregate.class)
        .trait(Convention.NONE)
        .predicate(of -> isSimple(of) && of.getGroupCount() > 0)
        .oneInput(BindCounted::project);
  }

  private static boolean isSimple(Aggregate aggregate) {
    return Aggregate.isSimple(aggregate) && !aggregate.getAggCallList().isEmpty();
  }

  private static Done project(OperandBuilder project) {
    return project
        .operand(Project.class)
        .trait(Convention.NONE)
        .predicate(p -> !p.containsOver() && p.getVariablesSet().isEmpty())
        .anyInputs();
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Aggregate aggregate = call.rel(call.rels.length - 2);
    Project project = call.rel(call.rels.length - 1);
    RexBuilder builder = aggregate.getCluster().getRexBuilder();
    List<RexNode> named = new ArrayList<>();
    for (AggregateCall counted : aggregate.getAggCallList()) {
      RexNode runs = runs(counted, project, builder);
      if (runs == null) {
        return;
      }
      named.add(runs);
    }
    RelNode rows =
        call.builder()
            .push(project.getInput())
            .filter(RexUtil.composeDisjunction(builder, named))
            .build();
    RelNode bound =
        aggregate.copy(
            aggregate.getTraitSet(), List.of(project.copy(project.getTraitSet(), List.of(rows))));
    if (aggregate.getGroupCount() == 0) {
      call.transformTo(bound);
    } else if (EmptyGroups.areLeftOut(call.rel(0), aggregate)) {
      RelNode filter = call.rel(0);
      call.transformTo(filter.copy(filter.getTraitSet(), List.of(bound)));
    }
  }

  /** The condition that names the runs whose rows count for {@code call}; null if none does. */
  private static @Nullable RexNode runs(AggregateCall call, Project project, RexBuilder builder) {
    if (call.hasFilter()) {
      return named(project.getProjects().get(call.filterArg), project);
    }
    if (call.getAggregation().getKind() == SqlKind.COUNTIF) {
      return named(project.getProjects().get(call.getArgList().get(0)), project);
    }
    if (!PASSING_OVER_NULL.contains(call.getAggregation().getName())) {
      return null;
    }
    for (int argument : call.getArgList()) {
      RexNode value = project.getProjects().get(argument);
      RexNode runs =
          value.getKind() == SqlKind.CASE ? ofCase((RexCall) value, project, builder) : null;
      if (runs != null) {
        return runs;
      }
    }
    return null;
  }

  /** The condition under which {@code value} isn't NULL, as far as it names runs. */
  private static @Nullable RexNode ofCase(RexCall value, Project project, RexBuilder builder) {
    List<RexNode> operands = value.getOperands();
    if (!RexUtil.isNullLiteral(operands.get(operands.size() - 1), true)) {
      return null;
    }
    List<RexNode> named = new ArrayList<>();
    for (int i = 0; i < operands.size() - 1; i += 2) {
      RexNode runs = named(operands.get(i), project);
      if (runs == null) {
        return null;
      }
      named.add(runs);
    }
    return RexUtil.composeDisjunction(builder, named);
  }

  /** A conjunct of {@code condition} that names runs which would else be all. */
  private static @Nullable RexNode named(RexNode condition, Project project) {
    RexNode plain =
        condition.getKind() == SqlKind.IS_TRUE
            ? ((RexCall) condition).getOperands().get(0)
            : condition;
    for (RexNode part : RelOptUtil.conjunctions(plain)) {
      ImmutableBitSet fields = RelOptUtil.InputFinder.bits(part);
      if (fields.cardinality() == 1
          && RunKeys.names(part, fields.nth(0))
          && RunKeys.areUnnamed(project.getInput(), fields.nth(0))) {
        return part;
      }
    }
    return null;
  }
}
