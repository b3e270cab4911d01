package io.github.wandbjdbc.sql.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Statements of every shape that certain kinds have, over tables that they bring along. */
final class StatementShapes {
  /** Tables without NULL, and with: what is joined instead of asked depends on that. */
  private static final List<String> TABLES =
      List.of(
          "o(a, b, t) AS (VALUES (1, 10, 'x'), (2, 20, 'y'), (3, 7, 'z'), (4, 5, 'w'), (2, 20, 'u'),"
              + " (2, 8, 's')), i(a, c) AS (VALUES (1, 100), (1, 200), (2, 300), (5, 7), (2, 9),"
              + " (4, 10), (2, 20)), k(a, d) AS (VALUES (5, 6), (7, 8), (1, 9), (4, 1), (2, 2),"
              + " (2, 20))",
          "o(a, b, t) AS (VALUES (1, 10, 'x'), (2, 20, 'y'), (3, NULL, 'z'), (NULL, 5, 'w'),"
              + " (NULL, NULL, 'v'), (2, 20, 'u')), i(a, c) AS (VALUES (1, 100), (1, 200), (2, 300),"
              + " (5, NULL), (2, NULL), (NULL, 7)), k(a, d) AS (VALUES (5, 6), (7, 8), (1, 9),"
              + " (NULL, 1), (2, NULL))");

  private StatementShapes() {}

  /** Correlated queries: in each place, with each body, under each condition. */
  static List<String> correlated() {
    List<String> conditions =
        List.of(
            "i.a = o.a",
            "i.a = o.a AND i.c > o.b",
            "i.c > o.b OR o.b IS NULL",
            "i.a IS NOT DISTINCT FROM o.a",
            "i.a = o.a AND i.a = o.b / 10",
            "i.a = o.a AND EXISTS (SELECT 1 FROM k WHERE k.a = o.a AND k.d < i.c)",
            "NOT EXISTS (SELECT 1 FROM k WHERE k.a = i.a AND k.d < o.b)",
            "(i.a, i.c) NOT IN (SELECT k.a, k.d FROM k WHERE k.a >= o.a)",
            "i.c > (SELECT MIN(k.d) FROM k WHERE k.a = o.a)");
    List<String> bodies =
        List.of(
            "SELECT MAX(i.c) AS x FROM i WHERE %s",
            "SELECT COALESCE(SUM(i.c), 0) + 1 AS x FROM i WHERE %s",
            "SELECT COUNT(*) AS x FROM i WHERE %s",
            "SELECT COALESCE(MAX(i.c), 0) + o.b AS x FROM i WHERE %s HAVING COUNT(*) < o.a + 5",
            "SELECT SUM(i.c) OVER () AS x FROM i WHERE %s ORDER BY i.c LIMIT 1",
            "SELECT MAX(z.c) AS x FROM (SELECT i.c FROM i WHERE %s) z WHERE z.c > 9 * o.a OR z.c = 9",
            "SELECT COUNT(*) AS x FROM i JOIN k ON i.a = k.a WHERE %s",
            "SELECT COUNT(*) AS x FROM (SELECT * FROM i WHERE %s) p,"
                + " (SELECT * FROM k WHERE k.a = o.a) q",
            "SELECT i.c AS x FROM i WHERE %s ORDER BY i.c LIMIT 1",
            "SELECT MAX(z.c) AS x FROM (SELECT i.c FROM i WHERE %s UNION ALL"
                + " SELECT k.d FROM k WHERE k.a = o.a) z");
    List<String> places =
        List.of(
            "SELECT o.t, (%s) FROM o",
            "SELECT o.t, l.x FROM o CROSS JOIN LATERAL (%s) l",
            "SELECT o.t, l.x FROM o LEFT JOIN LATERAL (%s) l ON l.x > 5",
            "SELECT o.t FROM o WHERE (%s) IS NULL",
            "SELECT o.t FROM o WHERE o.b > (%s) OR o.t = 'x'",
            "SELECT o.t, o.b IN (%s), o.b NOT IN (%1$s) FROM o",
            "SELECT o.t FROM o WHERE o.b NOT IN (%s)",
            "SELECT (SELECT (SELECT MAX(y) FROM (%s) m(y)) FROM (VALUES (1)) v(w)) FROM o");
    List<String> statements = new ArrayList<>();
    for (String condition : conditions) {
      for (String body : bodies) {
        for (String place : places) {
          statements.add(place.replace("%1$s", "%s").replace("%s", body.formatted(condition)));
        }
      }
    }
    statements.addAll(
        List.of(
            "SELECT o.t, (SELECT STRING_AGG(CAST(i.c AS VARCHAR), ',' ORDER BY i.c) FROM i"
                + " WHERE i.a = o.a) FROM o",
            "SELECT o.t, i.c FROM i JOIN o ON o.a IN (SELECT k.a FROM k WHERE EXISTS (SELECT 1 FROM i j"
                + " WHERE j.a = k.a AND j.c > o.b))",
            "SELECT o.t, i.c FROM i JOIN o ON o.a = i.a AND NOT EXISTS (SELECT 1 FROM k WHERE (k.a, k.d)"
                + " NOT IN (SELECT o.a, j.c FROM i j WHERE j.c > i.c))",
            "SELECT o.t, l.x, l.s FROM o, LATERAL (SELECT o.b * i.a AS x, SUM(i.c) AS s FROM i GROUP BY"
                + " ROLLUP(i.a)) l",
            "SELECT o.t, (SELECT RANK() OVER (ORDER BY COUNT(*) + o.b) FROM i) FROM o",
            "SELECT o.t, (SELECT SUM(o.b) OVER () FROM i GROUP BY i.a LIMIT 1) FROM o",
            "SELECT o.t, (SELECT CASE WHEN o.b > 9 THEN MAX(i.c) ELSE MIN(i.c) END FROM i) FROM o",
            "SELECT o.t, (SELECT o.b FROM i WHERE i.a > 90 HAVING COUNT(*) = 0) FROM o",
            "SELECT o.a, SUM(b), (SELECT o.a + COUNT(*) FROM i) FROM o GROUP BY ROLLUP(o.a)",
            "SELECT o.t, (SELECT DISTINCT o.b + COUNT(*) FROM i) FROM o",
            "SELECT o.t, (SELECT MAX(i.c) FILTER (WHERE i.c > o.b) + o.b FROM i) FROM o",
            "SELECT t FROM o WHERE (a, b) NOT IN (SELECT a, c FROM i)",
            "SELECT t, (a, b) IN (SELECT a, c FROM i), (a, b) NOT IN (SELECT a, d FROM k) FROM o",
            "SELECT t, (SELECT (SELECT o.a) FROM (VALUES (2)) v(w)) FROM o",
            "SELECT (WITH v(y) AS (VALUES (o.a)) SELECT (SELECT y FROM v)) FROM o",
            "SELECT t, RANK() OVER (ORDER BY (SELECT COUNT(*) FROM i WHERE i.a = o.a)) FROM o",
            "SELECT o.t, k.d FROM o JOIN k ON k.d > (SELECT COUNT(*) FROM i WHERE i.a = o.a AND i.a ="
                + " k.a)",
            "SELECT o.t, l.y FROM o, LATERAL (SELECT k.d + o.b + m.w AS y FROM i, LATERAL (SELECT"
                + " i.c AS w) m, k WHERE k.a = i.a) l"));
    return overTables(statements);
  }

