package io.github.wandbjdbc.client.diagnostics;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Counts what calls cost. Safe for use by several threads. */
public final class CallTally {
  private final LongAdder requests = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder answering = new LongAdder();
  private final LongAdder pausing = new LongAdder();

  /** Counts a request that was sent, and how long its answer took. */
  public void request(Duration took) {
    requests.increment();
    answering.add(took.toNanos());
  }

  /** Counts the bytes of an answer, unpacked. */
  public void received(long count) {
    bytes.add(count);
  }

  /** Counts a wait that the server asked for, or that a failure makes wise. */
  public void pause(Duration wait) {
    pausing.add(wait.toNanos());
  }

  /** Counts a request that is sent once more. */
  public void retry() {
    retries.increment();
  }

  /** How many requests were sent, those that failed included. */
  public long requests() {
    return requests.sum();
  }

  /** How many of them repeated one that had failed. */
  public long retries() {
    return retries.sum();
  }

  /** The size of the answers in bytes, unpacked. */
  public long bytes() {
    return bytes.sum();
  }

  /** The time from requests to answers, summed up. */
  public Duration answering() {
    return Duration.ofNanos(answering.sum());
  }

  /** The time in which requests were held back, summed up. */
  public Duration pausing() {
    return Duration.ofNanos(pausing.sum());
  }
}
