package io.github.wandbjdbc.engine;

import io.github.wandbjdbc.engine.source.Scope;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A scope that ends when it is told to. */
public final class EndableScope implements Scope {
  private final List<Runnable> aborts = new CopyOnWriteArrayList<>();
  private volatile boolean cancelled;

  /** Ends it. */
  public void cancel() {
    cancelled = true;
    aborts.forEach(Runnable::run);
  }

  @Override
  public void check() {
    if (cancelled) {
      throw new StatementException(SqlState.CANCELLED, "cancelled");
    }
  }

  @Override
  public void onCancel(Runnable abort) {
    aborts.add(abort);
    if (cancelled) {
      abort.run();
    }
  }

  @Override
  public void release(Runnable abort) {
    aborts.remove(abort);
  }

  @Override
  public void warn(String message) {}
}
