package io.github.wandbjdbc.engine;

import io.github.wandbjdbc.engine.source.NoTables;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.source.Scope;
import io.github.wandbjdbc.engine.source.StatementSource;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.LongColumn;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one execution, made as the reader advances.
 *
 * <p>Values are kept as {@link io.github.wandbjdbc.engine.values.Kind} says: a TIMESTAMP is a
 * {@code Long} of milliseconds; but INTEGER and BOOLEAN are of the classes that JDBC has for them.
 * For use by one thread; any other may cancel the scope.
 */
public final class Rows implements AutoCloseable {
  private final Supplier<Operator> source;
  private final List<ResultColumn> columns;
  private final StatementSource asked;
  private final Scope scope;
  private @Nullable Operator operator;
  private @Nullable Batch batch;
  private int place;
  private boolean closed;

  Rows(Supplier<Operator> source, List<ResultColumn> columns, StatementSource asked) {
    this.source = source;
    this.columns = columns;
    this.asked = asked;
    this.scope = asked.scope();
  }

  /** Rows that are known already, each with a value for each of {@code columns}. */
  public static Rows of(List<@Nullable Object[]> rows, List<ResultColumn> columns) {
    return new Rows(() -> new ConstantRows(rows, columns.size()), columns, NoTables.INSTANCE);
  }

  /** Goes to the next row, or tells that there is none. */
  public boolean next() {
    if (closed) {
      return false;
    }
    scope.check();
    if (batch != null && ++place < batch.size()) {
      return true;
    }
    try {
      if (operator == null) {
        operator = source.get();
      }
      batch = operator.next();
      place = 0;
      return batch != null;
    } catch (Exception | Error e) {
      throw Failures.ofExecution(e, asked);
    }
  }

  /** Whether {@link #real} gives the value in column {@code index}, which counts from 0. */
  public boolean isReal(int index) {
    ColumnVector column = column(index);
    return columns.get(index).type() == SqlValueType.DOUBLE
        && column instanceof DoubleColumn
        && !column.isNull(place);
  }

  /** The value of the current row in column {@code index} where {@link #isReal}. */
  public double real(int index) {
    return ((DoubleColumn) column(index)).values()[place];
  }

  /** Whether {@link #whole} gives the value in column {@code index}, which counts from 0. */
  public boolean isWhole(int index) {
    ColumnVector column = column(index);
    return columns.get(index).type().isWhole()
        && column instanceof LongColumn
        && !column.isNull(place);
  }

  /** The value of the current row in column {@code index} where {@link #isWhole}. */
  public long whole(int index) {
    return ((LongColumn) column(index)).values()[place];
  }

  private ColumnVector column(int index) {
    return Objects.requireNonNull(batch, "not on a row").column(index);
  }

  /** The value in column {@code index}, which counts from 0, of the current row. */
  public @Nullable Object value(int index) {
    Object value = column(index).get(place);
    return value instanceof Number number ? columns.get(index).type().inJava(number) : value;
  }

  /** Stops reading; what is asked of the source ends. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    batch = null;
    try {
      if (operator != null) {
        operator.close();
      }
    } catch (Exception | Error e) {
      throw Failures.ofExecution(e, asked);
    }
  }
}
