package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.jdbc.errors.SqlErrors;
import io.github.wandbjdbc.jdbc.metadata.MetadataRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.calcite.avatica.AvaticaStatement;
import org.jspecify.annotations.Nullable;

/** The part of a statement that is set before it executes, and what it never does. */
abstract class StatementSettings extends AvaticaStatement {
  private int queryTimeoutSeconds;
  private int rowsPerFetch;
  private int largestField;
  private boolean poolable;

  StatementSettings(WandbConnection connection) {
    super(
        connection,
        null,
        ResultSet.TYPE_FORWARD_ONLY,
        ResultSet.CONCUR_READ_ONLY,
        ResultSet.CLOSE_CURSORS_AT_COMMIT);
  }

  @Override
  protected final void checkOpen() throws SQLException {
    if (closed) {
      throw SqlErrors.of(SqlState.OBJECT_CLOSED, "the statement is closed");
    }
  }

  /** The time that an execution may take in all, null if it is not bounded. */
  final @Nullable Duration timeout() {
    return queryTimeoutSeconds == 0 ? null : Duration.ofSeconds(queryTimeoutSeconds);
  }

  @Override
  public int getQueryTimeout() throws SQLException {
    checkOpen();
    return queryTimeoutSeconds;
  }

  @Override
  public void setQueryTimeout(int seconds) throws SQLException {
    checkOpen();
    queryTimeoutSeconds = (int) notNegative("query timeout", seconds);
  }

  /** Rows beyond so many aren't wanted; 0 if all are. */
  final long maxRows() {
    return maxRowCount;
  }

  @Override
  public void setLargeMaxRows(long rows) throws SQLException {
    checkOpen();
    maxRowCount = notNegative("maximum of rows", rows);
  }

  /** So many rows are wanted at once; 0 if that is the driver's choice. */
  final int rowsPerFetch() {
    return rowsPerFetch;
  }

  @Override
  public int getFetchSize() throws SQLException {
    checkOpen();
    return rowsPerFetch;
  }

  /** A hint for the size of a page, as far as the source lets it be chosen; 0 takes it back. */
  @Override
  public void setFetchSize(int rows) throws SQLException {
    checkOpen();
    rowsPerFetch = (int) notNegative("fetch size", rows);
  }

  @Override
  public int getFetchDirection() throws SQLException {
    checkOpen();
    return ResultSet.FETCH_FORWARD;
  }

  /** A hint; rows come forwards whatever it says. */
  @Override
  public void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    if (direction != ResultSet.FETCH_FORWARD
        && direction != ResultSet.FETCH_REVERSE
        && direction != ResultSet.FETCH_UNKNOWN) {
      throw SqlErrors.of(SqlState.INVALID_ARGUMENT, "fetch direction " + direction);
    }
  }

  @Override
  public int getMaxFieldSize() throws SQLException {
    checkOpen();
    return largestField;
  }

  /** A hint that is not followed: a value cut short would be a wrong one. */
  @Override
  public void setMaxFieldSize(int max) throws SQLException {
    checkOpen();
    largestField = (int) notNegative("maximum of a field's size", max);
  }

  @Override
  public boolean isPoolable() throws SQLException {
    checkOpen();
    return poolable;
  }

  @Override
  public void setPoolable(boolean value) throws SQLException {
    checkOpen();
    poolable = value;
  }

  /** Escapes such as {@code {fn …}} are part of the grammar and always understood. */
  @Override
  public void setEscapeProcessing(boolean enable) throws SQLException {
    checkOpen();
  }

  /** Unlike the interface's own, it quotes reserved words, and knows how a quote is quoted. */
  @Override
  public String enquoteIdentifier(String identifier, boolean alwaysQuote) throws SQLException {
    checkOpen();
    return Identifiers.quoted(identifier, alwaysQuote);
  }

  /** Unlike the interface's own, it knows reserved words, which aren't simple. */
  @Override
  public boolean isSimpleIdentifier(String identifier) {
    return Identifiers.isPlain(identifier);
  }

  @Override
  public void setCursorName(@Nullable String name) throws SQLException {
    checkOpen();
  }

  @Override
  public final int getUpdateCount() throws SQLException {
    checkOpen();
    return -1;
  }

  @Override
  public final long getLargeUpdateCount() throws SQLException {
    checkOpen();
    return -1;
  }

  @Override
  public final ResultSet getGeneratedKeys() throws SQLException {
    checkOpen();
    return wandbConnection().newStatement().show(MetadataRows.empty("GENERATED_KEY"));
  }

  final WandbConnection wandbConnection() {
    return (WandbConnection) connection;
  }

  @Override
  public final long executeLargeUpdate(String sql) throws SQLException {
    checkOpen();
    if (choosesSchema(sql)) {
      return 0;
    }
    throw readOnly();
  }

  /** Whether {@code sql} is {@code USE} or {@code SET SCHEMA}, which is done then. */
  abstract boolean choosesSchema(@Nullable String sql) throws SQLException;

  @Override
  public final int executeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
    return (int) executeLargeUpdate(sql);
  }

  @Override
  public final int executeUpdate(String sql, int[] columns) throws SQLException {
    return (int) executeLargeUpdate(sql);
  }

  @Override
  public final int executeUpdate(String sql, String[] columns) throws SQLException {
    return (int) executeLargeUpdate(sql);
  }

  @Override
  public final long executeLargeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
    return executeLargeUpdate(sql);
  }

  @Override
  public final long executeLargeUpdate(String sql, int[] columns) throws SQLException {
    return executeLargeUpdate(sql);
  }

  @Override
  public final long executeLargeUpdate(String sql, String[] columns) throws SQLException {
    return executeLargeUpdate(sql);
  }

  @Override
  public final boolean execute(String sql, int autoGeneratedKeys) throws SQLException {
    return execute(sql);
  }

  @Override
  public final boolean execute(String sql, int[] columns) throws SQLException {
    return execute(sql);
  }

  @Override
  public final boolean execute(String sql, String[] columns) throws SQLException {
    return execute(sql);
  }

  @Override
  public final void addBatch(String sql) throws SQLException {
    checkOpen();
    throw readOnly();
  }

  @Override
  public final void clearBatch() throws SQLException {
    checkOpen();
  }

  @Override
  public final long[] executeLargeBatch() throws SQLException {
    checkOpen();
    return new long[0];
  }

  static SQLException readOnly() {
    return SqlErrors.of(SqlState.READ_ONLY, "the driver is read-only and only executes queries");
  }

  private static long notNegative(String what, long value) throws SQLException {
    if (value < 0) {
      throw SqlErrors.of(SqlState.INVALID_ARGUMENT, "a %s of %d".formatted(what, value));
    }
    return value;
  }

  @Override
  public final <T> T unwrap(Class<T> type) throws SQLException {
    return Wrapping.unwrap(this, type);
  }

  @Override
  public final boolean isWrapperFor(Class<?> type) {
    return Wrapping.wraps(this, type);
  }
}
