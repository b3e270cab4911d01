package io.github.wandbjdbc.engine.execute.sets;

import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.GatheredBatch;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A part of a plan that gives the same rows in each step of a recursion. It is read once, as far as
 * anybody wants, and what was read is kept until the execution ends.
 */
public final class KeptRows {
  static final String HOLDER = "what a recursion reads in each step";

  private final Supplier<Operator> source;
  private final Execution execution;
  private final BufferedRows held;
  private final int width;
  private @Nullable Operator reading;
  private boolean complete;

  /**
   * Rows of fields that are held as {@code kinds} say.
   *
   * @param source opens the part
   */
  public KeptRows(List<Kind> kinds, Execution execution, Supplier<Operator> source) {
    this.source = source;
    this.execution = execution;
    this.held = new BufferedRows(kinds, execution, HOLDER);
    this.width = kinds.size();
    execution.atEnd(this::end);
  }

  /** An operator that gives the rows from the first on. */
  public Operator open() {
    return new Reader();
  }

  private void end() {
    held.release();
    stop();
  }

  private void stop() {
    complete = true;
    Operator opened = reading;
    reading = null;
    if (opened != null) {
      opened.close();
    }
  }

  /** Reads on; false if there is no more. */
  private boolean readMore() {
    if (complete) {
      return false;
    }
    execution.scope().check();
    Operator opened = reading == null ? source.get() : reading;
    reading = opened;
    Batch rows = opened.next();
    if (rows == null) {
      stop();
      return false;
    }
    held.addAll(rows);
    return true;
  }

  /** One reading, of several that may be under way. */
  private final class Reader implements Operator {
    private final GatheredBatch rows = new GatheredBatch(held::column, width);
    private int place;
    private boolean closed;

    @Override
    public @Nullable Batch next() {
      if (closed || (place == held.size() && !readMore())) {
        return null;
      }
      int first = place;
      int count = Math.min(held.size() - first, Batch.MOST_ROWS);
      place += count;
      return rows.from(first, count);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
