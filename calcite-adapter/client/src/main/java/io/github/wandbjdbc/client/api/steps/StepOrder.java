package io.github.wandbjdbc.client.api.steps;

import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.StepRange;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Rows by step, each step once. Servers send them so, and then a list is all that it takes; the
 * first row that comes too late has them sorted.
 */
public final class StepOrder {
  private final List<HistoryRow> ascending = new ArrayList<>();
  private @Nullable TreeMap<Long, HistoryRow> sorted;

  /** Adds {@code row}, in place of one of the same step. */
  public void put(HistoryRow row) {
    merge(row, (known, more) -> more);
  }

  /** Adds {@code row}, or what {@code both} makes of it and one of the same step. */
  public void merge(HistoryRow row, BinaryOperator<HistoryRow> both) {
    TreeMap<Long, HistoryRow> map = sorted;
    if (map == null && (ascending.isEmpty() || row.step() > last().step())) {
      ascending.add(row);
      return;
    }
    if (map == null) {
      map = new TreeMap<>();
      for (HistoryRow known : ascending) {
        map.put(known.step(), known);
      }
      sorted = map;
    }
    map.merge(row.step(), row, both);
  }

  /** The rows in {@code window}, by step. */
  public List<HistoryRow> in(StepRange window) {
    if (sorted != null) {
      return new ArrayList<>(sorted.subMap(window.first(), window.end()).values());
    }
    boolean areAll =
        ascending.isEmpty()
            || (window.first() <= ascending.get(0).step() && last().step() < window.end());
    return areAll
        ? ascending
        : ascending.stream().filter(row -> window.contains(row.step())).toList();
  }

  /** The largest step, or -1 if there are no rows. */
  public long largest() {
    if (sorted != null) {
      return sorted.lastKey();
    }
    return ascending.isEmpty() ? -1 : last().step();
  }

  /** A step that isn't in {@code window}, or -1 if all are. */
  public long outside(StepRange window) {
    long largest = largest();
    if (largest < 0) {
      return -1;
    }
    long least = sorted == null ? ascending.get(0).step() : sorted.firstKey();
    return !window.contains(least) ? least : window.contains(largest) ? -1 : largest;
  }

  private HistoryRow last() {
    return ascending.get(ascending.size() - 1);
  }
}
