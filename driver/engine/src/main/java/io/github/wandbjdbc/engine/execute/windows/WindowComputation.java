package io.github.wandbjdbc.engine.execute.windows;

import static java.util.Objects.requireNonNull;

import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.RowOrder;
import io.github.wandbjdbc.engine.execute.windows.WindowDescription.Call;
import io.github.wandbjdbc.engine.execute.windows.WindowDescription.Group;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.ObjectColumn;
import io.github.wandbjdbc.engine.values.Order;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.windows.CancellationCheck;
import io.github.wandbjdbc.engine.values.windows.FrameKey;
import io.github.wandbjdbc.engine.values.windows.FrameRows;
import io.github.wandbjdbc.engine.values.windows.Operand;
import io.github.wandbjdbc.engine.values.windows.Partition;
import io.github.wandbjdbc.engine.values.windows.WindowEntry;
import io.github.wandbjdbc.engine.values.windows.WindowFunction;
import io.github.wandbjdbc.engine.values.windows.WindowFunctions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes the values of all calls over one window, at the places of their rows. */
final class WindowComputation {
  private final WindowDescription description;
  private final BufferedRows rows;
  private final WindowBytes bytes;
  private final WindowConstants constants;
  private final CancellationCheck turns;
  private final Execution execution;

  WindowComputation(
      WindowDescription description,
      BufferedRows rows,
      WindowBytes bytes,
      WindowConstants constants,
      Execution execution) {
    this.description = description;
    this.rows = rows;
    this.bytes = bytes;
    this.constants = constants;
    this.execution = execution;
    this.turns = new CancellationCheck(execution.scope()::check);
  }

  /** The values of the calls of {@code group}, by place; {@code order} is that of its window. */
  ColumnVector[] values(Group group, WindowOrder order) {
    int size = rows.size();
    List<Call> calls = group.calls();
    ColumnVector[] results = new ColumnVector[calls.size()];
    ColumnVector[][] operands = new ColumnVector[calls.size()][];
    WindowFunction[] functions = new WindowFunction[calls.size()];
    for (int i = 0; i < results.length; i++) {
      Call call = calls.get(i);
      bytes.reserve(9L * size);
      results[i] = ColumnVector.of(Kind.of(call.type()), size);
      operands[i] = call.operands().stream().map(this::column).toArray(ColumnVector[]::new);
      functions[i] = function(call, group, operands[i]);
    }
    long forPartitions = Partition.bytes(size);
    bytes.reserve(forPartitions);
    Partition partition = new Partition(order.places(), new int[size], new int[size + 1]);
    FrameRows frame = new FrameRows(group.frame(), partition, key(group), turns);
    for (int i = 0; i < order.partitions(); i++) {
      begin(partition, order, i);
      frame.begin(offset -> offset(offset, partition));
      for (int k = 0; k < functions.length; k++) {
        functions[k].begin(partition, operands[k]);
      }
      for (int row = 0; row < partition.size(); row++) {
        turns.turn();
        frame.move(row);
        int place = partition.place(row);
        for (int k = 0; k < functions.length; k++) {
          functions[k].value(row, frame, results[k], place);
          countObject(calls.get(k), results[k], place);
        }
      }
    }
    bytes.release(forPartitions);
    return results;
  }

  private void begin(Partition partition, WindowOrder order, int index) {
    int start = order.start(index);
    int end = order.start(index + 1);
    int[] places = order.places();
    partition.begin(start);
    for (int i = start; i < end; i++) {
      partition.add(i > start && order.arePeers(places[i - 1], places[i]));
      turns.turn();
    }
  }

  /** Objects that aggregates make are the window's; those of other functions are the input's. */
  private void countObject(Call call, ColumnVector result, int place) {
    if (call.aggregate() != null && result instanceof ObjectColumn objects) {
      bytes.reserve(ObjectColumn.bytesOf(objects.get(place)));
    }
  }

  private WindowFunction function(Call call, Group group, ColumnVector[] operands) {
    if (call.aggregate() != null) {
      ColumnVector filter =
          call.filter() == WindowDescription.NONE ? null : rows.column(call.filter());
      return new WindowAggregates(rows.size(), bytes, turns, execution)
          .function(call, group.frame(), operands, filter);
    }
    WindowEntry entry = requireNonNull(WindowFunctions.entry(call.function()));
    return entry.function(
        new WindowEntry.Call(
            call.operands().stream().map(Operand::type).toList(),
            call.type(),
            call.ignoreNulls(),
            call.fromLast(),
            turns));
  }

  private ColumnVector column(Operand operand) {
    return operand.isConstant() ? constants.column(operand) : rows.column(operand.field());
  }

  private @Nullable FrameKey key(Group group) {
    if (!group.frame().isByDistance() || group.order().keys().isEmpty()) {
      return null;
    }
    RowOrder.Key key = group.order().keys().get(0);
    return new FrameKey(
        description.fields().get(key.field()),
        rows.column(key.field()),
        key.descending(),
        key.nullsFirst());
  }

  /** How far an end of a frame is away; a parameter comes as a field, which is the same in all. */
  private @Nullable Object offset(Operand offset, Partition partition) {
    if (offset.isConstant()) {
      return offset.constant();
    }
    ColumnVector column = rows.column(offset.field());
    Object value = column.get(partition.place(0));
    for (int row = 1; row < partition.size(); row++) {
      turns.turn();
      if (Order.compareNullsLast(value, column.get(partition.place(row))) != 0) {
        throw new StatementException(
            SqlState.STATEMENT_FAULT, "the distance of a frame's end must not depend on the row");
      }
    }
    return value;
  }
}
