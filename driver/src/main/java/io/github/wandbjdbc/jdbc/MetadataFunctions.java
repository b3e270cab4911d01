package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.engine.Functions;
import io.github.wandbjdbc.engine.Functions.Way;
import io.github.wandbjdbc.engine.SqlValueType;
import io.github.wandbjdbc.jdbc.metadata.MetadataRows;
import io.github.wandbjdbc.jdbc.metadata.NamePattern;
import java.sql.DatabaseMetaData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The functions of statements, as {@link DatabaseMetaData#getFunctions} and {@link
 * DatabaseMetaData#getFunctionColumns} have them. They are of no catalog and no schema.
 */
final class MetadataFunctions {
  private final NamePattern names;
  private final boolean isWanted;

  /** Those whose names match; none if a catalog or a schema of theirs is asked for. */
  MetadataFunctions(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String namePattern) {
    this.names = NamePattern.of(namePattern);
    this.isWanted =
        (catalog == null || catalog.isEmpty())
            && (schemaPattern == null || schemaPattern.isEmpty() || schemaPattern.equals("%"));
  }

  private List<Functions.Function> functions() {
    return isWanted
        ? Functions.all().stream()
            .filter(Functions.Function::isCalledByName)
            .filter(function -> names.matches(function.name()))
            .toList()
        : List.of();
  }

  /** One row for each way to call one. */
  MetadataRows rows() {
    MetadataRows rows = MetadataRows.empty(MetadataColumns.FUNCTIONS);
    for (Functions.Function function : functions()) {
      for (int way = 0; way < Math.max(1, function.ways().size()); way++) {
        rows.add(
            null,
            null,
            function.name(),
            function.remarks(),
            DatabaseMetaData.functionNoTable,
            specificName(function, way));
      }
    }
    return rows.sortedBy(2, 5);
  }

  private static String specificName(Functions.Function function, int way) {
    return function.name() + "_" + (way + 1);
  }

  /** A row for the value and each operand of each way to call one. */
  MetadataRows columns(@Nullable String columnPattern) {
    NamePattern columns = NamePattern.of(columnPattern);
    MetadataRows rows = MetadataRows.empty(MetadataColumns.FUNCTION_COLUMNS);
    for (Functions.Function function : functions()) {
      for (int number = 0; number < function.ways().size(); number++) {
        Way way = function.ways().get(number);
        String specific = specificName(function, number);
        add(
            rows,
            columns,
            function,
            "",
            DatabaseMetaData.functionReturn,
            way.result(),
            0,
            specific);
        for (int i = 0; i < way.operands().size(); i++) {
          add(
              rows,
              columns,
              function,
              "operand" + (i + 1),
              DatabaseMetaData.functionColumnIn,
              way.operands().get(i),
              i + 1,
              specific);
        }
      }
    }
    return rows.sortedBy(2, 16, 14);
  }

  private static void add(
      MetadataRows rows,
      NamePattern columns,
      Functions.Function function,
      String column,
      int columnType,
      Functions.Type type,
      int position,
      String specific) {
    if (!columns.matches(column)) {
      return;
    }
    SqlValueType jdbc = type.jdbc();
    rows.add(
        null,
        null,
        function.name(),
        column,
        columnType,
        jdbc.jdbcType(),
        type.name(),
        jdbc.precision(),
        jdbc.displaySize(),
        jdbc.isNumeric() ? jdbc.scale() : null,
        jdbc.isNumeric() ? (jdbc == SqlValueType.DOUBLE ? 2 : 10) : null,
        DatabaseMetaData.functionNullable,
        null,
        jdbc == SqlValueType.VARCHAR ? Integer.MAX_VALUE : null,
        position,
        "YES",
        specific);
  }
}
