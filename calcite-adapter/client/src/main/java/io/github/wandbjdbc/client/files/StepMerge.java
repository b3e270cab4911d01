package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.files.log.HistoryRecord;
import io.github.wandbjdbc.client.files.log.LogItemReader;
import io.github.wandbjdbc.client.files.log.LogRecord;
import io.github.wandbjdbc.client.files.log.LogRecords;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a run in order, each once: of two records with one step the later written counts.
 *
 * <p>A run's logs are stretches of rising steps. Usually they follow each other, and are read one
 * after the other; where they overlap they are read side by side, which takes a buffer and an open
 * file each, but never memory by the number of rows.
 */
final class StepMerge implements AutoCloseable {
  /** So many stretches are read side by side at the most. */
  private static final int MAX_OPEN = 256;

  private static final Comparator<Cursor> BY_STEP =
      Comparator.comparingLong(Cursor::step)
          .thenComparing(Comparator.comparingInt(Cursor::order).reversed());

  private final String runId;
  private final StepRange steps;
  private final PriorityQueue<Cursor> cursors = new PriorityQueue<>(BY_STEP);
  private @Nullable Cursor current;
  private int open;

  private StepMerge(String runId, StepRange steps) {
    this.runId = runId;
    this.steps = steps;
  }

  /** The steps of {@code run} that lie in {@code steps}. */
  static StepMerge of(LocalRun run, StepRange steps, CallScope scope) throws IOException {
    return of(run.id(), run.segments(scope), steps);
  }

  /** The steps of run {@code id} in {@code segments} that lie in {@code steps}. */
  static StepMerge of(String id, List<Segment> segments, StepRange steps) {
    StepMerge merge = new StepMerge(id, steps);
    int order = 0;
    for (Segment segment : segments) {
      for (Stretch stretch : segment.stretches()) {
        order++;
        if (stretch.first() < steps.end() && stretch.last() >= steps.first()) {
          merge.cursors.add(new Cursor(segment, stretch, order));
        }
      }
    }
    return merge;
  }

  /** The next step, or null behind the last one. */
  @Nullable HistoryRecord next() throws IOException {
    Cursor last = current;
    current = null;
    long done = -1;
    if (last != null) {
      done = last.step();
      advance(last);
    }
    while (true) {
      Cursor head = cursors.poll();
      if (head == null || head.step() >= steps.end()) {
        if (head != null) {
          head.close();
        }
        return null;
      }
      HistoryRecord row = head.row;
      if (row == null) {
        // Not open yet: it stood in the queue for its first step.
        advance(head);
      } else if (head.step() <= done || head.step() < steps.first()) {
        advance(head);
      } else {
        current = head;
        return row;
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      current.close();
    }
    for (Cursor cursor : cursors) {
      cursor.close();
    }
    cursors.clear();
  }

  private void advance(Cursor cursor) throws IOException {
    boolean wasOpen = cursor.reader != null;
    if (!wasOpen && open >= MAX_OPEN) {
      throw new WandbException(
          Kind.LIMIT_EXCEEDED,
          "run %s: its logs hold the same steps more than %d times".formatted(runId, MAX_OPEN));
    }
    boolean isOpen = cursor.advance();
    open += (isOpen ? 1 : 0) - (wasOpen ? 1 : 0);
    if (isOpen) {
      cursors.add(cursor);
    }
  }

  /** Where in a stretch the merge stands; opens the file when its first step is due. */
  private static final class Cursor {
    private final Segment segment;
    private final Stretch stretch;
    private final int order;
    private final LogItemReader items = new LogItemReader();
    private @Nullable LogRecords reader;
    private @Nullable HistoryRecord row;

    Cursor(Segment segment, Stretch stretch, int order) {
      this.segment = segment;
      this.stretch = stretch;
      this.order = order;
    }

    long step() {
      return row == null ? stretch.first() : row.step();
    }

    int order() {
      return order;
    }

    /** Moves to the next row; false, and closed, behind the last one. */
    boolean advance() throws IOException {
      long previous = row == null ? stretch.first() - 1 : row.step();
      if (previous < stretch.last()) {
        if (reader == null) {
          reader = LogRecords.open(segment.log(), stretch.position());
        }
        HistoryRecord next = readRow(reader, items, previous);
        if (next != null) {
          row = next;
          return true;
        }
      }
      close();
      return false;
    }

    private static @Nullable HistoryRecord readRow(
        LogRecords reader, LogItemReader items, long previous) throws IOException {
      for (LogRecord record = reader.next(); record != null; record = reader.next()) {
        HistoryRecord row =
            record.type() == LogRecord.HISTORY
                ? HistoryRecord.readIfWhole(record, previous, items)
                : null;
        if (row != null) {
          return row;
        }
      }
      return null;
    }

    void close() throws IOException {
      if (reader != null) {
        reader.close();
        reader = null;
      }
    }
  }
}
