package io.github.wandbjdbc.jdbc.attached;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Failures of attached databases. Their own words are in the cause alone: they may repeat what a
 * program keeps to itself, such as the address and the password of the database.
 */
final class AttachedFailures {
  private static final Pattern STATE = Pattern.compile("[0-9A-Z]{5}");

  private AttachedFailures() {}

  /** The failure of the database {@code name} by {@code cause}. */
  static StatementException of(String name, SQLException cause) {
    String state = cause.getSQLState();
    boolean isState = state != null && STATE.matcher(state).matches();
    return new StatementException(
        state(isState ? state : null),
        "the attached database \"%s\" failed%s; the cause of this exception has its own words"
            .formatted(name, isState ? " with SQLState " + state : ""),
        cause);
  }

  /** The failure of a pool or a driver that throws what it shouldn't. */
  static StatementException of(String name, RuntimeException cause) {
    return new StatementException(
        SqlState.CONNECTION_LOST,
        "the attached database \"%s\" failed; the cause of this exception has its own words"
            .formatted(name),
        cause);
  }

  private static SqlState state(@Nullable String state) {
    if (state == null) {
      return SqlState.REFUSED;
    }
    return state.startsWith("08")
        ? SqlState.CONNECTION_LOST
        : state.startsWith("28")
            ? SqlState.INVALID_CREDENTIALS
            : state.equals("42501") ? SqlState.FORBIDDEN : SqlState.REFUSED;
  }
}
