package io.github.wandbjdbc.client;

/**
 * A value that is not of the type that its column wants.
 *
 * @param json the value as JSON text
 */
public record Misfit(String json) {}
