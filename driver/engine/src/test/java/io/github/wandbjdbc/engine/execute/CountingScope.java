package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Memory;
import io.github.wandbjdbc.engine.source.Scope;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.List;

/** Counts how often it is looked at, and cancels at a certain look. */
public final class CountingScope implements Scope {
  private final long last;
  private long looks;

  /** Cancelled at look {@code last}, counted from 1. */
  public CountingScope(long last) {
    this.last = last;
  }

  /** Never cancelled, with so much memory that nothing lacks it. */
  public static Execution unbounded() {
    return execution(Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /** Cancelled at look {@code last}, with {@code bytes} of memory. */
  public static Execution execution(long last, long bytes) {
    return new Execution(new CountingScope(last), new Memory(bytes), List.of());
  }

  /** How often it was looked at. */
  public long looks() {
    return looks;
  }

  @Override
  public void check() {
    if (++looks >= last) {
      throw new StatementException(SqlState.CANCELLED, "cancelled at look " + looks);
    }
  }

  @Override
  public void onCancel(Runnable abort) {}

  @Override
  public void release(Runnable abort) {}

  @Override
  public void warn(String message) {}
}
