package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.StandIn;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps, their agents, and the runs that belong to them. */
class SweepTablesTest {
  private final StandIn standIn = StandIn.start();
  private Tables tables;

  @BeforeEach
  void hold() throws SQLException {
    for (int i = 0; i < 230; i++) {
      Map<String, Object> sweep = sweep("s" + i, i < 2 ? "FINISHED" : "RUNNING");
      if (i == 0) {
        sweep.put("displayName", "first");
        sweep.put("bestLoss", 0.125);
        sweep.put("runCountExpected", 9);
        sweep.put("updatedAt", "2024-02-03T04:05:06.5Z");
        sweep.put(
            "config", "method: bayes\nmetric:\n  name: loss\n  goal: minimize\nparameters: {}\n");
        sweep.put(
            "agents",
            List.of(
                Map.of(
                    "id",
                    "a1",
                    "name",
                    "agent",
                    "state",
                    "ACTIVE",
                    "host",
                    "box",
                    "totalRuns",
                    3,
                    "createdAt",
                    "2024-01-01T00:00:01"),
                Map.of(
                    "id",
                    "a2",
                    "name",
                    "agent",
                    "state",
                    "DEAD",
                    "totalRuns",
                    0,
                    "host",
                    "box",
                    "createdAt",
                    "2024-01-01T00:00:02")));
      }
      standIn.holdsSweep(sweep);
      standIn.holds(experiment("run" + i).sweep(i < 6 ? "s" + i % 3 : null));
    }
    tables = Tables.of(standIn);
  }

  private static Map<String, Object> sweep(String id, String state) {
    Map<String, Object> sweep = new LinkedHashMap<>();
    sweep.put("id", "U:" + id);
    sweep.put("name", id);
    sweep.put("method", "grid");
    sweep.put("state", state);
    sweep.put("config", "metric: !!java.util.Date {}");
    sweep.put("createdAt", "2024-01-02T03:04:05");
    sweep.put("runCount", 2);
    return sweep;
  }

  @AfterEach
  void close() throws SQLException {
    tables.close();
    standIn.close();
  }

  @Test
  void aSweepIsToldWithWhatItsConfigSays() throws SQLException {
    assertThat(
            tables.rows(
                "select sweep_id, name, state, \"method\", metric, goal, best_loss, run_count,"
                    + " run_count_expected, created_at, updated_at from sweeps"
                    + " where sweep_id in ('s0', 's1', 'none') order by sweep_id"))
        .containsExactly(
            "s0|first|finished|grid|loss|minimize|0.125|2|9|2024-01-02 03:04:05.0|2024-02-03"
                + " 04:05:06.5",
            "s1|null|finished|grid|null|null|null|2|null|2024-01-02 03:04:05.0|null");

    assertThat(standIn.requestsFor("sweep")).hasSize(3);
    assertThat(standIn.requests()).hasSize(3);
  }

  @Test
  void allSweepsAreAPageForEachHundred() throws SQLException {
    assertThat(tables.rows("select state, count(*) from sweeps group by state order by state"))
        .containsExactly("finished|2", "running|228");

    assertThat(standIn.requestsFor("sweeps")).hasSize(3);
  }

  @Test
  void agentsOfASweepAreOneRequest() throws SQLException {
    assertThat(
            tables.rows(
                "select agent_id, state, host, run_count, created_at, heartbeat_at from"
                    + " sweep_agents where sweep_id = 's0' order by agent_id"))
        .containsExactly(
            "a1|active|box|3|2024-01-01 00:00:01.0|null",
            "a2|dead|box|0|2024-01-01 00:00:02.0|null");

    assertThat(standIn.requests()).hasSize(1);
  }

