package io.github.wandbjdbc.engine.values;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A place in a statement's text.
 *
 * @param line counts from 1
 * @param column counts from 1, in {@code char}s
 * @param sql the text; null while it isn't known
 */
public record StatementPlace(int line, int column, @Nullable String sql) implements Serializable {}