  /** Joins by USING and NATURAL, two in a row, and names of common columns in every clause. */
  static List<String> joined() {
    List<String> words = List.of("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN");
    List<String> queries =
        List.of(
            "SELECT * FROM %s",
            "SELECT a, t, c, d FROM %s WHERE a IN (1, 2, 5)",
            "SELECT a + 1, COUNT(*), MAX(c) FROM %s GROUP BY a + 1 HAVING a + 1 > 2",
            "SELECT a, RANK() OVER (PARTITION BY a IS NULL ORDER BY a, t, c, d) FROM %s",
            "SELECT a FROM %s WHERE EXISTS (SELECT 1 FROM k AS n WHERE n.d > a)",
            "SELECT l.y, t FROM %s CROSS JOIN LATERAL (SELECT a * 2 AS y) l",
            "SELECT q.* FROM (SELECT *, o.a, i.a FROM %s) q",
            "SELECT a FROM %s UNION SELECT a FROM o RIGHT JOIN i USING (a)");
    List<String> statements = new ArrayList<>();
    for (String first : words) {
      for (String second : words) {
        for (String from :
            List.of(
                "o %s i USING (a) %s k USING (a)",
                "o NATURAL %s i NATURAL %s k", "o %s (i %s k USING (a)) USING (a)")) {
          queries.forEach(query -> statements.add(query.formatted(from.formatted(first, second))));
        }
      }
    }
    return overTables(statements);
  }

