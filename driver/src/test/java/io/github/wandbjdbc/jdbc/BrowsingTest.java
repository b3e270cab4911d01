package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The requests of browsing; all descriptions of a column agree. */
class BrowsingTest {
  private static final int PROJECTS = 500;

  private final StandIn standIn = StandIn.start();
  private @Nullable Connection opened;

  @BeforeEach
  void connect() {
    for (int i = 0; i < PROJECTS; i++) {
      standIn.holds(
          "lab",
          "project%03d".formatted(i),
          experiment("run")
              .config("lr", 0.1)
              .config("name", "x")
              .summary("ok", true)
              .logging("train/loss", "Loss", "loss")
              .forSteps(3));
    }
    opened = StatementControlTest.connect(standIn);
  }

  @AfterEach
  void close() throws SQLException {
    connection().close();
    standIn.close();
  }

  private Connection connection() {
    return java.util.Objects.requireNonNull(opened);
  }

  private DatabaseMetaData metaData() throws SQLException {
    return connection().getMetaData();
  }

  @Test
  void connectingAsksWhoTheViewerIs() {
    assertThat(standIn.requests()).hasSize(1);
    assertThat(standIn.requestsFor("viewer")).hasSize(1);
  }

  @Test
  void aTreeOfFiveHundredProjectsIsAPageOrTwoOfNames() throws SQLException {
    standIn.forgetRequests();

    assertThat(names(metaData().getCatalogs(), "TABLE_CAT")).contains("lab");
    assertThat(names(metaData().getSchemas("lab", "%"), "TABLE_SCHEM")).hasSize(PROJECTS + 1);
    assertThat(names(metaData().getTables("lab", null, "%", null), "TABLE_NAME"))
        .filteredOn("runs"::equals)
        .hasSize(PROJECTS + 1);

    assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(3);
    assertThat(standIn.requestsFor("runs")).isEmpty();
  }

  @Test
  void aPoolsConnectionsAskOnlyOnce() throws SQLException {
    names(metaData().getColumns("lab", "project007", "history", "%"), "COLUMN_NAME");
    standIn.forgetRequests();

    for (int i = 0; i < 31; i++) {
      try (Connection sibling = StatementControlTest.connect(standIn)) {
        names(sibling.getMetaData().getColumns("lab", "project007", "history", "%"), "COLUMN_NAME");
      }
    }

    assertThat(standIn.requests()).hasSameSizeAs(standIn.requestsFor("viewer")).hasSize(31);
  }

  @Test
  void theNamesAreRemembered() throws SQLException {
    names(metaData().getTables("lab", "%", "%", null), "TABLE_NAME");
    standIn.forgetRequests();

    names(metaData().getCatalogs(), "TABLE_CAT");
    names(metaData().getSchemas(), "TABLE_SCHEM");
    names(metaData().getTables("lab", "project007", "%", null), "TABLE_NAME");

    assertThat(standIn.requests()).isEmpty();
  }

  @Test
  void aTableIsDiscoveredWhenItIsOpenedAndThenRemembered() throws SQLException {
    names(metaData().getTables("lab", "%", "%", null), "TABLE_NAME");
    standIn.forgetRequests();

    List<String> columns =
        names(metaData().getColumns("lab", "project007", "history", "%"), "COLUMN_NAME");
    int asked = standIn.requests().size();
    names(metaData().getPrimaryKeys("lab", "project007", "history"), "COLUMN_NAME");
    names(metaData().getImportedKeys("lab", "project007", "history"), "FKCOLUMN_NAME");
    names(metaData().getIndexInfo("lab", "project007", "history", false, true), "INDEX_NAME");
    names(metaData().getColumns("lab", "project007", "history", "%"), "COLUMN_NAME");

    assertThat(columns).contains("run_id", "_step", "train/loss", "Loss", "loss_2");
    assertThat(asked).isBetween(1, 3);
    assertThat(standIn.requests()).hasSize(asked);
    assertThat(standIn.requests().toString()).doesNotContain("project008");
  }

  @Test
  void everyColumnIsDescribedAlikeEverywhere() throws SQLException {
    Map<String, Integer> types = new HashMap<>();
    try (ResultSet rows = metaData().getTypeInfo()) {
      while (rows.next()) {
        types.putIfAbsent(rows.getString("TYPE_NAME"), rows.getInt("DATA_TYPE"));
      }
    }
    for (String table : List.of("runs", "history", "sampled_history")) {
      List<String> described = described(table);
      List<String> selected = selected("select * from \"project007\"." + table);

      assertThat(described).isEqualTo(selected).hasSizeGreaterThan(7);
      try (ResultSet rows = metaData().getColumns("lab", "project007", table, null)) {
        while (rows.next()) {
          assertThat(types).containsEntry(rows.getString("TYPE_NAME"), rows.getInt("DATA_TYPE"));
          assertThat(rows.getString("REMARKS")).isNotBlank();
        }
      }
    }
  }

  private List<String> described(String table) throws SQLException {
    List<String> all = new ArrayList<>();
    try (ResultSet rows = metaData().getColumns("lab", "project007", table, null)) {
      while (rows.next()) {
        all.add(
            "%s.%s.%s.%s: %s %d (%d, %d) %d"
                .formatted(
                    rows.getString("TABLE_CAT"),
                    rows.getString("TABLE_SCHEM"),
                    rows.getString("TABLE_NAME"),
                    rows.getString("COLUMN_NAME"),
                    rows.getString("TYPE_NAME"),
                    rows.getInt("DATA_TYPE"),
                    rows.getInt("COLUMN_SIZE"),
                    rows.getInt("DECIMAL_DIGITS"),
                    rows.getInt("NULLABLE")));
      }
    }
    return all;
  }

  private List<String> selected(String sql) throws SQLException {
    List<String> all = new ArrayList<>();
    try (ResultSet rows = connection().createStatement().executeQuery(sql)) {
      ResultSetMetaData columns = rows.getMetaData();
      assertThat(rows.next()).isTrue();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        all.add(
            "%s.%s.%s.%s: %s %d (%d, %d) %d"
                .formatted(
                    columns.getCatalogName(i),
                    columns.getSchemaName(i),
                    columns.getTableName(i),
                    columns.getColumnName(i),
                    columns.getColumnTypeName(i),
                    columns.getColumnType(i),
                    columns.getPrecision(i),
                    columns.getScale(i),
                    // A creation that can't be read is NULL, though all sources promise one.
                    columns.getColumnName(i).equals("created_at") ? 0 : columns.isNullable(i)));
        Object value = rows.getObject(i);
        assertThat(value == null ? "" : value.getClass().getName())
            .isIn("", columns.getColumnClassName(i));
        assertThat(columns.getColumnDisplaySize(i)).isPositive();
      }
    }
    return all;
  }

  private static List<String> names(ResultSet rows, String column) throws SQLException {
    List<String> names = new ArrayList<>();
    while (rows.next()) {
      names.add(rows.getString(column));
    }
    return names;
  }
}
