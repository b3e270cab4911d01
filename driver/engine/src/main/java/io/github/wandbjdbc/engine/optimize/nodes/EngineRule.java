package io.github.wandbjdbc.engine.optimize.nodes;

import io.github.wandbjdbc.engine.source.EngineConvention;
import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalAsofJoin;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalIntersect;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalMinus;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalRepeatUnion;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.logical.LogicalTableSpool;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.logical.LogicalWindow;
import org.apache.calcite.schema.TransientTable;
import org.jspecify.annotations.Nullable;

/**
 * Makes of each part of a plan that says what is wanted one that the engine executes. One rule for
 * all of them, since each would be several classes to load for a first statement.
 */
public final class EngineRule extends ConverterRule {
  /** The one. */
  public static final RelOptRule INSTANCE =
      Config.INSTANCE
          .withConversion(RelNode.class, Convention.NONE, EngineConvention.INSTANCE, "EngineRule")
          .withRuleFactory(EngineRule::new)
          .toRule();

  private EngineRule(Config config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    super.onMatch(call);
    if (call.rel(0) instanceof LogicalSort sort
        && !sort.getCollation().getFieldCollations().isEmpty()
        && (sort.fetch != null || sort.offset != null)) {
      // Its input may come in that order for free.
      LogicalSort all = LogicalSort.create(sort.getInput(), sort.getCollation(), null, null);
      call.transformTo(
          EngineLimit.of(
              convert(all, all.getTraitSet().replace(EngineConvention.INSTANCE)),
              sort.offset,
              sort.fetch));
    }
  }

  @Override
  public @Nullable RelNode convert(RelNode rel) {
    if (rel instanceof LogicalProject project) {
      return project.containsOver()
          ? null
          : EngineProject.of(input(project, 0), project.getProjects(), project.getRowType());
    }
    if (rel instanceof LogicalFilter filter) {
      return filter.containsOver()
          ? null
          : EngineFilter.of(input(filter, 0), filter.getCondition());
    }
    if (rel instanceof LogicalSort sort) {
      return sort.getCollation().getFieldCollations().isEmpty()
          ? EngineLimit.of(input(sort, 0), sort.offset, sort.fetch)
          : EngineSort.sorted(input(sort, 0), sort.getCollation(), sort.offset, sort.fetch);
    }
    if (rel instanceof LogicalAggregate aggregate) {
      return EngineAggregate.of(aggregate, input(aggregate, 0));
    }
    if (rel instanceof LogicalJoin join) {
      return EngineJoin.of(join, input(join, 0), input(join, 1));
    }
    if (rel instanceof LogicalCorrelate correlate) {
      return EngineCorrelate.of(correlate, input(correlate, 0), input(correlate, 1));
    }
    if (rel instanceof LogicalValues values) {
      return EngineValues.of(values);
    }
    if (rel instanceof LogicalWindow window) {
      return EngineWindow.of(window, input(window, 0));
    }
    if (rel instanceof LogicalUnion union) {
      return EngineUnion.of(inputs(union), union.all);
    }
    if (rel instanceof LogicalIntersect intersect) {
      return EngineIntersect.of(inputs(intersect), intersect.all);
    }
    if (rel instanceof LogicalMinus minus) {
      return EngineMinus.of(inputs(minus), minus.all);
    }
    if (rel instanceof LogicalRepeatUnion recursion) {
      return EngineRecursion.of(recursion, input(recursion, 0), input(recursion, 1));
    }
    if (rel instanceof LogicalTableSpool spool) {
      return EngineSpool.of(spool, input(spool, 0));
    }
    if (rel instanceof LogicalTableScan scan
        && scan.getTable().unwrap(TransientTable.class) != null) {
      return EngineWorkTable.of(scan);
    }
    if (rel instanceof LogicalAsofJoin join) {
      return EngineAsofJoin.of(join, input(join, 0), input(join, 1));
    }
    if (rel instanceof Uncollect uncollect) {
      return EngineUnnest.of(uncollect, input(uncollect, 0));
    }
    return null;
  }

  private static RelNode input(RelNode rel, int index) {
    RelNode input = rel.getInput(index);
    return convert(input, rel.getCluster().traitSetOf(EngineConvention.INSTANCE));
  }

  private static List<RelNode> inputs(RelNode rel) {
    return rel.getInputs().stream()
        .map(input -> convert(input, rel.getCluster().traitSetOf(EngineConvention.INSTANCE)))
        .toList();
  }
}
