package io.github.wandbjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.wandbjdbc.engine.execute.driven.CountingScope;
import io.github.wandbjdbc.engine.source.SearchPath;
import io.github.wandbjdbc.engine.source.StatementSource;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Statements of each class that may take long end at the first look after their end, be it planned
 * or executed, and are looked at a number of times that grows with what they do.
 */
class EndingTest {
  private static final int LOSSES = 1_000;

  private final LossTable losses = new LossTable(rows());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT REGEXP_REPLACE(REPEAT('ab', 1000000), '(a|b)+c', 'x')",
        "SELECT LEVENSHTEIN(REPEAT('ab', 4000), REPEAT('ba', 4000))",
        "SELECT COUNT(*) FROM losses WHERE CHAR_LENGTH(REPEAT(note, 2000)) > 5",
        "SELECT COUNT(*) FROM losses WHERE CAST(REPEAT('9', 100000) || note AS VARCHAR) <> note",
        "SELECT COUNT(*) FROM losses a, losses b WHERE a.loss < b.step",
        "SELECT a.note FROM losses a, losses b, losses c, losses d, losses e, losses f LIMIT 100000",
        "WITH RECURSIVE t (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t WHERE n < 3000)"
            + " SELECT COUNT(*) FROM t",
        "SELECT a.step FROM losses a JOIN losses b ON a.note = b.note ORDER BY a.loss, b.loss DESC",
        "SELECT a.step, b.loss, COUNT(*) FROM losses a JOIN losses b ON a.note = b.note GROUP BY 1, 2",
        "SELECT SUM(loss) OVER (ORDER BY loss ROWS BETWEEN 300 PRECEDING AND CURRENT ROW) FROM"
            + " (SELECT a.loss FROM losses a JOIN losses b ON a.note = b.note) t",
        "SELECT MEDIAN(a.loss + b.loss) FROM losses a JOIN losses b ON a.note = b.note",
        "SELECT a.step + b.step FROM losses a JOIN losses b ON a.note = b.note INTERSECT"
            + " SELECT step FROM losses",
        "SELECT a.step, b.step FROM losses a JOIN losses b ON a.note = b.note EXCEPT"
            + " SELECT step, step FROM losses",
        "SELECT a.step, b.step FROM losses a JOIN losses b ON a.note = b.note UNION"
            + " SELECT step, step FROM losses"
      })
  void aStatementEndsAtTheFirstLookAfterItsEnd(String sql) {
    long needed = looks(sql, Long.MAX_VALUE);

    System.out.printf("%,d looks: %s%n", needed, sql);
    assertThat(needed).isGreaterThan(100);
    for (long end : new long[] {1, 2, Math.min(1_000, needed / 2), needed - 1}) {
      // One more is taken to tell what ends from what is wrong.
      assertThat(looks(sql, end)).as("ended at look %d", end).isBetween(end, end + 2);
    }
  }

  @Test
  void aLongTextEndsWhileItIsParsed() {
    String sql = "SELECT step FROM losses WHERE note IN (" + repeated(8_000, ", ", "'a%d'") + ")";

    for (long end : new long[] {1, 2, 700}) {
      // The text isn't read to its end by then.
      assertThat(sql.length()).isGreaterThan(700 * 64);
      assertThat(planningLooks(sql, end)).as("ended at %d", end).isBetween(end, end + 2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void planningIsLookedAtAsOftenAsThereIsToPlan(int tables) {
    String unions = repeated(5 * tables, " UNION ALL ", "SELECT step FROM losses WHERE step > %d");
    String exists =
        "SELECT step FROM losses l WHERE "
            + repeated(tables, " AND ", "EXISTS (SELECT 1 FROM losses WHERE step = l.step + %d)");
    String joins =
        "SELECT COUNT(*) FROM losses l"
            + repeated(tables, "", " JOIN losses l%1$d ON l%1$d.step = l.step + %1$d");

    for (String sql : List.of(unions, exists, joins)) {
      long needed = planningLooks(sql, Long.MAX_VALUE);
      for (long end : new long[] {1, 2, 1_000, needed / 2, needed - 1}) {
        assertThat(planningLooks(sql, end)).as("ended at %d", end).isBetween(end, end + 2);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UNION ALL ~SELECT step FROM losses WHERE step > %d AND note = 'x'",
        "UNION ~SELECT step FROM losses WHERE step > %d",
        "AND ~EXISTS (SELECT 1 FROM losses WHERE step = l.step + %d)",
        "AND ~NOT EXISTS (SELECT 1 FROM losses WHERE step = l.step + %d)",
        "AND ~loss > (SELECT MAX(loss) FROM losses WHERE step = l.step + %d)",
        "AND ~step IN (SELECT step FROM losses WHERE loss > %d)",
        "AND ~step IN (SELECT step + %d FROM losses)",
        "AND ~note IN (SELECT note FROM losses WHERE step > %d)"
      })
  void planningTakesLittleMoreThanTwiceAsMuchForTwiceAsMany(String shape) {
    int end = shape.indexOf('~');
    String between = " " + shape.substring(0, end);
    String part = shape.substring(end + 1);
    String before = shape.startsWith("AND") ? "SELECT step FROM losses l WHERE " : "";

    long less = planningLooks(before + repeated(10, between, part), Long.MAX_VALUE);
    long more = planningLooks(before + repeated(20, between, part), Long.MAX_VALUE);

    System.out.printf("%.2f times the looks for 20 as for 10: %s%n", (double) more / less, shape);
    assertThat(more).isLessThan(3 * less);
  }

  /**
   * Of joins each is held against each other at the least: four times as much for twice as many.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        " JOIN losses l%1$d ON l%1$d.step = l.step",
        " JOIN losses l%1$d ON l%1$d.step = l.step AND l.note = 'x' AND l%1$d.step > %1$d",
        " LEFT JOIN losses l%1$d ON l%1$d.step = l.step",
        " LEFT JOIN (SELECT note, MAX(loss) FROM losses WHERE step > %1$d GROUP BY note) l%1$d"
            + " ON l%1$d.note = l.note",
        " FULL JOIN losses l%1$d USING (step)",
        " NATURAL JOIN (SELECT step, loss AS loss%1$d FROM losses) l%1$d",
        ", losses l%1$d"
      })
  void planningTakesLittleMoreThanTheSquareOfTheNumberOfJoins(String join) {
    String before = "SELECT COUNT(*) FROM losses l";

    long less = planningLooks(before + repeated(10, "", join), Long.MAX_VALUE);
    long more = planningLooks(before + repeated(20, "", join), Long.MAX_VALUE);

    System.out.printf("%.2f times the looks for 20 as for 10: %s%n", (double) more / less, join);
    assertThat(more).isLessThan(8 * less);
  }

  private static String repeated(int times, String between, String part) {
    return IntStream.range(0, times).mapToObj(part::formatted).collect(Collectors.joining(between));
  }

  private long planningLooks(String sql, long end) {
    return looks(sql, end, false);
  }

  private long looks(String sql, long end) {
    return looks(sql, end, true);
  }

  /** How often {@code sql} is looked at, which ends at look {@code end}. */
  private long looks(String sql, long end, boolean executed) {
    CountingScope scope = CountingScope.cancelledAt(end);

    Throwable failure = catchThrowable(() -> run(sql, losses.source(scope), executed));

    if (end == Long.MAX_VALUE) {
      assertThat(failure).isNull();
    } else {
      assertThat(failure).isInstanceOf(StatementException.class);
    }
    return scope.looks();
  }

  private void run(String sql, StatementSource source, boolean executed) {
    QueryEngine engine = new QueryEngine(SqlOperatorTables.of(), "");
    PreparedQuery query = engine.prepare(sql, new SearchPath("team", "vision"), 0, source);
    if (executed) {
      try (Rows rows = query.execute(List.of(), source)) {
        while (rows.next()) {}
      }
    }
  }

  private static List<@Nullable Object[]> rows() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (long i = 0; i < LOSSES; i++) {
      rows.add(new @Nullable Object[] {i, (double) (i * 7919 % LOSSES), "n" + i % 30, null, null});
    }
    return rows;
  }
}
