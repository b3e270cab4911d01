package io.github.wandbjdbc.client;

/**
 * How much a request brings, which an estimate of their number is made from.
 *
 * @param runs that a page lists
 * @param steps that a page of a history begins with; later pages may hold more
 * @param sampledRuns whose samples come in one request
 */
public record PageSizes(int runs, int steps, int sampledRuns) {}
