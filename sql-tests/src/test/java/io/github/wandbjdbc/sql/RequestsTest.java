package io.github.wandbjdbc.sql;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.RecordedRequest;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cost of a statement: the requests that the server received. */
final class RequestsTest {
  private static final Instant NEW_YEAR = Instant.parse("2024-01-01T00:00:00Z");

  private final StandIn standIn = StandIn.start();
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    for (int i = 0; i < 250; i++) {
      standIn.holds(
          experiment("run%03d".formatted(i))
              .state(i % 2 == 0 ? "finished" : "failed")
              .createdAt(NEW_YEAR.plusSeconds(3600L * i))
              .tags(i < 5 ? "first" : "later")
              .config("lr", i / 100.0)
              .summary("acc", i / 250.0)
              .summary("_wandb", Map.of("runtime", 10 * i))
              .logging("loss", "acc")
              .forSteps(3));
    }
    standIn.holds(
        experiment("long")
            .createdAt(NEW_YEAR.minusSeconds(1))
            .logging("loss", "acc")
            .forSteps(10_000));
    connection =
        DriverManager.getConnection(
            "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision", "", StandIn.API_KEY);
    warmUp();
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
    standIn.close();
  }

  @Test
  void aLimitOfTenRunsIsOnePage() throws SQLException {
    Answer answer = ask("SELECT run_id FROM runs LIMIT 10");

    assertThat(answer.rows()).hasSize(10);
    RecordedRequest request = onlyRequest();
    assertThat(request.argument("runs", "first")).isEqualTo(10);
  }

  @Test
  void aSchemaProbeAsksForNothing() throws SQLException {
    Answer answer = ask("SELECT * FROM (SELECT * FROM history) t WHERE 1 = 0");

    assertThat(answer.columns()).contains("run_id", "_step", "loss", "acc");
    assertThat(standIn.requests()).isEmpty();
  }

  @Test
  void aStepRangeReadsOnlyItsWindow() throws SQLException {
    Answer answer =
        ask("SELECT * FROM history WHERE run_id = 'long' AND _step BETWEEN 100 AND 199");

    assertThat(answer.rows()).hasSize(100);
    List<RecordedRequest> windows = standIn.requestsFor("history");
    assertThat(windows).hasSize(1);
    assertThat(windows.get(0).argument("history", "minStep")).isEqualTo(100);
    assertThat(windows.get(0).argument("history", "maxStep")).isEqualTo(200);
  }

  @Test
  void aFewKeysOfAStepRangeAreAskedForByName() throws SQLException {
    Answer answer =
        ask("SELECT _step, loss FROM history WHERE run_id = 'long' AND _step BETWEEN 100 AND 199");

    assertThat(answer.rows()).hasSize(100);
    RecordedRequest request = onlyRequest();
    assertThat(request.argument("sampledHistory", "specs"))
        .asString()
        .contains("\"loss\"", "\"minStep\":100", "\"maxStep\":199", "\"samples\":100")
        .doesNotContain("\"acc\"");
  }

  @Test
  void heavyFieldsAreAbsentWhenUnused() throws SQLException {
    ask("SELECT run_id, name, state FROM runs");

    for (RecordedRequest request : standIn.requests()) {
      assertThat(request.fields())
          .noneMatch(
              field ->
                  field.endsWith("/config")
                      || field.endsWith("/summaryMetrics")
                      || field.endsWith("/systemMetrics")
                      || field.endsWith("/historyKeys"));
    }
  }

  @Test
  void aConfigColumnAsksForTheConfigAlone() throws SQLException {
    ask("SELECT \"config.lr\" FROM runs LIMIT 1");

    RecordedRequest request = onlyRequest();
    assertThat(request.selects("config")).isTrue();
    assertThat(request.selects("summaryMetrics")).isFalse();
  }

  @Test
  void aCountOfRunsIsOneRequestForTheirNumber() throws SQLException {
    Answer answer = ask("SELECT COUNT(*) FROM runs WHERE state = 'finished'");

    assertThat(answer.value()).isEqualTo(126L);
    RecordedRequest request = onlyRequest();
    assertThat(request.selects("runCount")).isTrue();
    assertThat(request.selects("runs")).isFalse();
  }

  @Test
  void predicatesTravelAndTheAnswerIsTheSameWithout() throws SQLException {
    String[] predicates = {
      "run_id = 'run007'",
      "run_id IN ('run001', 'run002', 'nope')",
      "state = 'failed'",
      "state IN ('failed', 'crashed')",
      "created_at >= TIMESTAMP '2024-01-03 00:00:00' AND created_at < TIMESTAMP '2024-01-04 00:00:00'",
      "\"config.lr\" > 2.4",
      "\"summary.acc\" BETWEEN 0.5 AND 0.51",
      "HAS_TAG(tags, 'first')",
      "runtime_seconds > 2000",
      "runtime_seconds BETWEEN 100 AND 200 AND state = 'failed'",
      "state = 'finished' AND (\"config.lr\" < 0.05 OR HAS_TAG(tags, 'first'))"
    };
    for (String predicate : predicates) {
      standIn.forgetRequests();
      String sql = "SELECT run_id FROM runs WHERE " + predicate + " ORDER BY run_id";

      Answer answer = ask(sql);

      assertThat(standIn.requests())
          .as(predicate)
          .allSatisfy(
              request ->
                  assertThat(
                          request.argument("runs", "filters") != null
                              || request.argument("run", "name") != null)
                      .isTrue());
      assertThat(answer.rows()).as(predicate).isNotEmpty().hasSizeLessThan(200);
      assertThat(withoutPushdown(sql).rows()).as(predicate).isEqualTo(answer.rows());
    }
  }

  @Test
  void thePlanShowsWhatIsAskedAndWhatStays() throws SQLException {
    String plan =
        String.valueOf(
            ask("EXPLAIN PLAN FOR SELECT name FROM runs WHERE state = 'finished' AND LOWER(name) LIKE 'run0%'")
                .value());

    assertThat(plan).contains("state = 'finished'").containsIgnoringCase("LOWER").contains("name");
  }

  @Test
  void aFirstRowNeedsFewRequests() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM history")) {
      assertThat(rows.next()).isTrue();
    }

    assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void aFewRateLimitsAreWaitedOut() throws SQLException {
    standIn.fails(Fault.rateLimited(3).header("Retry-After", "0.01"));

    Answer answer = ask("SELECT COUNT(*) FROM runs");

    assertThat(answer.value()).isEqualTo(251L);
    assertThat(standIn.requests()).hasSize(4);
  }

  @Test
  void endlessRateLimitsFailWithTheirOwnState() throws SQLException {
    standIn.fails(Fault.rateLimited(1000).header("Retry-After", "0.01"));
    try (Connection impatient =
            DriverManager.getConnection(
                "jdbc:wandb://"
                    + standIn.hostAndPort()
                    + "/lab/vision?maxRetryTime=1&anonymous=true");
        Statement statement = impatient.createStatement()) {
      standIn.isPublic(true);

      SQLException error =
          Assertions.catchThrowableOfType(
              SQLException.class,
              () -> statement.executeQuery("SELECT COUNT(*) FROM runs").close());

      assertThat(error.getSQLState()).isEqualTo("53400");
      assertThat((Throwable) error).isInstanceOf(SQLTransientException.class);
      assertThat(error.getMessage()).contains("429");
    }
  }

  @Test
  void aFilterThatIsRefusedIsNotRetried() throws SQLException {
    standIn.fails(Fault.status(403).times(1));

    SQLException error =
        Assertions.catchThrowableOfType(SQLException.class, () -> ask("SELECT run_id FROM runs"));

    assertThat(error.getSQLState()).isEqualTo("42501");
    assertThat(standIn.requests()).hasSize(1);
  }

  private void warmUp() throws SQLException {
    ask("SELECT * FROM history WHERE 1 = 0");
    ask("SELECT * FROM runs WHERE 1 = 0");
    standIn.forgetRequests();
  }

  private Answer ask(String sql) throws SQLException {
    return Answer.to(sql, connection);
  }

  private Answer withoutPushdown(String sql) throws SQLException {
    try (Connection plain =
        DriverManager.getConnection(
            "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision?pushdown=false",
            "",
            StandIn.API_KEY)) {
      return Answer.to(sql, plain);
    }
  }

  private RecordedRequest onlyRequest() {
    assertThat(standIn.requests()).hasSize(1);
    return standIn.requests().get(0);
  }
}
