package io.github.wandbjdbc.engine.execute.joins;

import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.GatheredBatch;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a subquery's last execution, if they were so few that a batch has room for them. */
final class LastResult {
  private final BufferedRows held;
  private final GatheredBatch rows;
  private boolean fits;
  private boolean complete;

  LastResult(List<Kind> kinds, Execution execution, String holder) {
    this.held = new BufferedRows(kinds, execution, holder);
    this.rows = new GatheredBatch(held::column, kinds.size());
  }

  /** Forgets them: others begin. */
  void begin() {
    held.clear();
    fits = true;
    complete = false;
  }

  /** Keeps {@code batch}, or notes that there are no more for null. */
  void add(@Nullable Batch batch) {
    if (batch == null) {
      complete = fits;
    } else if (fits) {
      fits = held.size() + batch.size() <= Batch.MOST_ROWS;
      if (fits) {
        held.addAll(batch);
      } else {
        held.clear();
      }
    }
  }

  /** Whether it is known. */
  boolean isComplete() {
    return complete;
  }

  /** The rows; null if there are none. */
  @Nullable Batch rows() {
    return held.size() == 0 ? null : rows.from(0, held.size());
  }

  /** Gives the memory back. */
  void release() {
    held.release();
  }
}
