package io.github.wandbjdbc.sql;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that are made of the same pages of runs are read from the same pages. */
final class SharedPagesTest {
  private static final int RUNS = 5000;

  /** 100 runs, 400, and a thousand each; histories' keys begin with a page of 25 besides. */
  private static final int PAGES = 2 + (RUNS - 500 + 999) / 1000;

  private static StandIn standIn;
  private static Connection connection;
  private static Connection withoutPushdown;

  @BeforeAll
  static void serve() throws SQLException {
    standIn = StandIn.start();
    for (int i = 0; i < RUNS; i++) {
      Experiment run =
          experiment("run%04d".formatted(i))
              .state(i % 3 == 0 ? "finished" : "failed")
              .sweep(i % 50 == 0 ? "swept" : null)
              .host("box" + i % 7)
              .config("lr", i / 100.0)
              .config("model", Map.of("size", i % 7))
              .summary("acc", i / 5000.0)
              .logging("loss", i % 5 == 0 ? "rare" : "acc")
              .forSteps(2);
      standIn.holds(i % 10 == 0 ? run : run.tags("all", "t" + i % 4));
    }
    connection = VisionProject.connect(standIn, "?metadataCacheSeconds=3600");
    withoutPushdown = VisionProject.connect(standIn, "?pushdown=false&metadataCacheSeconds=3600");
    Answer.to("SELECT \"summary.acc\", \"config.lr\" FROM runs LIMIT 1", connection);
    Answer.to("SELECT run_id FROM runs LIMIT 1", withoutPushdown);
  }

  @AfterAll
  static void stop() throws SQLException {
    withoutPushdown.close();
    connection.close();
    standIn.close();
  }

  @BeforeEach
  void forget() {
    standIn.forgetRequests();
  }

  @AfterEach
  void behave() {
    for (Setting setting : Setting.values()) {
      standIn.without(setting);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT r.name, c.value FROM runs r JOIN run_config c ON c.run_id = r.run_id"
            + " WHERE c.path = 'lr'",
        "SELECT r.name, c.path, c.value_json FROM runs r JOIN run_config c ON c.run_id = r.run_id",
        "SELECT r.name, s.value FROM run_summary s JOIN runs r ON s.run_id = r.run_id",
        "SELECT r.name, t.tag FROM runs r LEFT JOIN run_tags t ON t.run_id = r.run_id",
        "SELECT r.state, t.tag, COUNT(*) FROM runs r JOIN run_tags t ON t.run_id = r.run_id"
            + " GROUP BY r.state, t.tag",
        "SELECT r.run_id FROM runs r WHERE NOT EXISTS"
            + " (SELECT 1 FROM run_tags t WHERE t.run_id = r.run_id AND t.tag = 't2')",
        "SELECT r.name, c.value FROM runs r JOIN run_config c ON c.run_id = r.run_id"
            + " WHERE c.path = 'model.size' AND r.state = 'finished' AND c.value > 3",
        "SELECT r.run_id, t.tag, c.value, s.value FROM runs r"
            + " JOIN run_tags t ON t.run_id = r.run_id"
            + " JOIN run_config c ON c.run_id = r.run_id AND c.path = 'lr'"
            + " JOIN run_summary s ON s.run_id = c.run_id AND s.path = 'acc'",
        "SELECT r.name, (SELECT c.value FROM run_config c"
            + " WHERE c.run_id = r.run_id AND c.path = 'lr') FROM runs r",
        "SELECT name FROM runs WHERE run_id IN (SELECT run_id FROM run_tags WHERE tag = 't3')",
        "SELECT r.name, c.value FROM runs r JOIN run_config c ON c.run_id = r.run_id"
            + " WHERE c.path = 'lr' AND LOWER(r.name) LIKE '%7'",
        "SELECT r.name, e.host, e.exit_code FROM runs r JOIN run_environment e USING (run_id)",
        "SELECT r.name, e.python, c.value FROM runs r JOIN run_environment e USING (run_id)"
            + " JOIN run_config c USING (run_id) WHERE c.path = 'lr' AND r.state = 'failed'",
        "SELECT e.host, COUNT(*) FROM runs r JOIN run_environment e USING (run_id)"
            + " WHERE LOWER(r.name) LIKE '%7' GROUP BY e.host",
      })
  void fiveThousandRunsAreListedOnce(String sql) throws SQLException {
    Answer answer = ask(sql);

    assertThat(answer.rows()).isNotEmpty();
    assertThat(standIn.requestsFor("runs")).hasSizeLessThanOrEqualTo(PAGES);
    assertSameRows(sql, answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT r.name, m.key, m.steps FROM runs r JOIN metrics m ON m.run_id = r.run_id",
        "SELECT run_id, name FROM runs WHERE run_id IN"
            + " (SELECT run_id FROM metrics WHERE key = 'rare')",
        "SELECT r.name FROM runs r WHERE NOT EXISTS"
            + " (SELECT 1 FROM metrics m WHERE m.run_id = r.run_id AND m.key = 'rare')",
      })
  void metricsBeginWithASmallerPage(String sql) throws SQLException {
    Answer answer = ask(sql);

    assertThat(answer.rows()).isNotEmpty();
    assertThat(standIn.requestsFor("runs")).hasSizeLessThanOrEqualTo(PAGES + 1);
    assertSameRows(sql, answer);
  }

