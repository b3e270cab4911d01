package io.github.wandbjdbc.engine.execute.joins;

import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.GatheredBatch;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Memory;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A part of a plan that gives the same rows however often an execution asks for them. They are kept
 * as they are read; whoever stops early leaves the reading to the next. Of a part with more than
 * {@value #MOST_BYTES} bytes, or where half of the memory is held, nothing is kept: it is read anew
 * each time.
 */
public final class MaterializedRows {
  private static final String HOLDER = "the rows that a correlated subquery reads again";
  private static final long MOST_BYTES = 8 << 20;

  private final Supplier<Operator> source;
  private final Memory memory;
  private final BufferedRows held;
  private final int width;
  private @Nullable Operator reading;
  private boolean isRead;
  private boolean complete;
  private boolean tooLarge;
  private long bytes;

  /**
   * Rows of fields that are held as {@code kinds} say.
   *
   * @param source opens the part
   */
  public MaterializedRows(List<Kind> kinds, Execution execution, Supplier<Operator> source) {
    this.source = source;
    this.memory = execution.memory();
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
    Operator opened = reading;
    reading = null;
    if (opened != null) {
      opened.close();
    }
  }

  /** The next rows of the part itself, which are kept; null if there are no more. */
  private @Nullable Batch more() {
    if (reading == null) {
      reading = source.get();
    }
    Batch rows = reading.next();
    if (rows == null) {
      complete = true;
      stop();
      return null;
    }
    for (int i = 0; i < width; i++) {
      bytes += rows.column(i).bytes(rows.size());
    }
    // Twice, since both the old arrays and the new ones are there while they grow.
    if (bytes > MOST_BYTES || !memory.hasRoom(2 * bytes)) {
      tooLarge = true;
      held.release();
    } else {
      held.addAll(rows);
    }
    return rows;
  }

  /** One reading; of several at once the first to come keeps the rows. */
  private final class Reader implements Operator {
    private final GatheredBatch rows = new GatheredBatch(held::column, width);
    private int place;
    private boolean begun;
    private boolean keeps;
    private @Nullable Operator apart;

    @Override
    public @Nullable Batch next() {
      if (!begun) {
        begin();
      }
      if (apart != null) {
        return apart.next();
      }
      if (place < held.size()) {
        return kept();
      }
      if (!keeps || complete) {
        return null;
      }
      Batch more = more();
      place = held.size();
      if (tooLarge) {
        // What is read so far was given: the rest is this reader's alone.
        apart = reading;
        reading = null;
      }
      return more;
    }

    private void begin() {
      begun = true;
      if (tooLarge || (isRead && !complete)) {
        apart = source.get();
      } else if (!complete) {
        keeps = true;
        isRead = true;
      }
    }

    private Batch kept() {
      int first = place;
      int count = Math.min(held.size() - first, Batch.MOST_ROWS);
      place += count;
      return rows.from(first, count);
    }

    @Override
    public void close() {
      begun = true;
      place = Integer.MAX_VALUE;
      if (keeps) {
        keeps = false;
        isRead = false;
      }
      Operator opened = apart;
      apart = null;
      if (opened != null) {
        opened.close();
      }
    }
  }
}
