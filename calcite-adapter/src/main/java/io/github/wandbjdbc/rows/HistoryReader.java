package io.github.wandbjdbc.rows;

import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Misfit;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns logged steps into rows of {@code history} and {@code sampled_history}. */
public final class HistoryReader implements CellReader<HistoryRow> {
  private static final ValueColumn TIMESTAMP = new ValueColumn("_timestamp", ValueType.NUMBER);

  /** The first and last instant that SQL's TIMESTAMP can name, in seconds since 1970. */
  private static final double MIN_SECONDS = -62_135_596_800.0;

  private static final double END_SECONDS = 253_402_300_800.0;

  private final List<Column> columns;
  private final Misfits misfits;
  private final Cell[] cells;

  /**
   * A reader of {@code columns}, in their order.
   *
   * @param samples what a column {@code samples} holds
   */
  public HistoryReader(List<Column> columns, int samples, Misfits misfits) {
    this(columns, values(columns), samples, "_step", misfits);
  }

  /**
   * A reader of {@code columns}, in their order, of rows that hold {@code values}.
   *
   * @param samples what a column {@code samples} holds
   * @param axis what a column {@code x_axis} holds
   */
  public HistoryReader(
      List<Column> columns, List<ValueColumn> values, int samples, String axis, Misfits misfits) {
    this.columns = List.copyOf(columns);
    this.misfits = misfits;
    this.cells =
        columns.stream()
            .map(column -> cell(column.source(), values, samples, axis))
            .toArray(Cell[]::new);
  }

  /** The values of each step that are needed to read {@code columns}. */
  public static List<ValueColumn> values(List<Column> columns) {
    List<ValueColumn> values = new ArrayList<>();
    for (Column column : columns) {
      ValueColumn value = null;
      if (column.source() instanceof ColumnSource.Logged logged) {
        value = logged.wanted();
      } else if (column.source() instanceof ColumnSource.LoggedAt) {
        value = TIMESTAMP;
      }
      if (value != null && !values.contains(value)) {
        values.add(value);
      }
    }
    return values;
  }

  @Override
  public @Nullable Object[] read(HistoryRow step) {
    RowSink row = new RowSink(cells.length);
    for (int i = 0; i < cells.length; i++) {
      row.index = i;
      read(step, i, row);
    }
    return row.values;
  }

  @Override
  public void read(HistoryRow step, int index, ValueSink into) {
    Misfit misfit = cells[index].read(step, into);
    if (misfit != null) {
      misfits.add(step.runId(), columns.get(index), misfit);
      into.other(null);
    }
  }

  private static Cell cell(
      ColumnSource source, List<ValueColumn> values, int samples, String axis) {
    if (source instanceof ColumnSource.StepRun) {
      return (step, into) -> other(step.runId(), into);
    }
    if (source instanceof ColumnSource.RecordedBy) {
      return (step, into) -> other(step.recordedBy(), into);
    }
    if (source instanceof ColumnSource.Step) {
      return (step, into) -> whole(step.step(), into);
    }
    if (source instanceof ColumnSource.Logged logged) {
      int index = values.indexOf(logged.wanted());
      return (step, into) -> logged(step, index, into);
    }
    if (source instanceof ColumnSource.LoggedAt) {
      int index = values.indexOf(TIMESTAMP);
      return (step, into) -> loggedAt(step, index, into);
    }
    if (source instanceof ColumnSource.Samples) {
      Integer all = samples;
      return (step, into) -> other(all, into);
    }
    if (source instanceof ColumnSource.XAxis) {
      return (step, into) -> other(axis, into);
    }
    throw new IllegalArgumentException("no column of a step: " + source);
  }

  private static @Nullable Misfit logged(HistoryRow step, int index, ValueSink into) {
    if (step.isNumber(index)) {
      into.number(step.number(index));
      return null;
    }
    return other(step.value(index), into);
  }

  private static @Nullable Misfit loggedAt(HistoryRow step, int index, ValueSink into) {
    if (!step.isNumber(index)) {
      return other(step.value(index), into);
    }
    double seconds = step.number(index);
    return seconds >= MIN_SECONDS && seconds < END_SECONDS
        ? whole(Math.round(seconds * 1000), into)
        : new Misfit(Double.toString(seconds));
  }

  private static @Nullable Misfit whole(long value, ValueSink into) {
    into.whole(value);
    return null;
  }

  private static @Nullable Misfit other(@Nullable Object value, ValueSink into) {
    if (value instanceof Misfit misfit) {
      return misfit;
    }
    into.other(value);
    return null;
  }

  /** Where a row finds the value of one column. */
  private interface Cell {
    /** Gives the value to {@code into}, or returns what can't be one. */
    @Nullable Misfit read(HistoryRow step, ValueSink into);
  }

  /** A row that is made. */
  private static final class RowSink implements ValueSink {
    private final @Nullable Object[] values;
    private int index;

    RowSink(int width) {
      this.values = new @Nullable Object[width];
    }

    @Override
    public void number(double value) {
      values[index] = value;
    }

    @Override
    public void whole(long value) {
      values[index] = value;
    }

    @Override
    public void other(@Nullable Object value) {
      values[index] = value;
    }
  }
}
