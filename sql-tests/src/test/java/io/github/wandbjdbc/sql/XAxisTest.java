package io.github.wandbjdbc.sql;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.wandbjdbc.standin.RecordedRequest;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples along another metric than the step: one request for as many runs as a page has. */
final class XAxisTest {
  private static final int RUNS = 25;
  private static final int STEPS = 600;

  /** Every third step says how many tokens were seen. */
  private static final int POINTS = STEPS / 3;

  private static final String NAMED =
      "run_id IN ("
          + IntStream.range(0, RUNS)
              .mapToObj("'run%02d'"::formatted)
              .collect(Collectors.joining(", "))
          + ")";

  private static final ObjectMapper JSON = new ObjectMapper();

  private static StandIn standIn;
  private static Connection connection;
  private static Connection withoutPushdown;

  @BeforeAll
  static void serve() throws SQLException {
    standIn = StandIn.start().with(Setting.SAMPLES_EVENLY);
    for (int i = 0; i < RUNS; i++) {
      double speed = 100.0 + i;
      standIn.holds(experiment("run%02d".formatted(i)).generated(STEPS - 1, at(speed)));
    }
    connection = VisionProject.connect(standIn, "");
    withoutPushdown = VisionProject.connect(standIn, "?pushdown=false");
    for (Connection each : List.of(connection, withoutPushdown)) {
      Answer.to("SELECT * FROM history WHERE 1 = 0", each);
    }
  }

  /** Tokens rise but for one step, the rate falls, and loss is logged in each step. */
  private static LongFunction<Map<String, Object>> at(double speed) {
    return step ->
        step % 3 == 0
            ? Map.of(
                "loss",
                step / 2.0,
                "tokens",
                step == 300 ? 7.0 : step * speed,
                "rate",
                1.0 / (1 + step),
                "_runtime",
                step * 2.0,
                "_timestamp",
                1_700_000_000.0 + step)
            : Map.of("loss", step / 2.0);
  }

  @AfterAll
  static void close() throws SQLException {
    withoutPushdown.close();
    connection.close();
    standIn.close();
  }

  @BeforeEach
  void forget() {
    standIn.forgetRequests();
  }

  @Test
  void thePointsOf25RunsAreOneRequest() throws SQLException {
    String sql =
        "SELECT run_id, tokens, loss, x_axis FROM sampled_history WHERE x_axis = 'tokens' AND "
            + NAMED;

    Answer answer = Answer.to(sql, connection);

    assertThat(answer.rows()).hasSize(RUNS * POINTS);
    assertThat(answer.column("tokens")).doesNotContainNull();
    assertThat(answer.column("x_axis")).containsOnly("tokens");
    assertThat(answer.warnings()).isEmpty();
    assertThat(standIn.requests()).hasSize(1);
    assertThat(specs(standIn.requests().get(0)))
        .contains("[\"tokens\",\"_step\",\"loss\"]")
        .doesNotContain("rate");
    assertThat(plan(sql)).contains("x axis: tokens").contains("requests: about 1,");
    assertThat(Answer.to(sql, withoutPushdown).rows()).isEqualTo(answer.rows());
  }

