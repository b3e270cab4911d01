package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Memory;
import io.github.wandbjdbc.engine.values.Accumulator;
import io.github.wandbjdbc.engine.values.ColumnVector;

/** An aggregate that takes rows as they come. */
final class StreamedAggregate implements GroupedAggregate {
  private static final long BYTES_EACH = 64;

  private final Memory memory;
  private final AggregateInput input;
  private final Accumulator states;
  private int room;
  private long reserved;

  StreamedAggregate(AggregateSpec spec, AggregateInput input, Execution execution) {
    this.memory = execution.memory();
    this.input = input;
    this.states = spec.entry().accumulator(spec.operandTypes(), spec.resultType());
  }

  @Override
  public void grow(int groups) {
    // While they are copied, the states are there twice.
    long expected = room == 0 ? BYTES_EACH * groups : states.bytes() / room * groups;
    memory.reserve(expected, GroupOperator.HOLDER);
    reserved += expected;
    states.grow(groups);
    room = groups;
    account();
  }

  private void account() {
    long now = states.bytes();
    if (now > reserved) {
      memory.reserve(now - reserved, GroupOperator.HOLDER);
    } else {
      memory.release(reserved - now);
    }
    reserved = now;
  }

  @Override
  public void add(RowGroups groups) {
    if (input.count() == 0) {
      return;
    }
    ColumnVector[] columns = input.columns();
    if (!input.isAll()) {
      for (int i = 0; i < input.count(); i++) {
        states.add(groups.of(input.row(i)), columns, input.place(i));
      }
    } else if (groups.areRuns()) {
      int from = 0;
      for (int i = 0; i < groups.runs(); i++) {
        states.addRun(groups.of(from), columns, from, groups.end(i));
        from = groups.end(i);
      }
    } else {
      states.addAll(groups.all(), columns, input.count());
    }
    account();
  }

  /** Adds one of the input's rows, which is at {@code place} in its columns. */
  void add(int group, int place) {
    states.add(group, input.columns(), place);
  }

  @Override
  public void end(int groups) {}

  @Override
  public void result(int group, ColumnVector to, int place) {
    states.result(group, to, place);
  }

  @Override
  public void release() {
    memory.release(reserved);
    reserved = 0;
  }
}
