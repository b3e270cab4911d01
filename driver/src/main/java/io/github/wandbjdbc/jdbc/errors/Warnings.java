package io.github.wandbjdbc.jdbc.errors;

import io.github.wandbjdbc.client.ScanWarning;
import io.github.wandbjdbc.engine.values.SqlState;
import java.sql.SQLWarning;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The warnings of one execution, as its statement and its result set show them: from the moment
 * that they are met, in order, each once however many scans say so. Safe for use by several
 * threads.
 */
public final class Warnings {
  /** So many are kept; more would be no help to a reader, and could fill the memory. */
  private static final int MOST = 1_000;

  private @Nullable SQLWarning first;
  private @Nullable SQLWarning last;
  private final Set<String> messages = new HashSet<>();

  public synchronized void add(ScanWarning warning) {
    add(new SQLWarning(warning.message(), SqlState.WARNING.code()));
  }

  public synchronized void add(SQLWarning warning) {
    if (messages.size() >= MOST || !messages.add(String.valueOf(warning.getMessage()))) {
      return;
    }
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
    messages.clear();
  }
}
