package io.github.wandbjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.source.NoTables;
import io.github.wandbjdbc.engine.source.Scope;
import io.github.wandbjdbc.engine.source.SearchPath;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.junit.jupiter.api.Test;

/** Statements as large as may be are answered, and larger ones are refused by name. */
class ComplexStatementsTest {
  private final LossTable losses =
      new LossTable(List.<Object[]>of(new Object[] {1L, 0.5, "a", null, null}));

  private static String repeated(int times, String between, String part) {
    return IntStream.range(0, times).mapToObj(part::formatted).collect(Collectors.joining(between));
  }

  @Test
  void whatPeopleAndToolsWriteIsAnswered() {
    Map<String, String> answers = new LinkedHashMap<>();
    answers.put("SELECT " + "(".repeat(300) + "step" + ")".repeat(300) + " FROM losses", "1");
    answers.put(
        "SELECT COUNT(*) FROM losses WHERE " + repeated(1_000, " AND ", "step <> %d + 2"), "1");
    answers.put(
        "SELECT COUNT(*) FROM losses WHERE " + repeated(200, " OR ", "note LIKE '%%b%d'"), "0");
    answers.put(
        "SELECT COUNT(*) FROM losses WHERE step IN (" + repeated(20_000, ", ", "%d") + ")", "1");
    answers.put("SELECT COUNT(*) FROM (VALUES " + repeated(5_000, ", ", "(%d)") + ") t", "5000");
    answers.put(
        "SELECT COUNT(*) FROM (" + repeated(200, " UNION ALL ", "SELECT %d") + ") t", "200");
    answers.put(
        "SELECT COUNT(*) FROM losses l" + repeated(40, "", " JOIN losses l%1$d USING (step)"), "1");
    answers.put(
        "WITH " + repeated(50, ", ", "c%d AS (SELECT %1$d AS n)") + " SELECT n FROM c49", "49");

    answers.forEach(
        (sql, answer) ->
            assertThat(losses.rows(sql)).as(sql.substring(0, 60)).containsExactly(answer));
  }

  @Test
  void whatIsLargerIsRefusedByName() {
    String many = "54000 ";
    Map<String, String> refused = new LinkedHashMap<>();
    refused.put(
        "SELECT " + "(".repeat(501) + "1" + ")".repeat(501),
        "54001 the statement has more than 500 parentheses or CASEs in each other");
    refused.put(
        "SELECT " + "CASE WHEN TRUE THEN ".repeat(501) + "1" + " END".repeat(501),
        "54001 the statement has more than 500 parentheses");
    refused.put(
        "SELECT 1 WHERE " + repeated(501, " AND ", "'a' LIKE '%d'"),
        "54001 more than 500 LIKEs or BETWEENs follow each other: put parentheses around");
    refused.put(
        "SELECT " + repeated(3_002, " + ", "%d"),
        "54001 more than 3,000 operators follow each other: put parentheses around");
    refused.put(
        "SELECT 1 FROM losses WHERE 1 IN (" + repeated(100_001, ", ", "%d") + ")",
        many + "the statement lists more than 100,000 values");
    refused.put(
        "VALUES " + repeated(100_001, ", ", "(%d)"),
        many + "the statement lists more than 100,000 values");
    refused.put(
        "SELECT 1 FROM losses WHERE 1 IN (" + repeated(1_001, ", ", "ABS(%d)") + ")",
        many + "IN has a list of more than 1,000 values of which some are computed");
    refused.put(
        repeated(501, " UNION ALL ", "SELECT %d"),
        many + "the statement has more than 500 branches of UNION, INTERSECT and EXCEPT");
    refused.put(
        "SELECT 1 FROM " + repeated(101, ", ", "(SELECT 1) t%d"),
        many + "a FROM clause joins more than 100 tables");
    refused.put(
        "WITH " + repeated(201, ", ", "c%d AS (SELECT 1)") + " SELECT 1",
        many + "the statement has more than 200 queries in WITH");
    refused.put(
        "WITH c0 AS (SELECT step FROM losses), "
            + IntStream.range(1, 12)
                .mapToObj(
                    i ->
                        "c%1$d AS (SELECT a.step FROM c%2$d a JOIN c%2$d b ON a.step = b.step)"
                            .formatted(i, i - 1))
                .collect(Collectors.joining(", "))
            + " SELECT * FROM c11",
        many
            + "the statement names more than 500 tables, those of a WITH query as often as it is read");

    refused.forEach(
        (sql, told) ->
            assertThatThrownBy(() -> losses.rows(sql))
                .as(sql.substring(0, 30))
                .isInstanceOf(StatementException.class)
                .satisfies(
                    e -> {
                      StatementException failure = (StatementException) e;
                      assertThat(failure.state().code() + " " + failure.getMessage())
                          .startsWith(told);
                    }));
  }

  @Test
  void planningEndsWhenItHasTakenItsTime() {
    PlanningTime over = new PlanningTime(Scope.UNBOUNDED, Duration.ZERO);

    assertThatThrownBy(over::look)
        .isInstanceOf(StatementException.class)
        .hasMessageStartingWith("the statement is too complex")
        .extracting(e -> ((StatementException) e).state())
        .isEqualTo(SqlState.TOO_COMPLEX);
  }

  @Test
  void manyTablesOfManyRowsStillHaveACost() {
    String sql =
        "SELECT COUNT(*) FROM "
            + repeated(90, ", ", "(SELECT * FROM (VALUES (1), (2)) a, (VALUES (1), (2)) b) t%d")
            + " WHERE FALSE";

    PreparedQuery query =
        new QueryEngine(SqlOperatorTables.of(), "")
            .prepare(sql, SearchPath.NONE, 0, NoTables.INSTANCE);

    assertThat(query.columns()).hasSize(1);
  }
}
