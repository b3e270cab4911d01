package io.github.wandbjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseMetaDataTest {
  private final Connection connection = new HeldClient().connect();
  private @Nullable DatabaseMetaData opened;

  @BeforeEach
  void open() throws SQLException {
    opened = connection.getMetaData();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private DatabaseMetaData metaData() {
    return java.util.Objects.requireNonNull(opened);
  }

  static Stream<Method> everyMethod() {
    return Stream.of(DatabaseMetaData.class.getMethods())
        .filter(method -> method.getDeclaringClass() == DatabaseMetaData.class);
  }

  @ParameterizedTest
  @MethodSource("everyMethod")
  void everyMethodAnswers(Method method) throws IllegalAccessException, SQLException {
    Object[] arguments =
        Stream.of(method.getParameterTypes()).map(DatabaseMetaDataTest::argument).toArray();
    try {
      Object answer = method.invoke(metaData(), arguments);

      assertThat(answer).isNotNull();
      if (answer instanceof ResultSet rows) {
        assertThat(rows.getMetaData().getColumnCount()).isPositive();
        rows.close();
      }
    } catch (InvocationTargetException e) {
      throw new AssertionError(method.getName(), e.getCause());
    }
  }

  private static @Nullable Object argument(Class<?> type) {
    return type == int.class ? (Object) 1003 : type == boolean.class ? (Object) true : null;
  }

  @Test
  void catalogsAreEntitiesAndSchemasProjects() throws SQLException {
    assertThat(rows(metaData().getCatalogs(), "TABLE_CAT")).containsExactly("team");
    assertThat(rows(metaData().getSchemas(), "TABLE_CATALOG", "TABLE_SCHEM"))
        .containsExactly("team my_project", "team vision");
    assertThat(rows(metaData().getSchemas("team", "my\\_project"), "TABLE_SCHEM"))
        .containsExactly("my_project");
    assertThat(rows(metaData().getSchemas("team", "V%"), "TABLE_SCHEM")).containsExactly("vision");
    assertThat(rows(metaData().getSchemas("nobody", null), "TABLE_SCHEM")).isEmpty();
    assertThat(rows(metaData().getSchemas("", null), "TABLE_SCHEM")).isEmpty();
  }

  @Test
  void functionsAreThoseOfTheManual() throws SQLException {
    assertThat(rows(metaData().getFunctions(null, null, "arg\\_m%"), "FUNCTION_NAME", "REMARKS"))
        .containsExactly(
            "ARG_MAX the first argument in the row with the greatest second one; NaN is the greatest number",
            "ARG_MIN the first argument in the row with the least second one");
    assertThat(rows(metaData().getFunctions(null, null, "MOD"), "SPECIFIC_NAME"))
        .containsExactly("MOD_1", "MOD_2", "MOD_3", "MOD_4");
    assertThat(rows(metaData().getFunctions(null, null, null), "FUNCTION_NAME"))
        .contains("DATE_TRUNC", "MEDIAN", "NTILE", "REGEXP_REPLACE", "ROUND")
        .isSorted();
    assertThat(rows(metaData().getFunctions("team", null, null), "FUNCTION_NAME")).isEmpty();
  }

  @Test
  void functionsHaveTheTypesThatTheyTakeAndGive() throws SQLException {
    assertThat(
            rows(
                metaData().getFunctionColumns(null, null, "MOD", "%"),
                "SPECIFIC_NAME",
                "COLUMN_NAME",
                "COLUMN_TYPE",
                "DATA_TYPE",
                "TYPE_NAME",
                "ORDINAL_POSITION"))
        .startsWith(
            "MOD_1  4 4 INTEGER 0", "MOD_1 operand1 1 4 INTEGER 1", "MOD_1 operand2 1 4 INTEGER 2")
        .hasSize(12);
  }

  @Test
  void tablesHaveRemarksAndOneType() throws SQLException {
    assertThat(rows(metaData().getTables("team", "vision", "%", null), "TABLE_NAME", "TABLE_TYPE"))
        .contains("history TABLE", "runs TABLE", "sampled_history TABLE")
        .allMatch(table -> table.endsWith(" TABLE"))
        .isSorted();
    assertThat(
            rows(metaData().getTables(null, null, "r_ns", new String[] {"TABLE"}), "TABLE_SCHEM"))
        .containsExactly("my_project", "vision");
    assertThat(rows(metaData().getTables(null, null, null, new String[] {"VIEW"}), "TABLE_NAME"))
        .isEmpty();
    assertThat(rows(metaData().getTables("team", "vision", null, null), "REMARKS"))
        .allSatisfy(remarks -> assertThat(remarks).isNotBlank());
  }

  @Test
  void columnsAreDescribedAsResultsDescribeThem() throws SQLException {
    List<String> described =
        rows(
            metaData().getColumns("team", "vision", "history", null),
            "COLUMN_NAME",
            "DATA_TYPE",
            "TYPE_NAME",
            "COLUMN_SIZE",
            "NULLABLE");
    List<String> selected = new ArrayList<>();
    try (ResultSet rows = connection.createStatement().executeQuery("select * from history")) {
      var columns = rows.getMetaData();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        selected.add(
            "%s %d %s %d %d"
                .formatted(
                    columns.getColumnName(i),
                    columns.getColumnType(i),
                    columns.getColumnTypeName(i),
                    columns.getPrecision(i),
                    columns.isNullable(i)));
      }
    }

    assertThat(described).isEqualTo(selected).isNotEmpty();
    assertThat(rows(metaData().getColumns("team", "vision", "history", "lo_s"), "COLUMN_NAME"))
        .containsExactly("loss");
    assertThat(rows(metaData().getColumns("team", "vision", "history", null), "REMARKS"))
        .allSatisfy(remarks -> assertThat(remarks).isNotBlank());
  }

  @Test
  void keysLeadFromHistoryToRuns() throws SQLException {
    assertThat(
            rows(metaData().getPrimaryKeys("team", "vision", "history"), "KEY_SEQ", "COLUMN_NAME"))
        .containsExactlyInAnyOrder("1 run_id", "2 _step");
    assertThat(
            rows(
                metaData().getImportedKeys("team", "vision", "history"),
                "PKTABLE_NAME",
                "FKCOLUMN_NAME"))
        .containsExactly("runs run_id");
    assertThat(rows(metaData().getExportedKeys("team", "vision", "runs"), "FKTABLE_NAME"))
        .contains("history");
    assertThat(
            rows(
                metaData().getCrossReference("team", "vision", "runs", "team", "vision", "history"),
                "FKTABLE_NAME",
                "DEFERRABILITY"))
        .containsExactly("history 7");
  }

  @Test
  void typesAreListedByCode() throws SQLException {
    assertThat(rows(metaData().getTypeInfo(), "TYPE_NAME"))
        .containsExactly(
            "BIGINT", "DECIMAL", "INTEGER", "DOUBLE", "VARCHAR", "BOOLEAN", "DATE", "TIMESTAMP");
    assertThat(rows(metaData().getTypeInfo(), "NUM_PREC_RADIX"))
        .containsExactly("10", "10", "10", "2", "null", "null", "null", "null");
  }

  @Test
  void theProductIsNamed() throws SQLException {
    assertThat(metaData().getDatabaseProductName()).isEqualTo("Weights & Biases");
    assertThat(metaData().getDriverName()).isEqualTo("wandb-jdbc");
    assertThat(metaData().getDriverVersion()).matches("\\d+\\.\\d+.*");
    assertThat(metaData().getUserName()).isEqualTo("ada");
    assertThat(metaData().getSQLKeywords()).contains("QUALIFY");
  }

  private static List<String> rows(ResultSet rows, String... columns) throws SQLException {
    List<String> all = new ArrayList<>();
    while (rows.next()) {
      List<String> row = new ArrayList<>();
      for (String column : columns) {
        row.add(rows.getString(column));
      }
      all.add(String.join(" ", row));
    }
    return all;
  }
}
