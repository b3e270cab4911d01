package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The calls of DBeaver's generic driver, in its order: connects, fills the tree, shows a table,
 * filters, sorts, counts, runs the editor's script, exports. The names are such as experiments
 * have.
 */
@Tag("text")
class DBeaverReplayTest {
  private final StandIn standIn = StandIn.start();
  private final List<Connection> connections = new ArrayList<>();

  @BeforeEach
  void hold() {
    for (int i = 0; i < 3; i++) {
      standIn.holds(
          experiment("run" + i)
              .displayName("İstanbul I " + i)
              .createdAt(Instant.parse("2024-03-10T02:30:00.5Z").plusSeconds(i))
              .config("LR", 0.1)
              .config("lr", 0.2)
              .summary("Title", "ılık")
              .generated(4, step -> row(step)));
    }
  }

  /** The loss is NaN in step 1 and infinite in step 2. */
  private static Map<String, Object> row(long step) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put(
        "train/loss",
        step == 1 ? Double.NaN : step == 2 ? Double.POSITIVE_INFINITY : 1.0 / (step + 1));
    row.put("Loss", step + 0.5);
    row.put("loss", -step - 0.5);
    row.put("title", "I" + step);
    return row;
  }

  @AfterEach
  void close() throws SQLException {
    for (Connection connection : connections) {
      connection.close();
    }
    standIn.close();
  }

  private Connection connect() throws SQLException {
    Connection connection = StatementControlTest.connect(standIn);
    connections.add(connection);
    connection.setReadOnly(true);
    connection.setAutoCommit(true);
    assertThat(connection.getAutoCommit()).isTrue();
    assertThat(connection.getCatalog()).isEqualTo("lab");
    assertThat(connection.getSchema()).isEqualTo("vision");
    return connection;
  }

  @Test
  void theDialectQuotesOnlyWhatNeedsIt() throws SQLException {
    DatabaseMetaData metaData = connect().getMetaData();

    assertThat(metaData.getIdentifierQuoteString()).isEqualTo("\"");
    assertThat(metaData.storesMixedCaseIdentifiers()).isTrue();
    assertThat(metaData.storesUpperCaseIdentifiers()).isFalse();
    assertThat(metaData.storesLowerCaseIdentifiers()).isFalse();
    assertThat(metaData.getSearchStringEscape()).isEqualTo("\\");
    assertThat(metaData.getCatalogSeparator()).isEqualTo(".");
    assertThat(metaData.isCatalogAtStart()).isTrue();
    assertThat(metaData.supportsCatalogsInDataManipulation()).isTrue();
    assertThat(metaData.supportsSchemasInDataManipulation()).isTrue();
    assertThat(metaData.supportsCatalogsInTableDefinitions())
        .isEqualTo(metaData.supportsSchemasInTableDefinitions());
    assertThat(metaData.getExtraNameCharacters()).isNotNull();
    assertThat(metaData.supportsTransactions()).isFalse();
    assertThat(metaData.supportsTransactionIsolationLevel(Connection.TRANSACTION_NONE)).isTrue();
    assertThat(metaData.supportsTransactionIsolationLevel(Connection.TRANSACTION_SERIALIZABLE))
        .isFalse();
    assertThat(metaData.supportsBatchUpdates()).isFalse();
    assertThat(metaData.getSQLStateType()).isEqualTo(DatabaseMetaData.sqlStateSQL);
    assertThat(metaData.supportsResultSetType(ResultSet.TYPE_FORWARD_ONLY)).isTrue();
    assertThat(metaData.supportsResultSetType(ResultSet.TYPE_SCROLL_INSENSITIVE)).isFalse();
    assertThat(metaData.isReadOnly()).isTrue();
  }

  @Test
  void theTreeLeadsToEveryColumn() throws SQLException {
    DatabaseMetaData metaData = connect().getMetaData();

    assertThat(column(metaData.getCatalogs(), "TABLE_CAT")).containsExactly("lab");
    assertThat(column(metaData.getSchemas("lab", "%"), "TABLE_SCHEM")).containsExactly("vision");
    assertThat(column(metaData.getTableTypes(), "TABLE_TYPE")).containsExactly("TABLE");
    assertThat(column(metaData.getTables("lab", "vision", "%", null), "TABLE_NAME"))
        .contains("history", "runs", "sampled_history");
    assertThat(column(metaData.getColumns("lab", "vision", "history", "%"), "COLUMN_NAME"))
        .containsExactly(
            "run_id",
            "_step",
            "_runtime",
            "_timestamp",
            "logged_at",
            "Loss",
            "loss_2",
            "title",
            "train/loss");
    assertThat(column(metaData.getColumns("lab", "vision", "runs", "%"), "COLUMN_NAME"))
        .contains("config.LR", "config.lr_2", "summary.Title");
    assertThat(column(metaData.getProcedures("lab", "vision", "%"), "PROCEDURE_NAME")).isEmpty();
    assertThat(column(metaData.getFunctions("lab", "vision", "%"), "FUNCTION_NAME")).isEmpty();
    assertThat(
            column(
                metaData.getTables(null, null, "DBEAVERFAKETABLENAMEFORPING", null), "TABLE_NAME"))
        .isEmpty();
  }

  @Test
  void theGridShowsAFilteredAndSortedPage() throws SQLException {
    Statement statement = grid(200);

    assertThat(statement.execute("SELECT * FROM \"vision\".history")).isTrue();
    assertThat(statement.getResultSet() == null).isFalse();
    List<String> cells = cells(statement.getResultSet());
    assertThat(cells).hasSize(15);
    assertThat(cells.get(1)).isEqualTo("run0 | 1 | null | null | null | 1.5 | -1.5 | I1 | NaN");
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
    assertThat(statement.getWarnings() == null).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x.\"train/loss\" > 0.3 AND x.run_id = 'run1' ORDER BY 9 DESC | 2 0",
        "x.run_id = 'run1' ORDER BY 9 DESC | 1 2 0 3 4",
        "x.run_id = 'run1' ORDER BY 9 | 4 3 0 2 1",
        "x.run_id = 'run1' ORDER BY x.loss_2 | 4 3 2 1 0",
        "x.run_id = 'run1' AND x.title = 'I3' | 3",
        "x.run_id = 'run1' AND x.title LIKE '%4' ESCAPE '\\' ORDER BY x.\"Loss\" DESC | 4",
        "x.run_id = 'run1' AND x.\"train/loss\" = 0.25 | 3"
      })
  void theGridFiltersAndSorts(String filter, String steps) throws SQLException {
    Statement statement = grid(200);

    statement.execute("SELECT x.* FROM \"vision\".history x\nWHERE " + filter);

    assertThat(String.join(" ", column(statement.getResultSet(), "_step"))).isEqualTo(steps);
  }

  @Test
  void rowsAreCountedAndValuesListed() throws SQLException {
    Connection connection = connect();

    assertThat(prepared(connection, "SELECT COUNT(*) FROM \"vision\".history"))
        .containsExactly("15");
    assertThat(
            prepared(
                connection, "SELECT COUNT(*) FROM (SELECT * FROM runs\nORDER BY name\n) dbvrcnt"))
        .containsExactly("3");
    assertThat(
            prepared(
                connection,
                "SELECT DISTINCT title\nFROM \"vision\".history\nWHERE title LIKE ?\nORDER BY 1",
                "I%"))
        .containsExactly("I0", "I1", "I2", "I3", "I4");
    assertThat(
            prepared(
                connection,
                "SELECT \"train/loss\", count(*)\nFROM \"vision\".history\nGROUP BY \"train/loss\"\n"
                    + "ORDER BY 2 DESC, 1"))
        .containsExactly("0.2", "0.25", "1.0", "Infinity", "NaN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1;",
        "-- a note\nselect * from runs where name = 'x' -- another\n;\n",
        "SELECT * FROM (\nselect run_id, \"train/loss\" from history\n) z_q WHERE z_q.run_id = 'run0' ORDER BY 2",
        "SELECT run_id, COUNT(*) as x FROM (\nselect * from history\n) src\nGROUP BY run_id",
        "select {fn UCASE(name)} from runs where created_at > {ts '2024-01-01 00:00:00'}",
        "/* all */ select name from runs order by created_at desc limit 2 offset 1"
      })
  void theEditorRunsScripts(String sql) throws SQLException {
    Statement statement = grid(200);
    statement.setQueryTimeout(30);

    assertThat(statement.execute(sql)).isTrue();

    assertThat(cells(statement.getResultSet())).isNotNull();
    assertThat(statement.getLargeUpdateCount()).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"America/New_York", "Asia/Kathmandu", "UTC"})
  void aTimestampIsTheSameEverywhere(String zone) throws SQLException {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    try {
      ResultSet row = grid(1).executeQuery("select name, created_at from runs order by created_at");

      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).isEqualTo("İstanbul I 0");
      // An hour that New York skips: only java.sql.Timestamp can't hold it.
      assertThat(row.getString(2)).isEqualTo("2024-03-10 02:30:00.5");
      assertThat(row.getObject(2, java.time.LocalDateTime.class))
          .hasToString("2024-03-10T02:30:00.500");
      assertThat(row.getObject(2, Instant.class)).hasToString("2024-03-10T02:30:00.500Z");
      assertThat(row.getMetaData().getColumnType(2)).isEqualTo(Types.TIMESTAMP);
      assertThat(
              prepared(
                  connect(),
                  "select run_id from runs where created_at = ?",
                  "2024-03-10 02:30:01.5"))
          .containsExactly("run1");
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void anExportReadsAllRowsOnAConnectionOfItsOwn() throws SQLException {
    connect();
    Connection connection = connect();
    connection.setAutoCommit(false);
    Statement statement =
        connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    statement.setFetchSize(10_000);

    assertThat(statement.execute("SELECT * FROM \"lab\".\"vision\".history")).isTrue();

    assertThat(cells(statement.getResultSet())).hasSize(15);
    statement.close();
    connection.rollback();
    connection.setAutoCommit(true);
    assertThat(connection.isValid(5)).isTrue();
    connection.close();
    assertThat(connection.isClosed()).isTrue();
  }

  private Statement grid(int maxRows) throws SQLException {
    Statement statement =
        connect().createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    statement.setMaxRows(maxRows);
    statement.setFetchSize(maxRows);
    return statement;
  }

  private static List<String> prepared(Connection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
      statement.setMaxRows(200);
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        return column(rows, rows.getMetaData().getColumnLabel(1));
      }
    }
  }

  /** The rows as the grid reads them, with the getter for each type. */
  private static List<String> cells(ResultSet rows) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      assertThat(columns.getColumnLabel(i)).isNotEmpty();
      assertThat(columns.getColumnName(i)).isNotEmpty();
      assertThat(columns.getTableName(i)).isNotNull();
      assertThat(columns.isWritable(i)).isFalse();
      assertThat(columns.isAutoIncrement(i)).isFalse();
    }
    List<String> all = new ArrayList<>();
    while (rows.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        row.add(String.valueOf(cell(rows, i, columns.getColumnType(i))));
      }
      all.add(String.join(" | ", row));
    }
    SQLWarning warning = rows.getWarnings();
    assertThat(warning == null ? "" : warning.getMessage()).isEmpty();
    rows.close();
    return all;
  }

  private static Object cell(ResultSet rows, int column, int type) throws SQLException {
    Object value =
        switch (type) {
          case Types.BOOLEAN -> rows.getBoolean(column);
          case Types.INTEGER -> rows.getLong(column);
          case Types.VARCHAR -> rows.getString(column);
          default -> rows.getObject(column);
        };
    return rows.wasNull() || value == null ? "null" : value;
  }

  private static List<String> column(ResultSet rows, String column) throws SQLException {
    List<String> values = new ArrayList<>();
    while (rows.next()) {
      values.add(rows.getString(column));
    }
    return values;
  }
}
