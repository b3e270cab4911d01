package io.github.wandbjdbc.jdbc.attached;

import io.github.wandbjdbc.engine.source.EngineConvention;
import io.github.wandbjdbc.engine.source.NarrowedColumns;
import io.github.wandbjdbc.engine.source.RuleConfig;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** The rules that fold what lies above it into an attached table's scan, and have it executed. */
final class AttachedRules {
  static final List<RelOptRule> ALL =
      List.of(
          RuleConfig.rule(
              "AttachedFilter",
              PushedFilter::new,
              above ->
                  above.operand(Filter.class).trait(Convention.NONE).oneInput(AttachedRules::scan)),
          RuleConfig.rule(
              "AttachedProject",
              PushedProject::new,
              above ->
                  above
                      .operand(Project.class)
                      .trait(Convention.NONE)
                      .oneInput(AttachedRules::scan)),
          RuleConfig.rule(
              "AttachedLimit",
              PushedLimit::new,
              above ->
                  above
                      .operand(Sort.class)
                      .trait(Convention.NONE)
                      .predicate(sort -> sort.getCollation().getFieldCollations().isEmpty())
                      .oneInput(AttachedRules::scan)),
          ConverterRule.Config.INSTANCE
              .withConversion(
                  AttachedScan.class,
                  Convention.NONE,
                  EngineConvention.INSTANCE,
                  "AttachedConverter")
              .withRuleFactory(Executed::new)
              .toRule());

  private AttachedRules() {}

  /** Sends the database what it can be sent of a filter, which stays. */
  private static final class PushedFilter extends RelRule<RuleConfig> {
    PushedFilter(RuleConfig config) {
      super(config);
    }

    @Override
    public void onMatch(RelOptRuleCall call) {
      Filter filter = call.rel(0);
      AttachedScan scan = call.rel(1);
      AttachedRequest request = scan.request();
      if (request.isLimited() || filter.containsOver()) {
        return;
      }
      SentConditions reader =
          new SentConditions(request.columns(), filter.getCluster().getRexBuilder());
      List<SentCondition> conditions = new ArrayList<>(request.conditions());
      for (RexNode predicate : RelOptUtil.conjunctions(filter.getCondition())) {
        SentCondition sent = reader.read(predicate);
        if (sent != null && !conditions.contains(sent)) {
          conditions.add(sent);
        }
      }
      if (conditions.size() > request.conditions().size()) {
        RelNode narrowed = scan.with(request.withConditions(conditions));
        call.transformTo(filter.copy(filter.getTraitSet(), narrowed, filter.getCondition()));
      }
    }
  }

  /** Has only the columns read that a projection uses. */
  private static final class PushedProject extends RelRule<RuleConfig> {
    PushedProject(RuleConfig config) {
      super(config);
    }

    @Override
    public void onMatch(RelOptRuleCall call) {
      Project project = call.rel(0);
      AttachedScan scan = call.rel(1);
      List<AttachedColumn> columns = scan.request().columns();
      ImmutableBitSet used = RelOptUtil.InputFinder.bits(project.getProjects(), null);
      // A row needs at least one column.
      ImmutableBitSet read = used.isEmpty() ? ImmutableBitSet.of(0) : used;
      if (!project.getVariablesSet().isEmpty() || read.cardinality() == columns.size()) {
        return;
      }
      AttachedScan narrowed =
          scan.with(scan.request().withColumns(read.toList().stream().map(columns::get).toList()));
      call.transformTo(NarrowedColumns.project(project, narrowed, read));
    }
  }

  /** Tells the database how many rows are wanted, if no condition is checked again here. */
  private static final class PushedLimit extends RelRule<RuleConfig> {
    PushedLimit(RuleConfig config) {
      super(config);
    }

    @Override
    public void onMatch(RelOptRuleCall call) {
      Sort sort = call.rel(0);
      AttachedScan scan = call.rel(1);
      long fetch = count(sort.fetch, Long.MAX_VALUE);
      long offset = count(sort.offset, 0);
      AttachedRequest request = scan.request();
      if (!request.conditions().isEmpty()
          || fetch < 0
          || offset < 0
          || fetch >= Integer.MAX_VALUE - offset
          || fetch + offset >= request.limit()) {
        return;
      }
      RelNode narrowed = scan.with(request.withLimit(fetch + offset));
      call.transformTo(
          sort.copy(sort.getTraitSet(), narrowed, sort.getCollation(), sort.offset, sort.fetch));
    }

    /** The number that {@code node} is; below 0 if it is none that is known yet. */
    private static long count(@Nullable RexNode node, long ofNone) {
      if (node == null) {
        return ofNone;
      }
      BigDecimal number =
          node instanceof RexLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
      return number == null || number.precision() > 10 ? -1 : number.longValue();
    }
  }

  private static final class Executed extends ConverterRule {
    Executed(Config config) {
      super(config);
    }

    @Override
    public RelNode convert(RelNode rel) {
      return ((AttachedScan) rel).executed();
    }
  }

  private static RelRule.Done scan(RelRule.OperandBuilder operand) {
    return operand.operand(AttachedScan.class).trait(Convention.NONE).noInputs();
  }
}
