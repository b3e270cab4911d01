package io.github.wandbjdbc.client;

/**
 * One value wanted of every row: a history key, or a path into config or summary.
 *
 * @param key the key as logged; the names of nested objects are joined with dots
 * @param type what the value should be; what can't be that arrives as a {@link Misfit}
 */
public record ValueColumn(String key, ValueType type) {}
