package io.github.wandbjdbc.engine.execute.sets;

import io.github.wandbjdbc.engine.execute.BatchColumns;
import io.github.wandbjdbc.engine.execute.KeyTable;
import io.github.wandbjdbc.engine.execute.expressions.RowPredicate;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.List;

/** The rows that are equal to none before, as DISTINCT tells rows apart. */
final class DistinctFilter implements RowPredicate {
  private final KeyTable rows;
  private final int width;
  private final int[] numbers = new int[Batch.MOST_ROWS];

  DistinctFilter(List<Kind> kinds, Execution execution, String holder) {
    this.rows = new KeyTable(kinds, execution, holder);
    this.width = kinds.size();
  }

  @Override
  public int select(Batch batch, int[] places) {
    return select(rows, width, batch, numbers, places);
  }

  /**
   * Adds the rows of {@code batch} to {@code rows} and fills {@code places} with the places of
   * those that are new; says how many.
   */
  static int select(KeyTable rows, int width, Batch batch, int[] numbers, int[] places) {
    int seen = rows.size();
    rows.addAll(BatchColumns.first(batch, width), batch.size(), numbers);
    int count = 0;
    for (int i = 0; i < batch.size(); i++) {
      if (numbers[i] == seen) {
        places[count++] = i;
        seen++;
      }
    }
    return count;
  }

  /** Forgets the rows and gives the memory back. */
  void release() {
    rows.release();
  }
}
