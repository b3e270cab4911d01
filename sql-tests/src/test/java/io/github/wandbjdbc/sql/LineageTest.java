package io.github.wandbjdbc.sql;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lineage, which is a recursion over {@code run_artifacts}: of the two sides of each step one is
 * read whole, but once, and the other asked for each run, but once.
 */
class LineageTest {
  private static final int RUNS = 30;
  private static final int RUNS_OF_A_REQUEST = 25;
  private static final int LEVELS = 5;

  /** The side that is found by {@code artifact_id}: all runs, their list, and their number. */
  private static final int WHOLE_SIDE = requests(RUNS) + 2;

  /** The other side, and where it all begins. */
  private static final int OTHER_SIDE = LEVELS + 1;

  private static StandIn standIn;
  private static Connection connection;
  private static Connection withoutPushdown;

  private static int requests(int runs) {
    return (runs + RUNS_OF_A_REQUEST - 1) / RUNS_OF_A_REQUEST;
  }

  /** Chains of six runs, each of which uses what the one before made; and a ring of three. */
  @BeforeAll
  static void serve() throws SQLException {
    standIn = StandIn.start();
    for (int i = 0; i < RUNS; i++) {
      hold("vision", "a" + i);
      Experiment run = experiment("run" + i).making("a" + i).logging("loss").forSteps(3);
      standIn.holds(i % (LEVELS + 1) == 0 ? run : run.using("a" + (i - 1)));
    }
    for (int i = 0; i < 3; i++) {
      hold("rings", "b" + i);
      standIn.holds(
          "lab", "rings", experiment("ring" + i).making("b" + i).using("b" + (i + 2) % 3));
    }
    connection = VisionProject.connect(standIn, "");
    withoutPushdown = VisionProject.connect(standIn, "?pushdown=false");
    Answer.to(
        "SELECT * FROM run_artifacts a, rings.run_artifacts b WHERE a.run_id = '' AND b.run_id = ''",
        connection);
  }

