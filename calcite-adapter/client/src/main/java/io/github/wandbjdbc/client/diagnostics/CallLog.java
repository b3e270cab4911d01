package io.github.wandbjdbc.client.diagnostics;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The newest requests of somebody, such as a connection, and what it was warned of. Safe for use by
 * several threads.
 */
public final class CallLog {
  /** So many are remembered. */
  public static final int SIZE = 1000;

  private final Deque<CallRecord> records = new ArrayDeque<>();
  private final Set<String> warnings = new HashSet<>();
  private final boolean isRehearsal;

  /** A log of requests that are sent. */
  public CallLog() {
    this(false);
  }

  private CallLog(boolean isRehearsal) {
    this.isRehearsal = isRehearsal;
  }

  /** A log for calls that end with {@link CallRehearsal} in place of their first request. */
  public static CallLog rehearsing() {
    return new CallLog(true);
  }

  /** Whether nothing is sent. */
  public boolean isRehearsal() {
    return isRehearsal;
  }

  /** Remembers one more, and forgets the oldest if there are too many. */
  public synchronized void add(CallRecord call) {
    if (records.size() >= SIZE) {
      records.removeFirst();
    }
    records.addLast(call);
  }

  /** The newest, in the order in which they ended. */
  public synchronized List<CallRecord> newest() {
    return List.copyOf(records);
  }

  /** Whether nobody was warned of this before; remembers it, up to a number of such warnings. */
  public synchronized boolean isFirstWarning(String message) {
    if (warnings.size() >= SIZE) {
      return !warnings.contains(message);
    }
    return warnings.add(message);
  }
}
