package io.github.wandbjdbc.engine.execute.sets;

import io.github.wandbjdbc.engine.execute.BatchColumns;
import io.github.wandbjdbc.engine.execute.BufferedInts;
import io.github.wandbjdbc.engine.execute.CloseAll;
import io.github.wandbjdbc.engine.execute.KeyTable;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows that all of its inputs have, in the order of the first; INTERSECT ALL gives each as
 * often as the input that has it least often. Holds the different rows of the second input, and how
 * often each is still to be given.
 */
public final class IntersectOperator implements Operator {
  private static final String HOLDER = "INTERSECT";

  private final boolean all;
  private final List<Operator> inputs;
  private final int width;
  private final Execution execution;
  private final KeyTable rows;
  private final BufferedInts remaining;
  private final RowSelector selected;
  private final int[] numbers = new int[Batch.MOST_ROWS];
  private long left;
  private boolean begun;

  /**
   * An intersection that has read nothing yet.
   *
   * @param inputs two or more
   * @param kinds how the fields of all inputs are held
   */
  public IntersectOperator(
      boolean all, List<Operator> inputs, List<Kind> kinds, Execution execution) {
    this.all = all;
    this.inputs = List.copyOf(inputs);
    this.width = kinds.size();
    this.execution = execution;
    this.rows = new KeyTable(kinds, execution, HOLDER);
    this.remaining = new BufferedInts(execution, HOLDER);
    this.selected = new RowSelector(this::take, width);
  }

  @Override
  public @Nullable Batch next() {
    if (!begun) {
      begun = true;
      hold();
    }
    // How many rows may still be given: once there are none, nobody needs to be asked.
    while (left > 0) {
      execution.scope().check();
      Batch batch = inputs.get(0).next();
      if (batch == null) {
        break;
      }
      Batch found = selected.of(batch);
      if (found != null) {
        return found;
      }
    }
    inputs.get(0).close();
    return null;
  }

  private int take(Batch batch, int[] places) {
    rows.findAll(BatchColumns.first(batch, width), batch.size(), numbers);
    int[] counts = remaining.values();
    int count = 0;
    for (int i = 0; i < batch.size(); i++) {
      if (numbers[i] != KeyTable.NONE && counts[numbers[i]] > 0) {
        counts[numbers[i]]--;
        places[count++] = i;
      }
    }
    left -= count;
    return count;
  }

  private void hold() {
    count(inputs.get(1), true, remaining);
    left = settle(remaining.values());
    for (int i = 2; i < inputs.size() && left > 0; i++) {
      BufferedInts counts = new BufferedInts(execution, HOLDER);
      try {
        counts.resize(rows.size());
        count(inputs.get(i), false, counts);
        for (int row = 0; row < rows.size(); row++) {
          remaining.values()[row] = Math.min(remaining.values()[row], counts.values()[row]);
        }
      } finally {
        counts.release();
      }
      left = settle(remaining.values());
    }
  }

  /** Counts the rows of {@code input}, those that are new too if {@code adding}. */
  private void count(Operator input, boolean adding, BufferedInts counts) {
    for (Batch batch = input.next(); batch != null; batch = input.next()) {
      execution.scope().check();
      if (adding) {
        rows.addAll(BatchColumns.first(batch, width), batch.size(), numbers);
        counts.resize(rows.size());
      } else {
        rows.findAll(BatchColumns.first(batch, width), batch.size(), numbers);
      }
      int[] values = counts.values();
      for (int i = 0; i < batch.size(); i++) {
        if (numbers[i] != KeyTable.NONE) {
          values[numbers[i]]++;
        }
      }
    }
    input.close();
  }

  /** Of rows that aren't given more than once, one is enough; says how many there are in all. */
  private long settle(int[] counts) {
    if (!all) {
      for (int i = 0; i < rows.size(); i++) {
        counts[i] = Math.min(1, counts[i]);
      }
    }
    return Arrays.stream(counts, 0, rows.size()).asLongStream().sum();
  }

  @Override
  public void close() {
    List<Runnable> ends = new ArrayList<>();
    inputs.forEach(input -> ends.add(input::close));
    ends.add(rows::release);
    ends.add(remaining::release);
    CloseAll.all(ends);
  }
}
