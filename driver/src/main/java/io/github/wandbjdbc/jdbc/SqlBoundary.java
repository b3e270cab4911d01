package io.github.wandbjdbc.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The one door through which failures leave the driver: whatever happens inside comes out as a
 * {@link SQLException} with a SQLState.
 */
final class SqlBoundary {
  private SqlBoundary() {}

  static <T> T call(Call<T> call) throws SQLException {
    try {
      return call.call();
    } catch (RuntimeException | Error e) {
      throw SqlErrors.of(e);
    }
  }

  static @Nullable Object callNullable(NullableCall call) throws SQLException {
    try {
      return call.call();
    } catch (RuntimeException | Error e) {
      throw SqlErrors.of(e);
    }
  }

  static void run(Action action) throws SQLException {
    try {
      action.run();
    } catch (RuntimeException | Error e) {
      throw SqlErrors.of(e);
    }
  }

  /** Something that gives a value, or fails in any way. */
  interface Call<T> {
    T call() throws SQLException;
  }

  /** Something that gives a value or null, or fails in any way. */
  interface NullableCall {
    @Nullable Object call() throws SQLException;
  }

  /** Something that is done, or fails in any way. */
  interface Action {
    void run() throws SQLException;
  }
}
