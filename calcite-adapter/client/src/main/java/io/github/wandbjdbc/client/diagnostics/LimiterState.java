package io.github.wandbjdbc.client.diagnostics;

import java.time.Duration;

/**
 * How far requests are held back, for all clients in this JVM with the same host and credential.
 *
 * @param maxConcurrent how many may be under way at once while the server has no objection
 * @param allowed how many may be now: fewer after it said that it was asked too much
 * @param underWay how many are
 * @param waiting how many wait for one of these to end
 * @param quiet for how long none is sent, since the server's quota is used up
 */
public record LimiterState(
    int maxConcurrent, int allowed, int underWay, int waiting, Duration quiet) {}
