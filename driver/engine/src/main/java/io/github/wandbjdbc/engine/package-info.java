/**
 * SQL over any Calcite schema, with PostgreSQL's meaning: parsed, validated, optimised by Calcite,
 * executed by operators of our own.
 *
 * <p>{@link io.github.wandbjdbc.engine.QueryEngine} is the way in. It knows neither experiments nor
 * HTTP nor connections.
 */
@NullMarked
package io.github.wandbjdbc.engine;

import org.jspecify.annotations.NullMarked;
