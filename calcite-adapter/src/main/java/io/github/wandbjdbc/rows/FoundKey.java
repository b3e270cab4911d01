package io.github.wandbjdbc.rows;

/**
 * A key that is no column of its table, but may be one of a statement that names it.
 *
 * @param name as a statement would write it
 * @param run the id of a run that has it; empty if it isn't known
 * @param isSure whether rows hold it, rather than that the source lists it alone
 * @param besideMaps whether some runs or steps have a map in its place
 */
public record FoundKey(String name, KeyType type, String run, boolean isSure, boolean besideMaps) {}
