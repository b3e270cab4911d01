package io.github.wandbjdbc.rows.tables;

/**
 * A part of a project's histories.
 *
 * @param part its number, from 0
 * @param predicate the condition on {@code history} that its rows meet, and those of no other part
 * @param runs how many runs have rows in it
 * @param steps how many rows it may have, as the source states it
 */
record HistoryPartition(int part, String predicate, long runs, long steps) {}
