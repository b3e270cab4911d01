package io.github.wandbjdbc.push;

import io.github.wandbjdbc.predicates.JoinedRuns;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.rel.core.JoinRelType;
import org.jspecify.annotations.Nullable;

/**
 * Reads left rows until they name enough runs, then the right rows of those runs, and so on. Holds
 * the left rows of one batch, and of the right side a row at a time.
 */
final class BindJoinEnumerator implements Enumerator<@Nullable Object[]> {
  /** The most left rows of a batch, however few runs they name. */
  static final int MOST_ROWS = 1 << 16;

  /** Those of the first batch: who wants a few rows should not wait for many. */
  private static final int FIRST_ROWS = 1 << 10;

  private final BindJoinShape shape;
  private final int rightWidth;
  private final RowMatch match;
  private final Enumerator<@Nullable Object[]> left;
  private final Function1<Object, Enumerable<@Nullable Object[]>> right;

  private final Map<List<@Nullable Object>, List<LeftRow>> byKey = new HashMap<>();
  private final List<LeftRow> batch = new ArrayList<>();
  private final Queue<@Nullable Object[]> ready = new ArrayDeque<>();

  private int rowsOfBatch = FIRST_ROWS;
  private @Nullable Enumerator<@Nullable Object[]> rightRows;
  private @Nullable Object @Nullable [] row;
  private boolean ended;

  private static final class LeftRow {
    final @Nullable Object[] values;
    boolean matched;

    LeftRow(@Nullable Object[] values) {
      this.values = values;
    }
  }

  BindJoinEnumerator(
      BindJoinShape shape,
      int rightWidth,
      RowMatch match,
      Enumerator<@Nullable Object[]> left,
      Function1<Object, Enumerable<@Nullable Object[]>> right) {
    this.shape = shape;
    this.rightWidth = rightWidth;
    this.match = match;
    this.left = left;
    this.right = right;
  }

  @Override
  public @Nullable Object[] current() {
    if (row == null) {
      throw new NoSuchElementException();
    }
    return row;
  }

  @Override
  public boolean moveNext() {
    while (ready.isEmpty()) {
      if (rightRows != null) {
        advance(rightRows);
      } else if (ended || !nextBatch()) {
        row = null;
        return false;
      }
    }
    row = ready.remove();
    return true;
  }

  /** Reads one right row, or ends the batch. */
  private void advance(Enumerator<@Nullable Object[]> rows) {
    if (!isSettled() && rows.moveNext()) {
      join(rows.current());
      return;
    }
    rightRows = null;
    rows.close();
    if (shape.type() == JoinRelType.LEFT || shape.type() == JoinRelType.ANTI) {
      for (LeftRow unmatched : batch) {
        if (!unmatched.matched) {
          ready.add(
              shape.isSemi() ? unmatched.values : joined(unmatched.values, new Object[rightWidth]));
        }
      }
    }
  }

  /** Whether no right row can change the answer any more. */
  private boolean isSettled() {
    return shape.isSemi() && byKey.isEmpty();
  }

  private void join(@Nullable Object[] rightRow) {
    List<@Nullable Object> key = match.rightKey(rightRow);
    List<LeftRow> candidates = key == null ? null : byKey.get(key);
    if (candidates == null) {
      return;
    }
    for (LeftRow candidate : candidates) {
      if (match.accepts(candidate.values, rightRow)) {
        candidate.matched = true;
        if (!shape.isSemi()) {
          ready.add(joined(candidate.values, rightRow));
        } else if (shape.type() == JoinRelType.SEMI) {
          ready.add(candidate.values);
        }
      }
    }
    if (shape.isSemi()) {
      candidates.removeIf(candidate -> candidate.matched);
      if (candidates.isEmpty()) {
        byKey.remove(key);
      }
    }
  }

  private @Nullable Object[] joined(@Nullable Object[] leftRow, @Nullable Object[] rightRow) {
    @Nullable Object[] both = Arrays.copyOf(leftRow, leftRow.length + rightWidth);
    System.arraycopy(rightRow, 0, both, leftRow.length, rightWidth);
    return both;
  }

  /** Reads left rows and begins with the right rows of their runs; false if there are no more. */
  private boolean nextBatch() {
    batch.clear();
    byKey.clear();
    Set<Object> runs = new LinkedHashSet<>();
    while (batch.size() < rowsOfBatch && runs.size() < JoinedRuns.SIZE && left.moveNext()) {
      LeftRow next = new LeftRow(left.current());
      batch.add(next);
      List<@Nullable Object> key = match.leftKey(next.values);
      Object run = next.values[shape.leftRunId()];
      if (key != null && run != null) {
        byKey.computeIfAbsent(key, unknown -> new ArrayList<>()).add(next);
        runs.add(run);
      }
    }
    if (batch.isEmpty()) {
      ended = true;
      return false;
    }
    rowsOfBatch = Math.min(MOST_ROWS, 2 * rowsOfBatch);
    rightRows = right.apply(List.copyOf(runs)).enumerator();
    return true;
  }

  @Override
  public void reset() {
    throw new UnsupportedOperationException("a join is read once");
  }

  @Override
  public void close() {
    ended = true;
    row = null;
    ready.clear();
    try {
      if (rightRows != null) {
        rightRows.close();
        rightRows = null;
      }
    } finally {
      left.close();
    }
  }
}
