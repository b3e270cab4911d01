package io.github.wandbjdbc.client;

/**
 * A value that is not of the type that its column wants.
 *
 * @param json the value as JSON text; perhaps with halves of surrogate pairs, as the value has them
 */
public record Misfit(String json) {}
