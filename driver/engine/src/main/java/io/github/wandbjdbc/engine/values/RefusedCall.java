package io.github.wandbjdbc.engine.values;

import org.jspecify.annotations.Nullable;

/**
 * Stands for the kernel of calls that are refused by name, though their operands would serve.
 *
 * @param message what is wrong and what to write
 */
public record RefusedCall(String message) implements Kernel {
  /** {@code overload}, unless it is refused. */
  static @Nullable Overload unless(@Nullable Overload overload) {
    if (overload != null && overload.kernel() instanceof RefusedCall refusal) {
      throw refusal.exception();
    }
    return overload;
  }

  private StatementException exception() {
    return new StatementException(SqlState.STATEMENT_FAULT, message);
  }

  @Override
  public void compute(ColumnVector[] operands, int size, ColumnVector result, Runnable look) {
    throw exception();
  }
}
