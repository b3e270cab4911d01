package io.github.wandbjdbc.engine.parse;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** The queries that {@code SHOW TABLES}, {@code DESCRIBE t} and their kin stand for. */
final class ShowStatements {
  private ShowStatements() {}

  /** Whether {@code call} asks about one table. */
  static boolean isOfTable(SqlCall call) {
    return Set.of("SHOW COLUMNS", "DESCRIBE", "SUMMARIZE").contains(what(call));
  }

  /** All rows of the table that {@code call} asks about. */
  static String rows(SqlCall call) {
    return "SELECT * FROM " + quoted(name(call.operand(1)));
  }

  /** Lets the table of {@code rows}, as they were parsed, stand where {@code call} names it. */
  static void place(SqlCall call, SqlNode rows) {
    if (call.operand(1) instanceof SqlIdentifier written && rows instanceof SqlSelect select) {
      List<SqlParserPos> positions = new ArrayList<>();
      for (int i = 0; i < written.names.size(); i++) {
        positions.add(written.getComponentParserPosition(i).withQuoting(true));
      }
      select.setFrom(
          new SqlIdentifier(written.names, null, written.getParserPosition(), positions));
    }
  }

  /** The query that answers {@code call}; "" for a summary, which the table's columns decide. */
  static String query(SqlCall call) {
    List<String> name = name(call.operand(1));
    return switch (what(call)) {
      case "SHOW TABLES" ->
          "SELECT table_name, table_type, remarks FROM information_schema.tables WHERE "
              + place(name)
              + like("table_name", call)
              + " ORDER BY table_name";
      case "SHOW SCHEMAS", "SHOW DATABASES", "SHOW PROJECTS" ->
          "SELECT schema_name FROM information_schema.schemata WHERE "
              + equal("catalog_name", name.isEmpty() ? null : name.get(0), "CURRENT_CATALOG")
              + like("schema_name", call)
              + " ORDER BY schema_name";
      case "SHOW CATALOGS", "SHOW ENTITIES" ->
          "SELECT DISTINCT catalog_name FROM information_schema.schemata WHERE TRUE"
              + like("catalog_name", call)
              + " ORDER BY catalog_name";
      case "SHOW COLUMNS", "DESCRIBE" -> columns(name, like("column_name", call));
      case "SUMMARIZE" -> "";
      default ->
          throw new StatementException(
              SqlState.STATEMENT_FAULT,
              what(call)
                  + " is not supported; SHOW TABLES, SHOW SCHEMAS, SHOW CATALOGS and SHOW COLUMNS"
                  + " FROM t are; for everything else, see information_schema");
    };
  }

  private static String columns(List<String> name, String like) {
    if (name.isEmpty()) {
      throw new StatementException(
          SqlState.SYNTAX, "syntax error: the table is missing: SHOW COLUMNS FROM runs");
    }
    String table = name.get(name.size() - 1);
    return "SELECT column_name, data_type, is_nullable, remarks FROM information_schema.columns WHERE "
        + place(name.subList(0, name.size() - 1))
        + " AND LOWER(table_name) = LOWER("
        + text(table)
        + ")"
        + like
        + " ORDER BY ordinal_position";
  }

  /** The condition on the schema {@code name}, or that of a catalog too. */
  private static String place(List<String> name) {
    int last = name.size() - 1;
    return equal("table_schema", last < 0 ? null : name.get(last), "CURRENT_SCHEMA")
        + " AND "
        + equal("table_catalog", last < 1 ? null : name.get(last - 1), "CURRENT_CATALOG");
  }

  private static String equal(String column, @Nullable String value, String otherwise) {
    return "%s = %s".formatted(column, value == null ? otherwise : text(value));
  }

  private static String like(String column, SqlCall call) {
    SqlNode pattern = call.operand(2);
    return pattern instanceof SqlLiteral literal && literal.getValue() != null
        ? " AND %s ILIKE %s".formatted(column, text(literal.getValueAs(String.class)))
        : "";
  }

  private static String what(SqlCall call) {
    SqlLiteral what = call.operand(0);
    return what.getValueAs(String.class);
  }

  private static List<String> name(SqlNode name) {
    return name instanceof SqlIdentifier identifier ? identifier.names : List.of();
  }

  private static String quoted(List<String> name) {
    List<String> parts = new ArrayList<>();
    name.forEach(part -> parts.add('"' + part.replace("\"", "\"\"") + '"'));
    return String.join(".", parts);
  }

  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
