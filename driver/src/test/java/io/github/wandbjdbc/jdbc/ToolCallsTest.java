package io.github.wandbjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls of pools, mappers, report engines and browsers, each in its own way. */
class ToolCallsTest {
  private final Connection connection = new HeldClient().connect();

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void poolsPassEmptyNamesAndKeysOfTheirOwn() throws SQLException {
    try (StandIn standIn = StandIn.start()) {
      Properties properties = new Properties();
      properties.setProperty("user", "");
      properties.setProperty("password", "");
      properties.setProperty("APIKEY", StandIn.API_KEY);
      properties.setProperty("poolName", "HikariPool-1");
      String url = "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision";

      try (Connection pooled = DriverManager.getConnection(url, properties)) {
        standIn.forgetRequests();
        pooled.setReadOnly(false);
        pooled.setAutoCommit(false);
        pooled.setNetworkTimeout(Runnable::run, 5_000);
        pooled.setCatalog("lab");
        pooled.setSchema("vision");
        assertThat(pooled.isValid(1)).isTrue();
        pooled.clearWarnings();
        pooled.rollback();

        assertThat(standIn.requests()).isEmpty();
      }
    }
  }

  @Test
  void aForeignUrlIsLeftToOtherDrivers() throws SQLException {
    WandbDriver driver = new WandbDriver();

    assertThat(driver.acceptsURL("jdbc:postgresql://localhost/x")).isFalse();
    assertThat(driver.acceptsURL(null)).isFalse();
    assertThat(driver.connect("jdbc:postgresql://localhost/x", new Properties()) == null).isTrue();
    assertThat(driver.getPropertyInfo(null, null))
        .allSatisfy(property -> assertThat(property.description).isNotBlank())
        .extracting((DriverPropertyInfo property) -> property.name)
        .contains("apiKey", "entity", "project");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into runs (name) values ('x')",
        "update runs set name = 'x'",
        "delete from runs",
        "merge into runs using runs r on true when matched then update set name = 'x'",
        "create table t (a int)",
        "create view v as select 1",
        "drop table runs",
        "alter table runs add column a int",
        "truncate table runs"
      })
  void aWriteIsRefusedAsOne(String sql) throws SQLException {
    Statement statement = connection.createStatement();

    assertState("25006", () -> statement.execute(sql));
    assertState("25006", () -> statement.executeQuery(sql));
    assertState("25006", () -> statement.executeUpdate(sql));
    assertState("25006", () -> statement.executeLargeUpdate(sql, Statement.RETURN_GENERATED_KEYS));
    assertState("25006", () -> connection.prepareStatement(sql));
  }

  @Test
  void boundsMayBeParametersOfAnyWholeType() throws SQLException {
    try (PreparedStatement page =
            connection.prepareStatement("select _step from history limit ? offset ?");
        PreparedStatement next =
            connection.prepareStatement(
                "select _step from history offset ? rows fetch next ? rows only")) {
      page.setLong(1, 2);
      page.setInt(2, 5);
      next.setObject(1, "5");
      next.setObject(2, 2.0);

      assertThat(column(page.executeQuery(), 1)).containsExactly("5", "6");
      assertThat(column(next.executeQuery(), 1)).containsExactly("5", "6");
      page.setLong(2, 7);
      assertThat(column(page.executeQuery(), 1)).containsExactly("7", "8");
    }
  }

  @Test
  void moreThanCanBeGivenIsDowngradedWithAWarning() throws SQLException {
    Statement statement =
        connection.createStatement(
            ResultSet.TYPE_SCROLL_SENSITIVE,
            ResultSet.CONCUR_UPDATABLE,
            ResultSet.HOLD_CURSORS_OVER_COMMIT);

    assertThat(connection.getWarnings().getSQLState()).isEqualTo("01S02");
    assertThat(statement.getResultSetType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
    assertThat(statement.getResultSetConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
    try (ResultSet rows = statement.executeQuery("select 1")) {
      assertThat(rows.getType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
      assertState("0A000", rows::beforeFirst);
    }
    assertThat(column(prepared("select 1", Statement.RETURN_GENERATED_KEYS).executeQuery(), 1))
        .containsExactly("1");
  }

  private PreparedStatement prepared(String sql, int keys) throws SQLException {
    return connection.prepareStatement(sql, keys);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 1007, 1",
    "1003, 0, 1",
    "1003, 1007, 7",
  })
  void whatIsNoOptionIsRefused(int type, int concurrency, int holdability) {
    assertState("HY024", () -> connection.createStatement(type, concurrency, holdability));
    assertState(
        "HY024", () -> connection.prepareStatement("select 1", type, concurrency, holdability));
  }

  @Test
  void patternsThatMatchNothingGiveNothing() throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();

    assertThat(column(metaData.getTables("", null, "%", null), 3)).isEmpty();
    assertThat(column(metaData.getTables(null, "", "%", null), 3)).isEmpty();
    assertThat(column(metaData.getTables("nobody", "nothing", "none", null), 3)).isEmpty();
    assertThat(column(metaData.getTables("TEAM", "Vision", "RUNS", new String[0]), 3))
        .containsExactly("runs");
    assertThat(column(metaData.getTables(null, "my\\_project", "ru_s", null), 2))
        .containsExactly("my_project");
    assertThat(column(metaData.getColumns("team", "nothing", "runs", "%"), 4)).isEmpty();
    assertThat(column(metaData.getColumns("team", "vision", "sampled\\_history", "\\_step"), 4))
        .containsExactly("_step");
    assertThat(column(metaData.getPrimaryKeys(null, null, "nope"), 4)).isEmpty();
  }

  /** The columns as the Javadoc of {@link DatabaseMetaData} lists them. */
  @Test
  void whatThereIsNoneOfHasItsColumnsAllTheSame() throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();

    assertThat(labels(metaData.getProcedures(null, null, null)))
        .startsWith("PROCEDURE_CAT", "PROCEDURE_SCHEM", "PROCEDURE_NAME")
        .endsWith("REMARKS", "PROCEDURE_TYPE", "SPECIFIC_NAME")
        .hasSize(9);
    assertThat(labels(metaData.getProcedureColumns(null, null, null, null))).hasSize(20);
    assertThat(labels(metaData.getFunctions(null, null, null)))
        .containsExactly(
            "FUNCTION_CAT",
            "FUNCTION_SCHEM",
            "FUNCTION_NAME",
            "REMARKS",
            "FUNCTION_TYPE",
            "SPECIFIC_NAME");
    assertThat(labels(metaData.getFunctionColumns(null, null, null, null))).hasSize(17);
    assertThat(labels(metaData.getIndexInfo("team", "vision", "runs", true, true)))
        .startsWith("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "NON_UNIQUE")
        .hasSize(13);
    assertThat(labels(metaData.getBestRowIdentifier("team", "vision", "runs", 0, true)))
        .containsExactly(
            "SCOPE",
            "COLUMN_NAME",
            "DATA_TYPE",
            "TYPE_NAME",
            "COLUMN_SIZE",
            "BUFFER_LENGTH",
            "DECIMAL_DIGITS",
            "PSEUDO_COLUMN");
    assertThat(labels(metaData.getVersionColumns("team", "vision", "runs"))).hasSize(8);
    assertThat(labels(metaData.getColumnPrivileges("team", "vision", "runs", "%"))).hasSize(8);
    assertThat(labels(metaData.getTablePrivileges("team", "vision", "runs"))).hasSize(7);
    assertThat(labels(metaData.getUDTs(null, null, null, null))).hasSize(7);
    assertThat(labels(metaData.getSuperTypes(null, null, null))).hasSize(6);
    assertThat(labels(metaData.getSuperTables(null, null, null))).hasSize(4);
    assertThat(labels(metaData.getAttributes(null, null, null, null))).hasSize(21);
    assertThat(labels(metaData.getPseudoColumns(null, null, null, null))).hasSize(12);
    assertThat(labels(metaData.getClientInfoProperties())).hasSize(4);
    assertThat(labels(metaData.getImportedKeys("team", "vision", "history")))
        .endsWith("FK_NAME", "PK_NAME", "DEFERRABILITY")
        .hasSize(14);
    assertThat(labels(metaData.getColumns("team", "vision", "runs", "%"))).hasSize(24);
    assertThat(labels(metaData.getTypeInfo())).hasSize(18);
  }

  /** Reserved words of ours among them are quoted by tools, which is why they ask. */
  @Test
  void everyScalarFunctionThatIsListedIsThere() throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    List<String> names = new ArrayList<>();
    for (String list :
        List.of(
            metaData.getNumericFunctions(),
            metaData.getStringFunctions(),
            metaData.getSystemFunctions(),
            metaData.getTimeDateFunctions())) {
      names.addAll(Arrays.asList(list.split(",")));
    }

    List<String> missing = new ArrayList<>();
    for (String name : names) {
      try (Statement statement = connection.createStatement()) {
        statement.executeQuery("select {fn " + name + "()}");
      } catch (SQLException e) {
        if (String.valueOf(e.getMessage()).contains("is not defined")
            || !e.getSQLState().startsWith("42")) {
          missing.add(name);
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  private static List<String> labels(ResultSet rows) throws SQLException {
    List<String> labels = new ArrayList<>();
    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
      labels.add(rows.getMetaData().getColumnLabel(i));
    }
    return labels;
  }

  private static List<String> column(ResultSet rows, int column) throws SQLException {
    List<String> values = new ArrayList<>();
    while (rows.next()) {
      values.add(rows.getString(column));
    }
    return values;
  }

  private static void assertState(
      String state, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }
}