  /** Columns that are called the same, and what ORDER BY means by a name. */
  static List<String> named() {
    return overTables(
        List.of(
            "SELECT * FROM (SELECT a, a FROM o) s",
            "SELECT s.* FROM (SELECT a, b AS a FROM o) s",
            "SELECT c FROM (SELECT * FROM o JOIN i ON o.a = i.a) s",
            "SELECT * FROM (SELECT *, o.a, 1 AS b FROM o JOIN i ON o.a = i.a) s",
            "SELECT * FROM (SELECT a, a FROM o) s, (SELECT a, a FROM i) r",
            "SELECT * FROM (SELECT a, a FROM o UNION ALL SELECT a, c FROM i) s",
            "SELECT * FROM (SELECT a, a FROM o) s(x, y) WHERE y = 1",
            "SELECT a, a FROM o ORDER BY a LIMIT 2",
            "SELECT -a AS a FROM o WHERE a < 3 ORDER BY a + 0 LIMIT 1",
            "SELECT DISTINCT a FROM o",
            "SELECT DISTINCT a + 1 AS x FROM o ORDER BY a + 1 DESC NULLS LAST LIMIT 2",
            "SELECT DISTINCT a AS x, b FROM o ORDER BY o.b, a LIMIT 3",
            "SELECT DISTINCT * FROM o ORDER BY 2, o.t, a LIMIT 3",
            "SELECT DISTINCT COUNT(*) FROM o GROUP BY a ORDER BY COUNT(*)",
            "SELECT a FROM o UNION SELECT a FROM i ORDER BY 1 DESC NULLS LAST LIMIT 2",
            "SELECT * FROM (SELECT a FROM o UNION SELECT a FROM i) s ORDER BY a + 1 LIMIT 2",
            "SELECT a FROM o GROUP BY a"));
  }

  /** Statements that PostgreSQL refuses, and which therefore mean nothing here. */
  static List<String> refused() {
    return Stream.of(
            "SELECT a FROM (SELECT a, a FROM o) s",
            "SELECT s.a FROM (SELECT * FROM o JOIN i ON o.a = i.a) s",
            "SELECT a, b AS a FROM o ORDER BY a",
            "SELECT * FROM o JOIN i ON o.a = i.a ORDER BY a",
            "SELECT * FROM o JOIN i ON o.a = i.a JOIN k USING (a)",
            "SELECT a FROM o JOIN i USING (a) JOIN k ON k.a = o.a",
            "SELECT * FROM o JOIN i USING (b)",
            "SELECT (SELECT SUM(o.b) FROM i) FROM o",
            "SELECT 1 FROM o, LATERAL (SELECT MAX(o.a) FROM i) l",
            "SELECT DISTINCT a FROM o ORDER BY b",
            "SELECT DISTINCT a FROM o ORDER BY a + 1",
            "SELECT DISTINCT a, b FROM o ORDER BY -b DESC, a",
            "SELECT DISTINCT * FROM o ORDER BY a * 2 NULLS FIRST",
            "SELECT DISTINCT a AS x FROM o ORDER BY CASE WHEN a = 1 THEN 1 END",
            "SELECT DISTINCT a FROM o ORDER BY RANK() OVER (ORDER BY a)",
            "SELECT DISTINCT COUNT(*) FROM o GROUP BY a ORDER BY COUNT(*) + 1",
            "SELECT x FROM (SELECT DISTINCT a AS x FROM o ORDER BY a + a) s",
            "SELECT a FROM o UNION SELECT a FROM i ORDER BY a + 1",
            "SELECT a FROM o INTERSECT SELECT a FROM i ORDER BY ABS(a) DESC",
            "SELECT * FROM (SELECT a FROM o EXCEPT ALL SELECT a FROM i ORDER BY -a NULLS FIRST) s",
            "(SELECT a FROM o UNION ALL SELECT a FROM i) ORDER BY (SELECT 1)",
            "SELECT t FROM o UNION SELECT a FROM i",
            "SELECT a FROM o UNION VALUES ('3')",
            "VALUES (1) UNION VALUES ('3')",
            "SELECT a FROM o UNION SELECT DISTINCT '3'",
            "SELECT a FROM o UNION SELECT DATE '2020-01-01'",
            "SELECT DATE '2020-01-01' EXCEPT SELECT TRUE",
            "SELECT CASE WHEN a = 1 THEN t ELSE 0 END FROM o",
            "SELECT COALESCE(a, t) FROM o",
            "SELECT GREATEST(a, t) FROM o",
            "SELECT COALESCE(a, 'none') FROM o",
            "SELECT CASE WHEN a > 99 THEN 'all' ELSE b END FROM o",
            "SELECT * FROM (VALUES (1), ('x')) v",
            "SELECT a FROM o WHERE a > 99 AND b = 'x'",
            "SELECT a FROM o WHERE b IN (1, 'x')",
            "SELECT 1 UNION SELECT 'a'",
            recursion("SELECT x.n + 1 FROM k LEFT JOIN x ON x.n = k.a"),
            recursion("SELECT n + 1 FROM x WHERE n IN (SELECT n FROM x)"),
            recursion("SELECT MAX(n) + 1 FROM x"),
            recursion("SELECT p.n + 1 FROM x p, x q WHERE p.n < 4"),
            recursion("(SELECT 2 EXCEPT SELECT n + 1 FROM x)"),
            recursion("SELECT n + 1 FROM x WHERE n < 4 LIMIT 2"),
            recursion("SELECT n + 0.5 FROM x WHERE n < 4"),
            "SELECT * FROM (WITH RECURSIVE x(n) AS (SELECT CAST(1 AS DECIMAL(3, 0)) UNION ALL SELECT"
                + " CAST(n + 1 AS DECIMAL(10, 0)) FROM x WHERE n < 3) SELECT * FROM x) y",
            "SELECT * FROM (WITH RECURSIVE x(n) AS (SELECT n FROM x) SELECT * FROM x) y")
        .map(query -> "WITH RECURSIVE " + TABLES.get(0) + " " + query)
        .toList();
  }

