package io.github.wandbjdbc.client.api.history;

import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.HistoryKeys.TypeCount;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.ValueColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Holds the values that were read of one run against the server's own count for each key: a server
 * may leave keys out of very wide rows.
 *
 * <p>Only where both surely count the same: one that also holds maps has its values elsewhere, a
 * row may hold {@code a.b} both so and nested, and an explicit null isn't a value.
 */
final class ValueCount {
  private static final int MAX_TOLD = 3;

  private final List<ValueColumn> columns;
  private final int[] indexes;
  private final long[] stated;
  private final long[] read;

  private ValueCount(List<ValueColumn> columns, List<Integer> indexes, List<Long> stated) {
    this.columns = columns;
    this.indexes = indexes.stream().mapToInt(Integer::intValue).toArray();
    this.stated = stated.stream().mapToLong(Long::longValue).toArray();
    this.read = new long[this.indexes.length];
  }

  /** Counts the values of {@code columns} that {@code keys} tells of. */
  static ValueCount of(List<ValueColumn> columns, HistoryKeys keys) {
    List<Integer> indexes = new ArrayList<>();
    List<Long> stated = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      List<TypeCount> types = keys.keys().get(columns.get(i).key());
      if (types != null && types.stream().noneMatch(type -> type.type().equals("map"))) {
        indexes.add(i);
        stated.add(
            types.stream()
                .filter(type -> !type.type().equals("nil"))
                .mapToLong(TypeCount::count)
                .sum());
      }
    }
    return new ValueCount(columns, indexes, stated);
  }

  /** Whether values of {@code key} can be counted. */
  static boolean isCountable(String key) {
    return !key.startsWith("_") && !key.startsWith("system/");
  }

  void add(List<HistoryRow> rows) {
    for (HistoryRow row : rows) {
      for (int i = 0; i < indexes.length; i++) {
        if (row.has(indexes[i])) {
          read[i]++;
        }
      }
    }
  }

  /**
   * Which keys have fewer values than the server counts; empty if none has.
   *
   * @param unread how many rows weren't read, at the most: each may have a value
   * @param repeated keys that are counted twice for some rows
   */
  Optional<String> missing(long unread, Set<String> repeated) {
    List<String> told = new ArrayList<>();
    int others = 0;
    for (int i = 0; i < indexes.length; i++) {
      String key = columns.get(indexes[i]).key();
      long least = stated[i] - unread;
      if (read[i] >= least || repeated.contains(key)) {
        continue;
      }
      if (told.size() < MAX_TOLD) {
        told.add("%d of %s%d of %s".formatted(read[i], unread > 0 ? "at least " : "", least, key));
      } else {
        others++;
      }
    }
    if (others > 0) {
      told.add("and too few of %d other keys".formatted(others));
    }
    return told.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", told));
  }
}
