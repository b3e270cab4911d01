package io.github.wandbjdbc.engine.values.aggregates;

import io.github.wandbjdbc.engine.values.Accumulator;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.engine.values.ObjectColumn;
import io.github.wandbjdbc.engine.values.Order;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The place that a row would have among those of a group, if there were one with such a value:
 * {@code RANK(v) WITHIN GROUP (ORDER BY x)}.
 *
 * <p>The operands are x, v, whether the order descends, and whether NULL comes first in it.
 */
final class HypotheticalRank implements Accumulator {
  private static final long BYTES_EACH = 64;

  /** How the place is told. */
  enum Of {
    RANK,
    DENSE_RANK,
    PERCENT_RANK,
    CUME_DIST
  }

  private final Of of;
  private long[] rows = new long[0];
  private long[] before = new long[0];
  private long[] peers = new long[0];
  private @Nullable TreeSet<Object>[] distinct = sets(0);
  private boolean[] nullBefore = new boolean[0];
  private long bytes;

  HypotheticalRank(Of of) {
    this.of = of;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // There are no arrays of generic types.
  private static @Nullable TreeSet<Object>[] sets(int count) {
    return (TreeSet<Object>[]) new TreeSet[count];
  }

  @Override
  public void grow(int groups) {
    rows = Arrays.copyOf(rows, groups);
    before = Arrays.copyOf(before, groups);
    peers = Arrays.copyOf(peers, groups);
    distinct = Arrays.copyOf(distinct, groups);
    nullBefore = Arrays.copyOf(nullBefore, groups);
  }

  @Override
  public void add(int group, ColumnVector[] operands, int place) {
    Object value = operands[0].get(place);
    int order =
        compare(
            value,
            operands[1].get(place),
            ((LongColumn) operands[2]).values()[place] != 0,
            ((LongColumn) operands[3]).values()[place] != 0);
    rows[group]++;
    if (order == 0) {
      peers[group]++;
    }
    if (order < 0) {
      before[group]++;
      if (of == Of.DENSE_RANK) {
        remember(group, value);
      }
    }
  }

  private void remember(int group, @Nullable Object value) {
    if (value == null) {
      nullBefore[group] = true;
      return;
    }
    TreeSet<Object> known = distinct[group];
    if (known == null) {
      known = new TreeSet<>(HypotheticalRank::compare);
      distinct[group] = known;
    }
    if (known.add(value)) {
      bytes += BYTES_EACH + ObjectColumn.bytesOf(value);
    }
  }

  private static int compare(
      @Nullable Object left, @Nullable Object right, boolean descending, boolean nullsFirst) {
    if (left == null || right == null) {
      int nullsLast = Boolean.compare(left == null, right == null);
      return nullsFirst ? -nullsLast : nullsLast;
    }
    int order = compare(left, right);
    return descending ? -order : order;
  }

  /** Also of numbers of two types. */
  private static int compare(Object left, Object right) {
    if (left.getClass() == right.getClass()) {
      return Order.compare(left, right);
    }
    return left instanceof Double || right instanceof Double
        ? Order.compare(((Number) left).doubleValue(), ((Number) right).doubleValue())
        : decimal(left).compareTo(decimal(right));
  }

  private static BigDecimal decimal(Object number) {
    return number instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) number;
  }

  @Override
  public void result(int group, ColumnVector to, int place) {
    switch (of) {
      case RANK -> ((LongColumn) to).set(place, before[group] + 1);
      case DENSE_RANK -> {
        TreeSet<Object> known = distinct[group];
        int values = known == null ? 0 : known.size();
        ((LongColumn) to).set(place, values + (nullBefore[group] ? 2L : 1L));
      }
      case PERCENT_RANK ->
          ((DoubleColumn) to)
              .set(place, rows[group] == 0 ? 0 : (double) before[group] / rows[group]);
      case CUME_DIST ->
          ((DoubleColumn) to)
              .set(place, (before[group] + peers[group] + 1.0) / (rows[group] + 1.0));
    }
  }

  @Override
  public void reset(int group) {
    TreeSet<Object> known = distinct[group];
    if (known != null) {
      known.forEach(value -> bytes -= BYTES_EACH + ObjectColumn.bytesOf(value));
    }
    distinct[group] = null;
    nullBefore[group] = false;
    rows[group] = 0;
    before[group] = 0;
    peers[group] = 0;
  }

  @Override
  public long bytes() {
    return 33L * rows.length + bytes;
  }
}
