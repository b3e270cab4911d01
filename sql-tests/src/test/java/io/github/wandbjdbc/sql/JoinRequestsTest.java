package io.github.wandbjdbc.sql;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.RecordedRequest;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests and rows of queries over a thousand runs, seven of them finished. */
final class JoinRequestsTest {
  private static final int RUNS = 1000;
  private static final int STEPS = 30;
  private static final Set<String> FINISHED =
      Set.of("run0000", "run0150", "run0300", "run0450", "run0600", "run0750", "run0900");

  private static StandIn standIn;
  private static Connection connection;
  private static Connection withoutPushdown;

  @BeforeAll
  static void serve() throws SQLException {
    standIn = StandIn.start();
    for (int i = 0; i < RUNS; i++) {
      standIn.holds(
          experiment("run%04d".formatted(i))
              .state(i % 150 == 0 ? "finished" : "crashed")
              .summary("loss", 0.25)
              .logging("loss", "val/acc", "lr")
              .forSteps(STEPS));
    }
    connection = VisionProject.connect(standIn, "");
    withoutPushdown = VisionProject.connect(standIn, "?pushdown=false");
    ask("SELECT * FROM history WHERE 1 = 0");
    ask("SELECT * FROM runs WHERE 1 = 0");
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT r.name, h._step, h.loss FROM runs r JOIN history h ON h.run_id = r.run_id"
            + " WHERE r.state = 'finished'",
        "SELECT r.name, h._step, h.loss FROM history h JOIN runs r ON h.run_id = r.run_id"
            + " WHERE r.state = 'finished'",
        "SELECT r.name, h._step, h.loss FROM history h RIGHT JOIN runs r USING (run_id)"
            + " WHERE r.state = 'finished'",
        "SELECT run_id, _step, loss FROM history"
            + " WHERE run_id IN (SELECT run_id FROM runs WHERE state = 'finished')",
        "SELECT run_id, _step, loss FROM history h WHERE EXISTS"
            + " (SELECT 1 FROM runs r WHERE r.run_id = h.run_id AND state = 'finished')",
      })
  void theHistoriesOfTheFinishedRunsAreTouchedAndNoOthers(String sql) throws SQLException {
    Answer answer = ask(sql);

    assertThat(answer.rows()).hasSize(FINISHED.size() * STEPS);
    assertThat(TouchedRuns.of(standIn)).isEqualTo(FINISHED);
    assertThat(standIn.requests()).hasSize(1 + pages(FINISHED.size()));
    assertThat(Answer.to(sql, withoutPushdown).rows())
        .containsExactlyInAnyOrderElementsOf(answer.rows());
  }

  @Test
  void aLimitReadsOnePageOfAsManyRunsAsItNeeds() throws SQLException {
    Answer answer =
        ask(
            "SELECT r.name, h.loss FROM runs r JOIN history h ON h.run_id = r.run_id"
                + " WHERE r.state = 'finished' LIMIT 5");

    assertThat(answer.rows()).hasSize(5);
    assertThat(TouchedRuns.of(standIn)).isSubsetOf(FINISHED);
    assertThat(standIn.requests()).hasSize(2);
  }

  @Test
  void twoRunsComparedByStepTouchTwo() throws SQLException {
    String sql =
        "SELECT a._step, a.loss, b.loss FROM history a JOIN history b ON a._step = b._step"
            + " WHERE a.run_id = 'run0001' AND b.run_id = 'run0002'";

    Answer answer = ask(sql);

    assertThat(answer.rows()).hasSize(STEPS);
    assertThat(TouchedRuns.of(standIn)).containsExactly("run0001", "run0002");
    assertThat(Answer.to(sql, withoutPushdown).rows())
        .containsExactlyInAnyOrderElementsOf(answer.rows());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.run_id = 'run0007'",
        "b.run_id = 'run0007'",
        "a.run_id = 'run0007' AND a.loss > 0 AND b.loss < 100",
        "a.run_id IN (SELECT run_id FROM runs WHERE run_id = 'run0007')",
      })
  void anAsofJoinTouchesTheRunsThatItsConditionsName(String condition) throws SQLException {
    for (String join : List.of("ASOF JOIN", "LEFT ASOF JOIN")) {
      if (join.startsWith("LEFT") && condition.startsWith("b.")) {
        continue;
      }
      standIn.forgetRequests();
      String sql =
          "SELECT a._step, a.loss, b._step, b.loss FROM history a %s history b MATCH_CONDITION a._step > b._step ON a.run_id = b.run_id WHERE %s"
              .formatted(join, condition);

      Answer answer = ask(sql);

      assertThat(answer.rows()).hasSizeBetween(STEPS - 1, STEPS);
      assertThat(TouchedRuns.of(standIn)).containsExactly("run0007");
      assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(2 * 2 + 1);
      assertThat(Answer.to(sql, withoutPushdown).rows())
          .containsExactlyInAnyOrderElementsOf(answer.rows());
    }
  }

  @Test
  void aRunThatIsNamedInAThirdTableIsTheOnlyOneThatIsTouched() throws SQLException {
    Answer answer =
        ask(
            "SELECT c.loss FROM runs a JOIN history b ON a.last_step = b._step"
                + " JOIN history c ON b.run_id = c.run_id WHERE c.run_id = 'run0001'");

    assertThat(answer.rows()).hasSize(RUNS * STEPS);
    assertThat(TouchedRuns.of(standIn)).containsExactly("run0001");
  }

  @Test
  void aRunThatIsNamedByAConstantIsNotTakenForOneThatIsJoined() throws SQLException {
    Answer answer =
        ask(
            "SELECT AVG(h.loss) FROM history h WHERE run_id = 'run0001' AND EXISTS (SELECT 1"
                + " FROM runs r WHERE h.run_id = r.run_id AND h.loss = r.\"summary.loss\")");

    assertThat(answer.value()).isNull();
    assertThat(TouchedRuns.of(standIn)).isSubsetOf("run0001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT r.run_id, (SELECT s.name FROM runs s WHERE s.\"summary.loss\" >= r.\"summary.loss\""
            + " AND s.state = 'finished' ORDER BY s.run_id LIMIT 1) FROM runs r"
            + " WHERE r.state = 'finished'",
        "SELECT r.run_id, EXISTS (SELECT 1 FROM runs s WHERE s.state = 'finished' AND EXISTS"
            + " (SELECT 1 FROM runs t WHERE t.state = 'finished' AND t.name > s.name AND t.run_id"
            + " <> r.run_id)) FROM runs r WHERE r.state = 'finished'",
      })
  void whatIsTheSameForEachRowIsAskedForOnce(String sql) throws SQLException {
    Answer answer = ask(sql);

    assertThat(answer.rows()).hasSize(FINISHED.size());
    assertThat(standIn.requests()).hasSizeLessThan(FINISHED.size());
    assertThat(Answer.to(sql, withoutPushdown).rows())
        .containsExactlyInAnyOrderElementsOf(answer.rows());
  }

  @Test
  void anExactFilterIsCountedByOneRequest() throws SQLException {
    assertThat(ask("SELECT COUNT(*) FROM runs WHERE state = 'finished'").value()).isEqualTo(7L);
    assertThat(standIn.requests()).hasSize(1);
  }

  @Test
  void theTenNewestRunsAreOnePageOfTen() throws SQLException {
    Answer answer = ask("SELECT run_id FROM runs ORDER BY created_at DESC LIMIT 10");

    assertThat(answer.column("run_id"))
        .isEqualTo(
            IntStream.range(0, 10)
                .mapToObj(i -> "run%04d".formatted(RUNS - 1 - i))
                .collect(Collectors.toList()));
    assertThat(standIn.requests()).hasSize(1);
    assertThat(standIn.requests().get(0).argument("runs", "first")).isEqualTo(10);
  }

  @Test
  void samplesOfFiftyRunsAreAFewRequests() throws SQLException {
    String fifty =
        IntStream.range(0, 50).mapToObj("'run%04d'"::formatted).collect(Collectors.joining(", "));

    Answer answer =
        ask("SELECT run_id, _step, loss FROM sampled_history WHERE run_id IN (" + fifty + ")");

    assertThat(answer.rows()).hasSize(50 * STEPS);
    assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void theBestOfTwentyRunsAsksForOneKey() throws SQLException {
    String twenty =
        IntStream.range(0, 20).mapToObj("'run%04d'"::formatted).collect(Collectors.joining(", "));

    Answer answer =
        ask(
            "SELECT run_id, MAX(\"val/acc\") AS best FROM history WHERE run_id IN ("
                + twenty
                + ") GROUP BY run_id");

    assertThat(answer.rows()).hasSize(20);
    assertThat(answer.column("best")).containsOnly(STEPS - 0.5);
    assertThat(TouchedRuns.of(standIn)).hasSize(20);
    assertThat(standIn.requests()).hasSize(pages(20));
    for (RecordedRequest request : standIn.requestsFor("sampledHistory")) {
      assertThat(request.argument("sampledHistory", "specs"))
          .asString()
          .contains("val/acc")
          .doesNotContain("loss", "lr");
    }
    assertThat(standIn.requestsFor("history")).isEmpty();
  }

  @Test
  void manyNamedRunsAreAskedForInBatches() throws SQLException {
    String all =
        IntStream.range(0, RUNS)
            .mapToObj("('run%04d')"::formatted)
            .collect(Collectors.joining(", "));

    Answer answer =
        ask(
            "SELECT COUNT(*), COUNT(DISTINCT h.run_id) FROM history h JOIN (VALUES "
                + all
                + ") v (id) ON h.run_id = v.id WHERE h._step < 2");

    assertThat(answer.rows()).containsExactly(List.of(2L * RUNS, (long) RUNS));
    assertThat(standIn.requests()).hasSize(pages(RUNS));
  }

  @Test
  void aRunIdMayBeAParameterOnTheOtherSideOfAJoin() throws SQLException {
    List<@Nullable Object> names = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT r.name FROM history h JOIN runs r ON r.run_id = h.run_id"
                + " WHERE r.run_id = ? AND h._step = ?")) {
      statement.setString(1, "run0007");
      statement.setInt(2, 3);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getObject(1));
        }
      }
    }

    assertThat(names).hasSize(1);
    assertThat(TouchedRuns.of(standIn)).containsExactly("run0007");
  }

  private static Answer ask(String sql) throws SQLException {
    return Answer.to(sql, connection);
  }

  /** The requests for the histories of so many short runs. */
  private static int pages(int runs) {
    return (runs + 24) / 25;
  }
}
