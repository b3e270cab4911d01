package io.github.wandbjdbc.engine.optimize;

import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.util.ImmutableBitSet;

/** Which columns a step of a plan reads of its input. */
final class UsedColumns {
  private UsedColumns() {}

  /**
   * Whether {@code plan} is of one table and makes no column that it doesn't read: such as most
   * statements of one SELECT. Which columns of the table itself are read, its scan is told by a
   * rule.
   */
  static boolean areAllOf(RelNode plan) {
    RelNode node = plan;
    while (true) {
      if (node instanceof Project project) {
        if (isScan(project.getInput())) {
          return !project.containsOver();
        } else if (project.containsOver() || !isAll(of(project), project.getInput())) {
          return false;
        }
      } else if (node instanceof Aggregate aggregate) {
        if (!isAll(of(aggregate), aggregate.getInput())) {
          return false;
        }
      } else if (!(node instanceof Filter || node instanceof Sort)) {
        return false;
      }
      node = node.getInput(0);
    }
  }

  /** Whether {@code node} is a table, filtered or not. */
  static boolean isScan(RelNode node) {
    return node instanceof TableScan
        || (node instanceof Filter filter && isScan(filter.getInput()));
  }

  private static boolean isAll(ImmutableBitSet columns, RelNode input) {
    return columns.cardinality() == input.getRowType().getFieldCount();
  }

  private static ImmutableBitSet of(Project project) {
    return RelOptUtil.InputFinder.bits(project.getProjects(), null);
  }

  private static ImmutableBitSet of(Aggregate aggregate) {
    ImmutableBitSet.Builder columns = ImmutableBitSet.builder().addAll(aggregate.getGroupSet());
    for (AggregateCall call : aggregate.getAggCallList()) {
      columns.addAll(call.getArgList());
      columns.addAll(call.getCollation().getKeys());
      if (call.hasFilter()) {
        columns.set(call.filterArg);
      }
    }
    return columns.build();
  }
}
