package io.github.wandbjdbc.client;

/**
 * How much a request brings, which an estimate of their number is made from.
 *
 * @param runs that the first page lists
 * @param mostRuns that a later page may list, each four times as many as the one before
 * @param runsWithKeys that the first page lists where it brings the keys of their histories
 * @param steps that a page of a history begins with
 * @param mostSteps that a later page of a history may hold, each twice as many as the one before
 * @param sampledRuns whose samples come in one request
 */
public record PageSizes(
    int runs, int mostRuns, int runsWithKeys, int steps, int mostSteps, int sampledRuns) {}
