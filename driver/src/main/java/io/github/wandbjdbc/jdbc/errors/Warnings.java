package io.github.wandbjdbc.jdbc.errors;

import io.github.wandbjdbc.client.ScanWarning;
import io.github.wandbjdbc.engine.values.SqlState;
import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;

/**
 * The warnings of one execution, as its statement and its result set show them: from the moment
 * that they are met, in order. Safe for use by several threads.
 */
public final class Warnings {
  /** So many are kept; more would be no help to a reader, and could fill the memory. */
  private static final int MOST = 1_000;

  private @Nullable SQLWarning first;
  private @Nullable SQLWarning last;
  private int count;

  public synchronized void add(ScanWarning warning) {
    add(new SQLWarning(warning.message(), SqlState.WARNING.code()));
  }

  public synchronized void add(SQLWarning warning) {
    if (count >= MOST) {
      return;
    }
    count++;
    if (last == null) {
      first = warning;
    } else {
      last.setNextWarning(warning);
    }
    last = warning;
  }

  public synchronized @Nullable SQLWarning first() {
    return first;
  }

  public synchronized void clear() {
    first = null;
    last = null;
  }
}
