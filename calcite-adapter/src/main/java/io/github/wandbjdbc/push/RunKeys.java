package io.github.wandbjdbc.push;

import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.engine.optimize.nodes.KeptInput;
import io.github.wandbjdbc.predicates.JoinedRuns;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ColumnSource;
import io.github.wandbjdbc.rows.ItemRequest;
import io.github.wandbjdbc.scan.RunsScan;
import io.github.wandbjdbc.scan.ScanNode;
import io.github.wandbjdbc.scan.ScanRequest;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Calc;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.schema.TransientTable;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/**
 * Finds the scan whose run ids, or other keys that sources look things up by, a field holds, as far
 * as a condition on them could get there.
 */
final class RunKeys {
  /** Joins that give only those rows of their left side that the right one names; the reverse. */
  private static final Set<JoinRelType> NAMING_LEFT =
      EnumSet.of(JoinRelType.INNER, JoinRelType.SEMI, JoinRelType.RIGHT);

  private static final Set<JoinRelType> NAMING_RIGHT =
      EnumSet.of(JoinRelType.INNER, JoinRelType.LEFT);

  private RunKeys() {}

  /**
   * The request of the scan whose run ids are field {@code field} of {@code rel}, if there is one.
   */
  static Optional<ScanRequest> request(RelNode rel, int field) {
    return Optional.ofNullable(find(rel, field));
  }

