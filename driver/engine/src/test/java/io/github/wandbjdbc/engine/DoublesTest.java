package io.github.wandbjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.source.SearchPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Predicates over NaN, the infinities and NULL, however they are written. */
class DoublesTest {
  private static final List<@Nullable Double> LOSSES =
      Arrays.asList(
          0.5,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          null,
          -1.0,
          Double.NEGATIVE_INFINITY,
          0.0,
          2.0,
          Double.NaN);

  private final QueryEngine engine = new QueryEngine(SqlOperatorTables.of(), "");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          loss = loss                                          | 1, 3, 5, 6, 7, 8
          loss <> loss                                         | 2, 9
          not (loss = loss)                                    | 2, 9
          loss < 1                                             | 1, 5, 6, 7
          not (loss < 1)                                       | 2, 3, 8, 9
          not (loss >= 1)                                      | 1, 2, 5, 6, 7, 9
          not (loss < 1 or loss >= 1)                          | 2, 9
          loss < 1 or loss >= 1                                | 1, 3, 5, 6, 7, 8
          loss between 0 and 1                                 | 1, 7
          loss not between 0 and 1                             | 2, 3, 5, 6, 8, 9
          loss in (0.5, 2)                                     | 1, 8
          loss not in (0.5, 2)                                 | 2, 3, 5, 6, 7, 9
          loss in (0.5, loss)                                  | 1, 3, 5, 6, 7, 8
          loss = 'NaN'                                         |
          loss <> cast('NaN' as double)                        | 1, 2, 3, 5, 6, 7, 8, 9
          not (loss > cast('NaN' as double))                   | 1, 2, 3, 5, 6, 7, 8, 9
          loss = cast('Infinity' as double)                    | 3
          loss * -1 = 0                                        | 7
          -loss = loss                                         | 7
          (loss < 1) is not true                               | 2, 3, 4, 8, 9
          (loss < 1) is unknown                                | 4
          case when loss < 1 then false else true end          | 2, 3, 4, 8, 9
          case loss when loss then true end                    | 1, 3, 5, 6, 7, 8
          nullif(loss, loss) is not null                       | 2, 9
          loss in (select loss from losses)                    | 1, 3, 5, 6, 7, 8
          loss not in (select loss from losses where step < 4) | 2, 5, 6, 7, 8, 9
          loss not in (select loss from losses where step < 5) |
          loss in (select loss from losses) is not true        | 2, 4, 9
          loss <> all (select loss from losses where step = 2) | 1, 2, 3, 5, 6, 7, 8, 9
          exists (select 1 from losses m where m.loss = l.loss)     | 1, 3, 5, 6, 7, 8
          not exists (select 1 from losses m where m.loss = l.loss) | 2, 4, 9
          exists (select 1 from losses m where m.loss > l.loss)     | 1, 5, 6, 7, 8
          (select max(loss) from losses) > loss                     |
          """)
  void aPredicateHoldsOfNotANumberAsOfAnyOther(String predicate, @Nullable String steps) {
    assertThat(
            numbers("select step from losses l where " + predicate + " order by step", List.of()))
        .isEqualTo(listed(steps));
    assertThat(
            numbers("select step from losses l group by step, loss having " + predicate, List.of()))
        .containsExactlyInAnyOrderElementsOf(listed(steps));
    assertThat(
            numbers(
                "select step from (select l.step, (" + predicate + ") p from losses l) where p",
                List.of()))
        .containsExactlyInAnyOrderElementsOf(listed(steps));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select l.step from losses l join losses m on l.loss = m.loss",
        "select l.step from losses l join losses m on not (l.loss <> m.loss)",
        "select l.step from losses l join losses m on l.loss >= m.loss and l.loss <= m.loss",
        "select l.step from losses l, losses m where m.loss = l.loss and l.step > 0",
        "select step from losses l join losses m using (step, loss)",
      })
  void aJoinOfEqualsLeavesOutWhatEqualsNothing(String sql) {
    assertThat(numbers(sql, List.of())).containsExactlyInAnyOrder(1L, 3L, 5L, 6L, 7L, 8L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          loss = ?             |
          loss <> ?            | 1, 2, 3, 5, 6, 7, 8, 9
          loss < ?             |
          not (loss < ?)       | 1, 2, 3, 5, 6, 7, 8, 9
          loss not in (?, 0.5) | 2, 3, 5, 6, 7, 8, 9
          """)
  void aParameterMayBeNotANumber(String predicate, @Nullable String steps) {
    assertThat(
            numbers(
                "select step from losses where " + predicate + " order by step",
                List.of(Double.NaN)))
        .isEqualTo(listed(steps));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          select count(distinct loss) from losses                                             | 7
          select count(*) from (select distinct loss from losses)                             | 8
          select count(*) from (select loss from losses group by loss)                        | 8
          select count(*) from (select loss from losses union select loss from losses)        | 8
          select count(*) from (select loss from losses intersect select loss from losses)    | 8
          select count(*) from (select loss from losses except select loss from losses)       | 0
          select count(*) from (select step from losses order by loss desc limit 4) where step in (2, 9) | 2
          """)
  void asOneOfManyItIsOneValue(String sql, long count) {
    assertThat(numbers(sql, List.of())).containsExactly(count);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          select count(*) from losses where loss in (-1, 2) group by loss * 0
          select count(*) from losses where loss in (0, 2) group by -(loss * 0)
          select count(*) from losses where loss in (0, 0.5) group by ceil(loss - 0.9)
          select count(*) + 1 from (select distinct loss * 0 from losses where loss in (-1, 2))
          select count(*) + 1 from (select loss * 0 from losses where loss = -1 union select 0e0)
          select count(*) + 1 from (select loss * 0 from losses where loss = -1 intersect select 0e0)
          select 1 + rank() over (order by loss * 0) from losses where loss in (-1, 2) limit 1
          select count(*) over (partition by loss * 0) from losses where loss in (-1, 2) limit 1
          select case when step = 5 then 2 end from losses where loss in (-1, 2) order by loss * 0, step limit 1
          """)
  void aCalculatedZeroIsOneValueWhateverItsSign(String sql) {
    assertThat(numbers(sql, List.of())).containsExactly(2L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select step, loss from losses union all select 10, 1e0 from losses where step = 4",
        "select step, loss from losses union select 10, 1e0 from losses",
      })
  void aUnionIsSortedByIt(String union) {
    assertThat(numbers("(" + union + ") order by loss, step", List.of()))
        .containsExactly(6L, 5L, 7L, 1L, 10L, 8L, 3L, 2L, 9L, 4L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<=", ">=", "<", "=", "<>"})
  void aQueryForEachRowIsOneForNotANumberToo(String comparison) {
    for (String total : List.of("count(t.c)", "coalesce(sum(t.c), 0e0)", "count(*)")) {
      String query = "(select %s from %s where t.c %s u.x)";
      String values = "(values (1e0), (cast('NaN' as double)), (3e0)) %s";
      String correlated = query.formatted(total, values.formatted("t (c)"), comparison);
      List<String> byRow = new ArrayList<>();
      for (String x : List.of("1e0", "cast('NaN' as double)", "3e0")) {
        byRow.addAll(table().rows("select" + correlated.replace("u.x", x)));
      }

      assertThat(
              table()
                  .rows(
                      "select l.n from %s cross join lateral %s l (n)"
                          .formatted(values.formatted("u (x)"), correlated)))
          .containsExactlyInAnyOrderElementsOf(byRow);
      assertThat(table().rows("select %s from %s".formatted(correlated, values.formatted("u (x)"))))
          .containsExactlyInAnyOrderElementsOf(byRow);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"=", "<>", "<", "<=", ">", ">=", "IS DISTINCT FROM", "IS NOT DISTINCT FROM"})
  void comparesColumnsAndLiteralsAlikeSelectedFilteredAndJoined(String comparison) {
    List<String> values =
        List.of(
            "CAST('NaN' AS DOUBLE)",
            "CAST(NULL AS DOUBLE)",
            "CAST('Infinity' AS DOUBLE)",
            "-0e0",
            "1.5e0");
    String rows = "(VALUES (%s)) %%s (v)".formatted(String.join("), (", values));
    String both = rows.formatted("x") + ", " + rows.formatted("y");
    List<String> expected = new ArrayList<>();
    for (String left : values) {
      for (String right : values) {
        Boolean holds = holds(comparison, number(left), number(right));
        expected.add(String.valueOf(holds));
        String one = " FROM (VALUES (%s)) x (v)".formatted(left);
        String literal = "x.v %s %s".formatted(comparison, right);
        assertThat(table().firstColumn("SELECT " + literal + one)).containsExactly("" + holds);
        assertThat(table().firstColumn("SELECT 1" + one + " WHERE " + literal))
            .hasSize(Boolean.TRUE.equals(holds) ? 1 : 0);
        assertThat(table().firstColumn("SELECT 1" + one + " WHERE NOT (" + literal + ")"))
            .hasSize(Boolean.FALSE.equals(holds) ? 1 : 0);
      }
    }
    String columns = "x.v %s y.v".formatted(comparison);
    long matches = expected.stream().filter("true"::equals).count();

    assertThat(table().firstColumn("SELECT " + columns + " FROM " + both))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(table().firstColumn("SELECT 1 FROM " + both + " WHERE " + columns))
        .hasSize((int) matches);
    assertThat(
            table()
                .firstColumn(
                    "SELECT 1 FROM %s JOIN %s ON %s"
                        .formatted(rows.formatted("x"), rows.formatted("y"), columns)))
        .hasSize((int) matches);
  }

  private static @Nullable Double number(String literal) {
    return literal.contains("NULL")
        ? null
        : Double.valueOf(literal.replaceAll("CAST\\('|' AS DOUBLE\\)", ""));
  }

  /** NaN equals none, but is one value to IS DISTINCT FROM. */
  @SuppressWarnings("FloatingPointEquality") // it is the equality of SQL
  private static @Nullable Boolean holds(
      String comparison, @Nullable Double left, @Nullable Double right) {
    if (comparison.endsWith("DISTINCT FROM")) {
      boolean same =
          (left == null || right == null)
              ? left == null && right == null
              : left + 0.0 == right + 0.0 || (left.isNaN() && right.isNaN());
      return same == comparison.contains("NOT");
    }
    if (left == null || right == null) {
      return null;
    }
    double x = left;
    double y = right;
    return switch (comparison) {
      case "=" -> x == y;
      case "<>" -> x != y;
      case "<" -> x < y;
      case "<=" -> x <= y;
      case ">" -> x > y;
      default -> x >= y;
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          (1, 2) IS DISTINCT FROM (1, 3)             ~ true
          (1, NULL) IS DISTINCT FROM (1, NULL)       ~ false
          (1, NULL) IS NOT DISTINCT FROM (1, NULL)   ~ true
          (NULL, 2) IS NOT DISTINCT FROM (1, 2)      ~ false
          (1, 'a') IS DISTINCT FROM (2, 'a')         ~ true
          'a' IS DISTINCT FROM NULL                  ~ true
          """)
  void rowsAreDistinctInOneOfTheirValues(String comparison, String expected) {
    assertThat(table().firstColumn("SELECT " + comparison)).containsExactly(expected);
  }

  @Test
  void aJoinByEqualDoublesIsAHashJoin() {
    String sql = "explain plan for select 1 from losses l join losses m on l.loss = m.loss";

    try (Rows rows = prepare(sql).execute(List.of(), table().source())) {
      assertThat(rows.next()).isTrue();
      assertThat(String.valueOf(rows.value(0))).contains("Hash join");
    }
  }

  private static LossTable table() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int i = 0; i < LOSSES.size(); i++) {
      rows.add(new @Nullable Object[] {i + 1L, LOSSES.get(i), null, null, null});
    }
    return new LossTable(rows);
  }

  private PreparedQuery prepare(String sql) {
    return engine.prepare(sql, new SearchPath("team", "vision"), 0, table().source());
  }

  private List<Long> numbers(String sql, List<@Nullable Object> values) {
    List<Long> numbers = new ArrayList<>();
    try (Rows rows = prepare(sql).execute(values, table().source())) {
      while (rows.next()) {
        numbers.add(((Number) Objects.requireNonNull(rows.value(0))).longValue());
      }
    }
    return numbers;
  }

  private static List<Long> listed(@Nullable String numbers) {
    return numbers == null
        ? List.of()
        : Arrays.stream(numbers.split(", ")).map(Long::valueOf).toList();
  }
}