  @Test
  void eachRunsRowsAreOrderedByIt() throws SQLException {
    Answer answer =
        Answer.to(
            "SELECT _step, tokens FROM sampled_history"
                + " WHERE x_axis = 'tokens' AND run_id = 'run03'",
            connection);

    assertThat(numbers(answer, "tokens")).isSorted();
    assertThat(answer.column("_step").subList(0, 3)).containsExactly(0L, 300L, 3L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rate", "_runtime", "_timestamp"})
  void anyNumberMayBeTheAxis(String axis) throws SQLException {
    Answer answer =
        Answer.to(
            "SELECT \"%1$s\", loss FROM sampled_history WHERE x_axis = '%1$s' AND run_id = 'run03'"
                .formatted(axis),
            connection);

    assertThat(numbers(answer, axis)).hasSize(POINTS).isSorted();
    assertThat(standIn.requests()).hasSize(1);
  }

  @Test
  void whenItWasLoggedMayBeTheAxis() throws SQLException {
    Answer answer =
        Answer.to(
            "SELECT logged_at, loss, x_axis FROM sampled_history"
                + " WHERE x_axis = 'logged_at' AND run_id = 'run03'",
            connection);

    assertThat(answer.rows()).hasSize(POINTS);
    assertThat(answer.column("x_axis")).containsOnly("logged_at");
    assertThat(answer.column("logged_at")).doesNotContainNull();
  }

  @Test
  void aRangeOfTheAxisLeavesItsPoints() throws SQLException {
    String sql =
        "SELECT run_id, _step, tokens, loss FROM sampled_history WHERE x_axis = 'tokens'"
            + " AND tokens BETWEEN 5 AND 3100 AND samples = 1000 AND run_id = 'run00'";

    Answer answer = Answer.to(sql, connection);

    List<Object> steps = new ArrayList<>(List.of(300L));
    for (long step = 3; step <= 31; step += 3) {
      steps.add(step);
    }
    assertThat(answer.column("_step")).isEqualTo(steps);
    assertThat(Answer.to(sql, withoutPushdown).rows()).isEqualTo(answer.rows());
  }

  @Test
  void stepsThatLackTheAxisAreNoPointsOfAnyMetric() throws SQLException {
    Answer answer =
        Answer.to(
            "SELECT _step, loss, rate FROM sampled_history"
                + " WHERE x_axis = 'rate' AND run_id = 'run07'",
            connection);

    assertThat(answer.column("_step")).allMatch(step -> (long) step % 3 == 0).hasSize(POINTS);
    assertThat(specs(standIn.requests().get(0)))
        .contains("[\"rate\",\"_step\",\"loss\"]")
        .doesNotContain("[\"_step\"");
  }

  @Test
  void anAxisThatNoStepHasIsTold() throws SQLException {
    Answer answer =
        Answer.to(
            "SELECT loss FROM sampled_history WHERE x_axis = 'Tokens' AND run_id = 'run07'",
            connection);

    assertThat(answer.rows()).isEmpty();
    assertThat(answer.warnings())
        .singleElement()
        .asString()
        .contains("no step has the key 'Tokens' of x_axis");
  }

  @ParameterizedTest
  @EnumSource(
      value = Setting.class,
      names = {"NULLS_IN_SAMPLES", "FLOAT_STEP", "SAMPLE_END_EXCLUDED"})
  void howeverTheServerAnswersThePointsAreTheSame(Setting setting) throws SQLException {
    String sql =
        "SELECT run_id, _step, tokens, rate, loss FROM sampled_history"
            + " WHERE x_axis = 'tokens' AND samples = 1000 AND _step < 500 AND "
            + NAMED;
    Answer usual = Answer.to(sql, connection);
    standIn.with(setting);
    try {
      assertThat(Answer.to(sql, connection).rows()).isEqualTo(usual.rows()).isNotEmpty();
    } finally {
      standIn.without(setting);
    }
  }

  @Test
  @EnabledIfEnvironmentVariable(
      named = "WANDB_PYTHON",
      matches = ".+",
      disabledReason = "WANDB_PYTHON names no Python with the wandb package to compare with")
  void theOfficialClientSeesTheSamePoints(@TempDir Path scratch)
      throws SQLException, IOException, InterruptedException {
    Answer answer =
        Answer.to(
            "SELECT run_id, tokens, loss FROM sampled_history"
                + " WHERE x_axis = 'tokens' AND samples = 50 ORDER BY run_id, loss",
            connection);

    List<List<Object>> official = new ArrayList<>();
    for (JsonNode point : official(scratch)) {
      official.add(
          List.of(point.get(0).asText(), point.get(1).asDouble(), point.get(2).asDouble()));
    }
    assertThat(answer.rows()).hasSize(RUNS * 50).isEqualTo(official);
  }

  /** Run, tokens and loss of each point, ordered as above. */
  private static JsonNode official(Path scratch) throws IOException, InterruptedException {
    String script =
        """
        import json, os, sys
        base, path, key, scratch = sys.argv[1:5]
        os.environ.update({"WANDB_BASE_URL": base, "WANDB_API_KEY": key, "WANDB_SILENT": "true",
            "WANDB_ERROR_REPORTING": "false", "DO_NOT_TRACK": "1", "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"})
        for name in ("WANDB_CACHE_DIR", "WANDB_CONFIG_DIR", "WANDB_DATA_DIR", "WANDB_DIR"):
            os.environ[name] = os.path.join(scratch, name.lower())
            os.makedirs(os.environ[name])
        import wandb
        rows = wandb.Api(timeout=60).runs(path).histories(samples=50, keys=["loss"], x_axis="tokens")
        print(json.dumps(sorted(([row["run_id"], row["tokens"], row["loss"]] for row in rows), key=lambda row: (row[0], row[2])), default=str))
        """;
    Path file = Files.writeString(scratch.resolve("along.py"), script);
    Path out = scratch.resolve("out");
    Path errors = scratch.resolve("errors");
    Process process =
        new ProcessBuilder(
                Objects.requireNonNull(System.getenv("WANDB_PYTHON")),
                file.toString(),
                standIn.url().toString(),
                StandIn.ENTITY + "/" + StandIn.PROJECT,
                StandIn.API_KEY,
                scratch.toString())
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
    return JSON.readTree(Files.readString(out));
  }

  private static List<Double> numbers(Answer answer, String label) {
    return answer.column(label).stream().map(Double.class::cast).toList();
  }

  private static String specs(RecordedRequest request) {
    return String.valueOf(request.argument("sampledHistory", "specs"));
  }

  private static String plan(String sql) throws SQLException {
    StringBuilder text = new StringBuilder();
    try (var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("EXPLAIN " + sql)) {
      while (rows.next()) {
        text.append(rows.getString(1)).append('\n');
      }
    }
    return text.toString();
  }
}
