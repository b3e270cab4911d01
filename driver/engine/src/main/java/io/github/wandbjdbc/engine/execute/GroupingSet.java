package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The groups of one grouping set, which are numbered as they come, with their aggregates. */
final class GroupingSet {
  private static final int FEWEST = 16;

  private final int[] fields;
  // Null if there is one group, of all rows; it is there without any.
  private final @Nullable KeyTable keys;
  private final List<GroupedAggregate> aggregates = new ArrayList<>();
  private final ColumnVector[] columns;
  private final RowGroups groups = new RowGroups();
  private int room;

  /** By {@code fields} of rows whose fields are held as {@code kinds} say. */
  GroupingSet(
      List<Integer> fields,
      List<Kind> kinds,
      List<AggregateSpec> specs,
      List<AggregateInput> inputs,
      Execution execution) {
    this.fields = fields.stream().mapToInt(Integer::intValue).toArray();
    this.columns = new ColumnVector[this.fields.length];
    this.keys =
        fields.isEmpty()
            ? null
            : new KeyTable(
                fields.stream().map(kinds::get).toList(), execution, GroupOperator.HOLDER);
    for (int i = 0; i < specs.size(); i++) {
      aggregates.add(GroupedAggregate.of(specs.get(i), inputs.get(i), fields.isEmpty(), execution));
    }
  }

  /** How many groups there are. */
  int size() {
    return keys == null ? 1 : keys.size();
  }

  /** Adds the rows of {@code batch}, which the aggregates' inputs have read. */
  void add(Batch batch) {
    int count = batch.size();
    int[] numbers = groups.ofRows(count);
    if (keys != null) {
      for (int i = 0; i < fields.length; i++) {
        columns[i] = batch.column(fields[i]);
      }
      keys.addAll(columns, count, numbers);
      groups.findRuns();
    }
    ensureRoom();
    for (GroupedAggregate aggregate : aggregates) {
      aggregate.add(groups);
    }
  }

  private void ensureRoom() {
    if (size() > room) {
      room = keys == null ? 1 : (int) Math.min(1 << 30, Math.max(FEWEST, 2L * size()));
      for (GroupedAggregate aggregate : aggregates) {
        aggregate.grow(room);
      }
    }
  }

  /** Says that there are no more rows. */
  void end() {
    ensureRoom();
    for (GroupedAggregate aggregate : aggregates) {
      aggregate.end(size());
    }
  }

  /** Sets {@code to} to the values of {@code field} in {@code count} groups, {@code from} on. */
  void key(int field, int from, int count, ColumnVector to) {
    to.clearNulls();
    ColumnVector known = null;
    for (int i = 0; i < fields.length; i++) {
      if (fields[i] == field && keys != null) {
        known = keys.column(i);
      }
    }
    for (int i = 0; i < count; i++) {
      if (known == null) {
        to.setNull(i);
      } else {
        to.copy(i, known, from + i);
      }
    }
  }

  /** Sets {@code to} to aggregate {@code index} of {@code count} groups, {@code from} on. */
  void aggregate(int index, int from, int count, ColumnVector to) {
    to.clearNulls();
    for (int i = 0; i < count; i++) {
      aggregates.get(index).result(from + i, to, i);
    }
  }

  /** Whether rows are told apart by {@code field}. */
  boolean has(int field) {
    for (int own : fields) {
      if (own == field) {
        return true;
      }
    }
    return false;
  }

  /** Gives all memory back. May be called more than once. */
  void release() {
    if (keys != null) {
      keys.release();
    }
    aggregates.forEach(GroupedAggregate::release);
  }
}
