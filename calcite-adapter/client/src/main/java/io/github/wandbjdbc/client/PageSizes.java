package io.github.wandbjdbc.client;

/**
 * How much a request brings, which an estimate of their number is made from.
 *
 * @param runs that the first page lists
 * @param mostRuns that a later page may list, each twice as many as the one before
 * @param steps that a page of a history begins with; later pages may hold more
 * @param sampledRuns whose samples come in one request
 */
public record PageSizes(int runs, int mostRuns, int steps, int sampledRuns) {}
