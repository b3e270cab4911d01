package io.github.wandbjdbc.client.api.history;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import java.util.Set;

/**
 * Decides what it means that a run can't be read: the end of the scan, or a warning where that is
 * wanted. Safe for use by several threads.
 */
final class RunFailures {
  /** If so many runs fail one after the other, it isn't the runs. */
  private static final int MAX_FAILURES = 3;

  private static final Set<Kind> OF_A_RUN =
      Set.of(
          Kind.SERVER_ERROR,
          Kind.UNREACHABLE,
          Kind.MALFORMED_RESPONSE,
          Kind.BAD_REQUEST,
          Kind.REFUSED,
          Kind.LIMIT_EXCEEDED);

  private final ApiContext context;
  private final CallScope scope;
  private int failures;

  RunFailures(ApiContext context, CallScope scope) {
    this.context = context;
    this.scope = scope;
  }

  /** Takes note that some run could be read. */
  synchronized void hasRead() {
    failures = 0;
  }

  /** Warns of a run that failed by {@code e}, or throws that. */
  synchronized void passOver(WandbException e) {
    failures++;
    if (context.failsOnRunError() || !OF_A_RUN.contains(e.kind()) || failures >= MAX_FAILURES) {
      throw e;
    }
    scope.warn("rows are missing, since a run can't be read: " + e.getMessage());
  }
}