  /** Recursions that PostgreSQL answers. */
  static List<String> recursive() {
    return overTables(
        List.of(
            recursion("(WITH u AS (SELECT n FROM x WHERE n < 5) SELECT n + 1 FROM u)"),
            recursion("SELECT n + 1 FROM x LEFT JOIN k ON k.a = x.n WHERE n < 3"),
            recursion("(SELECT n + 1 FROM x WHERE n < 4 EXCEPT SELECT 3)"),
            recursion("SELECT n + 1 FROM x WHERE EXISTS (SELECT 1 FROM k WHERE k.a = x.n)"),
            recursion(
                "SELECT CAST(m + 1 AS INTEGER) FROM (SELECT MAX(n) AS m FROM (SELECT n FROM x)"
                    + " z) q WHERE m < 4"),
            "SELECT * FROM (WITH RECURSIVE x(n, r) AS (SELECT 1, CAST(1 AS BIGINT) UNION ALL SELECT"
                + " n + 1, ROW_NUMBER() OVER (ORDER BY n) FROM x WHERE n < 5) SELECT * FROM x) y",
            "SELECT * FROM (WITH RECURSIVE x(s) AS (SELECT 'a' UNION ALL SELECT s || 'b' FROM x WHERE"
                + " CHAR_LENGTH(s) < 4) SELECT * FROM x) y",
            recursion("SELECT n + 1 FROM k JOIN x ON k.a = x.n WHERE n < 4"),
            recursion("SELECT x.n + 1 FROM (SELECT DISTINCT a FROM k) q, x WHERE x.n < q.a"),
            recursion("SELECT n + 1 FROM x WHERE n < (SELECT MAX(a) FROM k)"),
            recursion("SELECT n + 1 FROM x WHERE n IN (SELECT a FROM k WHERE a <= x.n)"),
            recursion(
                "SELECT n + 1 FROM x, LATERAL (SELECT COUNT(*) AS c FROM k WHERE k.a >= x.n) q"
                    + " WHERE q.c > 0 AND n < 5"),
            recursion(
                "SELECT p.a + 1 FROM x JOIN k p ON p.a = x.n JOIN k q ON q.a = p.a WHERE x.n < 4"),
            recursion("(SELECT n + 1 FROM x WHERE n < 3 INTERSECT SELECT a FROM k)"),
            "SELECT * FROM (WITH RECURSIVE x(n) AS (SELECT a FROM k UNION SELECT l.a FROM x JOIN k l"
                + " ON l.a > x.n) SELECT * FROM x) y",
            "SELECT * FROM (WITH RECURSIVE x AS (SELECT 1 AS n) SELECT * FROM x) y",
            "SELECT * FROM (WITH RECURSIVE x(n) AS (SELECT 1.5 UNION ALL SELECT n + 1 FROM x WHERE n <"
                + " 9) SELECT * FROM x) y",
            "SELECT * FROM (%s) p, (%s) q"
                .formatted(
                    recursion("SELECT n + 1 FROM x WHERE n < 3"),
                    recursion("SELECT n + 2 FROM x WHERE n < 9")),
            "SELECT * FROM (WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT x.n + 1 FROM x, (WITH"
                + " RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x WHERE n < 3) SELECT"
                + " MAX(n) AS m FROM x) z WHERE x.n < z.m) SELECT * FROM x) y",
            "SELECT k.a, l.n FROM k, LATERAL (WITH RECURSIVE x(n) AS (SELECT k.a UNION ALL SELECT n"
                + " + 1 FROM x WHERE n < 4) SELECT n FROM x) l"));
  }

  private static String recursion(String step) {
    return "SELECT * FROM (WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL %s) SELECT * FROM x) y"
        .formatted(step);
  }

  private static List<String> overTables(List<String> queries) {
    return TABLES.stream()
        .flatMap(tables -> queries.stream().map(query -> "WITH " + tables + " " + query))
        .toList();
  }
}
