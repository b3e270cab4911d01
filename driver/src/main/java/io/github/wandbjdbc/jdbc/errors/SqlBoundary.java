package io.github.wandbjdbc.jdbc.errors;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The one door through which failures leave the driver: whatever happens inside comes out as a
 * {@link SQLException} with a SQLState. Libraries in Kotlin throw what they don't declare.
 */
public final class SqlBoundary {
  private SqlBoundary() {}

  public static <T> T call(Call<T> call) throws SQLException {
    try {
      return call.call();
    } catch (Throwable e) {
      throw SqlErrors.of(e);
    }
  }

  public static @Nullable Object callNullable(NullableCall call) throws SQLException {
    try {
      return call.call();
    } catch (Throwable e) {
      throw SqlErrors.of(e);
    }
  }

  public static void run(Action action) throws SQLException {
    try {
      action.run();
    } catch (Throwable e) {
      throw SqlErrors.of(e);
    }
  }

  /** Something that gives a value, or fails in any way. */
  public interface Call<T> {
    T call() throws SQLException;
  }

  /** Something that gives a value or null, or fails in any way. */
  public interface NullableCall {
    @Nullable Object call() throws SQLException;
  }

  /** Something that is done, or fails in any way. */
  public interface Action {
    void run() throws SQLException;
  }
}
