package io.github.wandbjdbc.client.api.http;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.diagnostics.CallRecord;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Takes down how one attempt at a request went: for the tally, the log and Java Flight Recorder.
 */
final class AttemptRecord {
  private final String operation;
  private final String subject;
  private final int attempt;
  private final CallScope scope;
  private final Timing timing;
  private final long waitingSince;
  private final Instant startedAt;
  private final long start;
  private @Nullable Integer status;
  private long bytes;
  private @Nullable String failure;
  private boolean wasConnected;

  /**
   * Begins with the sending.
   *
   * @param operation the GraphQL operation, or what else it is
   * @param subject what is asked for, in words
   * @param attempt 1 for the first
   * @param waitingSince when it could have been sent, if nobody had to wait
   */
  AttemptRecord(
      String operation,
      String subject,
      int attempt,
      CallScope scope,
      Timing timing,
      long waitingSince) {
    this.operation = operation;
    this.subject = subject;
    this.attempt = attempt;
    this.scope = scope;
    this.timing = timing;
    this.waitingSince = waitingSince;
    this.startedAt = timing.now();
    this.start = timing.nanoTime();
  }

  /** When it was sent. */
  long sentAt() {
    return start;
  }

  /** The subject of the request. */
  String what() {
    return subject;
  }

  /** There is a connection, and the request goes out. */
  void connected() {
    wasConnected = true;
  }

  boolean wasConnected() {
    return wasConnected;
  }

  void answered(int newStatus, long newBytes) {
    status = newStatus;
    bytes = newBytes;
    scope.tally().received(newBytes);
  }

  /** Takes down a failure, whose message holds no secrets. */
  void failed(String message) {
    failure = message;
  }

  void end() {
    Duration took = Duration.ofNanos(timing.nanoTime() - start);
    scope.tally().request(took);
    CallRecord call =
        new CallRecord(
            startedAt,
            operation,
            subject,
            attempt,
            Duration.ofNanos(start - waitingSince),
            took,
            bytes,
            status,
            failure);
    scope.log().add(call);
    FlightRecorder.note(call);
  }
}