  /** A hundred of them: a page of 25, and the rest. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT r.name, m.key FROM runs r JOIN metrics m ON m.run_id = r.run_id"
            + " WHERE r.sweep_id = 'swept'",
        "SELECT r.name, c.path, m.key, t.tag FROM runs r JOIN run_config c USING (run_id)"
            + " JOIN metrics m USING (run_id) LEFT JOIN run_tags t USING (run_id)"
            + " WHERE r.sweep_id = 'swept'",
        "SELECT r.name FROM runs r WHERE r.sweep_id = 'swept' AND r.run_id IN"
            + " (SELECT run_id FROM metrics WHERE key = 'rare')",
      })
  void runsThatAreAskedForAreListedOnceThoughTheyAreCheckedAgain(String sql) throws SQLException {
    Answer answer = ask(sql);

    assertThat(answer.rows()).isNotEmpty();
    assertThat(standIn.requestsFor("runs")).hasSizeLessThanOrEqualTo(2);
    assertSameRows(sql, answer);
  }

  @Test
  void aLimitReadsTheFirstPage() throws SQLException {
    Answer answer =
        ask("SELECT r.name, c.path FROM runs r JOIN run_config c ON c.run_id = r.run_id LIMIT 7");

    assertThat(answer.rows()).hasSize(7);
    assertThat(standIn.requests()).hasSize(1);
  }

  @Test
  void largeFieldsOfRunsThatAreSortedOutAreNotRead() throws SQLException {
    String sql =
        "SELECT r.name, c.path FROM runs r JOIN run_config c ON c.run_id = r.run_id"
            + " WHERE LOWER(r.name) LIKE 'run00_7'";

    Answer answer = ask(sql);

    assertThat(answer.rows()).hasSize(20);
    assertThat(standIn.requestsFor("config"))
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.argument("runs", "filters")).asString().contains("run0007"));
    assertSameRows(sql, answer);
  }

  @ParameterizedTest
  @EnumSource(
      value = Setting.class,
      names = {
        "KEYS_ARE_PATHS",
        "TIES_REVERSED",
        "KEYSET_CURSORS",
        "NO_RUN_COUNT",
        "MISSING_FIRST"
      })
  void theRowsAreTheSameWhateverTheServersWays(Setting setting) throws SQLException {
    standIn.with(setting);
    String sql =
        "SELECT r.run_id, t.tag, c.value FROM runs r JOIN run_tags t ON t.run_id = r.run_id"
            + " JOIN run_config c ON c.run_id = r.run_id WHERE c.path IN ('lr', 'model.size')";

    assertSameRows(sql, ask(sql));
  }

  @Test
  void explainSaysFromWhichPagesATableIsRead() throws SQLException {
    String sql =
        "SELECT r.name, t.tag, c.value FROM runs r JOIN run_tags t ON t.run_id = r.run_id"
            + " JOIN run_config c ON c.run_id = r.run_id WHERE c.path = 'lr'";

    String plan = String.valueOf(ask("EXPLAIN " + sql).value());
    String actual = String.valueOf(ask("EXPLAIN ANALYZE " + sql).value());

    assertThat(plan)
        .contains("for the joined runs: name", "for the joined run_tags: tags")
        .containsOnlyOnce("requests: 7 (pages of 100 runs or more)")
        .contains("requests: 0 (from the pages of run_config)");
    assertThat(actual)
        .contains("for the joined runs: name", "actual: requests " + PAGES, "actual: requests 0,")
        .contains("Requests: " + PAGES + ";");
  }

  private static void assertSameRows(String sql, Answer answer) throws SQLException {
    assertThat(Answer.to(sql, withoutPushdown).rows())
        .containsExactlyInAnyOrderElementsOf(answer.rows());
  }

  private static Answer ask(String sql) throws SQLException {
    return Answer.to(sql, connection);
  }
}
