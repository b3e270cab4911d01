package io.github.wandbjdbc.rows;

import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Misfit;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns logged steps into rows of {@code history} and {@code sampled_history}. */
public final class HistoryReader implements RowReader<HistoryRow> {
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
    this.columns = List.copyOf(columns);
    this.misfits = misfits;
    List<ValueColumn> values = values(columns);
    this.cells =
        columns.stream().map(column -> cell(column.source(), values, samples)).toArray(Cell[]::new);
  }

  /** What must be asked of each step to read {@code columns}. */
  public static List<ValueColumn> values(List<Column> columns) {
    List<ValueColumn> values = new ArrayList<>();
    for (Column column : columns) {
      ValueColumn value = null;
      if (column.source() instanceof ColumnSource.Logged logged) {
        value = new ValueColumn(logged.key(), logged.type());
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
    @Nullable Object[] row = new @Nullable Object[cells.length];
    for (int i = 0; i < row.length; i++) {
      Object value = cells[i].value(step);
      if (value instanceof Misfit misfit) {
        misfits.add(step.runId(), columns.get(i), misfit);
      } else {
        row[i] = value;
      }
    }
    return row;
  }

  private static Cell cell(ColumnSource source, List<ValueColumn> values, int samples) {
    if (source instanceof ColumnSource.StepRun) {
      return HistoryRow::runId;
    }
    if (source instanceof ColumnSource.Step) {
      return HistoryRow::step;
    }
    if (source instanceof ColumnSource.Logged logged) {
      int index = values.indexOf(new ValueColumn(logged.key(), logged.type()));
      return step -> step.value(index);
    }
    if (source instanceof ColumnSource.LoggedAt) {
      int index = values.indexOf(TIMESTAMP);
      return step -> millis(step.value(index));
    }
    if (source instanceof ColumnSource.Samples) {
      return step -> samples;
    }
    throw new IllegalArgumentException("no column of a step: " + source);
  }

  private static @Nullable Object millis(@Nullable Object seconds) {
    if (!(seconds instanceof Double number)) {
      return seconds;
    }
    if (number >= MIN_SECONDS && number < END_SECONDS) {
      return Math.round(number * 1000);
    }
    return new Misfit(number.toString());
  }

  /** Where a row finds the value of one column. */
  private interface Cell {
    @Nullable Object value(HistoryRow step);
  }
}
