/**
 * Turns SQL text into rows, with Calcite as a library: parses, validates, plans and executes; knows
 * nothing of JDBC's objects.
 *
 * <p>{@link io.github.wandbjdbc.jdbc.engine.QueryEngine} is the way in.
 */
@NullMarked
package io.github.wandbjdbc.jdbc.engine;

import org.jspecify.annotations.NullMarked;
