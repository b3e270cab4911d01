package io.github.wandbjdbc.engine.judge;

import io.github.wandbjdbc.engine.values.EngineType;
import org.jspecify.annotations.Nullable;

/**
 * One value that functions are tried with.
 *
 * @param held as we hold it, in the classes of {@link
 *     io.github.wandbjdbc.engine.values.ColumnVector#get}; null is NULL
 * @param postgres as PostgreSQL is told, with its type: {@code 'NaN'::float8}
 */
public record Operand(EngineType type, @Nullable Object held, String postgres) {}