  /**
   * Whether a join asks for those keys already. Of n joins each could ask with each of the others,
   * which are two to the power of n plans, and nothing is read less for being asked twice.
   */
  static boolean areAsked(RelNode rel, int field) {
    for (Place at = in(rel, field); at != null; at = below(at)) {
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

  /**
   * Whether field {@code field} of {@code rel} holds the run ids of a table that has to ask each
   * run of the project for its rows: then it is cheaper to have those runs named than to have them
   * name others. What else is known of the rows makes no difference.
   */
  static boolean areDear(RelNode rel, int field) {
    return isDear(in(rel, field));
  }

  /**
   * Whether field {@code field} of {@code rel} holds run ids that a join with the rows of a
   * recursion's last step chooses: few, where the table may be read whole for them.
   */
  static boolean areOfStep(RelNode rel, int field) {
    for (Place at = in(rel, field); at != null; at = below(at)) {
      if (at.rel instanceof Join join) {
        boolean isLeft = at.field < join.getLeft().getRowType().getFieldCount();
        if (readsStep(isLeft ? join.getRight() : join.getLeft(), new HashSet<>())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean readsStep(RelNode rel, Set<RelNode> seen) {
    RelNode part = rel.stripped();
    return seen.add(part)
        && (part instanceof TableScan
            ? part.getTable().unwrap(TransientTable.class) != null
            : !(part instanceof RepeatUnion)
                && part.getInputs().stream().anyMatch(input -> readsStep(input, seen)));
  }

  private static boolean isDear(@Nullable Place place) {
    if (place == null) {
      return false;
    }
    RelNode rel = place.rel;
    if (rel instanceof ScanNode scan) {
      return scan.request().asksEachRun() && isRunId(scan.request(), place.field);
    }
    if (rel instanceof Filter filter) {
      return RelOptUtil.conjunctions(filter.getCondition()).stream()
              .noneMatch(condition -> names(condition, place.field))
          && isDear(place.to(filter.getInput(), place.field));
    }
    if (rel instanceof Union union) {
      return union.getInputs().stream().anyMatch(input -> isDear(place.to(input, place.field)));
    }
    return isDear(below(place))
        && !(rel instanceof Join join && partners(join, place).anyMatch(near -> !isDear(near)));
  }

  /** Whether what {@code join} asks of its runs can come with the pages in which all are listed. */
  static boolean areOfOneListing(BindJoin join) {
    Place left = in(join.getLeft(), join.shape().leftRunId());
    while (left != null && left.rel instanceof Project) {
      left = below(left);
    }
    return left != null
        && left.rel instanceof ScanNode listing
        && listing.request() instanceof RunsScan
        && listing.request().needs().isPresent()
        && !listing.request().isJoined()
        && request(join.getRight(), join.shape().keys().rightKeys.get(join.shape().bound()))
            .filter(asked -> asked.needs().isPresent())
            .isPresent();
  }

  /**
   * Whether field {@code field} of {@code rel} holds run ids of which neither a condition nor the
   * scan says which are wanted.
   */
  static boolean areUnnamed(RelNode rel, int field) {
    return areUnnamed(in(rel, field));
  }

  private static boolean areUnnamed(@Nullable Place place) {
    for (Place at = place; at != null; at = below(at)) {
      Place here = at;
      int column = at.field;
      if (at.rel instanceof ScanNode scan) {
        return isRunId(scan.request(), column) && !scan.request().namesRuns();
      }
      if (at.rel instanceof Filter filter
          && RelOptUtil.conjunctions(filter.getCondition()).stream()
              .anyMatch(condition -> names(condition, column))) {
        return false;
      }
      if (at.rel instanceof Union union) {
        return union.getInputs().stream().anyMatch(input -> areUnnamed(here.to(input, column)));
      }
    }
    return false;
  }

  /** The fields that name the runs of {@code place}, as they equal it in each row of its join. */
  private static Stream<Place> partners(Join join, Place place) {
    int field = place.field;
    int width = join.getLeft().getRowType().getFieldCount();
    boolean isLeft = field < width;
    boolean isNamed =
        isLeft
            ? NAMING_LEFT.contains(join.getJoinType())
            : NAMING_RIGHT.contains(join.getJoinType());
    if (!isNamed) {
      return Stream.of();
    }
    JoinInfo keys = join.analyzeCondition();
    List<Integer> ours = isLeft ? keys.leftKeys : keys.rightKeys;
    return IntStream.range(0, ours.size())
        .filter(i -> ours.get(i) == (isLeft ? field : field - width))
        .mapToObj(
            i ->
                isLeft
                    ? place.to(join.getRight(), keys.rightKeys.get(i))
                    : place.to(join.getLeft(), keys.leftKeys.get(i)))
        .filter(Objects::nonNull);
  }

  /** Whether {@code condition} says which values {@code field} may have. */
  static boolean names(RexNode condition, int field) {
    if (isAsking(condition)) {
      return RelOptUtil.InputFinder.bits(condition).get(field);
    }
    if (!(condition instanceof RexCall call)) {
      return false;
    }
    List<RexNode> operands = call.getOperands();
    return switch (call.getKind()) {
      case OR -> operands.stream().allMatch(each -> names(each, field));
      case SEARCH ->
          isField(operands.get(0), field)
              && operands.get(1) instanceof RexLiteral values
              && values.getValue() instanceof Sarg<?> sarg
              && sarg.isPoints();
      case EQUALS ->
          operands.stream().anyMatch(operand -> isField(operand, field))
              && operands.stream().anyMatch(RexUtil::isConstant);
      default -> false;
    };
  }

  private static boolean isField(RexNode node, int field) {
    return node instanceof RexInputRef ref && ref.getIndex() == field;
  }

  private static boolean isAsking(RexNode condition) {
    return condition instanceof RexCall call && JoinedRuns.read(call) != null;
  }

  /** Whether field {@code field} of {@code rel} holds the ids of a scan's runs. */
  static boolean areRunIds(RelNode rel, int field) {
    for (Place at = in(rel, field); at != null; at = below(at)) {
      if (at.rel instanceof ScanNode scan) {
        return isRunId(scan.request(), at.field);
      }
    }
    return false;
  }

  private static @Nullable ScanRequest find(RelNode rel, int field) {
    for (Place at = in(rel, field); at != null; at = below(at)) {
      if (at.rel instanceof ScanNode scan) {
        return isKey(scan.request(), at.field) ? scan.request() : null;
      }
    }
    return null;
  }

  /**
   * A field of a relation.
   *
   * @param above from where it was found, in a plan that is being chosen: there relations may read
   *     those that they are themselves a way to compute, in rings
   */
  private record Place(RelNode rel, int field, @Nullable Place above) {

    /** The field of {@code input}, which may stand for several; null where a ring closes. */
    @Nullable Place to(RelNode input, int inputField) {
      RelNode next = input.stripped();
      for (Place at = this; at != null; at = at.above) {
        if (at.rel == next && at.field == inputField) {
          return null;
        }
      }
      return new Place(next, inputField, this);
    }
  }

  /** The field of an input that holds what {@code place} does, if there is one. */
  private static @Nullable Place below(Place place) {
    RelNode rel = place.rel;
    int field = place.field;
    if (rel instanceof Calc calc) {
      int source = calc.getProgram().getSourceField(field);
      return source < 0 ? null : place.to(calc.getInput(), source);
    }
    if (rel instanceof Filter || rel instanceof KeptInput) {
      return place.to(rel.getInput(0), field);
    }
    if (rel instanceof Project project) {
      return project.getProjects().get(field) instanceof RexInputRef ref
          ? place.to(project.getInput(), ref.getIndex())
          : null;
    }
    if (rel instanceof Aggregate aggregate) {
      return field < aggregate.getGroupCount() && Aggregate.isSimple(aggregate)
          ? place.to(aggregate.getInput(), aggregate.getGroupSet().nth(field))
          : null;
    }
    if (rel instanceof Window window) {
      boolean isKeyOfAll = window.groups.stream().allMatch(group -> group.keys.get(field));
      return isKeyOfAll && field < window.getInput().getRowType().getFieldCount()
          ? place.to(window.getInput(), field)
          : null;
    }
    if (rel instanceof Union union) {
      return place.to(union.getInput(0), field);
    }
    if (rel instanceof Correlate correlate) {
      return side(place, correlate.getLeft(), correlate.getRight(), field);
    }
    return rel instanceof Join join ? side(place, join.getLeft(), join.getRight(), field) : null;
  }

  private static @Nullable Place side(Place place, RelNode left, RelNode right, int field) {
    int width = left.getRowType().getFieldCount();
    return field < width ? place.to(left, field) : place.to(right, field - width);
  }

  private static Place in(RelNode rel, int field) {
    return new Place(rel.stripped(), field, null);
  }

  private static boolean isRunId(ScanRequest request, int field) {
    Column column = request.columns().get(field);
    return column.source() instanceof ColumnSource.StepRun
        || column.source().equals(new ColumnSource.Field(RunField.ID))
        || (column.source() instanceof ColumnSource.Item
            && column.name().equals(ItemRequest.RUN_ID));
  }

  private static boolean isKey(ScanRequest request, int field) {
    ColumnSource source = request.columns().get(field).source();
    return source instanceof ColumnSource.StepRun
        || source.equals(new ColumnSource.Field(RunField.ID))
        || source.equals(new ColumnSource.Field(RunField.SWEEP_ID))
        || (source instanceof ColumnSource.Item item && item.selection().isKey());
  }
}
