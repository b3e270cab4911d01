package io.github.wandbjdbc.engine.execute.windows;

import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.GatheredBatch;
import io.github.wandbjdbc.engine.execute.windows.WindowDescription.Group;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds to each row of its input the values of window functions. The rows keep the order of the
 * input, whatever the windows' orders, so that it is what a reader sees who wrote no ORDER BY. All
 * are held; windows of the same partitions and order are sorted once.
 */
public final class WindowOperator implements Operator {
  private final Operator input;
  private final WindowDescription description;
  private final Execution execution;
  private final BufferedRows rows;
  private final WindowBytes bytes;
  private final List<ColumnVector> results = new ArrayList<>();
  private final int[] places = new int[Batch.MOST_ROWS];
  private @Nullable GatheredBatch batch;
  private int given;

  public WindowOperator(Operator input, WindowDescription description, Execution execution) {
    this.input = input;
    this.description = description;
    this.execution = execution;
    this.rows =
        new BufferedRows(
            description.fields().stream().map(Kind::of).toList(), execution, WindowBytes.HOLDER);
    this.bytes = new WindowBytes(execution.memory());
  }

  @Override
  public @Nullable Batch next() {
    GatheredBatch current = batch;
    if (current == null) {
      read();
      int width = description.fields().size();
      current =
          new GatheredBatch(
              index -> index < width ? rows.column(index) : results.get(index - width),
              width + results.size());
      batch = current;
    }
    execution.scope().check();
    int count = Math.min(places.length, rows.size() - given);
    if (count <= 0) {
      return null;
    }
    for (int i = 0; i < count; i++) {
      places[i] = given + i;
    }
    given += count;
    return current.at(places, 0, count);
  }

  private void read() {
    for (Batch next = input.next(); next != null; next = input.next()) {
      execution.scope().check();
      rows.addAll(next);
    }
    input.close();
    if (rows.size() == 0) {
      return;
    }
    WindowComputation computation =
        new WindowComputation(
            description, rows, bytes, new WindowConstants(rows.size(), bytes), execution);
    Map<List<Object>, WindowOrder> orders = new HashMap<>();
    for (Group group : description.groups()) {
      WindowOrder order =
          orders.computeIfAbsent(
              List.of(group.partition(), group.order()),
              key -> WindowOrder.of(rows, group.partition(), group.order(), execution, bytes));
      results.addAll(List.of(computation.values(group, order)));
    }
  }

  @Override
  public void close() {
    input.close();
    rows.release();
    results.clear();
    given = rows.size();
    bytes.releaseAll();
  }
}
