package io.github.wandbjdbc.engine.execute.sets;

import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.GatheredBatch;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import org.jspecify.annotations.Nullable;

/** The rows that the last step of a recursion gave, which its next step reads. */
public final class WorkTableOperator implements Operator {
  private final Object workTable;
  private final int width;
  private final Execution execution;
  private final int[] places = new int[Batch.MOST_ROWS];
  private @Nullable BufferedRows rows;
  private @Nullable GatheredBatch given;
  private int next;

  /**
   * The rows of the recursion that sets {@code workTable} when this is first asked.
   *
   * @param width how many fields they have
   */
  public WorkTableOperator(Object workTable, int width, Execution execution) {
    this.workTable = workTable;
    this.width = width;
    this.execution = execution;
  }

  @Override
  public @Nullable Batch next() {
    execution.scope().check();
    if (rows == null || given == null) {
      if (!(execution.get(workTable) instanceof BufferedRows found)) {
        throw new StatementException(
            SqlState.INTERNAL, "%s is read outside of its recursion".formatted(workTable));
      }
      rows = found;
      given = new GatheredBatch(found::column, width);
    }
    int count = Math.min(Batch.MOST_ROWS, rows.size() - next);
    if (count == 0) {
      return null;
    }
    for (int i = 0; i < count; i++) {
      places[i] = next + i;
    }
    next += count;
    return given.at(places, 0, count);
  }

  @Override
  public void close() {}
}
