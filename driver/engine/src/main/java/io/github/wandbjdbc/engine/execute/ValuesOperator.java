package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnBatch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of VALUES, which executions share. */
public final class ValuesOperator implements Operator {
  private final List<Batch> batches;
  private final Execution execution;
  private int next;

  /** The rows of {@code batches}, as {@link #batches} makes them. */
  public ValuesOperator(List<Batch> batches, Execution execution) {
    this.batches = batches;
    this.execution = execution;
  }

  /**
   * Rows as batches, to be made once for a plan; whoever reads them must not change them.
   *
   * @param rows their values in the classes of {@link ColumnVector#get}; null is NULL
   */
  public static List<Batch> batches(List<? extends List<?>> rows, List<Kind> kinds) {
    List<Batch> batches = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += Batch.MOST_ROWS) {
      int size = Math.min(Batch.MOST_ROWS, rows.size() - from);
      ColumnVector[] columns = new ColumnVector[kinds.size()];
      for (int field = 0; field < columns.length; field++) {
        columns[field] = ColumnVector.of(kinds.get(field), size);
        for (int i = 0; i < size; i++) {
          columns[field].set(i, rows.get(from + i).get(field));
        }
      }
      batches.add(new ColumnBatch(columns, size));
    }
    return List.copyOf(batches);
  }

  @Override
  public @Nullable Batch next() {
    execution.scope().check();
    return next == batches.size() ? null : batches.get(next++);
  }

  @Override
  public void close() {
    next = batches.size();
  }
}
