package io.github.wandbjdbc.push;

import io.github.wandbjdbc.engine.source.RuleConfig;
import io.github.wandbjdbc.predicates.RowEnds;
import io.github.wandbjdbc.predicates.RowLimit;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ColumnSource;
import io.github.wandbjdbc.rows.ItemRequest;
import io.github.wandbjdbc.scan.HistoryScan;
import io.github.wandbjdbc.scan.ItemScan;
import io.github.wandbjdbc.scan.ScanRequest;
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
 * under a limit, and for the least and the greatest step, of all runs or of each. The last lines of
 * consoles likewise, by their numbers.
 *
 * <p>The sort or the aggregate stays, since each run gives its own. A run has each step once, so
 * which of its rows are among the first n is settled by the step, whatever further keys a sort has.
 */
final class PushEnds extends RelRule<RuleConfig> {
  static final RelOptRule OF_SORT = rule("Sort", sort(ScanOperand::scan));
  static final RelOptRule OF_SORT_OVER_PROJECT =
      rule("SortOverProject", sort(PushEnds::projectedScan));
  static final RelOptRule OF_AGGREGATE = rule("Aggregate", aggregate(ScanOperand::scan));
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
        .oneInput(ScanOperand::scan);
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
    if (scan.request().isTerminal() || !scan.source().mayShorten()) {
      return;
    }
    Project project = call.rel(1) instanceof Project between ? between : null;
    IntFunction<@Nullable Part> parts = field -> part(scan.request(), project, field);
    RowEnds ends = top instanceof Sort sort ? ends(parts, sort) : ends(parts, (Aggregate) top);
    ScanRequest less = ends == null || ends.areAll() ? null : withEnds(scan.request(), ends);
    if (less == null) {
      return;
    }
    RelNode narrowed = scan.with(less);
    RelNode input =
        project == null ? narrowed : project.copy(project.getTraitSet(), List.of(narrowed));
    call.transformTo(top.copy(top.getTraitSet(), List.of(input)));
  }

  private static @Nullable ScanRequest withEnds(ScanRequest request, RowEnds ends) {
    if (request instanceof HistoryScan history && !history.inherits()) {
      return history.withEnds(ends);
    }
    return request instanceof ItemScan items && ends.areLast() ? items.withEnds(ends) : null;
  }

  /** The part that a column has in the order of rows. */
  private enum Part {
    /** All rows of a run have it in common. */
    RUN,

    /** It tells the rows of a run apart, and orders them. */
    POSITION
  }

  /** The part of a field above the scan; null if it has none. */
  private static @Nullable Part part(ScanRequest scan, @Nullable Project project, int field) {
    int column = field;
    if (project != null) {
      if (!(project.getProjects().get(field) instanceof RexInputRef ref)) {
        return null;
      }
      column = ref.getIndex();
    }
    Column found = scan.columns().get(column);
    if (scan instanceof ItemScan items && items.items().position() != null) {
      return found.name().equals(items.items().position())
          ? Part.POSITION
          : found.name().equals(ItemRequest.RUN_ID) ? Part.RUN : null;
    }
    if (!(scan instanceof HistoryScan)) {
      return null;
    }
    return found.source() instanceof ColumnSource.Step
        ? Part.POSITION
        : found.source() instanceof ColumnSource.StepRun ? Part.RUN : null;
  }

  private static @Nullable RowEnds ends(IntFunction<@Nullable Part> parts, Sort sort) {
    RowLimit limit = PushLimit.limit(sort);
    if (limit == null) {
      return null;
    }
    for (RelFieldCollation field : sort.getCollation().getFieldCollations()) {
      Part part = parts.apply(field.getFieldIndex());
      if (part == Part.POSITION) {
        return field.getDirection() == Direction.DESCENDING
            ? RowEnds.last(limit)
            : RowEnds.first(limit);
      }
      // What all rows of a run have in common doesn't order them.
      if (part != Part.RUN) {
        return null;
      }
    }
    return null;
  }

  private static @Nullable RowEnds ends(IntFunction<@Nullable Part> parts, Aggregate aggregate) {
    for (int key : aggregate.getGroupSet()) {
      if (parts.apply(key) != Part.RUN) {
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
      Part part = parts.apply(call.getArgList().get(0));
      boolean isOfStep = isExtreme && part == Part.POSITION;
      boolean isOfRun = (isExtreme || call.isDistinct()) && part == Part.RUN;
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
