package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.engine.execute.expressions.InternalValues;
import io.github.wandbjdbc.engine.source.RowSource;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.rows.ValueSink;
import org.jspecify.annotations.Nullable;

/** The rows of a scan, each value put into a column as what it is. */
final class ColumnRows implements RowSource {
  private final ScanRows rows;
  private final Cell cell = new Cell();

  ColumnRows(ScanRows rows) {
    this.rows = rows;
  }

  @Override
  public boolean advance() {
    return rows.moveNext();
  }

  @Override
  public void read(int index, ColumnVector column, int place) {
    cell.column = column;
    cell.place = place;
    rows.read(index, cell);
  }

  @Override
  public boolean isAtHand() {
    return rows.isAtHand();
  }

  @Override
  public void close() {
    rows.close();
  }

  /** Where the next value goes. */
  private static final class Cell implements ValueSink {
    private @Nullable ColumnVector column;
    private int place;

    @Override
    public void number(double value) {
      if (column instanceof DoubleColumn doubles) {
        doubles.set(place, value);
      } else {
        other(value);
      }
    }

    @Override
    public void whole(long value) {
      if (column instanceof LongColumn longs) {
        longs.set(place, value);
      } else {
        other(value);
      }
    }

    @Override
    public void other(@Nullable Object value) {
      if (column != null) {
        column.set(place, InternalValues.of(value, column.kind()));
      }
    }
  }
}
