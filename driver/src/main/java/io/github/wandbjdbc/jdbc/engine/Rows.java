package io.github.wandbjdbc.jdbc.engine;

import static java.util.Objects.requireNonNull;

import io.github.wandbjdbc.client.CallScope;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one execution, made one at a time as the reader advances.
 *
 * <p>Values are as Calcite keeps them: a TIMESTAMP is a {@code Long} of milliseconds, a DATE an
 * {@code Integer} of days. For use by one thread; any other may cancel the scope.
 */
public final class Rows implements AutoCloseable {
  private final Supplier<Enumerable<?>> source;
  private final int width;
  private final CallScope scope;
  private @Nullable Enumerator<?> enumerator;
  private @Nullable Object row;
  private boolean closed;

  Rows(Supplier<Enumerable<?>> source, int width, CallScope scope) {
    this.source = source;
    this.width = width;
    this.scope = scope;
  }

  /** Rows that are known already, each with {@code width} values. */
  public static Rows of(List<@Nullable Object[]> rows, int width) {
    Enumerable<?> source =
        width == 1 ? Linq4j.asEnumerable(rows).select(row -> row[0]) : Linq4j.asEnumerable(rows);
    return new Rows(() -> source, width, CallScope.unbounded());
  }

  /** Goes to the next row, or tells that there is none. */
  public boolean next() {
    if (closed) {
      return false;
    }
    scope.check();
    try {
      if (enumerator == null) {
        enumerator = source.get().enumerator();
      }
      if (!enumerator.moveNext()) {
        row = null;
        return false;
      }
      // Once: expressions are computed each time that it is asked for.
      row = enumerator.current();
      return true;
    } catch (Exception | Error e) {
      throw Failures.ofExecution(e);
    }
  }

  /** The value in column {@code index}, which counts from 0, of the current row. */
  public @Nullable Object value(int index) {
    // A row of one column is the value itself.
    return width == 1 ? row : ((Object[]) requireNonNull(row, "not on a row"))[index];
  }

  /** Stops reading; what is asked of the source ends. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (enumerator != null) {
        enumerator.close();
      }
    } catch (Exception | Error e) {
      throw Failures.ofExecution(e);
    }
  }
}
