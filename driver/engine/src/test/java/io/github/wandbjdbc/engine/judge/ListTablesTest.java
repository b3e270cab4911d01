package io.github.wandbjdbc.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.LossTable;
import io.github.wandbjdbc.engine.values.StatementException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Table functions that make rows of values: the same rows as PostgreSQL's, in their order. */
class ListTablesTest {
  private static final List<String> FROM =
      List.of(
          "generate_series(1, 4) AS s(x)",
          "generate_series(4, 1) AS s(x)",
          "generate_series(4, 1, -2) AS s(x)",
          "generate_series(1, 1, 7) AS s(x)",
          "generate_series(-3, 5, 4) AS s(x)",
          "generate_series(9223372036854775805, 9223372036854775807) AS s(x)",
          "generate_series(-9223372036854775807, 9223372036854775807, 6148914691236517205) AS s(x)",
          "generate_series(2147483640, 2147483647, 3) AS s(x)",
          "generate_series(1.0, 2, 0.25) AS s(x)",
          "generate_series(1, 3.5) AS s(x)",
          "generate_series(0.3, -0.35, -0.1) AS s(x)",
          "generate_series(1, NULL) AS s(x)",
          "generate_series(TIMESTAMP '2024-02-28 00:00:00', TIMESTAMP '2024-03-01 12:00:00',"
              + " INTERVAL '12' HOUR) AS s(x)",
          "generate_series(TIMESTAMP '2024-03-01 00:00:00', TIMESTAMP '2024-02-28 00:00:00',"
              + " INTERVAL '-1' DAY) AS s(x)",
          "generate_series(TIMESTAMP '2023-12-31 00:00:00', TIMESTAMP '2024-06-30 00:00:00',"
              + " INTERVAL '1' MONTH) AS s(x)",
          "generate_series(TIMESTAMP '2024-02-29 00:00:00', TIMESTAMP '2020-02-29 00:00:00',"
              + " INTERVAL '-1' YEAR) AS s(x)",
          "string_to_table('a,b,,c', ',') AS s(x)",
          "string_to_table('a,b,,c,', ',', '') AS s(x)",
          "string_to_table('aXXbXXc', 'XX') AS s(x)",
          "string_to_table('a,b', '') AS s(x)",
          "string_to_table('h😀é', NULL) AS s(x)",
          "string_to_table('', ',') AS s(x)",
          "string_to_table(NULL, ',') AS s(x)",
          "regexp_split_to_table('a1b22c', '[0-9]+') AS s(x)",
          "regexp_split_to_table('hello world', '') AS s(x)",
          "regexp_split_to_table('the quick  fox', '\\s*') AS s(x)",
          "regexp_split_to_table('1a1', '1') AS s(x)",
          "regexp_split_to_table('aXbxc', 'x', 'i') AS s(x)",
          "regexp_split_to_table('', 'x') AS s(x)",
          "json_array_elements_text('[1, \"a\", null, [2, {\"b\": 1}], true, 1.50]') AS s(x)",
          "json_array_elements_text('[]') AS s(x)",
          "json_array_elements('[1, \"a\", [2]]') AS s(x)",
          "json_object_keys('{\"lr\": 1, \"a\": {}}') AS s(x)",
          "unnest(ARRAY[1, 2, NULL]) AS s(x)",
          "generate_series(1, 3) AS a(i), generate_series(1, a.i) AS s(x)",
          "generate_series(1, 3) AS a(i) LEFT JOIN generate_series(2, a.i) AS s(x) ON TRUE",
          "(SELECT generate_series FROM generate_series(1, 2)) AS s(x)",
          "(SELECT x, x * 2 FROM generate_series(1, 2) AS x) AS s(y, x)",
          "generate_series(1, 3) AS a(i), LATERAL (SELECT COUNT(*) FROM generate_series(1, a.i)) AS s(x)");

  private static final List<String> FAULTS =
      List.of(
          "generate_series(1, 2, 0) AS s(x)",
          "generate_series(TIMESTAMP '2024-02-28 00:00:00', TIMESTAMP '2024-03-01 12:00:00',"
              + " INTERVAL '0' HOUR) AS s(x)",
          "json_array_elements_text('{}') AS s(x)",
          "json_array_elements_text('1') AS s(x)",
          "json_object_keys('[1]') AS s(x)",
          "regexp_split_to_table('a', 'a', 'g') AS s(x)");

  private final LossTable none = new LossTable(List.of());

  @Test
  void theRowsArePostgresRowsInTheirOrder() throws SQLException {
    Postgres postgres = Postgres.startOrSkip();
    List<String> differences = new ArrayList<>();

    for (String from : FROM) {
      List<String> theirs = new ArrayList<>();
      postgres
          .rows("SELECT x FROM " + from.replace("json_", "jsonb_"))
          .forEach(row -> theirs.add(String.valueOf(row.get(0))));
      List<String> ours = none.firstColumn("SELECT CAST(x AS VARCHAR) FROM " + from);
      if (!ours.equals(theirs)) {
        differences.add("%s: %s, PostgreSQL %s".formatted(from, ours, theirs));
      }
    }

    assertThat(differences).isEmpty();
  }

  @Test
  void whatPostgresRefusesIsRefused() {
    Postgres postgres = Postgres.startOrSkip();

    for (String from : FAULTS) {
      assertThatThrownBy(() -> postgres.rows("SELECT x FROM " + from.replace("json_", "jsonb_")))
          .as(from)
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> none.rows("SELECT x FROM " + from))
          .as(from)
          .isInstanceOf(StatementException.class);
    }
  }

  @Test
  void aSeriesOfManyRowsHoldsNone() {
    assertThat(none.rows("SELECT COUNT(*), MAX(x) FROM generate_series(1, 3000000) AS s(x)"))
        .containsExactly("3000000 3000000");
    assertThat(none.rows("SELECT x FROM generate_series(1, 2000000000) AS s(x) LIMIT 1"))
        .containsExactly("1");
  }

  @Test
  void aSeriesInThePlaceOfAValueIsRefusedWithTheQuery() {
    assertThatThrownBy(() -> none.rows("SELECT 1 WHERE generate_series(1, 3) = 1"))
        .hasMessageContaining("FROM GENERATE_SERIES(…) AS s(i)");
  }
}
