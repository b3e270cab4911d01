package io.github.wandbjdbc.jdbc.errors;

import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.engine.values.MessageText;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.StatementPlace;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which {@link SQLException} a failure becomes: its class and its SQLState, as the manual prints
 * them.
 */
public final class SqlErrors {
  private static final int MAX_CAUSES = 20;

  private SqlErrors() {}

  /** The exception for a failure of reading or planning. */
  public static SQLException of(Throwable failure) {
    if (failure instanceof SQLException e) {
      return e;
    }
    if (isInterruption(failure)) {
      return of(SqlState.CANCELLED, "the thread was interrupted", failure);
    }
    if (failure instanceof WandbException e) {
      return of(state(e.kind()), message(e), cause(e));
    }
    if (failure instanceof StatementException e) {
      return of(e.state(), message(e) + excerpt(e.place()), cause(e));
    }
    if (failure instanceof VirtualMachineError e) {
      StatementException said = StatementException.of(e);
      return of(said.state(), message(said), e);
    }
    return of(
        SqlState.INTERNAL,
        "a bug in the driver: %s".formatted(failure.getClass().getSimpleName()),
        failure);
  }

  /** The lines that show {@code place}, behind a message, whose first line stays as it is. */
  private static String excerpt(@Nullable StatementPlace place) {
    return place == null || place.sql() == null
        ? ""
        : StatementExcerpt.of(place.sql(), place.line(), place.column());
  }

  /** Whether it comes of an interrupt, whatever it was taken for. The thread stays interrupted. */
  private static boolean isInterruption(Throwable failure) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return true;
    }
    return Thread.currentThread().isInterrupted()
        && Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
            .limit(MAX_CAUSES)
            .anyMatch(
                cause ->
                    cause instanceof InterruptedException
                        || cause instanceof InterruptedIOException
                        || cause instanceof ClosedByInterruptException);
  }

  public static SQLException of(SqlState state, String message) {
    return of(state, message, null);
  }

  /** The feature that {@code what} names is not supported. */
  public static SQLFeatureNotSupportedException notSupported(String what) {
    return new SQLFeatureNotSupportedException(
        what + " is not supported", SqlState.NOT_SUPPORTED.code());
  }

  /** The exception for a failure to connect: the same, except if a host can't be reached. */
  public static SQLException whileConnecting(Throwable failure) {
    return failure instanceof WandbException e
            && !isInterruption(failure)
            && (e.kind() == WandbException.Kind.UNREACHABLE
                || e.kind() == WandbException.Kind.SERVER_ERROR)
        ? of(SqlState.CANNOT_CONNECT, message(e), cause(e))
        : of(failure);
  }

  private static SqlState state(WandbException.Kind kind) {
    return switch (kind) {
      case UNREACHABLE, SERVER_ERROR -> SqlState.CONNECTION_LOST;
      case UNAUTHENTICATED -> SqlState.INVALID_CREDENTIALS;
      case FORBIDDEN -> SqlState.FORBIDDEN;
      case UNKNOWN_ENTITY -> SqlState.UNKNOWN_ENTITY;
      case UNKNOWN_PROJECT -> SqlState.UNKNOWN_PROJECT;
      case RATE_LIMITED -> SqlState.RATE_LIMITED;
      case TIMEOUT -> SqlState.TIMEOUT;
      case CANCELLED -> SqlState.CANCELLED;
      case LIMIT_EXCEEDED -> SqlState.LIMIT_EXCEEDED;
      case BAD_REQUEST, REFUSED, NOT_RECORDED -> SqlState.REFUSED;
      case BAD_STATEMENT -> SqlState.STATEMENT_FAULT;
      case MISFIT -> SqlState.WRONG_CAST;
      // A run that was listed and is gone: the answers contradict each other, not the statement.
      case NOT_FOUND, MALFORMED_RESPONSE -> SqlState.MALFORMED;
    };
  }

  private static SQLException of(SqlState state, String words, @Nullable Throwable cause) {
    String code = state.code();
    String message = MessageText.of(words);
    return switch (state) {
      case CANNOT_CONNECT, CONNECTION_CLOSED ->
          new SQLNonTransientConnectionException(message, code, cause);
      case CONNECTION_LOST -> new SQLTransientConnectionException(message, code, cause);
      case RATE_LIMITED -> new SQLTransientException(message, code, cause);
      case TIMEOUT -> new SQLTimeoutException(message, code, cause);
      case NOT_SUPPORTED -> new SQLFeatureNotSupportedException(message, code, cause);
      case INVALID_CREDENTIALS -> new SQLInvalidAuthorizationSpecException(message, code, cause);
      case OUT_OF_RANGE,
          BAD_DATE_TIME,
          DIVISION_BY_ZERO,
          WRONG_CAST,
          INVALID_VALUE,
          INVALID_ESCAPE,
          BAD_PATTERN ->
          new SQLDataException(message, code, cause);
      case STATEMENT_FAULT,
          FORBIDDEN,
          SYNTAX,
          AMBIGUOUS_NAME,
          UNKNOWN_FUNCTION,
          UNKNOWN_TABLE,
          UNKNOWN_COLUMN ->
          new SQLSyntaxErrorException(message, code, cause);
      case READ_ONLY, UNKNOWN_ENTITY, UNKNOWN_PROJECT, REFUSED ->
          new SQLNonTransientException(message, code, cause);
      case WARNING,
          OPTION_CHANGED,
          CURSOR_POSITION,
          OUT_OF_MEMORY,
          LIMIT_EXCEEDED,
          TOO_COMPLEX,
          CANCELLED,
          PARAMETER,
          PARAMETER_INDEX,
          OBJECT_CLOSED,
          INVALID_ARGUMENT,
          MALFORMED,
          INTERNAL ->
          new SQLException(message, code, cause);
    };
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  /**
   * The cause below our own exception, which has said all that it knows; otherwise the exception.
   */
  private static Throwable cause(RuntimeException failure) {
    return failure.getCause() == null ? failure : failure.getCause();
  }
}
