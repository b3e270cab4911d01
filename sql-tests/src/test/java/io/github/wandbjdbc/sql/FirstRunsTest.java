package io.github.wandbjdbc.sql;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The first runs by a value of the summary or the config, or by the last sign of life: a page and a
 * count that proves it, and the same rows as if all had been read.
 */
final class FirstRunsTest {
  private static final int RUNS = 600;
  private static final Instant NEW_YEAR = Instant.parse("2024-01-01T00:00:00Z");

  /** A page, and a count of the runs before its last one. */
  private static final int PROVEN_PAGE = 2;

  private final StandIn standIn = StandIn.start();
  private final List<Connection> opened = new ArrayList<>();

  @BeforeEach
  void hold() {
    for (int i = 0; i < RUNS; i++) {
      standIn.holds(run(i));
    }
  }

  /** The newest hundred have plain values; what older ones have instead isn't discovered. */
  private static Experiment run(int i) {
    double value = (i * 389 % RUNS) / 10.0 - 20;
    Experiment run =
        experiment("run%03d".formatted(i))
            .state(i % 3 == 0 ? "finished" : "failed")
            .createdAt(NEW_YEAR.plusSeconds(60L * i))
            .heartbeatAt(i % 50 == 3 ? null : NEW_YEAR.plusMillis(700L * (i * 7 % RUNS)))
            .config("lr", value / 100)
            .config("opt", Map.of("beta", value))
            .summary("loss", value)
            .summary("_runtime", value + 100)
            .summary("acc", i % 40 == 7 ? null : Double.valueOf(-value))
            .summary("val", Map.of("loss", value * 3));
    if (i % 99 != 5) {
      run.summary("_wandb", Map.of("runtime", value + 90));
    }
    if (i % 40 == 7) {
      run.summary("odd", value);
    } else if (i % 97 == 11) {
      run.summary("odd", i % 2 == 0 ? "NaN" : i % 3 == 0 ? "Infinity" : "-Infinity");
    } else if (i > RUNS - 50) {
      run.summary("odd", (double) i);
    }
    if (i % 150 == 4) {
      run.summary("val", null).summary("val.loss", -100.0 - i);
    }
    if (i % 200 == 9) {
      run.summary("mixed", "diverged");
    } else {
      run.summary("mixed", value);
    }
    return run;
  }

  @AfterEach
  void close() throws SQLException {
    for (Connection connection : opened) {
      connection.close();
    }
    standIn.close();
  }

