package io.github.wandbjdbc.jdbc.attached;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.engine.execute.expressions.Expressions;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.RowSource;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnBatch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** The rows that an attached database gives, as it gives them. For use by one thread. */
final class AttachedRows implements RowSource {
  private static final int FETCH_SIZE = 1000;

  /** Less than any number that a program means by its sign. */
  private static final double NEXT_TO_ZERO = 1e-300;

  private final EngineAttachedScan scan;
  private final Execution execution;
  private final CallScope calls;
  private final Connection connection;
  private final List<AttachedColumn> columns;
  private boolean isWithinTransaction;
  private @Nullable PreparedStatement statement;
  private @Nullable ResultSet rows;
  private @Nullable Runnable cancel;
  private int fetchSize = FETCH_SIZE;
  private long count;

  private AttachedRows(EngineAttachedScan scan, Execution execution, CallScope calls) {
    this.scan = scan;
    this.execution = execution;
    this.calls = calls;
    this.columns = scan.request().columns();
    this.connection = scan.attached().connections().connect();
  }

  /** The rows of {@code scan} in {@code execution}, once the database has begun to give them. */
  static AttachedRows open(EngineAttachedScan scan, Execution execution) {
    AttachedCalls calls = execution.attachment(AttachedCalls.class);
    AttachedRows opened =
        new AttachedRows(scan, execution, calls == null ? CallScope.unbounded() : calls.scope());
    boolean isOpen = false;
    try {
      opened.begin();
      isOpen = true;
      return opened;
    } catch (SQLException e) {
      throw opened.failure(e);
    } finally {
      if (!isOpen) {
        opened.close();
      }
    }
  }

  private void begin() throws SQLException {
    if (scan.attached().isPostgres() && connection.getAutoCommit()) {
      // Otherwise its driver holds all rows in memory.
      connection.setAutoCommit(false);
      isWithinTransaction = true;
    }
    AttachedConnections database = scan.attached().connections();
    AttachedQuery query = scan.query();
    if (query.parameters().isEmpty() || database.refuses(query.sql())) {
      rows = execute(database.refuses(query.sql()) ? scan.queryOfAll() : query);
      return;
    }
    try {
      rows = execute(query);
    } catch (SQLException e) {
      calls.check();
      String state = e.getSQLState();
      if (state != null && state.startsWith("08")) {
        throw e;
      }
      // Its types may be compared otherwise than ours: what it isn't asked is decided here.
      again();
      rows = execute(scan.queryOfAll());
      database.noteRefusal(query.sql());
    }
  }

  private void again() throws SQLException {
    endStatement();
    if (isWithinTransaction) {
      connection.rollback();
    }
  }

