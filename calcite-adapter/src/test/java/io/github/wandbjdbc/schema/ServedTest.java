package io.github.wandbjdbc.schema;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.api.ApiClient;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.RecordedRequest;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries over a served project whose runs hold every kind of value that filters may meet. */
class ServedTest {
  private static final ProjectPath PROJECT = new ProjectPath(StandIn.ENTITY, StandIn.PROJECT);
  private static final String[] STATES = {"finished", "failed", "running", "killed"};
  private static final @Nullable Object[] RATES = {
    0.1, 0.2, "NaN", "Infinity", "-Infinity", 3, 0, null, -0.0, 0.1
  };

  private static StandIn standIn;
  private static ApiClient client;
  private static Sql sql;
  private static Sql plain;

  @BeforeAll
  static void serve() throws SQLException {
    standIn = StandIn.start();
    for (int i = 0; i < 40; i++) {
      standIn.holds(run(i));
    }
    client =
        ApiClient.open(
            ApiOptions.builder()
                .baseUrl(BaseUrl.of(standIn.url().toString()))
                .credential(Credential.of(StandIn.API_KEY, "the test"))
                .build());
    sql = new Sql(client, SchemaOptions.DEFAULT, PROJECT);
    plain = new Sql(client, SchemaOptions.builder().pushdown(false).build(), PROJECT);
  }

  /** A run of which each value is one of several kinds. */
  static Experiment run(int i) {
    Experiment run =
        experiment("run" + i)
            .displayName(i % 5 == 0 ? null : "Name " + i % 7)
            .state(STATES[i % 4])
            .group(i % 2 == 0 ? "even" : null)
            .username(i % 3 == 0 ? null : "ann")
            .createdAt(Instant.parse("2024-01-01T00:00:00.600Z").plusSeconds(i))
            .config("lr", RATES[i % RATES.length])
            .config("seed", i % 2 == 0 ? (Object) i : "s" + i)
            .config("word", i % 4 == 0 ? "3" : i % 4 == 1 ? "true" : "plain")
            .config("flag", i % 3 == 0)
            .summary("acc", i * 0.025);
    if (i % 3 == 0) {
      run.config("opt", Map.of("name", "sgd", "lr", i * 0.1));
    } else if (i % 3 == 1) {
      run.config("opt.lr", i * 0.1);
    }
    if (i % 2 == 0) {
      run.tags("even", "n" + i);
    } else if (i % 5 == 0) {
      run.withoutTags();
    }
    for (long step = 0; step < 10; step++) {
      run.row(step * (1 + i % 3), step(i, step));
    }
    return run;
  }

