package io.github.wandbjdbc.sql.differential;

import java.util.ArrayList;
import java.util.List;

/**
 * Groups by expressions of every kind, beside groups by their columns, asked for in each clause.
 */
final class GroupingShapes {
  private static final String ROWS =
      "(VALUES (1, 2, 'xa', DATE '2020-01-01', '{\"a\": 1}'), (2, 3, 'xb', DATE '2020-02-03', '{}'),"
          + " (3, 2, 'y', DATE '2021-01-01', '{\"a\": 2}'), (1, 3, 'y', DATE '2020-01-01', NULL))"
          + " t (v, w, g, d, j)";

  private static final List<String> EXPRESSIONS =
      List.of(
          "v IN (1, 2)",
          "v NOT IN (1, 3)",
          "g IN ('xa', 'y')",
          "v IN (1, 2.5)",
          "(v, w) IN ((1, 2), (2, 3))",
          "(v, w) NOT IN ((1, 2))",
          "(v, w) = (1, 2)",
          "(v, w) < (2, 3)",
          "v IN (SELECT 1)",
          "CASE WHEN v = 1 THEN 'a' ELSE g END",
          "CASE v WHEN 1 THEN 'a' END",
          "CAST(v AS text)",
          "v::double precision",
          "v BETWEEN 1 AND 2",
          "v NOT BETWEEN SYMMETRIC 3 AND 2",
          "g LIKE 'x%'",
          "g NOT ILIKE 'X%'",
          "v IS NULL",
          "(v = 1) IS NOT TRUE",
          "v IS DISTINCT FROM 1",
          "NOT (v = 1 OR w = 2)",
          "COALESCE(v, 0)",
          "NULLIF(v, 1)",
          "GREATEST(v, w)",
          "SUBSTRING(g FROM 1 FOR 1)",
          "TRIM(LEADING 'x' FROM g)",
          "POSITION('x' IN g)",
          "OVERLAY(g PLACING 'q' FROM 1)",
          "EXTRACT(YEAR FROM d)",
          "d + INTERVAL '1' DAY",
          "JSON_VALUE(j, '$.a' RETURNING INTEGER)",
          "JSON_EXISTS(j, '$.a')",
          "-v",
          "v % 2",
          "g || 'a'",
          "LEFT(g, 1)");

  private static final List<String> CLAUSES =
      List.of(
          "SELECT %1$s, COUNT(*) %2$s",
          "SELECT v, w, RANK() OVER (ORDER BY %1$s, COUNT(*)) %2$s",
          "SELECT v, w, SUM(COUNT(*)) OVER (PARTITION BY %1$s) %2$s",
          "SELECT v, w, COUNT(*) %2$s HAVING (%1$s) IS NULL",
          "SELECT COALESCE(CAST(%1$s AS text), 'all'), GROUPING(%1$s) %2$s",
          "SELECT FIRST_VALUE(%1$s) OVER (ORDER BY v, w, COUNT(*), GROUPING(%1$s)) %2$s",
          "SELECT g, CASE WHEN (%1$s) IS NULL THEN 'all' ELSE CAST(%1$s AS text) END, COUNT(*) %2$s",
          "SELECT v FROM (SELECT v, w, COUNT(*) AS n %2$s ORDER BY %1$s, v, w, n LIMIT 5) s");

  /** Two ways to write the same, or what seems so and isn't. */
  private static final List<List<String>> PAIRS =
      List.of(
          List.of("CAST(v AS text)", "v::text"),
          List.of("v::int8", "CAST(V AS BIGINT)"),
          List.of("v::numeric(5, 2)", "CAST(t.v AS DECIMAL(5,2))"),
          List.of("v <> 1", "v != 1"),
          List.of("v BETWEEN 1 AND 2", "v >= 1 AND v <= 2"),
          List.of("v NOT BETWEEN 1 AND 2", "v < 1 OR v > 2"),
          List.of("v IN (1)", "v = 1"),
          List.of("v NOT IN (1)", "v <> 1"),
          List.of("(v, w) = (1, 2)", "v = 1 AND w = 2"),
          List.of("(v, w) IN ((1, 2))", "(t.v, w) = (1, 2)"),
          List.of("DATE '2020-01-01' < d", "'2020-01-01'::date < d"),
          List.of("d > '2020-01-01'", "d > DATE '2020-01-01'"),
          List.of("SUBSTRING(g FROM 1 FOR 1)", "substring(g, 1, 1)"),
          List.of("(v + w) + 1", "v + w + 1"),
          List.of("v = 1 AND w = 2 AND g = 'y'", "(v = 1 AND w = 2) AND g = 'y'"),
          List.of("v + 1", "1 + v"),
          List.of("v + (w + 1)", "v + w + 1"),
          List.of("CHAR_LENGTH(g)", "LENGTH(g)"));

  private GroupingShapes() {}

  /** Statements by each expression in each clause, and by one way to write it beside the other. */
  static List<String> all() {
    List<String> statements = new ArrayList<>();
    for (String expression : EXPRESSIONS) {
      String grouped = from(expression);
      for (String clause : CLAUSES) {
        statements.add(clause.formatted(expression, grouped));
      }
    }
    for (List<String> pair : PAIRS) {
      statements.add("SELECT %s, COUNT(*) %s".formatted(pair.get(1), from(pair.get(0))));
      statements.add("SELECT %s, COUNT(*) %s".formatted(pair.get(0), from(pair.get(1))));
      statements.add(
          "SELECT %s, COUNT(*) FROM %s GROUP BY %s".formatted(pair.get(1), ROWS, pair.get(0)));
      statements.add(
          "SELECT DISTINCT %s FROM %s ORDER BY %s".formatted(pair.get(1), ROWS, pair.get(0)));
    }
    return statements;
  }

  private static String from(String expression) {
    return "FROM %s GROUP BY ROLLUP(%s), ROLLUP(v), CUBE(w), GROUPING SETS ((g, d, j), ())"
        .formatted(ROWS, expression);
  }
}
