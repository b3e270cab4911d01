package io.github.wandbjdbc.client.logged;

/**
 * A line of a text file of a run.
 *
 * @param number its place in the file, from 0
 * @param line without its end
 */
public record TextLine(String runId, long number, String line) {}
