package io.github.wandbjdbc.engine.execute.driven;

import io.github.wandbjdbc.engine.source.Scope;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;

/** A scope that counts its looks, and is cancelled at one of them. */
public final class CountingScope implements Scope {
  private final long last;
  private long looks;

  private CountingScope(long last) {
    this.last = last;
  }

  /** One that is never cancelled. */
  public static CountingScope endless() {
    return new CountingScope(Long.MAX_VALUE);
  }

  /** One that is cancelled at its look number {@code look}, from 1. */
  public static CountingScope cancelledAt(long look) {
    return new CountingScope(look);
  }

  /** How often it was looked at. */
  public long looks() {
    return looks;
  }

  @Override
  public void check() {
    looks++;
    if (looks >= last) {
      throw new StatementException(SqlState.CANCELLED, "cancelled");
    }
  }

  @Override
  public void onCancel(Runnable abort) {}

  @Override
  public void release(Runnable abort) {}

  @Override
  public void warn(String message) {}
}