  private ResultSet execute(AttachedQuery query) throws SQLException {
    PreparedStatement prepared =
        connection.prepareStatement(
            query.sql(), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    statement = prepared;
    fetchSize = calls.rowsPerPage() > 0 ? calls.rowsPerPage() : FETCH_SIZE;
    try {
      prepared.setFetchSize(fetchSize);
      long seconds = calls.remaining().plusMillis(999).toSeconds();
      if (seconds < Duration.ofDays(7).toSeconds()) {
        prepared.setQueryTimeout((int) Math.max(1, seconds));
      }
    } catch (SQLFeatureNotSupportedException e) {
      // Then it is streamed as it comes, and its time is looked at between rows.
      fetchSize = FETCH_SIZE;
    }
    for (int i = 0; i < query.parameters().size(); i++) {
      bind(prepared, i + 1, query.parameters().get(i));
    }
    Runnable abort = () -> cancel(prepared);
    cancel = abort;
    calls.onCancel(abort);
    calls.check();
    return prepared.executeQuery();
  }

  /** Whether it is told: if it is over already, or can't be cancelled, it ends at its next row. */
  private static boolean cancel(PreparedStatement statement) {
    try {
      statement.cancel();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private void bind(PreparedStatement prepared, int index, SentCondition.Compared sent)
      throws SQLException {
    Batch row = new ColumnBatch(new ColumnVector[0], 1);
    Object value = Expressions.of(sent.value(), execution).of(row).get(0);
    switch (sent.column().type()) {
      case TEXT -> prepared.setString(index, (String) value);
      case BOOLEAN -> {
        if (value instanceof Long flag) {
          prepared.setBoolean(index, flag != 0);
        } else {
          prepared.setNull(index, Types.BOOLEAN);
        }
      }
      case INTEGER, BIGINT -> {
        if (value instanceof Long number) {
          prepared.setLong(index, number);
        } else {
          prepared.setNull(index, Types.BIGINT);
        }
      }
      case DECIMAL ->
          prepared.setBigDecimal(
              index,
              value instanceof Long number ? BigDecimal.valueOf(number) : (BigDecimal) value);
      case DOUBLE -> {
        if (value instanceof Double number) {
          prepared.setDouble(index, besideZero(number, sent.kind()));
        } else {
          prepared.setNull(index, Types.DOUBLE);
        }
      }
      case DATE ->
          prepared.setObject(
              index, value instanceof Long days ? LocalDate.ofEpochDay(days) : null, Types.DATE);
      default ->
          prepared.setObject(
              index,
              value instanceof Long millis ? time(millis + sent.laterMillis()) : null,
              Types.TIMESTAMP);
    }
  }

  private static LocalDateTime time(long millis) {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
  }

  /** A database may hold a negative zero for less than zero; here it is zero. */
  private static double besideZero(double value, SqlKind kind) {
    return value != 0
        ? value
        : kind == SqlKind.GREATER_THAN_OR_EQUAL
            ? -NEXT_TO_ZERO
            : kind == SqlKind.LESS_THAN_OR_EQUAL ? NEXT_TO_ZERO : value;
  }

  @Override
  public boolean advance() {
    ResultSet current = rows;
    if (current == null) {
      return false;
    }
    calls.check();
    try {
      count++;
      return current.next();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  @Override
  public void read(int index, ColumnVector column, int place) {
    ResultSet current = rows;
    if (current == null) {
      throw new IllegalStateException("no row");
    }
    try {
      columns.get(index).type().read(current, index + 1, column, place);
    } catch (SQLException e) {
      throw failure(e);
    } catch (ColumnReading.IllegalValueException e) {
      throw new StatementException(
          SqlState.OUT_OF_RANGE,
          "column %s of \"%s\".\"%s\" holds %s, which has no like here; select something else"
              .formatted(
                  columns.get(index).name(),
                  scan.attached().connections().name(),
                  scan.attached().name(),
                  e.getMessage()),
          e);
    }
  }

  /** The driver has that many rows from one visit to the database. */
  @Override
  public boolean isAtHand() {
    return count % fetchSize != 0;
  }

  /** Says first that the statement is to end, if it is: that is why the database failed. */
  private RuntimeException failure(SQLException e) {
    calls.check();
    return AttachedFailures.of(scan.attached().connections().name(), e);
  }

  private void endStatement() throws SQLException {
    Runnable abort = cancel;
    cancel = null;
    if (abort != null) {
      calls.release(abort);
    }
    ResultSet opened = rows;
    rows = null;
    PreparedStatement prepared = statement;
    statement = null;
    try {
      if (opened != null) {
        opened.close();
      }
    } finally {
      if (prepared != null) {
        prepared.close();
      }
    }
  }

  /** Gives the connection back as it came. What fails then concerns no row. */
  @Override
  public void close() {
    try (connection) {
      endStatement();
      if (isWithinTransaction && !connection.isClosed()) {
        isWithinTransaction = false;
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      isWithinTransaction = false;
    }
  }

  @Override
  public String toString() {
    return "AttachedRows"
        + scan.getRowType().getFieldList().stream().map(RelDataTypeField::getName).toList();
  }
}