  private Connection connect(String properties) throws SQLException {
    Connection connection = VisionProject.connect(standIn, properties);
    opened.add(connection);
    Answer.to("SELECT * FROM runs WHERE 1 = 0", connection);
    standIn.forgetRequests();
    return connection;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT run_id, \"summary.loss\" FROM runs ORDER BY \"summary.loss\" LIMIT 2",
        "SELECT run_id FROM runs ORDER BY \"summary.loss\" DESC LIMIT 5",
        "SELECT run_id FROM runs ORDER BY \"config.lr\" LIMIT 3 OFFSET 4",
        "SELECT run_id, name FROM runs WHERE state = 'finished' ORDER BY \"summary.loss\" LIMIT 5",
        "SELECT run_id FROM runs ORDER BY \"summary.acc\" DESC, run_id LIMIT 5",
        "SELECT run_id FROM runs WHERE \"summary.loss\" IS NOT NULL"
            + " ORDER BY \"summary.loss\" DESC LIMIT 5",
        "SELECT run_id FROM runs WHERE LOWER(state) = 'finished'"
            + " ORDER BY \"summary.loss\" LIMIT 5",
        "SELECT run_id, \"config.opt.beta\" b FROM runs ORDER BY 2 LIMIT 5",
        "SELECT run_id, heartbeat_at FROM runs ORDER BY heartbeat_at DESC LIMIT 3",
        "SELECT run_id FROM runs ORDER BY heartbeat_at LIMIT 3",
        "SELECT run_id, name FROM runs ORDER BY created_at DESC, run_id LIMIT 3",
        "SELECT run_id FROM runs WHERE LOWER(state) = 'finished' ORDER BY created_at LIMIT 3",
        "SELECT MAX(heartbeat_at) FROM runs",
        "SELECT MIN(heartbeat_at) AS first FROM runs WHERE state = 'finished'",
      })
  void areAPageAndTheCountThatProvesIt(String sql) throws SQLException {
    Answer answer = Answer.to(sql, connect(""));

    assertThat(standIn.requests()).as(sql).hasSize(PROVEN_PAGE);
    assertThat(answer.rows()).isEqualTo(Answer.to(sql, connect("?pushdown=false")).rows());
  }

  @ParameterizedTest
  @ValueSource(strings = {"MAX(created_at)", "MIN(created_at)"})
  void theNewestAndTheOldestRunAreOneRequest(String extreme) throws SQLException {
    String sql = "SELECT " + extreme + " FROM runs";

    Answer answer = Answer.to(sql, connect(""));

    assertThat(standIn.requests()).hasSize(1);
    assertThat(answer.rows()).isEqualTo(Answer.to(sql, connect("?pushdown=false")).rows());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MIN(\"summary.odd\")",
        "MAX(\"summary.odd\")",
        "MIN(\"summary.val.loss\")",
        "MAX(\"summary.val.loss\")",
        "MAX(\"summary.acc\")",
        "MIN(\"summary.mixed\")",
        "MAX(\"summary.mixed\")",
        "MAX(runtime_seconds)",
        "MIN(\"summary.loss\"), MAX(\"summary.loss\")",
        "MIN(run_id)",
      })
  void extremesAreThoseOfAllRunsWhateverTheyHold(String extremes) throws SQLException {
    String sql = "SELECT " + extremes + " FROM runs";

    for (Setting setting : List.of(Setting.MISSING_FIRST, Setting.TIES_REVERSED)) {
      standIn.with(setting);
      assertThat(Answer.to(sql, connect("")).rows())
          .as(setting.toString())
          .isEqualTo(Answer.to(sql, connect("?pushdown=false")).rows());
      standIn.without(setting);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "summary.odd" LIMIT 4
          "summary.odd" DESC LIMIT 4
          "summary.odd" DESC LIMIT 40
          "summary.val.loss" LIMIT 6
          "summary.val.loss" DESC LIMIT 6
          "summary.acc" LIMIT 3
          runtime_seconds DESC LIMIT 3
          """)
  void thoseWhoseValueHidesFromAnOrderAreAskedForApart(String order) throws SQLException {
    String sql = "SELECT run_id FROM runs ORDER BY " + order;

    Answer answer = Answer.to(sql, connect(""));

    assertThat(standIn.requests()).as(sql).hasSizeLessThanOrEqualTo(PROVEN_PAGE + 1);
    assertThat(answer.rows()).hasSameSizeAs(withoutPushdown(sql).rows());
    assertThat(values(order, answer)).isEqualTo(values(order, withoutPushdown(sql)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"summary.loss\" NULLS FIRST LIMIT 2",
        "\"summary.acc\" DESC NULLS FIRST LIMIT 20",
        "\"summary.mixed\" LIMIT 3",
        "name LIMIT 3",
        "\"summary.loss\"",
        "ABS(\"summary.loss\") LIMIT 3",
      })
  void whatAServerMayOrderOtherwiseIsSortedHere(String order) throws SQLException {
    String sql = "SELECT run_id, \"summary.acc\" FROM runs ORDER BY " + order;

    Answer answer = Answer.to(sql, connect(""));

    assertThat(standIn.requestsFor("runs"))
        .filteredOn(
            request -> request.argument("runs", "first") instanceof Integer first && first > 90)
        .isNotEmpty();
    assertThat(answer.rows()).containsExactlyInAnyOrderElementsOf(withoutPushdown(sql).rows());
  }

  @ParameterizedTest
  @EnumSource(
      value = Setting.class,
      mode = Mode.EXCLUDE,
      names = {"MISSING_RUN_IS_AN_ERROR", "WRONG_KEY_IS_NO_KEY"})
  void areTheSameWhateverTheServerDoes(Setting setting) throws SQLException {
    standIn.with(setting);
    String[] orders = {
      "\"summary.loss\", run_id LIMIT 3",
      "\"summary.loss\" DESC, run_id LIMIT 3",
      "\"summary.odd\", run_id LIMIT 30",
      "\"summary.odd\" DESC, run_id LIMIT 30",
      "\"summary.mixed\" DESC, run_id LIMIT 3",
      "\"summary.val.loss\", run_id LIMIT 5",
      "\"config.opt.beta\" DESC, run_id LIMIT 5",
      "heartbeat_at, run_id LIMIT 4",
      "heartbeat_at DESC, run_id LIMIT 4",
      "created_at DESC, run_id LIMIT 4",
      "runtime_seconds, run_id LIMIT 4",
    };
    Connection connection = connect("");
    Connection plain = connect("?pushdown=false");

    for (String order : orders) {
      for (String where : new String[] {"", " WHERE state = 'finished'", " WHERE name <> 'x'"}) {
        String sql = "SELECT run_id FROM runs" + where + " ORDER BY " + order;
        assertThat(Answer.to(sql, connection).rows())
            .as(sql)
            .isEqualTo(Answer.to(sql, plain).rows());
      }
    }
  }

  @Test
  void whatTheCountsShowedIsTold() throws SQLException {
    Connection connection = connect("");
    Answer.to("SELECT run_id FROM runs ORDER BY \"summary.loss\" LIMIT 2", connection);
    Answer.to("SELECT run_id FROM runs ORDER BY \"summary.mixed\" LIMIT 2", connection);

    Answer found =
        Answer.to(
            "SELECT name, \"value\" FROM information_schema.server WHERE name LIKE '%the order%'",
            connection);

    assertThat(found.rows())
        .contains(List.of("lab/vision: runs come in the order +summary_metrics.loss", "yes"))
        .anySatisfy(
            row -> {
              assertThat(row.get(0)).asString().endsWith("+summary_metrics.mixed");
              assertThat(row.get(1)).asString().startsWith("no: of 600 runs 597 have a number");
            });
  }

  @Test
  void aServerThatOrdersOtherwiseIsFoundOutAndNotAskedAgainForAWhile() throws SQLException {
    standIn.with(Setting.ORDERS_BY_CREATION_ALONE);
    String sql = "SELECT run_id FROM runs ORDER BY \"summary.loss\" LIMIT 2";
    Connection connection = connect("");

    Answer first = Answer.to(sql, connection);
    int requests = standIn.requests().size();
    standIn.forgetRequests();
    Answer second = Answer.to(sql, connection);

    assertThat(first.rows()).isEqualTo(withoutPushdown(sql).rows());
    assertThat(second.rows()).isEqualTo(first.rows());
    assertThat(requests).isLessThanOrEqualTo(PROVEN_PAGE + pages());
  }

  @Test
  void thePlanSaysSo() throws SQLException {
    String plan =
        String.valueOf(
            Answer.to(
                    "EXPLAIN PLAN FOR SELECT run_id FROM runs ORDER BY \"summary.loss\" LIMIT 2",
                    connect(""))
                .value());

    assertThat(plan)
        .contains("order: summary.loss ascending, the first 2 (if counts prove it; else all runs)")
        .contains("requests: 2 or more")
        .contains("Top: \"summary.loss\"; keep 2");
  }

  private static int pages() {
    return 3;
  }

  private Answer withoutPushdown(String sql) throws SQLException {
    return Answer.to(sql, connect("?pushdown=false"));
  }

  /** The values by which the runs are ordered: which of several equal ones comes is free. */
  private List<Object> values(String order, Answer answer) throws SQLException {
    String column = order.split(" ", 2)[0];
    Map<Object, Object> all = new java.util.HashMap<>();
    for (List<Object> row :
        Answer.to("SELECT run_id, " + column + " FROM runs", connect("?pushdown=false")).rows()) {
      all.put(row.get(0), row.get(1));
    }
    List<Object> values = new ArrayList<>();
    answer.rows().forEach(row -> values.add(String.valueOf(all.get(row.get(0)))));
    return values;
  }
}
