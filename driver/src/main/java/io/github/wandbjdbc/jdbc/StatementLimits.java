package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.client.Budget;
import io.github.wandbjdbc.schema.ConnectionConfiguration;

/**
 * The limits on each statement of a connection.
 *
 * @param requests that may be sent
 * @param bytes that answers may hold, unpacked
 */
record StatementLimits(long requests, long bytes) {
  static final StatementLimits NONE = new StatementLimits(Long.MAX_VALUE, Long.MAX_VALUE);

  /** As {@code configuration} says. */
  static StatementLimits of(ConnectionConfiguration configuration) {
    return new StatementLimits(
        configuration.maxRequestsPerStatement(), configuration.maxBytesPerStatement());
  }

  /** The budget of one more statement. */
  Budget budget() {
    return new Budget(requests, bytes);
  }
}
