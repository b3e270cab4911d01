package io.github.wandbjdbc.push;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.diagnostics.CallTally;
import io.github.wandbjdbc.client.diagnostics.LimiterState;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/**
 * How fast the last requests were answered.
 *
 * @param answer the time that one took
 * @param atOnce how many may be under way at once
 */
record Pace(Duration answer, int atOnce) {

  /** That of the calls of {@code scope} so far; null if there were none. */
  static @Nullable Pace of(RelNode plan, CallScope scope) {
    CallTally calls = scope.tally();
    return calls.requests() == 0
        ? null
        : new Pace(
            calls.answering().dividedBy(calls.requests()),
            limiter(plan).map(LimiterState::allowed).orElse(1));
  }

  private static Optional<LimiterState> limiter(RelNode plan) {
    return ExplainedScan.of(plan)
        .map(ExplainedScan::limiter)
        .orElseGet(
            () ->
                plan.getInputs().stream().map(Pace::limiter).flatMap(Optional::stream).findFirst());
  }

  /** The words for the time of {@code requests} that don't wait for each other. */
  String of(long requests) {
    long rounds = Math.max(1, (requests + atOnce - 1) / atOnce);
    return String.format(
        Locale.ROOT,
        ", %.1f s or more at the pace of the last requests",
        Math.max(0.1, answer.multipliedBy(requests == 0 ? 0 : rounds).toMillis() / 1e3));
  }
}
