package io.github.wandbjdbc.push;

import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.predicates.JoinedRuns;
import io.github.wandbjdbc.rows.ColumnSource;
import io.github.wandbjdbc.scan.ScanNode;
import io.github.wandbjdbc.scan.ScanRequest;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Calc;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Finds the scan whose run ids, or other keys that sources look things up by, a field holds, as far
 * as a condition on them could get there.
 */
final class RunKeys {
  private RunKeys() {}

  /**
   * The request of the scan whose run ids are field {@code field} of {@code rel}, if there is one.
   */
  static Optional<ScanRequest> request(RelNode rel, int field) {
    return Optional.ofNullable(find(rel.stripped(), field));
  }

  /**
   * Whether a join asks for those keys already. Of n joins each could ask with each of the others,
   * which are two to the power of n plans, and nothing is read less for being asked twice.
   */
  static boolean areAsked(RelNode rel, int field) {
    for (Place at = new Place(rel.stripped(), field); at != null; at = below(at)) {
      if (at.rel instanceof ScanNode scan && scan.request().isJoined()) {
        return true;
      }
      if (at.rel instanceof Filter filter
          && RelOptUtil.conjunctions(filter.getCondition()).stream().anyMatch(RunKeys::isAsking)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAsking(RexNode condition) {
    return condition instanceof RexCall call && JoinedRuns.read(call) != null;
  }

  private static @Nullable ScanRequest find(RelNode rel, int field) {
    for (Place at = new Place(rel, field); at != null; at = below(at)) {
      if (at.rel instanceof ScanNode scan) {
        return isKey(scan.request(), at.field) ? scan.request() : null;
      }
    }
    return null;
  }

  /** A field of a relation. */
  private record Place(RelNode rel, int field) {}

  /** The field of an input that holds what {@code place} does, if there is one. */
  private static @Nullable Place below(Place place) {
    RelNode rel = place.rel;
    int field = place.field;
    if (rel instanceof Calc calc) {
      int source = calc.getProgram().getSourceField(field);
      return source < 0 ? null : in(calc.getInput(), source);
    }
    if (rel instanceof Filter filter) {
      return in(filter.getInput(), field);
    }
    if (rel instanceof Project project) {
      return project.getProjects().get(field) instanceof RexInputRef ref
          ? in(project.getInput(), ref.getIndex())
          : null;
    }
    if (rel instanceof Aggregate aggregate) {
      return field < aggregate.getGroupCount() && Aggregate.isSimple(aggregate)
          ? in(aggregate.getInput(), aggregate.getGroupSet().nth(field))
          : null;
    }
    if (rel instanceof Window window) {
      boolean isKeyOfAll = window.groups.stream().allMatch(group -> group.keys.get(field));
      return isKeyOfAll && field < window.getInput().getRowType().getFieldCount()
          ? in(window.getInput(), field)
          : null;
    }
    if (rel instanceof Union union) {
      return in(union.getInput(0), field);
    }
    if (rel instanceof Correlate correlate) {
      return side(correlate.getLeft(), correlate.getRight(), field);
    }
    return rel instanceof Join join ? side(join.getLeft(), join.getRight(), field) : null;
  }

  private static Place side(RelNode left, RelNode right, int field) {
    int width = left.getRowType().getFieldCount();
    return field < width ? in(left, field) : in(right, field - width);
  }

  private static Place in(RelNode rel, int field) {
    return new Place(rel.stripped(), field);
  }

  private static boolean isKey(ScanRequest request, int field) {
    ColumnSource source = request.columns().get(field).source();
    return source instanceof ColumnSource.StepRun
        || source.equals(new ColumnSource.Field(RunField.ID))
        || source.equals(new ColumnSource.Field(RunField.SWEEP_ID))
        || (source instanceof ColumnSource.Item item && item.selection().isKey());
  }
}
