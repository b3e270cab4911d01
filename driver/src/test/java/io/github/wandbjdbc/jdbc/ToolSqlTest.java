package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SQL as tools, and people who are used to other databases, write it. */
@Tag("text")
class ToolSqlTest {
  private static StandIn standIn;
  private static Connection pushing;
  private static Connection keeping;

  @BeforeAll
  static void serve() throws SQLException {
    standIn = StandIn.start();
    standIn.holds(
        experiment("early")
            .displayName("Adam")
            .createdAt(Instant.parse("2026-01-01T09:30:00Z"))
            .config("lr", 0.5)
            .row(0, Map.of("acc", 0.25))
            .row(1, Map.of("acc", 0.75))
            .row(2, Map.of("loss", 1.0))
            .row(3, Map.of("acc", 0.5)),
        experiment("late")
            .displayName("Büro 日本")
            .createdAt(Instant.parse("2026-01-07T10:00:00.250Z"))
            .config("lr", 0.25)
            .row(0, Map.of("acc", 0.5))
            .row(7, Map.of("acc", "NaN"))
            .row(9, Map.of("acc", 0.75)));
    String url = "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision";
    pushing = DriverManager.getConnection(url, "", StandIn.API_KEY);
    keeping = DriverManager.getConnection(url + "?pushdown=false", "", StandIn.API_KEY);
  }

