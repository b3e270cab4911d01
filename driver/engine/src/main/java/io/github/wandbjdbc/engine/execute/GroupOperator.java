package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnBatch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.LongColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Groups rows, by one or several sets of fields, each of which gives rows of its own: the fields
 * that rows are grouped by, NULL where the set hasn't them, then the aggregates. A set of no fields
 * gives one row, also of no rows.
 */
public final class GroupOperator implements Operator {
  static final String HOLDER = "the grouping";

  private final Operator input;
  private final List<Integer> fields;
  private final List<List<Integer>> setFields;
  private final List<AggregateSpec> specs;
  private final Execution execution;
  private final List<AggregateInput> inputs;
  private final List<GroupingSet> sets = new ArrayList<>();
  private final ColumnVector[] columns;
  private boolean grouped;
  private int set;
  private int group;

  /**
   * Groups the rows of {@code input}.
   *
   * @param kinds how the fields of its rows are held
   * @param fields those that are given, by whichever sets
   * @param setFields those of each grouping set; a set that is there twice gives its rows twice
   */
  public GroupOperator(
      Operator input,
      List<Kind> kinds,
      List<Integer> fields,
      List<List<Integer>> setFields,
      List<AggregateSpec> specs,
      Execution execution) {
    this.input = input;
    this.fields = List.copyOf(fields);
    this.setFields = List.copyOf(setFields);
    this.specs = List.copyOf(specs);
    this.execution = execution;
    this.inputs = specs.stream().map(AggregateInput::new).toList();
    this.columns = new ColumnVector[fields.size() + specs.size()];
    for (int i = 0; i < fields.size(); i++) {
      columns[i] = ColumnVector.of(kinds.get(fields.get(i)), Batch.MOST_ROWS);
    }
    for (int i = 0; i < specs.size(); i++) {
      columns[fields.size() + i] =
          ColumnVector.of(Kind.of(specs.get(i).resultType()), Batch.MOST_ROWS);
    }
    for (List<Integer> of : setFields) {
      sets.add(new GroupingSet(of, kinds, specs, inputs, execution));
    }
  }

  /** Likewise, as Calcite says by what rows are grouped. */
  public GroupOperator(
      Operator input,
      List<Kind> kinds,
      ImmutableBitSet fields,
      List<ImmutableBitSet> setFields,
      List<AggregateSpec> specs,
      Execution execution) {
    this(
        input,
        kinds,
        fields.asList(),
        setFields.stream().map(ImmutableBitSet::asList).toList(),
        specs,
        execution);
  }

  @Override
  public @Nullable Batch next() {
    if (!grouped) {
      grouped = true;
      readAll();
    }
    while (set < sets.size() && group == sets.get(set).size()) {
      sets.get(set).release();
      set++;
      group = 0;
    }
    return set == sets.size() ? null : groups(sets.get(set));
  }

  private void readAll() {
    for (Batch batch = input.next(); batch != null; batch = input.next()) {
      execution.scope().check();
      for (AggregateInput each : inputs) {
        each.read(batch);
      }
      for (GroupingSet each : sets) {
        each.add(batch);
      }
    }
    input.close();
    sets.forEach(GroupingSet::end);
  }

  private Batch groups(GroupingSet from) {
    execution.scope().check();
    int count = Math.min(Batch.MOST_ROWS, from.size() - group);
    for (int i = 0; i < fields.size(); i++) {
      from.key(fields.get(i), group, count, columns[i]);
    }
    for (int i = 0; i < specs.size(); i++) {
      ColumnVector to = columns[fields.size() + i];
      List<Integer> asked = specs.get(i).asked();
      if (asked == null) {
        from.aggregate(i, group, count, to);
      } else {
        fill((LongColumn) to, count, asked.isEmpty() ? times() : absent(from, asked));
      }
    }
    group += count;
    return new ColumnBatch(columns, count);
  }

  /** How often the same set was there before: GROUP_ID. */
  private long times() {
    return setFields.subList(0, set).stream().filter(setFields.get(set)::equals).count();
  }

  /** A bit for each field, the last one's the lowest, 1 where the set hasn't it: GROUPING. */
  private static long absent(GroupingSet from, List<Integer> asked) {
    long bits = 0;
    for (int field : asked) {
      bits = 2 * bits + (from.has(field) ? 0 : 1);
    }
    return bits;
  }

  private static void fill(LongColumn column, int count, long value) {
    column.clearNulls();
    for (int i = 0; i < count; i++) {
      column.set(i, value);
    }
  }

  @Override
  public void close() {
    sets.forEach(GroupingSet::release);
    input.close();
  }
}
