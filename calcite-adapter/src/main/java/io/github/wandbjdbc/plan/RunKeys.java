package io.github.wandbjdbc.plan;

import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.rows.ColumnSource;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Calc;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rex.RexInputRef;
import org.jspecify.annotations.Nullable;

/**
 * Finds the scan whose run ids, or other keys that sources look things up by, a field holds, as far
 * as a condition on them could get there.
 */
final class RunKeys {
  private RunKeys() {}

  /** What the scan asks whose keys are field {@code field} of {@code rel}, if there is one. */
  static Optional<ScanRequest> request(RelNode rel, int field) {
    return Optional.ofNullable(find(rel.stripped(), field));
  }

  private static @Nullable ScanRequest find(RelNode rel, int field) {
    if (rel instanceof ScanNode scan) {
      return isKey(scan.request(), field) ? scan.request() : null;
    }
    if (rel instanceof Calc calc) {
      int source = calc.getProgram().getSourceField(field);
      return source < 0 ? null : find(calc.getInput().stripped(), source);
    }
    if (rel instanceof Filter filter) {
      return find(filter.getInput().stripped(), field);
    }
    if (rel instanceof Project project) {
      return project.getProjects().get(field) instanceof RexInputRef ref
          ? find(project.getInput().stripped(), ref.getIndex())
          : null;
    }
    if (rel instanceof Aggregate aggregate) {
      return field < aggregate.getGroupCount() && Aggregate.isSimple(aggregate)
          ? find(aggregate.getInput().stripped(), aggregate.getGroupSet().nth(field))
          : null;
    }
    if (rel instanceof Window window) {
      boolean isKeyOfAll = window.groups.stream().allMatch(group -> group.keys.get(field));
      return isKeyOfAll && field < window.getInput().getRowType().getFieldCount()
          ? find(window.getInput().stripped(), field)
          : null;
    }
    if (rel instanceof Union union) {
      return find(union.getInput(0).stripped(), field);
    }
    if (rel instanceof Correlate correlate) {
      return side(correlate.getLeft(), correlate.getRight(), field);
    }
    return rel instanceof Join join ? side(join.getLeft(), join.getRight(), field) : null;
  }

  private static @Nullable ScanRequest side(RelNode left, RelNode right, int field) {
    int width = left.getRowType().getFieldCount();
    return field < width ? find(left.stripped(), field) : find(right.stripped(), field - width);
  }

  private static boolean isKey(ScanRequest request, int field) {
    ColumnSource source = request.columns().get(field).source();
    return source instanceof ColumnSource.StepRun
        || source.equals(new ColumnSource.Field(RunField.ID))
        || source.equals(new ColumnSource.Field(RunField.SWEEP_ID))
        || (source instanceof ColumnSource.Item item && item.selection().takesValues());
  }
}
