package io.github.wandbjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.source.SearchPath;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("text")
class QueryEngineTest {
  private final LossTable losses =
      new LossTable(
          Arrays.asList(
              new @Nullable Object[] {1L, 0.5, "a", 1_700_000_000_123L, true},
              new @Nullable Object[] {2L, Double.NaN, "日本", null, false},
              new @Nullable Object[] {3L, Double.POSITIVE_INFINITY, null, 0L, null},
              new @Nullable Object[] {4L, null, "d", 86_400_000L, true},
              new @Nullable Object[] {5L, -1.0, "e", -1L, true}));
  private final QueryEngine engine = new QueryEngine(SqlOperatorTables.of(), "");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select step from losses where step = 2",
        "select STEP from LOSSES where Step = 2;",
        "select step from \"vision\".losses where step = 2 -- the second",
        "select step from \"team\".\"vision\".\"losses\" where step = 2;;",
        "/* one */ select l.step from losses l where l.note = '日本'",
        "select l.* from (select step from losses where step in (2, 2)) l",
        "select count(*) + 1 from losses where step = 3",
        "select max(step) filter (where step < 3) from losses",
        "select step from losses where seen_at is null",
      })
  void aTableIsFoundByEveryNameOfIt(String sql) {
    assertThat(rows(sql)).containsExactly(List.of(2L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select ifnull()",
        "select {fn ifnull()}",
        "select nvl(1)",
        "select nvl2(1, 2)",
        "select coalesce()",
        "select if(true)"
      })
  void tooFewOperandsAreCounted(String sql) {
    assertThatExceptionOfType(StatementException.class)
        .isThrownBy(() -> prepare(sql))
        .withMessageMatching("\\w+ takes \\d operands?, not \\d .*")
        .returns(SqlState.STATEMENT_FAULT, StatementException::state);
  }

  @Test
  void windowsArePartitionedByColumnsOfAnyName() {
    assertThat(
            rows(
                """
                select count(*) over (partition by "config.lr", "class", step > 3 order by step)
                from (select step, note as "config.lr", ok as "class" from losses) as l
                where step <> 3
                """))
        .containsExactlyInAnyOrder(List.of(1L), List.of(1L), List.of(1L), List.of(1L));
  }

  @Test
  void paddedNullIsNull() {
    assertThat(rows("select lpad(note, 3, 'x') from losses where step > 2 order by 1 desc"))
        .isEqualTo(List.of(List.of("xxe"), List.of("xxd"), Collections.singletonList(null)));
    assertThat(rows("select step from losses where rpad(note, 3, 'x') is null"))
        .containsExactly(List.of(3L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          row_number() over (order by v)                 | 1, 2, 3
          row_number() over (order by v desc)            | 2, 1, 3
          first_value(v) over (order by v desc)          | 2, 2, 2
          row_number() over (order by v desc nulls first) | 3, 2, 1
          """)
  void nullComesLastInWindowsToo(String window, String values) {
    String sql = "select %s from (values (1), (2), (cast(null as integer))) as t (v) order by v";

    assertThat(rows(sql.formatted(window)))
        .extracting(row -> String.valueOf(row.get(0)))
        .containsExactly(values.split(", ", -1));
  }

  @Test
  void nullComesLastInOrderedAggregatesToo() {
    String sql =
        """
        select string_agg(w, '' order by v desc), string_agg(w, '' order by v)
        from (values (1, 'a'), (2, 'b'), (cast(null as integer), 'c')) as t (v, w)
        """;

    assertThat(rows(sql)).containsExactly(List.of("bac", "abc"));
  }

  @Test
  void rowsThatAreNoneMayBeSortedAndSelectedAgain() {
    assertThat(
            rows(
                """
                select c from (select v1 as c
                  from (values (cast(null as timestamp(3)), cast(null as varchar))) as v (v0, v1)
                  where v0 is not null order by 1 nulls first limit 4) as t
                where 'x' >= c
                """))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          order by loss                     | 5, 1, 3, 2, 4
          order by loss desc                | 2, 3, 1, 5, 4
          order by loss desc nulls first    | 4, 2, 3, 1, 5
          order by 2 limit 3                | 5, 1, 3
          order by loss limit 2 offset 2    | 3, 2
          order by loss, step               | 5, 1, 3, 2, 4
          where loss > 0 order by step      | 1, 3
          where loss <> 0 order by step     | 1, 2, 3, 5
          """)
  void notANumberSortsAboveInfinity(String rest, String steps) {
    assertThat(rows("select step, loss from losses " + rest))
        .extracting(row -> String.valueOf(row.get(0)))
        .containsExactly(steps.split(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          not (loss < 1)                     | 2, 3
          not (loss < 1 and ok)              | 2, 3
          not (loss < 1 or loss > 9)         | 2
          not (not (loss < 1))               | 1, 5
          loss not between 0 and 1           | 2, 3, 5
          (loss < 1) is false                | 2, 3
          (loss < 1) is not true             | 2, 3, 4
          (loss < 1) is not false            | 1, 4, 5
          loss < 0.5 or loss > 0.5           | 3, 5
          loss < 0.5 or loss >= 0.5          | 1, 3, 5
          loss < step or loss >= step        | 1, 3, 5
          loss = loss                        | 1, 3, 5
          loss <= loss                       | 1, 3, 5
          loss <> loss                       | 2
          case when loss < 1 then false else ok is null or not ok end | 2, 3
          """)
  void aComparisonWithNotANumberIsFalseAndItsOppositeTrue(String condition, String steps) {
    assertThat(rows("select step from losses where " + condition + " order by step"))
        .extracting(row -> String.valueOf(row.get(0)))
        .containsExactly(steps.split(", "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tinyint", "smallint", "integer", "bigint", "decimal(10, 2)"})
  void notANumberIsNoWholeOrDecimalNumber(String type) {
    String sql = "select cast(loss as " + type + ") from losses where step = 2";

    assertThatExceptionOfType(StatementException.class)
        .isThrownBy(() -> rows(sql))
        .returns(SqlState.OUT_OF_RANGE, StatementException::state);
  }

  @Test
  void notANumberIsTheGreatestOfAll() {
    assertThat(rows("select max(loss), min(loss), count(loss) from losses"))
        .containsExactly(List.of(Double.NaN, -1.0, 4L));
    assertThat(rows("select min(loss) from losses where step = 2"))
        .containsExactly(List.of(Double.NaN));
    assertThat(rows("select max(loss) from losses where step = 4").get(0)).containsOnlyNulls();
    assertThat(rows("select max(loss) over () from losses limit 1"))
        .containsExactly(List.of(Double.NaN));
    assertThat(rows("select min(loss) over (order by step rows 1 preceding) from losses limit 2"))
        .containsExactly(List.of(0.5), List.of(0.5));
    assertThat(rows("select max(loss) filter (where step = 1) from losses where ok"))
        .containsExactly(List.of(0.5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select count(*) from losses a join losses b on a.loss = b.loss",
        "select count(*) from losses a, losses b where b.loss = a.loss",
        "select count(*) from losses a left join losses b on a.loss = b.loss where b.step > 0",
        "select count(*) + 0 from losses where loss = loss + 0",
        "select sum(case when r = 3 then 3 end) from"
            + " (select step, rank() over (order by loss) r from losses where loss is not null)",
      })
  void notANumberEqualsNothingButSorts(String sql) {
    assertThat(rows(sql)).extracting(row -> ((Number) row.get(0)).longValue()).containsExactly(3L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select a.step from losses a, (select count(*) from losses where step > 9) where a.step = 3",
        "select a.step from losses a join (select max(note) m from losses where step > 9) b"
            + " on a.step = 3",
      })
  void anAggregateOfNothingIsStillARowToJoin(String sql) {
    assertThat(rows(sql)).containsExactly(List.of(3L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select a.step from losses a, (select count(*) from losses) b"
            + " where not exists (select 1 from losses c where c.step = a.step + 1)",
        "select step from (select a.step, (select b.note from losses b where b.step = a.step) note"
            + " from losses a where a.loss = -1) c",
        "select c.step + (select count(b.loss) from losses b where b.note = c.note and b.step = 1)"
            + " from (select loss, note, step from losses where loss = -1) c",
        "select 5 from (select (select max(b.note) from losses b where b.step = a.step) note"
            + " from losses a where a.loss = -1) c",
      })
  void aSubqueryMayDependOnARowOfWhichLittleIsRead(String sql) {
    assertThat(rows(sql)).extracting(row -> ((Number) row.get(0)).longValue()).containsExactly(5L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select coalesce(note, 'd') from losses group by coalesce(note, 'd') having count(*) > 1",
        "select case when note = 'd' or note is null then 'd' else 'x' end from losses"
            + " group by case when note = 'd' or note is null then 'd' else 'x' end"
            + " having count(*) = 2",
      })
  void anExpressionThatIsGroupedByCanBeSelected(String sql) {
    assertThat(rows(sql)).containsExactly(List.of("d"));
  }

  @Test
  void rowsComeOneByOneAndClosingEndsTheScan() {
    Rows rows = prepare("select step from losses").execute(List.of(), losses.source());

    assertThat(losses.open()).isZero();
    assertThat(rows.next()).isTrue();
    assertThat(losses.open()).isEqualTo(1);
    rows.close();

    assertThat(losses.open()).isZero();
    assertThat(rows.next()).isFalse();
  }

  @Test
  void aLimitFromOutsideIsPartOfThePlan() {
    PreparedQuery query =
        engine.prepare("select step from losses order by step desc", path(), 2, losses.source());

    assertThat(read(query, List.of())).containsExactly(List.of(5L), List.of(4L));
  }

  @Test
  void parametersAreConvertedToWhatTheStatementTakes() {
    PreparedQuery query =
        prepare("select step from losses where step > ? and note <> ? order by step limit ?");

    assertThat(query.parameters())
        .extracting(SqlParameter::type)
        .containsExactly(SqlValueType.BIGINT, SqlValueType.VARCHAR, SqlValueType.INTEGER);
    assertThat(
            read(
                query,
                Arrays.asList(
                    query.parameters().get(0).convert("1"),
                    query.parameters().get(1).convert("d"),
                    query.parameters().get(2).convert(1L))))
        .containsExactly(List.of(2L));
  }

  @Test
  void thePlanCanBeAskedFor() {
    assertThat(rows("explain plan for select step from losses where step = 2"))
        .singleElement()
        .asString()
        .contains("Filter: step = 2", "losses");
  }

  @ParameterizedTest
  @CsvSource({"1e-3, 0.001", "2.5e1, 25", "9e15, 9000000000000000", "1e200, 1.0E200"})
  void aPlanShowsNumbersOfAnySize(String number, String shown) {
    assertThat(rows("explain plan for select step from losses where loss < " + number))
        .singleElement()
        .asString()
        .contains("Filter: loss < " + shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          42601 | selec 1                                    | did you mean SELECT
          42601 | select 1 form x y                          | did you mean FROM
          42601 | select 1; select 2                         | one by one
          42601 | ''                                         | empty
          42S22 | select los from losses                     | did you mean "loss"
          42S02 | select 1 from lossess                      | did you mean "losses"
          42S02 | select 1 from "team"."vison".losses        | vison
          25006 | delete from losses                         | read-only
          25006 | create table x (a int)                     | read-only
          25006 | drop table losses                          | read-only
          42000 | set x = 1                                  | not supported
          42000 | show grants                                | SHOW TABLES
          42883 | select rounde(loss) from losses            | did you mean "ROUND"
          42883 | select no_such_thing(loss) from losses     | function "no_such_thing" not found
          42702 | select loss from losses a, losses b        | ambiguous
          42000 | select loss < all (select loss from losses) from losses | = and <>
          2201B | select note from losses where regexp_like(note, '(') | regular expression
          22025 | select note like 'a' escape 'bc' from losses |
          54001 | select 1 from losses group by cube(a1, a2, a3, a4, a5, a6, a7, a8, a9, b1, b2, b3, b4) | 12 at most
          22012 | select 1/0                                 | division by zero
          22012 | select step/0 from losses                  | division by zero
          22003 | select 9223372036854775807 + step from losses | out of range
          22018 | select cast(note as integer) from losses   | is not a
          22007 | select cast('2024-13-01' as date)          | is not a date
          42883 | select extractvalue(note, '/a') from losses | extractvalue
          42000 | select sum(note) over (x) from losses      |
          42000 | select note, count(*) from losses          | neither grouped
          42000 | select note from losses group by step      | neither grouped
          """)
  void aFaultHasItsStateAndAShortMessage(String state, String sql, @Nullable String part) {
    ThrowingCallable reading = () -> rows(sql);

    assertThatThrownBy(reading)
        .isInstanceOf(StatementException.class)
        .hasMessageContaining(part == null ? "" : part)
        .satisfies(e -> assertThat(((StatementException) e).state().code()).isEqualTo(state))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500).doesNotContain("calcite"));
  }

  @Test
  void anUnqualifiedTableNeedsAProject() {
    assertThatThrownBy(
            () ->
                engine.prepare(
                    "select 1 from losses", new SearchPath("team", null), 0, losses.source()))
        .isInstanceOf(StatementException.class)
        .satisfies(e -> assertThat(((StatementException) e).state().code()).isEqualTo("3F000"));
  }

  @Test
  void aCancelledStatementStopsWithinASort() {
    EndableScope scope = new EndableScope();
    Rows rows =
        prepare("select step from losses order by step").execute(List.of(), losses.source(scope));

    scope.cancel();

    assertThatThrownBy(rows::next).hasMessageContaining("cancelled");
  }

  private static SearchPath path() {
    return new SearchPath("team", "vision");
  }

  private PreparedQuery prepare(String sql) {
    return engine.prepare(sql, path(), 0, losses.source());
  }

  private List<List<@Nullable Object>> rows(String sql) {
    return read(prepare(sql), List.of());
  }

  @Test
  void aQueryMayDependOnWhatAnAggregateComputes() {
    assertThat(
            rows(
                "select (select max(step) from losses where loss > t.least)"
                    + " from (select ok, min(loss) as least from losses group by ok) t"
                    + " where t.ok"))
        .containsExactly(List.of(3L));
  }

  private List<List<@Nullable Object>> read(PreparedQuery query, List<@Nullable Object> values) {
    List<List<@Nullable Object>> all = new ArrayList<>();
    try (Rows rows = query.execute(values, losses.source())) {
      while (rows.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 0; i < query.columns().size(); i++) {
          row.add(rows.value(i));
        }
        all.add(row);
      }
    }
    return all;
  }
}
