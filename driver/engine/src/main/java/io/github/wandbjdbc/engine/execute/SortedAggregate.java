package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.values.Accumulator;
import io.github.wandbjdbc.engine.values.ColumnBatch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.LongColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate that takes the rows of a group in order, or those that are distinct. It holds them
 * until all are there; distinct ones are taken in the order of their values, as by PostgreSQL.
 */
final class SortedAggregate implements GroupedAggregate {
  private static final int TURNS = 1024;

  private final Execution execution;
  private final AggregateSpec spec;
  private final AggregateInput input;
  private final Accumulator state;
  private final LongColumn group = new LongColumn(0);
  private final ColumnVector[] arguments;
  // The numbers of the groups, then the input's columns.
  private @Nullable BufferedRows rows;
  private @Nullable KeyTable distinct;
  private int[] places = new int[0];
  private int[] ends = new int[0];
  private long reserved;

  SortedAggregate(AggregateSpec spec, AggregateInput input, Execution execution) {
    this.execution = execution;
    this.spec = spec;
    this.input = input;
    this.arguments = new ColumnVector[spec.arguments().size()];
    this.state = spec.entry().accumulator(spec.operandTypes(), spec.resultType());
    state.grow(1);
  }

  @Override
  public void grow(int groups) {}

  @Override
  public void add(RowGroups groups) {
    int count = input.count();
    if (count == 0) {
      return;
    }
    ColumnVector[] columns = new ColumnVector[input.columns().length + 1];
    columns[0] = group;
    System.arraycopy(input.columns(), 0, columns, 1, columns.length - 1);
    hold(columns);
    group.grow(groups.count());
    for (int i = 0; i < count; i++) {
      group.set(input.place(i), groups.of(input.row(i)));
    }
    if (distinct != null) {
      for (int i = 0; i < count; i++) {
        distinct.add(columns, input.place(i));
      }
    } else if (rows != null) {
      ColumnBatch batch = new ColumnBatch(columns, count);
      if (input.isAll()) {
        rows.addAll(batch);
      } else {
        for (int i = 0; i < count; i++) {
          rows.add(batch, input.place(i));
        }
      }
    }
  }

  private void hold(ColumnVector[] columns) {
    if (rows != null || distinct != null) {
      return;
    }
    List<Kind> kinds = new ArrayList<>();
    for (ColumnVector column : columns) {
      kinds.add(column.kind());
    }
    if (spec.distinct()) {
      distinct = new KeyTable(kinds, execution, GroupOperator.HOLDER);
    } else {
      rows = new BufferedRows(kinds, execution, GroupOperator.HOLDER);
    }
  }

  @Override
  public void end(int groups) {
    int size = rows != null ? rows.size() : distinct != null ? distinct.size() : 0;
    reserved = RowIndexSort.bytes(size) + 4L * groups;
    execution.memory().reserve(reserved, GroupOperator.HOLDER);
    ends = new int[groups];
    places = new int[size];
    if (size == 0) {
      return;
    }
    distribute(((LongColumn) column(0)).values(), size);
    RowIndexComparator order = order().comparator((IntFunction<ColumnVector>) this::column);
    for (int i = 0; i < groups; i++) {
      RowIndexSort.sort(places, start(i), ends[i], order, execution.scope()::check);
    }
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = column(i + 1);
    }
  }

  /** Puts each group's places behind those of the group before, as they came. */
  private void distribute(long[] groups, int size) {
    for (int i = 0; i < size; i++) {
      ends[(int) groups[i]]++;
    }
    int before = 0;
    for (int i = 0; i < ends.length; i++) {
      int count = ends[i];
      ends[i] = before;
      before += count;
    }
    for (int i = 0; i < size; i++) {
      places[ends[(int) groups[i]]++] = i;
    }
  }

  private int start(int of) {
    return of == 0 ? 0 : ends[of - 1];
  }

  private ColumnVector column(int index) {
    if (rows != null) {
      return rows.column(index);
    }
    if (distinct == null) {
      throw new IllegalStateException("no rows are held");
    }
    return distinct.column(index);
  }

  private RowOrder order() {
    List<RowOrder.Key> keys = new ArrayList<>();
    for (int i = 0; i < spec.order().size(); i++) {
      AggregateSpec.SortKey key = spec.order().get(i);
      keys.add(new RowOrder.Key(input.key(i) + 1, key.descending(), key.nullsFirst()));
    }
    if (spec.distinct()) {
      for (int i = 0; i < arguments.length; i++) {
        keys.add(new RowOrder.Key(i + 1, false, false));
      }
    }
    return new RowOrder(keys);
  }

  @Override
  public void result(int of, ColumnVector to, int place) {
    int end = ends[of];
    for (int i = start(of); i < end; i++) {
      if (i % TURNS == 0) {
        execution.scope().check();
      }
      state.add(0, arguments, places[i]);
    }
    state.result(0, to, place);
    state.reset(0);
  }

  @Override
  public void release() {
    if (rows != null) {
      rows.release();
    }
    if (distinct != null) {
      distinct.release();
    }
    execution.memory().release(reserved);
    reserved = 0;
    places = new int[0];
  }
}
