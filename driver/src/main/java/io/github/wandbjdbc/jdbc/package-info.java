/**
 * The JDBC face: URL, connection properties, errors, and Avatica's frame filled with rows of the
 * engine.
 *
 * <p>{@link io.github.wandbjdbc.jdbc.WandbDriver} is the way in.
 */
@NullMarked
package io.github.wandbjdbc.jdbc;

import org.jspecify.annotations.NullMarked;
