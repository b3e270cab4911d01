package io.github.wandbjdbc.engine;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The query for {@code SUMMARIZE t}: a row for each column, from one scan. */
final class Summary {
  /** Beyond so many the summary would be of no use to anybody, and long to plan. */
  private static final int MOST_COLUMNS = 300;

  private Summary() {}

  /** The query that summarizes {@code columns} of the rows that {@code rows} selects. */
  static String query(String rows, List<ResultColumn> columns) {
    if (columns.size() > MOST_COLUMNS) {
      throw new StatementException(
          SqlState.LIMIT_EXCEEDED,
          "the table has more than %d columns: select some of them, as in SELECT"
              + " COUNT(x), MIN(x), MAX(x)".formatted(MOST_COLUMNS));
    }
    List<String> aggregates = new ArrayList<>();
    List<String> values = new ArrayList<>();
    aggregates.add("COUNT(*) AS n");
    for (int i = 0; i < columns.size(); i++) {
      ResultColumn column = columns.get(i);
      String name = '"' + column.label().replace("\"", "\"\"") + '"';
      String type = column.type().name();
      boolean isNumber =
          column.type() == SqlValueType.DOUBLE || column.type() == SqlValueType.BIGINT;
      aggregates.add("COUNT(%s) AS k%d".formatted(name, i));
      aggregates.add(bound("MIN", name, i, column));
      aggregates.add(bound("MAX", name, i, column));
      aggregates.add(
          (isNumber ? "AVG(%s) AS a%d" : "CAST(NULL AS DOUBLE) AS a%2$d").formatted(name, i));
      values.add(
          "('%s', '%s', s.k%d, s.n - s.k%3$d, s.min%3$d, s.max%3$d, s.a%3$d)"
              .formatted(column.label().replace("'", "''"), type, i));
    }
    return "SELECT c.* FROM (SELECT %s FROM (%s) AS t) AS s CROSS JOIN LATERAL (VALUES %s)"
            .formatted(String.join(", ", aggregates), rows, String.join(", ", values))
        + " AS c (column_name, data_type, value_count, null_count, minimum, maximum, mean)";
  }

  private static String bound(String aggregate, String name, int i, ResultColumn column) {
    return "CAST(%s(%s) AS VARCHAR) AS %s%d"
        .formatted(
            aggregate,
            column.type() == SqlValueType.BOOLEAN ? "CAST(" + name + " AS VARCHAR)" : name,
            aggregate.toLowerCase(Locale.ROOT),
            i);
  }
}