  private static Map<String, Object> step(int i, long step) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("loss", step == 3 ? Double.NaN : 1.0 / (i + step + 1));
    values.put("_timestamp", 1_700_000_000 + step + 0.25);
    if (step % 3 == 0) {
      values.put("val/acc", i * 0.01 + step);
    }
    if (step == i % 10) {
      values.put("rare metric é", "text");
    }
    return values;
  }

  @AfterAll
  static void stop() throws SQLException {
    sql.close();
    plain.close();
    client.close();
    standIn.close();
  }

  @BeforeEach
  void forget() {
    standIn.forgetRequests();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run_id = 'run7'",
        "run_id in ('run7', 'run8', 'nope')",
        "state = 'finished'",
        "state in ('failed', 'killed')",
        "state = 'running'",
        "state = 'finished' and run_id in ('run4', 'run5')",
        "state = 'finished' or run_id = 'run5'",
        "name = 'Name 3'",
        "name in ('Name 3', 'Name 4') and username = 'ann'",
        "name = 'name 3' or run_group = 'even'",
        "created_at = timestamp '2024-01-01 00:00:05.6'",
        "created_at >= timestamp '2024-01-01 00:00:05.6' and created_at <"
            + " timestamp '2024-01-01 00:00:09.6'",
        "created_at > timestamp '2024-01-01 00:00:05.6'",
        "created_at <= timestamp '2024-01-01 00:00:05.599'",
        "\"config.lr\" = 0.1",
        "\"config.lr\" = 0",
        "\"config.lr\" in (0.2, 3)",
        "\"config.lr\" > 0.1",
        "\"config.lr\" >= 0.2",
        "\"config.lr\" < 0.2",
        "\"config.lr\" <= 0.1 or \"summary.acc\" > 0.9",
        "\"config.lr\" between 0.1 and 0.2",
        "\"config.lr\" > 0.05 and \"config.lr\" <> 3",
        "\"config.opt.lr\" > 1",
        "\"config.opt.lr\" between 0.5 and 1.5 and \"config.opt.name\" = 'sgd'",
        "\"config.seed\" = '4'",
        "\"config.seed\" = 's5'",
        "\"config.word\" = '3'",
        "\"config.word\" = 'plain'",
        "\"config.word\" in ('true', 'plain')",
        "\"config.flag\"",
        "not \"config.flag\"",
        "\"config.flag\" = true and \"summary.acc\" >= 0.5",
        "has_tag(tags, 'even')",
        "has_tag(tags, 'n4') or has_tag(tags, 'n6')",
        "not has_tag(tags, 'even') and state = 'failed'",
        "\"config.lr\" is null or \"config.lr\" > 1",
        "\"config.lr\" <> 0.1",
        "\"config.lr\" not in (0.1, 3)",
        "not (\"config.opt.lr\" = 0) and \"config.opt.lr\" is not null",
        "\"config.lr\" is not null",
        "\"config.seed\" is not null and state <> 'finished'",
        "state not in ('finished', 'failed')",
        "run_id like 'run1%'",
        "name like 'Name _' or username like 'an%'",
        "name like 'name%'",
      })
  void aFilterLeavesTheSameRunsWithoutPushdown(String where) throws SQLException {
    String query = "select * from runs where " + where + " order by run_id";

    assertThat(sql.rows(query)).containsExactlyElementsOf(plain.rows(query));
    String count = "select count(*) from runs where " + where;
    assertThat(sql.rows(count)).containsExactlyElementsOf(plain.rows(count));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from runs",
        "select * from history where run_id in ('run1', 'run2', 'run3')",
        "select run_id, _step from history limit 25",
        "select run_id, max(\"val/acc\") from history where _step between 3 and 12"
            + " and run_id in ('run1', 'run5', 'run9') group by run_id order by run_id",
        "select r.name, h._step, h.loss from runs r join history h on r.run_id = h.run_id"
            + " where \"config.lr\" > 0.1 and h._step < 4 and h.run_id in ('run1', 'run5', 'run9')"
            + " order by r.created_at, h._step",
        "select \"rare metric é\", logged_at from history where run_id = 'run3' order by _step",
        "select * from sampled_history where run_id in ('run1', 'run2')",
        "select _step, loss, \"val/acc\" from sampled_history where run_id = 'run1'"
            + " and \"val/acc\" is not null and loss > 0",
      })
  void rowsAreTheSameWithoutPushdown(String query) throws SQLException {
    List<String> rows = sql.rows(query);

    assertThat(rows).isNotEmpty().containsExactlyElementsOf(plain.rows(query));
  }

  @Test
  void nanOfAMetricIsANumber() throws SQLException {
    assertThat(sql.rows("select loss from history where run_id = 'run1' and is_nan(loss)"))
        .containsExactly("NaN");
  }

  @Test
  void stringsThatSpellNanAreNumbersAndOthersMakeTheColumnText() throws SQLException {
    standIn.holds(
        StandIn.ENTITY,
        "strings",
        experiment("s1")
            .row(0, Map.of("loss", 0.5, "phase", 1))
            .row(1, Map.of("loss", "NaN", "phase", "warm-up"))
            .row(2, Map.of("loss", "-Infinity", "phase", "NaN")));

    List<String> rows;
    try (Sql strings =
        new Sql(client, SchemaOptions.DEFAULT, new ProjectPath(StandIn.ENTITY, "strings"))) {
      rows = strings.rows("select loss + 1, phase || '!' from history where run_id = 's1'");
    }

    assertThat(rows).containsExactly("1.5|1!", "NaN|warm-up!", "-Infinity|NaN!");
  }

  @Test
  void aStepRangeIsAskedForAsAWindow() throws SQLException {
    sql.rows("select _step, loss from history where run_id = 'run0' limit 1");
    standIn.forgetRequests();

    List<String> rows =
        sql.rows("select _step from history where run_id = 'run0' and _step between 4 and 6");

    assertThat(rows).containsExactly("4", "5", "6");
    RecordedRequest steps =
        standIn.requests().stream()
            .filter(r -> r.selects("sampledHistory"))
            .findFirst()
            .orElseThrow();
    assertThat(String.valueOf(steps.argument("sampledHistory", "specs")))
        .contains("\"minStep\":4,\"maxStep\":6");
  }

  @Test
  void heavyFieldsAreNotAskedForInVain() throws SQLException {
    sql.rows("select count(*) from runs where name = 'x'");
    standIn.forgetRequests();

    sql.rows("select name from runs where state = 'finished' limit 5");

    assertThat(standIn.requests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.selects("displayName")).isTrue();
              assertThat(request.selects("config")).isFalse();
              assertThat(request.selects("summaryMetrics")).isFalse();
              assertThat(request.selects("historyKeys")).isFalse();
              assertThat(String.valueOf(request.argument("runs", "first"))).isEqualTo("5");
            });
  }

  @Test
  void countingIsOneRequest() throws SQLException {
    sql.rows("select count(*) from runs where state = 'failed'");
    standIn.forgetRequests();

    assertThat(sql.rows("select count(*) from runs where state = 'finished'"))
        .containsExactly("10");

    assertThat(standIn.requests())
        .singleElement()
        .satisfies(request -> assertThat(request.selects("runCount")).isTrue());
  }
}
