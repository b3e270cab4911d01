package io.github.wandbjdbc.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.LossTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The places of rows that there aren't, as PostgreSQL tells them. */
class HypotheticalSetsTest {
  private static final List<String> TABLES =
      List.of(
          "(VALUES (1, 'a'), (1, 'b'), (3, 'b'), (NULL, 'c'), (7, NULL)) AS t (n, s)",
          "(VALUES (1.5, 'a'), (0.5, 'é'), (2.5, '😀')) AS t (n, s)",
          "(SELECT * FROM (VALUES (1, 'a')) AS v (n, s) WHERE n > 1) AS t",
          "(VALUES (2::FLOAT8, 'a'), ('NaN'::FLOAT8, 'b'), ('Infinity'::FLOAT8, 'b')) AS t (n, s)");

  private static final List<String> ORDERS =
      List.of("n", "n DESC NULLS LAST", "n NULLS FIRST", "n DESC NULLS FIRST", "n + 1");

  private final LossTable none = new LossTable(List.of());

  @Test
  void thePlacesArePostgresPlaces() throws SQLException {
    Postgres postgres = Postgres.startOrSkip();
    List<String> differences = new ArrayList<>();

    for (String table : TABLES) {
      for (String function : List.of("RANK", "DENSE_RANK", "PERCENT_RANK", "CUME_DIST")) {
        for (String order : ORDERS) {
          for (String value : List.of("0", "1", "2", "2.5", "8", "NULL", "'NaN'::FLOAT8")) {
            compare(postgres, function, value, order, table, differences);
          }
        }
        compare(postgres, function, "'b'", "s", table, differences);
        compare(postgres, function, "'b'", "s DESC NULLS LAST", table, differences);
      }
    }

    assertThat(differences).isEmpty();
  }

  private void compare(
      Postgres postgres,
      String function,
      String value,
      String order,
      String table,
      List<String> differences)
      throws SQLException {
    String sql =
        "SELECT %s(%s) WITHIN GROUP (ORDER BY %s) FROM %s".formatted(function, value, order, table);
    double theirs = Double.parseDouble(String.valueOf(postgres.rows(sql).get(0).get(0)));
    double ours = Double.parseDouble(none.firstColumn(sql).get(0));
    if (Math.abs(theirs - ours) > 1e-12) {
      differences.add("%s: %s, PostgreSQL %s".formatted(sql, ours, theirs));
    }
  }

  @Test
  void aFilterSelectsTheRows() {
    assertThat(
            none.rows(
                "SELECT s, RANK(2) WITHIN GROUP (ORDER BY n DESC) FILTER (WHERE n < 9)"
                    + " FROM (VALUES (1, 'a'), (4, 'a'), (9, 'a'), (5, 'b')) AS t (n, s)"
                    + " GROUP BY s ORDER BY s"))
        .containsExactly("a 2", "b 2");
  }

  @Test
  void aValueOfEachRowIsRefused() {
    assertThatThrownBy(
            () ->
                none.rows(
                    "SELECT RANK(n) WITHIN GROUP (ORDER BY n) FROM (VALUES (1), (2)) AS t (n)"))
        .hasMessageContaining("must be a constant or a parameter");
  }
}
