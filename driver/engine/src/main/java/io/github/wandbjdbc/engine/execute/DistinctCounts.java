package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.LongColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** COUNT(DISTINCT …): counts each group's rows when the first with their arguments comes. */
final class DistinctCounts implements GroupedAggregate {
  private final Execution execution;
  private final AggregateInput input;
  private final StreamedAggregate counts;
  private final boolean isTotal;
  private final LongColumn group = new LongColumn(0);
  private @Nullable KeyTable known;

  DistinctCounts(AggregateSpec spec, AggregateInput input, boolean isTotal, Execution execution) {
    this.execution = execution;
    this.input = input;
    this.isTotal = isTotal;
    this.counts = new StreamedAggregate(spec, input, execution);
  }

  @Override
  public void grow(int groups) {
    counts.grow(groups);
  }

  @Override
  public void add(RowGroups groups) {
    int count = input.count();
    if (count == 0) {
      return;
    }
    ColumnVector[] keys = keys();
    KeyTable table = known;
    if (table == null) {
      List<Kind> kinds = new ArrayList<>();
      Arrays.stream(keys).map(ColumnVector::kind).forEach(kinds::add);
      table = new KeyTable(kinds, execution, GroupOperator.HOLDER);
      known = table;
    }
    group.grow(groups.count());
    for (int i = 0; i < count; i++) {
      int place = input.place(i);
      int of = groups.of(input.row(i));
      group.set(place, of);
      int before = table.size();
      table.add(keys, place);
      if (table.size() > before) {
        counts.add(of, place);
      }
    }
  }

  /** Of one group, its number is no part of the key. */
  private ColumnVector[] keys() {
    ColumnVector[] columns = input.columns();
    if (isTotal) {
      return columns;
    }
    ColumnVector[] keys = new ColumnVector[columns.length + 1];
    keys[0] = group;
    System.arraycopy(columns, 0, keys, 1, columns.length);
    return keys;
  }

  @Override
  public void end(int groups) {
    if (known != null) {
      known.release();
    }
  }

  @Override
  public void result(int of, ColumnVector to, int place) {
    counts.result(of, to, place);
  }

  @Override
  public void release() {
    end(0);
    counts.release();
  }
}
