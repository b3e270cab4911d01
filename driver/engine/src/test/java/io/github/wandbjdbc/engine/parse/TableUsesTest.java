package io.github.wandbjdbc.engine.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.source.TableUse;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.parser.SqlParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The values that conditions allow columns of a table. */
final class TableUsesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM \"*\".h WHERE p = 'a'",
        "SELECT * FROM \"*\".h WHERE x > 1 AND ('a' = \"p\" AND y < 2)",
        "SELECT * FROM \"*\".h AS o WHERE o.P IN ('a')",
        "SELECT * FROM \"*\".h WHERE p IN ('a', 'b') AND h.p IN ('c', 'a')",
        "SELECT * FROM s.r JOIN \"*\".h USING (p) WHERE r.p = 'a'",
        "SELECT * FROM s.r JOIN s.q ON r.p = q.p AND q.p = 'a' JOIN \"*\".h ON q.k = h.p AND q.k ="
            + " r.p",
        "SELECT * FROM s.r, \"*\".h WHERE r.k = 'a' AND h.p = r.k",
        "SELECT * FROM s.r LEFT JOIN \"*\".h ON h.p = r.p WHERE r.p = 'a'",
        "SELECT * FROM s.r LEFT JOIN \"*\".h USING (p) WHERE p = 'a'",
        "SELECT * FROM \"*\".h RIGHT JOIN s.r ON h.p = r.p AND h.p = 'a'",
        "SELECT * FROM s.r LEFT JOIN \"*\".h ON h.p = 'a'",
        "SELECT * FROM s.r FULL JOIN \"*\".h ON h.x = r.x WHERE h.p = 'a'",
        "SELECT * FROM (s.r JOIN \"*\".h ON p = 'a') LEFT JOIN s.q ON q.p = r.p",
        "WITH t AS (SELECT * FROM \"*\".h WHERE p = 'a') SELECT * FROM t",
        "SELECT (SELECT MAX(x) FROM \"*\".h WHERE p = 'a') FROM s.r ORDER BY 1",
        "SELECT 1 UNION ALL SELECT x FROM (SELECT x FROM \"*\".h WHERE p = 'a') AS t",
        "EXPLAIN SELECT * FROM \"*\".h WHERE p = 'a'"
      })
  void conditionsAllowItsColumnOneText(String sql) throws SqlParseException {
    assertThat(uses(sql)).singleElement().extracting(use -> use.texts("P")).isEqualTo(Set.of("a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM \"*\".h",
        "SELECT * FROM \"*\".h WHERE p = 'a' OR x = 1",
        "SELECT * FROM \"*\".h WHERE NOT p = 'a'",
        "SELECT * FROM \"*\".h WHERE p <> 'a'",
        "SELECT * FROM \"*\".h WHERE p NOT IN ('a')",
        "SELECT * FROM \"*\".h WHERE \"P\" = 'a'",
        "SELECT * FROM \"*\".h WHERE p = LOWER('a')",
        "SELECT * FROM \"*\".h WHERE p IN (SELECT p FROM s.r)",
        "SELECT * FROM \"*\".h AS h (x, p) WHERE p = 'a'",
        "SELECT * FROM s.h, \"*\".h WHERE h.p = 'a'",
        "SELECT * FROM (SELECT * FROM \"*\".h) AS t WHERE p = 'a'",
        "SELECT * FROM s.r, \"*\".h WHERE r.p = 'a'",
        "SELECT * FROM s.r JOIN s.q ON r.p = q.p AND q.p = 'a', \"*\".h",
        "SELECT * FROM s.r JOIN s.q ON p = 'a' JOIN \"*\".h ON h.x = r.x",
        "SELECT * FROM \"*\".h LEFT JOIN s.r ON h.p = 'a'",
        "SELECT * FROM \"*\".h LEFT JOIN s.r ON h.p = r.p AND r.p = 'a'",
        "SELECT * FROM s.r LEFT JOIN \"*\".h ON r.p = 'a'",
        "SELECT * FROM s.r FULL JOIN \"*\".h ON h.p = 'a'",
        "SELECT * FROM (s.r CROSS JOIN \"*\".h) LEFT JOIN s.q ON q.p = r.p AND q.p = h.p WHERE r.p ="
            + " 'a'",
        "SELECT * FROM s.q FULL JOIN (s.r CROSS JOIN \"*\".h) ON q.p = r.p AND q.p = h.p WHERE r.p ="
            + " 'a'",
        "SELECT * FROM s.r WHERE EXISTS (SELECT 1 FROM \"*\".h WHERE h.p = r.p) AND r.p = 'a'"
      })
  void otherConditionsSayNothing(String sql) throws SqlParseException {
    assertThat(uses(sql)).singleElement().extracting(use -> use.texts("p")).isNull();
  }

  @Test
  void aNameThatNoFromClauseHoldsCountsAsATable() throws SqlParseException {
    assertThat(
            uses(
                "SELECT * FROM \"*\".h WHERE p = 'a' UNION SELECT * FROM \"*\".h TABLESAMPLE SYSTEM(5)"))
        .extracting(use -> use.texts("p"))
        .containsExactlyInAnyOrder(Set.of("a"), null);
  }

  @Test
  void textsThatContradictEachOtherLeaveNone() throws SqlParseException {
    assertThat(uses("SELECT * FROM \"*\".h WHERE p = 'a' AND p = 'b'"))
        .singleElement()
        .extracting(use -> use.texts("p"))
        .isEqualTo(Set.of());
    assertThat(uses("SELECT * FROM \"*\".h WHERE p = NULL"))
        .singleElement()
        .extracting(use -> use.texts("p"))
        .isEqualTo(Set.of());
  }

  @Test
  void parametersMayBeAnything() throws SqlParseException {
    TableUse use = uses("SELECT ? FROM \"*\".h JOIN s.r ON r.p = h.p WHERE r.p IN ('a', ?)").get(0);

    assertThat(use.texts("p")).isNull();
    assertThat(use.parameters("p")).containsExactly(1);
    assertThat(use.parameters("x")).isEmpty();
  }

  private static List<TableUse> uses(String sql) throws SqlParseException {
    return NamedColumns.in(StatementParser.parse(sql, () -> {}).statement()).uses().stream()
        .filter(use -> use.isOf("*", "H"))
        .toList();
  }
}
