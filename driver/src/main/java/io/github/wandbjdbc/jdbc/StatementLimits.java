package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.client.Budget;

/**
 * The limits on each statement of a connection.
 *
 * @param requests that may be sent
 * @param bytes that answers may hold, unpacked
 */
record StatementLimits(long requests, long bytes) {
  static final StatementLimits NONE = new StatementLimits(Long.MAX_VALUE, Long.MAX_VALUE);

  /** The budget of one more statement. */
  Budget budget() {
    return new Budget(requests, bytes);
  }
}
