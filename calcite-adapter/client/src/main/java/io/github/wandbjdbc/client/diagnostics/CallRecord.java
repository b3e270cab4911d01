package io.github.wandbjdbc.client.diagnostics;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a request, for whoever wonders where the time went. Holds no secrets.
 *
 * @param startedAt when it was sent
 * @param operation the GraphQL operation
 * @param subject what was asked for, in words
 * @param attempt 1 for the first, more if it repeats one that failed
 * @param waited for its turn, and for what the server or a failure made wise
 * @param took from sending it to the end of the answer
 * @param bytes of the answer, unpacked
 * @param status of HTTP, null if there was no answer
 * @param failure what went wrong, null if nothing did
 */
public record CallRecord(
    Instant startedAt,
    String operation,
    String subject,
    int attempt,
    Duration waited,
    Duration took,
    long bytes,
    @Nullable Integer status,
    @Nullable String failure) {
  /** The operation of requests for exported files, which aren't the API's. */
  public static final String STORAGE = "exported file";
}