  @AfterAll
  static void close() throws SQLException {
    pushing.close();
    keeping.close();
    standIn.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          SELECT run_id, ARG_MAX(_step, acc), ARG_MIN(_step, acc) FROM history GROUP BY run_id ~ early 1 0, late 7 0
          SELECT run_id, MAX_BY(_step, acc) FROM history WHERE acc <= 1 GROUP BY run_id        ~ early 1, late 9
          SELECT run_id, ARG_MAX(_step, acc) FILTER (WHERE NOT IS_NAN(acc)) FROM history GROUP BY run_id ~ early 1, late 9
          SELECT run_id, MEDIAN(acc) FROM history WHERE acc < 1 GROUP BY run_id                ~ early 0.5, late 0.625
          SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY _step) FROM history               ~ 2.0
          SELECT MEDIAN(CAST(_step AS DECIMAL(9, 1))) FROM history WHERE run_id = 'late'       ~ 7.0
          SELECT created_at::date AS date, COUNT(*) AS row FROM runs GROUP BY 1 ORDER BY date  ~ 2026-01-01 1, 2026-01-07 1
          SELECT COUNT(*) FROM runs WHERE created_at > TIMESTAMP '2026-01-10 10:00:00' - INTERVAL '7 days' ~ 1
          SELECT COUNT(*) FROM runs WHERE name <> 'http://x' -- a // b                         ~ 2
          SELECT CURRENT_USER, CURRENT_CATALOG, current_database(), current_schema()           ~ ada lab lab vision
          SELECT COUNT(*) FROM runs WHERE current_schema = 'vision'                            ~ 2
          SELECT LOG(2, 8), LN(1), LOG10(100)                                                 ~ 3.0000000000000000 0.0 2.0
          SELECT TIMESTAMP_TRUNC(created_at, ISOWEEK) FROM runs                                ~ 2025-12-29 00:00:00.0, 2026-01-05 00:00:00.0
          SELECT PERCENTILE_DISC(0.9) WITHIN GROUP (ORDER BY _step DESC) FROM history          ~ 0
          SELECT PERCENTILE_DISC(1) WITHIN GROUP (ORDER BY name) FROM runs                     ~ Büro 日本
          SELECT PERCENTILE_CONT(1) WITHIN GROUP (ORDER BY acc) FROM history                   ~ NaN
          SELECT ROUND(CORR(_step, acc), 6), CORR(_step, 1) FROM history WHERE run_id = 'early' AND acc >= 0.25 AND _step < 2 ~ 1.0 null
          SELECT DATE_TRUNC('day', created_at), COUNT(*) FROM runs GROUP BY DATE_TRUNC('day', created_at) ~ 2026-01-01 00:00:00.0 1, 2026-01-07 00:00:00.0 1
          SELECT DATE_TRUNC('week', created_at) AS week FROM runs                              ~ 2025-12-29 00:00:00.0, 2026-01-05 00:00:00.0
          SELECT DATE_TRUNC('HOUR', created_at) AS hour FROM runs ORDER BY hour LIMIT 1        ~ 2026-01-01 09:00:00.0
          SELECT "config.lr"::varchar, '7'::int8 + 1, 'x'::text FROM runs WHERE run_id = 'late' ~ 0.25 8 x
          SELECT created_at::timestamp FROM runs WHERE run_id = 'late'                         ~ 2026-01-07 10:00:00.25
          SELECT name FROM runs WHERE name ILIKE 'ADAM'                                        ~ Adam
          SELECT name FROM runs WHERE name NOT ILIKE 'ADAM'                                    ~ Büro 日本
          SELECT name FROM runs WHERE name LIKE '%日_' ESCAPE ''                                ~ Büro 日本
          SELECT name FROM runs WHERE created_at >= '2026-01-07'                               ~ Büro 日本
          SELECT name FROM runs WHERE created_at <= '2026-01-07 10:00:00'                      ~ Adam
          SELECT name FROM runs WHERE created_at = '2026-01-07T10:00:00.25Z'                   ~ Büro 日本
          SELECT name FROM runs WHERE created_at BETWEEN '2026-01-01T10:30:00+01:00' AND '2026-01-02' ~ Adam
          SELECT name AS value, run_id AS count, 1 AS year, 2 AS user FROM runs WHERE run_id = 'early' ~ Adam early 1 2
          SELECT value, month FROM (SELECT name AS value, 3 AS month FROM runs) q ORDER BY value LIMIT 1 ~ Adam 3
          SELECT {fn ucase(name)}, {fn LCASE(name)}, {fn length(name)} FROM runs WHERE run_id = 'early' ~ ADAM adam 4
          SELECT {fn now()} IS NULL, NOW() = CURRENT_TIMESTAMP FROM runs LIMIT 1                ~ false true
          SELECT CASE WHEN name = 'Adam' THEN 1 ELSE 2 END, COUNT(*) FROM runs GROUP BY CASE WHEN name = 'Adam' THEN 1 ELSE 2 END ~ 1 1, 2 1
          SELECT run_id AS r, COUNT(*) AS n FROM history GROUP BY 1 ORDER BY n DESC            ~ early 4, late 3
          SELECT JSON_ARRAYAGG(run_id) FROM runs WHERE run_id = 'late'                                        ~ ["late"]
          SELECT JSON_LENGTH(JSON_ARRAYAGG(run_id)) FROM runs                                  ~ 2
          SELECT _step FROM history WHERE run_id = 'early' ORDER BY _step LIMIT 2 OFFSET 1      ~ 1, 2
          SELECT _step FROM history WHERE run_id = 'early' ORDER BY _step LIMIT 3, 10; -- end   ~ 3
          """)
  void isAnsweredWithAndWithoutPushdown(String sql, String rows) throws SQLException {
    assertThat(rows(pushing, sql)).containsExactlyInAnyOrder(rows.split(", "));
    assertThat(rows(keeping, sql)).containsExactlyInAnyOrder(rows.split(", "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "created_at >= '2026-01-07T10:00:00Z'",
        "created_at >= '2026-01-07 10:00:00'",
        "created_at >= '2026-01-07T12:00:00+02:00'",
        "created_at >= '2026-01-07 10:00:00'::timestamp",
        "created_at >= TIMESTAMP '2026-01-07 10:00:00'",
      })
  void aTimeTravelsHoweverItIsWritten(String condition) throws SQLException {
    standIn.forgetRequests();

    List<String> rows = rows(pushing, "SELECT run_id FROM runs WHERE " + condition);
    List<String> plan = rows(pushing, "EXPLAIN SELECT run_id FROM runs WHERE " + condition);

    assertThat(rows).containsExactly("late");
    assertThat(plan.toString()).contains("filter: created_at >= 2026-01-07T10:00:00Z");
    assertThat(standIn.requests())
        .anySatisfy(
            request ->
                assertThat(String.valueOf(request.variables()))
                    .contains("createdAt")
                    .contains("2026-01-07T09:59:59Z"));
  }

  @Test
  void aTextThatIsNoTimeStays() {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> rows(pushing, "SELECT name FROM runs WHERE created_at > 'yesterday'"))
        .returns("22007", SQLException::getSQLState);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          SET TRANSACTION READ ONLY                        ~ 42000 ~ SET is not supported
          SET search_path TO vision                        ~ 42000 ~ SET is not supported
          SHOW GRANTS                                      ~ 42000 ~ SHOW TABLES
          BEGIN                                            ~ 42000 ~ BEGIN is not supported
          DISCARD ALL                                      ~ 42000 ~ DISCARD is not supported
          CREATE TABLE t AS SELECT 1                       ~ 25006 ~ CREATE is refused
          CREATE VOLATILE TABLE t (a INT)                  ~ 25006 ~ CREATE is refused
          DROP TABLE runs                                  ~ 25006 ~ DROP is refused
          -- nothing                                       ~ 42601 ~ the statement is empty
          SELECT 5 // 2                                    ~ 42601 ~ begins with --
          SELECT MEDIAN(name) FROM runs                    ~ 42000 ~ MEDIAN takes numbers
          SELECT ARRAY_AGG(name) FROM runs                 ~ 42000 ~ JSON_ARRAYAGG
          SELECT COLLECT(name) FROM runs                   ~ 42000 ~ JSON_ARRAYAGG
          SELECT MAP['a', 1]                               ~ 42601 ~ JSON_OBJECT
          SELECT DATE_TRUNC('fortnight', created_at) FROM runs ~ 42000 ~ DATE_TRUNC doesn't take 'fortnight'
          SELECT PERCENTILE_CONT(2) WITHIN GROUP (ORDER BY _step) FROM history ~ 22003 ~ give 0 to 1
          """)
  void isRefusedInWords(String sql, String state, String message) {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> rows(pushing, sql))
        .returns(state, SQLException::getSQLState)
        .withMessageContaining(message);
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join(" ", row));
      }
    }
    return rows;
  }
}
