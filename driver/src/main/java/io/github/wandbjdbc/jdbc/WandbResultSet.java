package io.github.wandbjdbc.jdbc;

import static java.util.Objects.requireNonNull;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.engine.ResultColumn;
import io.github.wandbjdbc.engine.Rows;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.jdbc.errors.SqlBoundary;
import io.github.wandbjdbc.jdbc.errors.SqlErrors;
import io.github.wandbjdbc.jdbc.errors.Warnings;
import io.github.wandbjdbc.jdbc.results.ValueGetters;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Rows, made as the reader advances and forgotten when it has: memory doesn't grow with their
 * number.
 *
 * <p>Ours rather than Avatica's, whose accessors know neither {@code getObject(i, Class)} nor
 * warnings nor SQLStates.
 */
final class WandbResultSet extends ValueGetters {
  private final WandbStatement statement;
  private final List<ResultColumn> columns;
  private final Rows rows;
  private final CallScope scope;
  private final Warnings warnings;
  private final Map<String, Integer> indexes = new HashMap<>();

  /** Held by who reads; closing doesn't wait for it. */
  private final ReentrantLock reading = new ReentrantLock();

  private volatile boolean closed;
  private Position position = Position.BEFORE_FIRST;
  private int row;
  private int fetchSize;

  private enum Position {
    BEFORE_FIRST,
    ON_ROW,
    AFTER_LAST
  }

  WandbResultSet(
      WandbStatement statement,
      List<ResultColumn> columns,
      Rows rows,
      CallScope scope,
      Warnings warnings) {
    super(columns);
    this.statement = statement;
    this.columns = columns;
    this.rows = rows;
    this.scope = scope;
    this.warnings = warnings;
    this.fetchSize = statement.rowsPerFetch();
    for (int i = columns.size(); i > 0; i--) {
      // Of two columns with one label the first is meant.
      indexes.put(folded(columns.get(i - 1).label()), i);
    }
    for (ResultColumn column : columns) {
      // As it is spelled, too: most readers do so, and for each value.
      indexes.put(column.label(), requireNonNull(indexes.get(folded(column.label()))));
    }
  }

  @Override
  public boolean next() throws SQLException {
    checkOpen();
    if (position == Position.AFTER_LAST) {
      return false;
    }
    reading.lock();
    try {
      return SqlBoundary.call(this::advance);
    } finally {
      reading.unlock();
      if (closed) {
        closeRows();
      }
    }
  }

  private boolean advance() {
    if (rows.next()) {
      position = Position.ON_ROW;
      row++;
      return true;
    }
    position = Position.AFTER_LAST;
    // What ends a scan may warn; the warnings are complete when the last row is read.
    rows.close();
    return false;
  }

  @Override
  protected Rows row() throws SQLException {
    checkOpen();
    if (position != Position.ON_ROW) {
      throw SqlErrors.of(
          SqlState.CURSOR_POSITION,
          position == Position.BEFORE_FIRST
              ? "there is no row yet: call next() first"
              : "there is no row any more: next() has returned false");
    }
    return rows;
  }

  @Override
  public int findColumn(@Nullable String label) throws SQLException {
    checkOpen();
    Integer index = label == null ? null : indexes.get(label);
    if (index == null && label != null) {
      index = indexes.get(folded(label));
    }
    if (index == null) {
      throw SqlErrors.of(
          SqlState.UNKNOWN_COLUMN, "the result has no column \"%s\"".formatted(label));
    }
    return index;
  }

  private static String folded(String label) {
    return label.toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    scope.cancel();
    closeRows();
    statement.onResultSetClosed(this);
  }

  /** Ends the scans, unless another thread is reading: it does so when it notices. */
  private void closeRows() throws SQLException {
    if (reading.tryLock()) {
      try {
        SqlBoundary.run(rows::close);
      } finally {
        reading.unlock();
      }
    }
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  protected void checkOpen() throws SQLException {
    if (closed) {
      throw SqlErrors.of(SqlState.OBJECT_CLOSED, "the result set is closed");
    }
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    checkOpen();
    return new WandbResultSetMetaData(columns);
  }

  @Override
  public Statement getStatement() throws SQLException {
    checkOpen();
    return statement;
  }

  /** Open or closed: what the rows were worth stays readable. */
  @Override
  public @Nullable SQLWarning getWarnings() {
    return warnings.first();
  }

  @Override
  public void clearWarnings() throws SQLException {
    checkOpen();
    warnings.clear();
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    checkOpen();
    return position == Position.BEFORE_FIRST;
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    checkOpen();
    return position == Position.AFTER_LAST && row > 0;
  }

  @Override
  public boolean isFirst() throws SQLException {
    checkOpen();
    return position == Position.ON_ROW && row == 1;
  }

  @Override
  public boolean isLast() throws SQLException {
    checkOpen();
    throw forwardOnly("isLast");
  }

  /** Forwards, where a result that can be scrolled was asked for: some mappers page so. */
  @Override
  public boolean absolute(int number) throws SQLException {
    int reached = position == Position.AFTER_LAST ? row + 1 : row;
    checkMayScroll("absolute", number >= reached || (number >= row && row > 0));
    while (row < number) {
      if (!next()) {
        return false;
      }
    }
    return position == Position.ON_ROW;
  }

  /** Likewise. */
  @Override
  public boolean relative(int rows) throws SQLException {
    checkMayScroll("relative", rows >= 0);
    for (int i = 0; i < rows; i++) {
      if (!next()) {
        return false;
      }
    }
    return position == Position.ON_ROW;
  }

  private void checkMayScroll(String method, boolean isForwards) throws SQLException {
    checkOpen();
    if (!statement.isAskedToScroll() || !isForwards) {
      throw forwardOnly(method);
    }
  }

  @Override
  public int getRow() throws SQLException {
    checkOpen();
    return position == Position.ON_ROW ? row : 0;
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    if (direction != ResultSet.FETCH_FORWARD) {
      throw SqlErrors.notSupported("a fetch direction other than FETCH_FORWARD");
    }
  }

  @Override
  public int getFetchDirection() throws SQLException {
    checkOpen();
    return ResultSet.FETCH_FORWARD;
  }

  @Override
  public void setFetchSize(int rows) throws SQLException {
    checkOpen();
    if (rows < 0) {
      throw SqlErrors.of(SqlState.INVALID_ARGUMENT, "a fetch size of %d".formatted(rows));
    }
    fetchSize = rows;
  }

  @Override
  public int getFetchSize() throws SQLException {
    checkOpen();
    return fetchSize;
  }

  @Override
  public int getType() throws SQLException {
    checkOpen();
    return ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  public int getConcurrency() throws SQLException {
    checkOpen();
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public int getHoldability() throws SQLException {
    checkOpen();
    return ResultSet.CLOSE_CURSORS_AT_COMMIT;
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrapping.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return Wrapping.wraps(this, type);
  }
}
