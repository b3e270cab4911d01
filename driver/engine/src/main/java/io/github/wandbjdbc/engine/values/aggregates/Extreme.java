package io.github.wandbjdbc.engine.values.aggregates;

import io.github.wandbjdbc.engine.values.Accumulator;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.engine.values.ObjectColumn;
import io.github.wandbjdbc.engine.values.Order;
import java.util.Arrays;

/**
 * MIN and MAX, by {@link Order}; and of operands after the first, whose greatest or least value
 * says which one of the first is taken: ARG_MAX and ARG_MIN, which take the first of several.
 */
final class Extreme implements Accumulator {
  private final int sign;
  private final int last;
  // The value that is taken, and the one that says which; the same one for MIN and MAX.
  private final ColumnVector best;
  private final ColumnVector key;
  private boolean[] seen = new boolean[0];
  private long objectBytes;

  /** MIN or MAX of values held as {@code kind}. */
  Extreme(boolean greatest, Kind kind) {
    this.sign = greatest ? 1 : -1;
    this.last = 0;
    this.best = ColumnVector.of(kind, 0);
    this.key = best;
  }

  /** ARG_MIN or ARG_MAX of values held as {@code kind}, by such that are held as {@code by}. */
  Extreme(boolean greatest, Kind kind, Kind by) {
    this.sign = greatest ? 1 : -1;
    this.last = 1;
    this.best = ColumnVector.of(kind, 0);
    this.key = ColumnVector.of(by, 0);
  }

  @Override
  public void grow(int groups) {
    best.grow(groups);
    key.grow(groups);
    seen = Arrays.copyOf(seen, groups);
  }

  @Override
  public void add(int group, ColumnVector[] operands, int place) {
    ColumnVector by = operands[last];
    if (by.isNull(place) || operands[0].isNull(place)) {
      return;
    }
    int order = seen[group] ? sign * Order.compareNullsLast(by, place, key, group) : 1;
    // Of MIN and MAX of equal decimals, the last is given with its scale, as PostgreSQL does.
    if (order > 0 || (order == 0 && last == 0 && key instanceof ObjectColumn)) {
      seen[group] = true;
      keep(best, group, operands[0], place);
      if (last > 0) {
        keep(key, group, by, place);
      }
    }
  }

  @Override
  public void addAll(int[] groups, ColumnVector[] operands, int count) {
    if (last > 0 || operands[0].hasNulls()) {
      Accumulator.super.addAll(groups, operands, count);
    } else if (operands[0] instanceof DoubleColumn column) {
      addDoubles(groups, column.values(), count);
    } else if (operands[0] instanceof LongColumn column) {
      addLongs(groups, column.values(), count);
    } else {
      Accumulator.super.addAll(groups, operands, count);
    }
  }

  @Override
  public void addRun(int group, ColumnVector[] operands, int from, int end) {
    if (last > 0 || operands[0].hasNulls() || from == end) {
      Accumulator.super.addRun(group, operands, from, end);
    } else if (operands[0] instanceof DoubleColumn column) {
      double[] known = ((DoubleColumn) best).values();
      double[] values = column.values();
      double extreme = seen[group] ? known[group] : values[from];
      for (int i = from; i < end; i++) {
        if (sign * Order.compare(values[i], extreme) > 0) {
          extreme = values[i];
        }
      }
      known[group] = extreme;
      seen[group] = true;
    } else if (operands[0] instanceof LongColumn column) {
      long[] known = ((LongColumn) best).values();
      long extreme = seen[group] ? known[group] : column.values()[from];
      for (int i = from; i < end; i++) {
        long value = column.values()[i];
        extreme = sign > 0 ? Math.max(extreme, value) : Math.min(extreme, value);
      }
      known[group] = extreme;
      seen[group] = true;
    } else {
      Accumulator.super.addRun(group, operands, from, end);
    }
  }

  private void addDoubles(int[] groups, double[] values, int count) {
    double[] known = ((DoubleColumn) best).values();
    for (int i = 0; i < count; i++) {
      int group = groups[i];
      if (!seen[group] || sign * Order.compare(values[i], known[group]) > 0) {
        seen[group] = true;
        known[group] = values[i];
      }
    }
  }

  private void addLongs(int[] groups, long[] values, int count) {
    long[] known = ((LongColumn) best).values();
    for (int i = 0; i < count; i++) {
      int group = groups[i];
      if (!seen[group] || sign * Long.compare(values[i], known[group]) > 0) {
        seen[group] = true;
        known[group] = values[i];
      }
    }
  }

  private void keep(ColumnVector to, int group, ColumnVector from, int place) {
    if (to instanceof ObjectColumn objects) {
      objectBytes -= ObjectColumn.bytesOf(objects.get(group));
      objectBytes += ObjectColumn.bytesOf(from.get(place));
    }
    to.copy(group, from, place);
  }

  @Override
  public void result(int group, ColumnVector to, int place) {
    if (seen[group]) {
      to.copy(place, best, group);
    } else {
      to.setNull(place);
    }
  }

  @Override
  public void reset(int group) {
    seen[group] = false;
  }

  @Override
  public long bytes() {
    return (last > 0 ? 17L : 9L) * seen.length + objectBytes;
  }
}
