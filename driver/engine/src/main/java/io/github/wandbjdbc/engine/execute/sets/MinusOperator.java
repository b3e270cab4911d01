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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of its first input that the others don't have, in the order of the first; EXCEPT ALL
 * leaves out a row as often as the others have it. Holds the different rows of the others.
 */
public final class MinusOperator implements Operator {
  private static final String HOLDER = "EXCEPT";

  private final boolean all;
  private final List<Operator> inputs;
  private final int width;
  private final Execution execution;
  private final KeyTable rows;
  private final BufferedInts counts;
  private final RowSelector selected;
  private final int[] numbers = new int[Batch.MOST_ROWS];
  private boolean begun;

  /**
   * A difference that has read nothing yet.
   *
   * @param inputs two or more
   * @param kinds how the fields of all inputs are held
   */
  public MinusOperator(boolean all, List<Operator> inputs, List<Kind> kinds, Execution execution) {
    this.all = all;
    this.inputs = List.copyOf(inputs);
    this.width = kinds.size();
    this.execution = execution;
    this.rows = new KeyTable(kinds, execution, HOLDER);
    this.counts = new BufferedInts(execution, HOLDER);
    this.selected = new RowSelector(all ? this::leaveOut : this::unseen, width);
  }

  @Override
  public @Nullable Batch next() {
    Operator first = inputs.get(0);
    Batch batch = first.next();
    if (!begun) {
      begun = true;
      // Without a first row there is nothing that the others could take away.
      if (batch != null) {
        hold();
      }
    }
    while (batch != null) {
      execution.scope().check();
      Batch remaining = selected.of(batch);
      if (remaining != null) {
        return remaining;
      }
      batch = first.next();
    }
    first.close();
    return null;
  }

  private void hold() {
    for (Operator input : inputs.subList(1, inputs.size())) {
      for (Batch batch = input.next(); batch != null; batch = input.next()) {
        execution.scope().check();
        rows.addAll(BatchColumns.first(batch, width), batch.size(), numbers);
        if (all) {
          counts.resize(rows.size());
          for (int i = 0; i < batch.size(); i++) {
            counts.values()[numbers[i]]++;
          }
        }
      }
      input.close();
    }
  }

  private int leaveOut(Batch batch, int[] places) {
    rows.findAll(BatchColumns.first(batch, width), batch.size(), numbers);
    int[] still = counts.values();
    int count = 0;
    for (int i = 0; i < batch.size(); i++) {
      if (numbers[i] != KeyTable.NONE && still[numbers[i]] > 0) {
        still[numbers[i]]--;
      } else {
        places[count++] = i;
      }
    }
    return count;
  }

  private int unseen(Batch batch, int[] places) {
    return DistinctFilter.select(rows, width, batch, numbers, places);
  }

  @Override
  public void close() {
    List<Runnable> ends = new ArrayList<>();
    inputs.forEach(input -> ends.add(input::close));
    ends.add(rows::release);
    ends.add(counts::release);
    CloseAll.all(ends);
  }
}
