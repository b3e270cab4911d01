package io.github.wandbjdbc.push;

import io.github.wandbjdbc.predicates.RowEnds;
import io.github.wandbjdbc.predicates.RowLimit;
import io.github.wandbjdbc.rows.ColumnSource;
import io.github.wandbjdbc.scan.HistoryScan;
import io.github.wandbjdbc.scan.WandbScan;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * Tells a scan that the first or the last rows of each run are enough: for {@code ORDER BY _step}
 * under a limit, and for the least and the greatest step, of all runs or of each.
 *
 * <p>The sort or the aggregate stays, since each run gives its own. A run has each step once, so
 * which of its rows are among the first n is settled by the step, whatever further keys a sort has.
 */
final class PushEnds extends RelRule<RuleConfig> {
  static final RelOptRule OF_SORT = rule("Sort", sort(RuleConfig::scan));
  static final RelOptRule OF_SORT_OVER_PROJECT =
      rule("SortOverProject", sort(PushEnds::projectedScan));
  static final RelOptRule OF_AGGREGATE = rule("Aggregate", aggregate(RuleConfig::scan));
  static final RelOptRule OF_AGGREGATE_OVER_PROJECT =
      rule("AggregateOverProject", aggregate(PushEnds::projectedScan));

  private PushEnds(RuleConfig config) {
    super(config);
  }

  private static RelOptRule rule(String above, OperandTransform operand) {
    return RuleConfig.rule("WandbPushEndsOf" + above, PushEnds::new, operand);
  }

  private static Done projectedScan(OperandBuilder project) {
    return project
        .operand(Project.class)
        .trait(Convention.NONE)
        .predicate(p -> !p.containsOver())
        .oneInput(RuleConfig::scan);
  }

  private static OperandTransform sort(OperandTransform input) {
    return sort ->
        sort.operand(Sort.class)
            .trait(Convention.NONE)
            .predicate(s -> !s.getCollation().getFieldCollations().isEmpty())
            .oneInput(input);
  }

  private static OperandTransform aggregate(OperandTransform input) {
    return aggregate ->
        aggregate
            .operand(Aggregate.class)
            .trait(Convention.NONE)
            .predicate(Aggregate::isSimple)
            .oneInput(input);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    RelNode top = call.rel(0);
    WandbScan scan = call.rel(call.rels.length - 1);
    if (!(scan.request() instanceof HistoryScan history)
        || history.isTerminal()
        || !scan.source().pushdown()) {
      return;
    }
    Project project = call.rel(1) instanceof Project between ? between : null;
    IntFunction<@Nullable ColumnSource> sources = field -> source(history, project, field);
    RowEnds ends = top instanceof Sort sort ? ends(sources, sort) : ends(sources, (Aggregate) top);
    if (ends == null || ends.areAll()) {
      return;
    }
    RelNode narrowed = scan.with(history.withEnds(ends));
    RelNode input =
        project == null ? narrowed : project.copy(project.getTraitSet(), List.of(narrowed));
    call.transformTo(top.copy(top.getTraitSet(), List.of(input)));
  }

  /** Where a field above the scan comes from; null if it is computed. */
  private static @Nullable ColumnSource source(
      HistoryScan scan, @Nullable Project project, int field) {
    int column = field;
    if (project != null) {
      if (!(project.getProjects().get(field) instanceof RexInputRef ref)) {
        return null;
      }
      column = ref.getIndex();
    }
    return scan.columns().get(column).source();
  }

  private static @Nullable RowEnds ends(IntFunction<@Nullable ColumnSource> sources, Sort sort) {
    RowLimit limit = PushLimit.limit(sort);
    if (limit == null) {
      return null;
    }
    for (RelFieldCollation field : sort.getCollation().getFieldCollations()) {
      ColumnSource source = sources.apply(field.getFieldIndex());
      if (source instanceof ColumnSource.Step) {
        return field.getDirection() == Direction.DESCENDING
            ? RowEnds.last(limit)
            : RowEnds.first(limit);
      }
      // What all rows of a run have in common doesn't order them.
      if (!(source instanceof ColumnSource.StepRun)) {
        return null;
      }
    }
    return null;
  }

  private static @Nullable RowEnds ends(
      IntFunction<@Nullable ColumnSource> sources, Aggregate aggregate) {
    for (int key : aggregate.getGroupSet()) {
      if (!(sources.apply(key) instanceof ColumnSource.StepRun)) {
        return null;
      }
    }
    boolean first = false;
    boolean last = false;
    for (AggregateCall call : aggregate.getAggCallList()) {
      SqlKind kind = call.getAggregation().getKind();
      boolean isExtreme = kind == SqlKind.MIN || kind == SqlKind.MAX;
      if (call.hasFilter() || call.getArgList().size() != 1) {
        return null;
      }
      ColumnSource source = sources.apply(call.getArgList().get(0));
      boolean isOfStep = isExtreme && source instanceof ColumnSource.Step;
      boolean isOfRun = (isExtreme || call.isDistinct()) && source instanceof ColumnSource.StepRun;
      if (!isOfStep && !isOfRun) {
        return null;
      }
      first |= isOfStep && kind == SqlKind.MIN;
      last |= isOfStep && kind == SqlKind.MAX;
    }
    // Any row will do where nothing is asked but which runs have one.
    return RowEnds.of(first || !last ? 1 : 0, last ? 1 : 0);
  }
}
