package io.github.wandbjdbc.client.api.exports;

import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.parquet.ParquetRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of several exported files in the order of their steps, each step once: of two files the
 * one whose steps begin later counts, as a whole row. A file is read from where its steps begin.
 */
final class FileMerge {
  private static final long MUCH_BYTES = Math.min(16L << 20, Runtime.getRuntime().maxMemory() / 32);

  private final List<Cursor> cursors = new ArrayList<>();

  /** How many bytes the texts and lists have that were read for the page that is made. */
  private long held;

  /** The rows of {@code files} in {@code wanted}; empty if one of them can't tell the values. */
  static Optional<FileMerge> of(
      List<ExportedFile> files, String run, List<ValueColumn> columns, StepRange wanted) {
    FileMerge merge = new FileMerge();
    for (ExportedFile file : files) {
      if (!file.steps().intersect(wanted).isEmpty()) {
        Optional<ParquetRows> rows = ParquetRows.of(file.file(), run, columns, wanted);
        if (rows.isEmpty()) {
          return Optional.empty();
        }
        merge.cursors.add(merge.new Cursor(file.steps(), rows.get()));
      }
    }
    merge.cursors.sort(Comparator.comparingLong(cursor -> cursor.steps.first()));
    return Optional.of(merge);
  }

  /** The next rows with steps below {@code end}, {@code most} or fewer; empty if there is none. */
  List<HistoryRow> below(long end, int most) throws IOException {
    List<HistoryRow> rows = new ArrayList<>();
    held = 0;
    while (rows.size() < most && !isFull(rows)) {
      Cursor next = next(end);
      if (next == null) {
        break;
      }
      if (cursors.size() == 1) {
        next.takeBelow(end, most, rows);
      } else {
        rows.add(taken(next.peek()));
      }
    }
    return rows;
  }

  private boolean isFull(List<HistoryRow> page) {
    return held > MUCH_BYTES && !page.isEmpty();
  }

  /** The file that has the next row, if that is below {@code end}. */
  private @Nullable Cursor next(long end) throws IOException {
    Cursor least = null;
    for (int i = 0; i < cursors.size(); i++) {
      Cursor cursor = cursors.get(i);
      long bound = least == null ? end : Math.min(end, leastStep(least) + 1);
      if (cursor.steps.first() >= bound) {
        // Those after it begin later still.
        break;
      }
      HistoryRow row = cursor.peek();
      if (row == null) {
        cursors.remove(i);
        i--;
      } else if (row.step() < bound) {
        // Of two with one step the later one counts, which begins later.
        least = cursor;
      }
    }
    return least;
  }

  private static long leastStep(Cursor cursor) throws IOException {
    HistoryRow row = cursor.peek();
    return row == null ? Long.MAX_VALUE - 1 : row.step();
  }

  /** Takes {@code row} from all files that have its step. */
  private HistoryRow taken(@Nullable HistoryRow row) throws IOException {
    if (row == null) {
      throw new IllegalStateException("a file without a next row");
    }
    for (Cursor cursor : cursors) {
      if (cursor.steps.first() > row.step()) {
        break;
      }
      HistoryRow other = cursor.peek();
      if (other != null && other.step() == row.step()) {
        cursor.skip();
      }
    }
    return row;
  }

  /** Names of columns that no wanted key is about. */
  Set<String> others() {
    Set<String> others = new java.util.TreeSet<>();
    cursors.forEach(cursor -> others.addAll(cursor.rows.others()));
    return others;
  }

  /** A file and how far it was read. */
  private final class Cursor {
    private final StepRange steps;
    private final ParquetRows rows;
    private List<HistoryRow> page = List.of();
    private int position;
    private boolean isDone;

    Cursor(StepRange steps, ParquetRows rows) {
      this.steps = steps;
      this.rows = rows;
    }

    @Nullable HistoryRow peek() throws IOException {
      while (position == page.size() && !isDone) {
        List<HistoryRow> next = rows.next();
        isDone = next == null;
        page = next == null ? List.of() : next;
        held += rows.bytes();
        position = 0;
      }
      return position < page.size() ? page.get(position) : null;
    }

    void skip() {
      position++;
    }

    void takeBelow(long end, int most, List<HistoryRow> into) throws IOException {
      for (HistoryRow row = peek();
          row != null && row.step() < end && into.size() < most && !isFull(into);
          row = peek()) {
        int from = position;
        int last = Math.min(page.size(), from + most - into.size());
        while (position < last && page.get(position).step() < end) {
          position++;
        }
        into.addAll(page.subList(from, position));
      }
    }
  }
}
