package io.github.wandbjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.source.SearchPath;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatementsTest {
  private final HeldClient source = new HeldClient();
  private final Connection connection = source.connect();

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void pagesAreAskedForAsTheReaderAdvances() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select _step, loss from history")) {
      assertThat(source.asked()).isZero();

      for (int i = 0; i < 1_500; i++) {
        assertThat(rows.next()).isTrue();
      }

      assertThat(source.asked()).isEqualTo(2);
      assertThat(rows.getRow()).isEqualTo(1_500);
    }
  }

  @Test
  void aMaximumOfRowsReachesPlainAndPreparedStatements() throws SQLException {
    try (Statement statement = connection.createStatement();
        PreparedStatement prepared =
            connection.prepareStatement("select _step from history where _step >= ?")) {
      statement.setMaxRows(3);
      prepared.setMaxRows(2);
      prepared.setString(1, "7");

      assertThat(count(statement.executeQuery("select * from history"))).isEqualTo(3);
      assertThat(count(prepared.executeQuery())).isEqualTo(2);
      assertThat(source.asked()).isEqualTo(2);
    }
  }

  @Test
  void warningsAreSeenFromTheMomentThatTheyAreMet() throws SQLException {
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery("select loss from history");
    assertThat(first(statement)).isEmpty();

    assertThat(rows.next()).isTrue();

    assertThat(first(statement)).contains("01000 the first page is worth a warning");
    assertThat(rows.getWarnings() == statement.getWarnings()).isTrue();
    rows.close();
    assertThat(first(statement)).isPresent();
    statement.executeQuery("select 1");
    assertThat(first(statement)).isEmpty();
  }

  private static Optional<String> first(Statement statement) throws SQLException {
    return Optional.ofNullable(statement.getWarnings())
        .map(warning -> warning.getSQLState() + " " + warning.getMessage());
  }

  @Test
  void aStatementIsUsableAfterItWasCancelled() throws SQLException {
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery("select loss from history");
    assertThat(rows.next()).isTrue();

    statement.cancel();

    assertThatState("57014", rows::next);
    assertThat(count(statement.executeQuery("select loss from history limit 2"))).isEqualTo(2);
  }

  @Test
  void closingFromAnotherThreadEndsTheReading() throws Exception {
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery("select loss from history");
    assertThat(rows.next()).isTrue();

    Thread closer = new Thread(() -> assertThat(statement).satisfies(Statement::close));
    closer.start();
    closer.join();

    assertThatState("HY010", rows::next);
  }

  @Test
  void aTimeoutIsAnErrorOfItsOwn() throws SQLException {
    Statement statement = connection.createStatement();
    statement.setQueryTimeout(1);
    ResultSet rows =
        statement.executeQuery(
            "select count(*) from history a join history b on a.run_id = b.run_id");

    assertThatThrownBy(rows::next).isInstanceOf(SQLTimeoutException.class);
    assertThat(statement.getQueryTimeout()).isEqualTo(1);
  }

  @Test
  void aTimestampIsTheSameWallClockInEveryClass() throws SQLException {
    ResultSet row = one("select created_at from runs");

    assertThat(row.getString(1)).isEqualTo("2023-11-14 22:13:20.123");
    assertThat(row.getTimestamp(1)).hasToString("2023-11-14 22:13:20.123");
    assertThat(row.getObject(1)).isEqualTo(Timestamp.valueOf("2023-11-14 22:13:20.123"));
    assertThat(row.getObject(1, LocalDateTime.class)).hasToString("2023-11-14T22:13:20.123");
    assertThat(row.getObject(1, OffsetDateTime.class)).hasToString("2023-11-14T22:13:20.123Z");
    assertThat(row.getObject(1, Instant.class)).hasToString("2023-11-14T22:13:20.123Z");
    assertThat(row.getDate(1)).hasToString("2023-11-14");
    assertThatState("22018", () -> row.getObject(1, Double.class));
  }

  @Test
  void notANumberIsNoDecimalAndNoWholeNumber() throws SQLException {
    ResultSet row = one("select loss, _step from history where _step = 3");

    assertThat(row.getDouble("LOSS")).isNaN();
    assertThat(row.getString("loss")).isEqualTo("NaN");
    assertThat(row.getObject(1)).isEqualTo(Double.NaN);
    assertThatState("22003", () -> row.getBigDecimal(1));
    assertThatState("22003", () -> row.getLong(1));
    assertThat(row.getObject(2, BigDecimal.class)).isEqualByComparingTo("3");
    assertThat(row.getObject(2, Integer.class)).isEqualTo(3);
    assertThat(row.getByte(2)).isEqualTo((byte) 3);
  }

  @Test
  void nullIsNullInEveryClass() throws SQLException {
    ResultSet row = one("select notes, heartbeat_at from runs");

    assertThat(row.getInt(1)).isZero();
    assertThat(row.wasNull()).isTrue();
    assertThat(row.getObject(1, Integer.class)).isNull();
    assertThat(row.getBytes(1)).isNull();
    assertThat(row.getTimestamp(2)).isNull();
    assertThat(row.getBoolean(1)).isFalse();
    assertThat(row.wasNull()).isTrue();
  }

  @Test
  void aFaultOfTheCallerHasItsState() throws SQLException {
    ResultSet row = one("select name from runs");
    Statement closed = connection.createStatement();
    closed.close();

    assertThatState("42S22", () -> row.getString("nam"));
    assertThatState("07009", () -> row.getString(2));
    assertThatState("22018", () -> row.getInt(1));
    assertThatState("0A000", () -> row.updateString(1, "x"));
    assertThatState("0A000", row::previous);
    assertThatState("HY010", () -> closed.executeQuery("select 1"));
    assertThatState("25006", () -> connection.createStatement().executeUpdate("delete from runs"));
    assertThatState(
        "07001",
        () -> connection.prepareStatement("select 1 from runs where name = ?").executeQuery());
    assertThatState("42601", () -> connection.createStatement().executeQuery(null));
  }

  @Test
  void namesAreQuotedWhereTheyHaveToBe() throws SQLException {
    Statement statement = connection.createStatement();

    assertThat(statement.enquoteIdentifier("run_id", false)).isEqualTo("run_id");
    assertThat(statement.enquoteIdentifier("run_id", true)).isEqualTo("\"run_id\"");
    assertThat(statement.enquoteIdentifier("value", false)).isEqualTo("\"value\"");
    assertThat(statement.enquoteIdentifier("train/loss", false)).isEqualTo("\"train/loss\"");
    assertThat(statement.enquoteIdentifier("5\" disk", false)).isEqualTo("\"5\"\" disk\"");
    assertThat(statement.enquoteIdentifier("\"loss\"", true)).isEqualTo("\"loss\"");
    assertThatState("HY024", () -> statement.enquoteIdentifier("", true));
    assertThat(statement.isSimpleIdentifier("run_id")).isTrue();
    assertThat(statement.isSimpleIdentifier("select")).isFalse();
    assertThat(statement.isSimpleIdentifier("value")).isFalse();
    assertThat(statement.isSimpleIdentifier("train/loss")).isFalse();
    assertThat(statement.enquoteIdentifier("\"\"".repeat(100_000) + "a", true)).hasSize(400_003);
  }

  @Test
  void aLabelIsMetInAnyCaseAndOfTwoAlikeTheFirstIsMeant() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select 1 as \"Loss\", 2 as \"loss\", 3 as \"Step\"")) {
      assertThat(rows.next()).isTrue();

      assertThat(rows.getInt("Loss")).isEqualTo(1);
      assertThat(rows.getInt("loss")).isEqualTo(1);
      assertThat(rows.getInt("LOSS")).isEqualTo(1);
      assertThat(rows.getInt("Step")).isEqualTo(3);
      assertThat(rows.getInt("sTEP")).isEqualTo(3);
      assertThatState("42S22", () -> rows.getInt("steps"));
    }
  }

  @Test
  void decimalsAreAsPreciseAsTheirExpression() throws SQLException {
    try (PreparedStatement prepared =
        connection.prepareStatement(
            "select cast(loss as decimal(10, 2)), cast(loss as numeric), sum(_step), _step"
                + " from history group by loss, _step")) {
      var columns = prepared.getMetaData();

      assertThat(columns.getPrecision(1)).isEqualTo(10);
      assertThat(columns.getScale(1)).isEqualTo(2);
      // Each value has digits of its own.
      assertThat(List.of(columns.getPrecision(2), columns.getScale(2))).containsExactly(0, 0);
      assertThat(List.of(columns.getPrecision(3), columns.getScale(3))).containsExactly(0, 0);
      assertThat(List.of(columns.getPrecision(4), columns.getScale(4))).containsExactly(19, 0);
    }
  }

  @Test
  void metadataIsThereBeforeTheExecution() throws SQLException {
    try (PreparedStatement prepared =
        connection.prepareStatement("select loss as l, _step + 1 from history where loss > ?")) {
      var columns = prepared.getMetaData();

      assertThat(columns.getColumnLabel(1)).isEqualTo("l");
      assertThat(columns.getColumnName(1)).isEqualTo("loss");
      assertThat(columns.getTableName(1)).isEqualTo("history");
      assertThat(columns.getSchemaName(1)).isEqualTo("vision");
      assertThat(columns.getCatalogName(1)).isEqualTo("team");
      assertThat(columns.getColumnTypeName(1)).isEqualTo("DOUBLE");
      assertThat(columns.getTableName(2)).isEmpty();
      assertThat(columns.getPrecision(2)).isPositive();
      assertThat(prepared.getParameterMetaData().getParameterTypeName(1)).isEqualTo("DOUBLE");
      assertThat(source.asked()).isZero();
    }
  }

  @Test
  void transactionsAreAcceptedAndDoNothing() throws SQLException {
    connection.setAutoCommit(false);
    connection.setReadOnly(false);

    connection.commit();
    connection.rollback();

    assertThat(connection.getAutoCommit()).isFalse();
    assertThat(connection.isReadOnly()).isTrue();
    assertThat(connection.isValid(1)).isTrue();
    assertThatState("0A000", connection::setSavepoint);
  }

  @Test
  void catalogAndSchemaAreEntityAndProject() throws SQLException {
    assertThat(connection.getCatalog()).isEqualTo("team");
    assertThat(connection.getSchema()).isEqualTo("vision");

    connection.setSchema("my_project");

    assertThat(connection.getSchema()).isEqualTo("my_project");
    assertThatState("3F000", () -> connection.setSchema("nope"));
    assertThatState("3D000", () -> connection.setCatalog("nobody"));
    assertThat(connection.getSchema()).isEqualTo("my_project");
  }

  @Test
  void aTableNeedsAProject() throws SQLException {
    try (Connection elsewhere = new HeldClient().connect(new SearchPath("team", null));
        Statement statement = elsewhere.createStatement()) {
      assertThatState("3F000", () -> statement.executeQuery("select * from runs"));
      assertThat(count(statement.executeQuery("select * from \"vision\".runs"))).isEqualTo(1);
    }
  }

  @Test
  void closingTheConnectionClosesEverything() throws SQLException {
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery("select 1");

    connection.close();
    connection.close();

    assertThat(rows.isClosed()).isTrue();
    assertThat(statement.isClosed()).isTrue();
    assertThat(source.isClosed()).isTrue();
    assertThat(connection.isValid(0)).isFalse();
    assertThatState("08003", connection::createStatement);
  }

  private ResultSet one(String sql) throws SQLException {
    ResultSet rows = connection.createStatement().executeQuery(sql);
    assertThat(rows.next()).isTrue();
    return rows;
  }

  private static int count(ResultSet rows) throws SQLException {
    int count = 0;
    while (rows.next()) {
      count++;
    }
    return count;
  }

  private static void assertThatState(String state, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(SQLException.class)
        .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo(state))
        .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
  }
}
