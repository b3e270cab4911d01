package io.github.wandbjdbc.standin;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The logged rows of a run: at most one row of values a step. */
interface History {

  /** The largest step, or -1. */
  long lastStep();

  /** The number of steps logged. */
  long count();

  /** Tells of the rows from {@code first} up to, but not including, {@code end}, in order. */
  void visit(long first, long end, Visitor visitor);

  /** Takes rows. */
  interface Visitor {
    void row(long step, Map<String, Object> values);
  }

  /** Rows that are at hand. */
  final class Kept implements History {
    private final NavigableMap<Long, Map<String, Object>> rows = new TreeMap<>();

    void put(long step, Map<String, Object> values) {
      rows.put(step, values);
    }

    @Override
    public long lastStep() {
      return rows.isEmpty() ? -1 : rows.lastKey();
    }

    @Override
    public long count() {
      return rows.size();
    }

    @Override
    public void visit(long first, long end, Visitor visitor) {
      rows.subMap(first, true, end, false).forEach(visitor::row);
    }
  }

  /** Rows that are made when they are asked for. */
  final class Generated implements History {
    private final long lastStep;
    private final LongFunction<@Nullable Map<String, Object>> rowAt;
    private long count = -1;

    Generated(long end, LongFunction<@Nullable Map<String, Object>> rowAt) {
      long last = end;
      while (last >= 0 && rowAt.apply(last) == null) {
        last--;
      }
      this.lastStep = last;
      this.rowAt = rowAt;
    }

    /** The same and so many steps more. */
    Generated grown(long steps) {
      return new Generated(lastStep + steps, rowAt);
    }

    @Override
    public long lastStep() {
      return lastStep;
    }

    @Override
    public synchronized long count() {
      if (count < 0) {
        count = 0;
        visit(0, lastStep + 1, (step, values) -> count++);
      }
      return count;
    }

    @Override
    public void visit(long first, long end, Visitor visitor) {
      for (long step = Math.max(0, first); step < Math.min(end, lastStep + 1); step++) {
        Map<String, Object> row = rowAt.apply(step);
        if (row != null) {
          visitor.row(step, row);
        }
      }
    }
  }
}