  private static void hold(String project, String id) {
    standIn.holdsArtifact(
        Map.of("id", id, "type", "dataset", "collection", project + id, "version", "v0"));
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

  /** Upstream from a run, and downstream from an artifact, from either end of the join. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        WITH RECURSIVE up(run_id, artifact_id, level) AS (
          SELECT run_id, artifact_id, 0 FROM run_artifacts
          WHERE run_id = 'run5' AND direction = 'input'
          %s
          SELECT i.run_id, i.artifact_id, up.level + 1
          FROM up
          JOIN run_artifacts o ON o.artifact_id = up.artifact_id AND o.direction = 'output'
          JOIN run_artifacts i ON i.run_id = o.run_id AND i.direction = 'input')
        SELECT * FROM up
        """,
        """
        WITH RECURSIVE up(run_id, artifact_id, level) AS (
          SELECT run_id, artifact_id, 0 FROM run_artifacts
          WHERE run_id = 'run5' AND direction = 'input'
          %s
          SELECT i.run_id, i.artifact_id, up.level + 1
          FROM run_artifacts i, run_artifacts o, up
          WHERE i.run_id = o.run_id AND i.direction = 'input' AND o.direction = 'output'
            AND o.artifact_id = up.artifact_id)
        SELECT * FROM up
        """,
        """
        WITH RECURSIVE down(run_id, artifact_id, level) AS (
          SELECT run_id, artifact_id, 0 FROM run_artifacts
          WHERE run_id = 'run0' AND direction = 'output'
          %s
          SELECT o.run_id, o.artifact_id, down.level + 1
          FROM down
          JOIN run_artifacts i ON i.artifact_id = down.artifact_id AND i.direction = 'input'
          JOIN run_artifacts o ON o.run_id = i.run_id AND o.direction = 'output'
          WHERE level < 4)
        SELECT * FROM down
        """,
        """
        WITH RECURSIVE made AS (
          SELECT run_id, artifact_id FROM run_artifacts WHERE direction = 'output'
        ), up(run_id, level) AS (
          SELECT 'run5', 0
          %s
          SELECT made.run_id, up.level + 1
          FROM up
          JOIN run_artifacts i ON i.run_id = up.run_id AND i.direction = 'input'
          JOIN made ON made.artifact_id = i.artifact_id
          WHERE level < 4)
        SELECT * FROM up
        """,
      })
  void fiveLevelsReadEachSideOnce(String form) throws SQLException {
    for (String union : List.of("UNION", "UNION ALL")) {
      String sql = form.formatted(union);
      standIn.forgetRequests();

      Answer answer = Answer.to(sql, connection);

      int asked = standIn.requests().size();
      assertThat(answer.rows()).hasSize(LEVELS);
      assertThat(asked).isLessThanOrEqualTo(WHOLE_SIDE + OTHER_SIDE).isLessThanOrEqualTo(12);
      assertThat(requestsForOneRun()).isLessThanOrEqualTo(2);
      assertThat(plan(sql)).contains("Keep for each step");
      assertThat(answer.warnings()).isEmpty();
      assertThat(Answer.to(sql, withoutPushdown).rows())
          .containsExactlyInAnyOrderElementsOf(answer.rows());
    }
  }

  /** The most requests that were about one run alone: where it begins, and as one of a step. */
  private static int requestsForOneRun() {
    return standIn.requests().stream()
        .map(asked -> asked.variables().get("run"))
        .filter(Objects::nonNull)
        .collect(Collectors.groupingBy(run -> run))
        .values()
        .stream()
        .mapToInt(List::size)
        .max()
        .orElse(0);
  }

  @ParameterizedTest
  @CsvSource({"input, output", "output, input"})
  void aRingIsGoneRoundOnce(String from, String to) throws SQLException {
    String sql =
        """
        WITH RECURSIVE reached(run_id) AS (
          SELECT 'ring0'
          UNION
          SELECT b.run_id
          FROM reached r
          JOIN rings.run_artifacts a ON a.run_id = r.run_id AND a.direction = '%s'
          JOIN rings.run_artifacts b ON b.artifact_id = a.artifact_id AND b.direction = '%s')
        SELECT run_id FROM reached
        """
            .formatted(from, to);

    Answer answer = Answer.to(sql, connection);

    assertThat(answer.column("run_id")).containsExactlyInAnyOrder("ring0", "ring1", "ring2");
    assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(requests(3) + 2 + 3);
    assertThat(Answer.to(sql, withoutPushdown).rows())
        .containsExactlyInAnyOrderElementsOf(answer.rows());
  }

  @ParameterizedTest
  @EnumSource
  void theRowsAreTheSameOfAnyServer(Setting setting) throws SQLException {
    try (StandIn other = StandIn.start().with(setting)) {
      for (int i = 0; i < 4; i++) {
        other.holdsArtifact(Map.of("id", "c" + i, "type", "t", "collection", "c" + i));
        other.holds(experiment("run" + i).making("c" + i).using("c" + (i + 3) % 4));
      }
      String sql =
          """
          WITH RECURSIVE up(run_id, level) AS (
            SELECT 'run3', 0
            UNION ALL
            SELECT o.run_id, up.level + 1
            FROM up
            JOIN run_artifacts i ON i.run_id = up.run_id AND i.direction = 'input'
            JOIN run_artifacts o ON o.artifact_id = i.artifact_id AND o.direction = 'output'
            WHERE up.level < 5)
          SELECT run_id, level FROM up ORDER BY level
          """;
      for (String properties : List.of("", "?pushdown=false")) {
        try (Connection plain = VisionProject.connect(other, properties)) {
          assertThat(Answer.to(sql, plain).column("run_id"))
              .containsExactly("run3", "run2", "run1", "run0", "run3", "run2");
        }
      }
    }
  }

  @Test
  void explainSaysWhatItCosts() throws SQLException {
    String sql =
        """
        WITH RECURSIVE up(run_id, artifact_id) AS (
          SELECT run_id, artifact_id FROM run_artifacts
          WHERE run_id = 'run5' AND direction = 'input'
          UNION
          SELECT i.run_id, i.artifact_id
          FROM up
          JOIN run_artifacts o ON o.artifact_id = up.artifact_id AND o.direction = 'output'
          JOIN run_artifacts i ON i.run_id = o.run_id AND i.direction = 'input')
        SELECT * FROM up
        """;

    Matcher estimate =
        Pattern.compile("Estimated requests: (?:about|at least) (\\d+)").matcher(plan(sql));
    assertThat(estimate.find()).isTrue();
    int estimated = Integer.parseInt(estimate.group(1));
    standIn.forgetRequests();
    Answer.to(sql, connection);

    assertThat(standIn.requests()).hasSizeBetween(estimated * 2 / 3, estimated * 3 / 2);
  }

  /** The same runs are named in each step, by what isn't the recursion's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT x.n + 1 FROM x JOIN runs r ON r.run_id = 'run' || MOD(x.n, 3)"
            + " JOIN history h ON h.run_id = r.run_id AND h._step = 1 WHERE x.n < 9",
        "SELECT x.n + 1 FROM x WHERE x.n < 9 AND 'run' || MOD(x.n, 3)"
            + " IN (SELECT run_id FROM history WHERE loss IS NOT NULL)",
        "SELECT x.n + 1 FROM x JOIN (SELECT run_id, COUNT(*) AS steps FROM history GROUP BY run_id)"
            + " h ON h.run_id = 'run' || MOD(x.n, 3) WHERE x.n < 3 * h.steps",
      })
  void aRunThatSeveralStepsNameIsReadOnce(String step) throws SQLException {
    String sql =
        "WITH RECURSIVE x(n) AS (SELECT 0 UNION ALL %s) SELECT COUNT(*) FROM x".formatted(step);

    Answer answer = Answer.to(sql, connection);

    assertThat(answer.value()).isEqualTo(10L);
    assertThat(standIn.requests()).as(plan(sql)).hasSizeLessThanOrEqualTo(2 * 3 + 2);
    assertThat(Answer.to(sql, withoutPushdown).rows()).isEqualTo(answer.rows());
  }

  private static String plan(String sql) throws SQLException {
    return String.valueOf(Answer.to("EXPLAIN " + sql, connection).value());
  }
}
