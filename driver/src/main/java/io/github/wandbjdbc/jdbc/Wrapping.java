package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.jdbc.errors.SqlErrors;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** {@link java.sql.Wrapper} for an object that wraps nothing but itself. */
final class Wrapping {
  private Wrapping() {}

  static boolean wraps(Object object, @Nullable Class<?> type) {
    return type != null && type.isInstance(object);
  }

  static <T> T unwrap(Object object, @Nullable Class<T> type) throws SQLException {
    if (type == null) {
      throw SqlErrors.of(SqlState.INVALID_ARGUMENT, "unwrap needs a class");
    }
    if (type.isInstance(object)) {
      return type.cast(object);
    }
    throw SqlErrors.of(
        SqlState.INVALID_ARGUMENT,
        "a %s is not a %s".formatted(object.getClass().getSimpleName(), type.getName()));
  }
}
