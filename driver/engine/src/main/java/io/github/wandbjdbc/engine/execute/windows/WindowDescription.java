package io.github.wandbjdbc.engine.execute.windows;

import io.github.wandbjdbc.engine.execute.RowOrder;
import io.github.wandbjdbc.engine.values.AggregateEntry;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.windows.Frame;
import io.github.wandbjdbc.engine.values.windows.Frame.Exclusion;
import io.github.wandbjdbc.engine.values.windows.Frame.Reach;
import io.github.wandbjdbc.engine.values.windows.Operand;
import io.github.wandbjdbc.engine.values.windows.WindowFunctions;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.SqlAggFunction;
import org.jspecify.annotations.Nullable;

/**
 * The windows of one plan node. Its rows are the input's fields, then the values of each group's
 * calls, in order.
 *
 * @param fields the types of the input's fields
 */
public record WindowDescription(List<RelDataType> fields, List<Group> groups) {
  /** No field. */
  public static final int NONE = -1;

  public WindowDescription {
    fields = List.copyOf(fields);
    groups = List.copyOf(groups);
  }

  /**
   * Calls over one window.
   *
   * @param partition the fields that the rows of one partition share
   */
  public record Group(List<Integer> partition, RowOrder order, Frame frame, List<Call> calls) {
    public Group {
      partition = List.copyOf(partition);
      calls = List.copyOf(calls);
      if (frame.isByDistance() && order.keys().size() > 1) {
        throw new StatementException(
            SqlState.STATEMENT_FAULT, "RANGE with a distance takes one sort key");
      }
    }
  }

  /**
   * A call.
   *
   * @param aggregate null if it is a function of windows alone
   * @param distinct whether an aggregate takes equal operands once
   * @param ignoreNulls whether a function doesn't count rows whose first operand is NULL
   * @param fromLast whether NTH_VALUE counts from the frame's last row
   * @param filter the field that is TRUE for rows that an aggregate takes, or {@link #NONE}
   */
  public record Call(
      SqlAggFunction function,
      @Nullable AggregateEntry aggregate,
      RelDataType type,
      List<Operand> operands,
      boolean distinct,
      boolean ignoreNulls,
      boolean fromLast,
      int filter) {
    public Call {
      operands = List.copyOf(operands);
    }
  }

  /**
   * The windows of {@code window}, whose constants count as fields behind its input's.
   *
   * @param aggregates the entry of an aggregate, null if there is none
   */
  public static WindowDescription of(
      Window window, Function<SqlAggFunction, @Nullable AggregateEntry> aggregates) {
    List<RelDataType> fields =
        window.getInput().getRowType().getFieldList().stream()
            .map(RelDataTypeField::getType)
            .toList();
    Reader reader = new Reader(fields, window.constants, aggregates);
    return new WindowDescription(fields, window.groups.stream().map(reader::group).toList());
  }

  private record Reader(
      List<RelDataType> fields,
      List<RexLiteral> constants,
      Function<SqlAggFunction, @Nullable AggregateEntry> aggregates) {
    Group group(Window.Group group) {
      Frame frame =
          new Frame(
              group.isRows ? Frame.Unit.ROWS : Frame.Unit.RANGE,
              bound(group.lowerBound),
              bound(group.upperBound),
              exclusion(group.exclude));
      return new Group(
          group.keys.asList(),
          RowOrder.of(group.orderKeys),
          frame,
          group.aggCalls.stream().map(this::call).toList());
    }

    private Call call(Window.RexWinAggCall call) {
      SqlAggFunction function = (SqlAggFunction) call.getOperator();
      AggregateEntry aggregate = null;
      if (WindowFunctions.entry(function) == null) {
        aggregate = aggregates.apply(function);
        if (aggregate == null) {
          throw new StatementException(
              SqlState.STATEMENT_FAULT, function.getName() + " is not supported with OVER");
        }
      }
      return new Call(
          function,
          aggregate,
          call.getType(),
          call.getOperands().stream().map(this::operand).toList(),
          call.distinct,
          call.ignoreNulls,
          false,
          NONE);
    }

    private Operand operand(RexNode node) {
      if (node instanceof RexLiteral literal) {
        return Operand.constant(literal.getType(), WindowConstants.value(literal));
      }
      if (node instanceof RexInputRef reference) {
        int index = reference.getIndex();
        return index < fields.size()
            ? Operand.field(fields.get(index), index)
            : operand(constants.get(index - fields.size()));
      }
      throw new IllegalArgumentException("neither a field nor a constant: " + node);
    }

    private Frame.Bound bound(RexWindowBound bound) {
      if (bound.isUnbounded()) {
        return Frame.Bound.of(
            bound.isPreceding() ? Reach.UNBOUNDED_PRECEDING : Reach.UNBOUNDED_FOLLOWING);
      }
      RexNode offset = bound.getOffset();
      return offset == null
          ? Frame.Bound.of(Reach.CURRENT_ROW)
          : new Frame.Bound(
              bound.isPreceding() ? Reach.PRECEDING : Reach.FOLLOWING, operand(offset));
    }

    private static Exclusion exclusion(RexWindowExclusion exclusion) {
      return switch (exclusion) {
        case EXCLUDE_NO_OTHER -> Exclusion.NO_OTHERS;
        case EXCLUDE_CURRENT_ROW -> Exclusion.CURRENT_ROW;
        case EXCLUDE_GROUP -> Exclusion.GROUP;
        case EXCLUDE_TIES -> Exclusion.TIES;
      };
    }
  }
}
