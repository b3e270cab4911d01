package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sorts rows; those that are equal stay as they come. */
public final class SortOperator implements Operator {
  private static final String HOLDER = "the sort";

  private final Operator input;
  private final RowOrder order;
  private final Execution execution;
  private final BufferedRows rows;
  private final GatheredBatch batch;
  private int @Nullable [] places;
  private long reserved;
  private int given;

  /**
   * Sorts the rows of {@code input}.
   *
   * @param kinds how the fields of its rows are held
   */
  public SortOperator(Operator input, List<Kind> kinds, RowOrder order, Execution execution) {
    this.input = input;
    this.order = order;
    this.execution = execution;
    this.rows = new BufferedRows(kinds, execution, HOLDER);
    this.batch = new GatheredBatch(rows::column);
  }

  @Override
  public @Nullable Batch next() {
    execution.scope().check();
    int[] sorted = places;
    if (sorted == null) {
      sorted = sort();
      places = sorted;
    }
    if (given == sorted.length) {
      release();
      return null;
    }
    int from = given;
    given = Math.min(sorted.length, from + Batch.MOST_ROWS);
    return batch.at(sorted, from, given - from);
  }

  private int[] sort() {
    for (Batch more = input.next(); more != null; more = input.next()) {
      execution.scope().check();
      rows.addAll(more);
    }
    input.close();
    reserved = RowIndexSort.bytes(rows.size());
    execution.memory().reserve(reserved, HOLDER);
    return RowIndexSort.sorted(
        rows.size(), order.comparator(rows::column), execution.scope()::check);
  }

  private void release() {
    rows.release();
    execution.memory().release(reserved);
    reserved = 0;
    places = new int[0];
    given = 0;
  }

  @Override
  public void close() {
    release();
    input.close();
  }
}
