package io.github.wandbjdbc.engine.execute.windows;

import static java.util.Objects.requireNonNull;

import io.github.wandbjdbc.engine.execute.KeyTable;
import io.github.wandbjdbc.engine.execute.windows.WindowDescription.Call;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.values.Accumulator;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.windows.CancellationCheck;
import io.github.wandbjdbc.engine.values.windows.Frame;
import io.github.wandbjdbc.engine.values.windows.Frame.Exclusion;
import io.github.wandbjdbc.engine.values.windows.Operand;
import io.github.wandbjdbc.engine.values.windows.WindowFunction;
import java.util.Arrays;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** Chooses how an aggregate is computed over frames. */
record WindowAggregates(int size, WindowBytes bytes, CancellationCheck turns, Execution execution) {
  WindowFunction function(
      Call call, Frame frame, ColumnVector[] operands, @Nullable ColumnVector filter) {
    SqlKind kind = call.function().getKind();
    boolean isCount = call.function().getName().equals("COUNT");
    // Of equal values, the least and the greatest are the same.
    boolean distinct = call.distinct() && kind != SqlKind.MIN && kind != SqlKind.MAX;
    WindowRowFilter taken = new WindowRowFilter(filter, operands);
    if (distinct && isCount && frame.exclusion() == Exclusion.NO_OTHERS && !frame.onlyGrows()) {
      return new WindowDistinctCount(numbers(operands), taken, turns);
    }
    Accumulator states =
        requireNonNull(call.aggregate())
            .accumulator(call.operands().stream().map(Operand::type).toList(), call.type());
    WindowDistinctRows once = distinct ? new WindowDistinctRows(numbers(operands)) : null;
    WindowSummary<?> summary =
        distinct || frame.onlyGrows() ? null : WindowSummaries.of(call, taken, bytes, turns);
    return new WindowAggregate(states, summary, taken, once, bytes, turns);
  }

  /** The numbers of values by place, from 0; equal ones have one number. */
  private int[] numbers(ColumnVector[] operands) {
    // The numbers, and for each what is known of it while rows are counted.
    bytes.reserve(8L * size);
    KeyTable keys =
        new KeyTable(
            Arrays.stream(operands).map(ColumnVector::kind).toList(),
            execution,
            WindowBytes.HOLDER);
    try {
      int[] numbers = new int[size];
      for (int i = 0; i < size; i++) {
        numbers[i] = keys.add(operands, i);
        turns.turn();
      }
      return numbers;
    } finally {
      keys.release();
    }
  }
}
