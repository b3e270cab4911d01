package io.github.wandbjdbc.client;

import java.time.Duration;

/**
 * How far requests are held back, for all clients in this JVM with the same host and credential.
 *
 * @param maxConcurrent how many may be under way at once
 * @param underWay how many are
 * @param quiet for how long none is sent, since the server's quota is used up
 */
public record LimiterState(int maxConcurrent, int underWay, Duration quiet) {}
