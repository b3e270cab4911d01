package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.engine.source.Scope;

/** The scope of an execution, as the engine knows it. */
record StatementScope(CallScope calls) implements Scope {
  @Override
  public void check() {
    calls.check();
  }

  @Override
  public void onCancel(Runnable abort) {
    calls.onCancel(abort);
  }

  @Override
  public void release(Runnable abort) {
    calls.release(abort);
  }

  @Override
  public long now() {
    return calls.now().toEpochMilli();
  }

  @Override
  public void warn(String message) {
    calls.warn(message);
  }
}
