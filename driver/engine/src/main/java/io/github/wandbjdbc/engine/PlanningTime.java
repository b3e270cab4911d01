package io.github.wandbjdbc.engine;

import io.github.wandbjdbc.engine.source.Scope;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Ends the planning of a statement with its scope, or once it has kept a processor busy for too
 * long: what is waited for, such as the columns of a server, doesn't count.
 */
final class PlanningTime {
  /** Longer than the most complex statements take that are let through, on a slow machine. */
  private static final Duration MOST = Duration.ofSeconds(60);

  private static final long NOT_YET = -1;

  private final Scope scope;
  private final long most;
  private final long start = System.nanoTime();
  private long busyBefore = NOT_YET;

  PlanningTime(Scope scope, Duration most) {
    this.scope = scope;
    this.most = most.toNanos();
  }

  /** Begins now, on the thread that plans. */
  static PlanningTime of(Scope scope) {
    return new PlanningTime(scope, MOST);
  }

  /** Fails if planning should go no further; the statement is told as too complex then. */
  void look() {
    scope.check();
    if (System.nanoTime() - start < most) {
      return;
    }
    // What measures it is loaded for those statements alone that take long.
    long busy = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    if (busyBefore == NOT_YET) {
      busyBefore = busy;
    }
    if (busy - busyBefore >= most) {
      throw new StatementException(
          SqlState.TOO_COMPLEX,
          "the statement is too complex: it wasn't planned within %d s; split it into several"
              .formatted(Duration.ofNanos(most).toSeconds()));
    }
  }
}
