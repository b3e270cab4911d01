package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.rows.ValueSink;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a scan, one after the other. Each is had whole, by {@link #current}, or a value at a
 * time, by {@link #read}.
 */
interface ScanRows extends Enumerator<Object[]> {
  /** Whether the next row comes without asking anybody. */
  boolean isAtHand();

  /** Reads the value at {@code index} of the row where this stands; once for each row. */
  void read(int index, ValueSink into);

  /** No rows. */
  static ScanRows none() {
    return new Rows(List.of());
  }

  /** One row, with {@code value} alone. */
  static ScanRows of(long value) {
    return new Rows(List.<Object[]>of(new Object[] {value}));
  }

  /** Rows that there are. */
  final class Rows implements ScanRows {
    private final Iterator<Object[]> rows;
    private Object @Nullable [] current;

    private Rows(List<Object[]> rows) {
      this.rows = rows.iterator();
    }

    @Override
    public Object[] current() {
      if (current == null) {
        throw new NoSuchElementException();
      }
      return current;
    }

    @Override
    public boolean moveNext() {
      current = rows.hasNext() ? rows.next() : null;
      return current != null;
    }

    @Override
    public boolean isAtHand() {
      return rows.hasNext();
    }

    @Override
    public void read(int index, ValueSink into) {
      into.other(current()[index]);
    }

    @Override
    public void reset() {
      throw new UnsupportedOperationException("a scan is read once");
    }

    @Override
    public void close() {
      current = null;
    }
  }
}
