package io.github.wandbjdbc.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest requests of somebody, such as a connection. Safe for use by several threads. */
public final class CallLog {
  /** So many are remembered. */
  public static final int SIZE = 1000;

  private final Deque<CallRecord> records = new ArrayDeque<>();

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
}
