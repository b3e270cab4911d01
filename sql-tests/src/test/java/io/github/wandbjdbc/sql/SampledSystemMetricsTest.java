package io.github.wandbjdbc.sql;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples of what machines measured: one request for as many runs as a page has. */
final class SampledSystemMetricsTest {
  private static final int RUNS = 25;
  private static final int MOMENTS = 300;
  private static final int METRICS = 2;
  private static final int SAMPLES = 40;

  private static final String NAMED =
      "run_id IN ("
          + IntStream.range(0, RUNS)
              .mapToObj("'run%02d'"::formatted)
              .collect(Collectors.joining(", "))
          + ")";

  private static StandIn standIn;
  private static Connection connection;
  private static Connection withoutPushdown;

  @BeforeAll
  static void serve() throws SQLException {
    standIn = StandIn.start().with(Setting.SAMPLES_EVENLY);
    for (int i = 0; i < RUNS; i++) {
      Experiment run = experiment("run%02d".formatted(i));
      for (int moment = 0; moment < MOMENTS; moment++) {
        run.event(
            Map.of(
                "_timestamp",
                1.7e9 + moment,
                "_runtime",
                (double) moment,
                "system.cpu",
                moment / 2.0,
                "system.gpu.0.gpu",
                99.0));
      }
      standIn.holds(run);
    }
    connection = VisionProject.connect(standIn, "");
    withoutPushdown = VisionProject.connect(standIn, "?pushdown=false");
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
  void theSamplesOf25RunsAreOneRequest() throws SQLException {
    String sql =
        "SELECT run_id, _runtime, key, value, samples FROM system_metrics WHERE samples = %d AND %s"
            .formatted(SAMPLES, NAMED);

    Answer answer = Answer.to(sql, connection);

    assertThat(answer.rows()).hasSize(RUNS * SAMPLES * METRICS);
    assertThat(answer.column("samples")).containsOnly(SAMPLES);
    assertThat(answer.warnings()).isEmpty();
    assertThat(standIn.requests()).hasSize(1);
    assertThat(standIn.requests().get(0).argument("events", "samples")).isEqualTo(SAMPLES);
    assertThat(plan(sql)).contains("samples in (%d)".formatted(SAMPLES), "requests: about 1,");
    assertThat(Answer.to(sql, withoutPushdown).rows()).isEqualTo(answer.rows());
  }

  @Test
  void theRunsOfAProjectAreCountedAndListedBefore() throws SQLException {
    Answer answer =
        Answer.to("SELECT run_id, value FROM system_metrics WHERE samples = 10", connection);

    assertThat(answer.rows()).hasSize(RUNS * 10 * METRICS);
    assertThat(standIn.requestsFor("events")).hasSize(1);
    assertThat(standIn.requests()).hasSize(3);
  }

  @Test
  void aJoinSamplesTheRunsThatItNames() throws SQLException {
    Answer answer =
        Answer.to(
            "SELECT r.run_id, s.value FROM runs r JOIN system_metrics s ON s.run_id = r.run_id"
                + " WHERE r.run_id IN ('run03', 'run04') AND s.samples = 10 AND s.key = 'cpu'",
            connection);

    assertThat(answer.rows()).hasSize(2 * 10);
    assertThat(standIn.requestsFor("events")).hasSize(1);
  }

  @Test
  void allAreReadWithoutThat() throws SQLException {
    Answer answer =
        Answer.to(
            "SELECT value, samples FROM system_metrics WHERE run_id = 'run03' AND key = 'cpu'",
            connection);

    assertThat(answer.rows()).hasSize(MOMENTS);
    assertThat(answer.column("samples")).containsOnlyNulls();
  }

  @Test
  void aLargeSampleIsAskedForOfFewerRuns() throws SQLException {
    Answer answer =
        Answer.to(
            "SELECT run_id FROM system_metrics WHERE samples = 4000 AND key = 'cpu' AND " + NAMED,
            connection);

    assertThat(answer.rows()).hasSize(RUNS * MOMENTS);
    assertThat(standIn.requestsFor("events")).hasSize(RUNS / 5);
  }

  @Test
  void theSizeMayBeAParameter() throws SQLException {
    assertThat(sampled(7)).isEqualTo(7);
    assertThat(sampled(null)).isZero();
  }

  @Test
  void aSizeBelowOneIsNoSample() {
    assertThatThrownBy(() -> sampled(0)).hasMessageContaining("a whole number above 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"samples > 5", "samples IN (5, 6)", "samples = 5 AND samples = 6", "samples <> 5"})
  void otherConditionsTestThatItIsNull(String condition) throws SQLException {
    for (Connection each : List.of(connection, withoutPushdown)) {
      assertThat(
              Answer.to(
                      "SELECT value FROM system_metrics WHERE run_id = 'run03' AND " + condition,
                      each)
                  .rows())
          .isEmpty();
    }
  }

  @Test
  void aRunThatIsNotThereHasNone() throws SQLException {
    Answer answer =
        Answer.to(
            "SELECT value FROM system_metrics WHERE run_id = 'nope' AND samples = 5", connection);

    assertThat(answer.rows()).isEmpty();
    assertThat(answer.warnings()).singleElement().asString().contains("'nope'");
  }

  private static long sampled(@Nullable Integer samples) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT COUNT(*) FROM system_metrics"
                + " WHERE run_id = 'run03' AND key = 'cpu' AND samples = ?")) {
      statement.setObject(1, samples);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
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
