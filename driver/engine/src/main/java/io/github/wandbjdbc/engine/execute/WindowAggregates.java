package io.github.wandbjdbc.engine.execute;

import static java.util.Objects.requireNonNull;

import io.github.wandbjdbc.engine.execute.WindowDescription.Call;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.values.Accumulator;
import io.github.wandbjdbc.engine.values.Column;
import io.github.wandbjdbc.engine.values.windows.Frame;
import io.github.wandbjdbc.engine.values.windows.Frame.Exclusion;
import io.github.wandbjdbc.engine.values.windows.Operand;
import io.github.wandbjdbc.engine.values.windows.Turns;
import io.github.wandbjdbc.engine.values.windows.WindowFunction;
import java.util.Arrays;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** Chooses how an aggregate is computed over frames. */
record WindowAggregates(int size, WindowBytes bytes, Turns turns, Execution execution) {
  WindowFunction function(Call call, Frame frame, Column[] operands, @Nullable Column filter) {
    SqlKind kind = call.function().getKind();
    boolean isCount = call.function().getName().equals("COUNT");
    // Of equal values, the least and the greatest are the same.
    boolean distinct = call.distinct() && kind != SqlKind.MIN && kind != SqlKind.MAX;
    WindowRowFilter taken = new WindowRowFilter(filter, operands);
    if (distinct && isCount && frame.exclusion() == Exclusion.NO_OTHERS && !frame.onlyGrows()) {
      Numbers numbers = numbers(operands);
      return new WindowDistinctCount(numbers.numbers(), numbers.count(), taken, turns);
    }
    Accumulator states =
        requireNonNull(call.aggregate())
            .accumulator(call.operands().stream().map(Operand::type).toList(), call.type());
    WindowDistinctRows once = null;
    if (distinct) {
      Numbers numbers = numbers(operands);
      once = new WindowDistinctRows(numbers.numbers(), numbers.count());
    }
    WindowSummary<?> summary =
        distinct || frame.onlyGrows() ? null : WindowSummaries.of(call, taken, bytes, turns);
    return new WindowAggregate(states, summary, taken, once, bytes, turns);
  }

  /** The numbers of values by place: equal ones have one number, below {@code count}. */
  private record Numbers(int[] numbers, int count) {}

  private Numbers numbers(Column[] operands) {
    // The numbers, and for each what is known of it while rows are counted.
    bytes.reserve(8L * size);
    KeyTable keys =
        new KeyTable(
            Arrays.stream(operands).map(Column::kind).toList(), execution, WindowBytes.HOLDER);
    try {
      int[] numbers = new int[size];
      for (int i = 0; i < size; i++) {
        numbers[i] = keys.add(operands, i);
        turns.turn();
      }
      return new Numbers(numbers, keys.size());
    } finally {
      keys.release();
    }
  }
}