  @Test
  void aJoinAsksForTheRunsOfTheSelectedSweepsOnly() throws SQLException {
    tables.rows("select 1 from runs where run_id = 'x'");
    standIn.forgetRequests();

    List<String> rows =
        tables.rows(
            "select s.sweep_id, r.run_id from sweeps s join runs r on r.sweep_id = s.sweep_id"
                + " where s.state = 'finished' order by r.run_id");

    assertThat(rows).containsExactly("s0|run0", "s1|run1", "s0|run3", "s1|run4");
    assertThat(standIn.requestsFor("runs"))
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.argument("runs", "filters"))
                    .asString()
                    .contains("\"sweep\"", "s0", "s1")
                    .doesNotContain("s2"));
  }

  @Test
  void withoutPushdownTheRowsAreTheSame() throws SQLException {
    try (Tables plain = Tables.of(standIn, "?pushdown=false")) {
      String joined =
          "select s.sweep_id, r.run_id from sweeps s join runs r on r.sweep_id = s.sweep_id"
              + " where s.state = 'finished' order by r.run_id";
      assertThat(plain.rows(joined)).isEqualTo(tables.rows(joined)).hasSize(4);
      String one = "select * from sweeps where sweep_id = 's0'";
      assertThat(plain.rows(one)).isEqualTo(tables.rows(one)).hasSize(1);
    }
  }

  @Test
  void aServerThatKnowsNoSweepsIsAskedOnce() throws SQLException {
    standIn.lacks("sweeps");

    assertThat(tables.rows("select * from sweeps")).isEmpty();
    assertThat(tables.warnings())
        .singleElement()
        .asString()
        .contains("this server doesn't know sweeps");
    assertThat(tables.rows("select * from sweeps")).isEmpty();
    assertThat(standIn.requests()).hasSize(1);
  }

  @Test
  void aFieldThatTheServerDoesNotKnowIsLeftOutOnceAndTold() throws SQLException {
    standIn.lacks("bestLoss");

    assertThat(tables.rows("select sweep_id, best_loss from sweeps where sweep_id = 's0'"))
        .containsExactly("s0|null");
    assertThat(tables.warnings())
        .containsExactly(
            "sweep s0 of lab/vision: this server doesn't know Sweep.bestLoss, so sweeps.best_loss"
                + " is NULL");
    assertThat(standIn.requests()).hasSize(2);
    tables.rows("select sweep_id, best_loss from sweeps");
    assertThat(tables.warnings()).isEmpty();
    assertThat(standIn.requests()).hasSize(5);
  }

  @Test
  void whoDoesNotReadAColumnIsNotToldOfIt() throws SQLException {
    standIn.lacks("Sweep.bestLoss");

    tables.rows("select sweep_id from sweeps where sweep_id = 's0'");
    assertThat(tables.warnings()).isEmpty();
    tables.rows("select best_loss from sweeps where sweep_id = 's0'");
    assertThat(tables.warnings()).hasSize(1);
    try (Tables others = Tables.of(standIn)) {
      others.rows("select best_loss from sweeps where sweep_id = 's0'");
      assertThat(others.warnings()).hasSize(1);
    }
  }

  @Test
  void agentsBeyondAPageAreReadToo() throws SQLException {
    Map<String, Object> busy = sweep("busy", "RUNNING");
    busy.put(
        "agents",
        IntStream.range(0, 230)
            .mapToObj(
                i ->
                    Map.of(
                        "id",
                        "b" + i,
                        "name",
                        "agent",
                        "host",
                        "box",
                        "totalRuns",
                        1,
                        "createdAt",
                        "2024-01-01T00:00:01"))
            .toList());
    standIn.holdsSweep(busy);

    assertThat(
            tables.rows(
                "select count(distinct agent_id) from sweep_agents where sweep_id = 'busy'"))
        .containsExactly("230");
  }

  @Test
  void localFilesHoldNoSweepsAndSaySo(@TempDir Path directory) throws Exception {
    standIn.writesTo(directory);

    try (Tables local = Tables.of(directory)) {
      assertThat(local.rows("select * from sweeps")).isEmpty();
      assertThat(local.warnings()).hasSize(1);
    }
  }
}
