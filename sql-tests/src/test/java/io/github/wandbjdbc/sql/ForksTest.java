package io.github.wandbjdbc.sql;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forks, which go on from a step of another run. */
final class ForksTest {
  /** Requests for each fork; besides, those of the list of runs and their number. */
  private static final int REQUESTS_OF_A_FORK = 2;

  private static final int REQUESTS_OF_LISTS = 2;

  private StandIn standIn;
  private Connection connection;
  private Connection withoutPushdown;

  /**
   * {@code root} has the steps 0 to 19, {@code child} those up to 9 of it, and then its own up to
   * 14; {@code grandchild} has those up to 11 of the child, and its own up to 13.
   */
  @BeforeEach
  void serve() throws SQLException {
    standIn = StandIn.start();
    standIn.holds(
        experiment("root").generated(19, steps(0, 100)),
        experiment("alone").generated(4, steps(0, 400)),
        experiment("child").forkedFrom("root", 9).generated(14, steps(10, 200)),
        experiment("grandchild").forkedFrom("child", 11).generated(13, steps(12, 300)),
        experiment("orphan").forkedFrom("gone", 5).generated(8, steps(6, 500)));
    standIn.holds(
        "lab",
        "long",
        experiment("parent").generated(19_999, steps(0, 0)),
        experiment("fork").forkedFrom("parent", 999).generated(7_999, steps(1000, 50_000)));
    connection = VisionProject.connect(standIn, "");
    withoutPushdown = VisionProject.connect(standIn, "?pushdown=false");
    for (Connection each : List.of(connection, withoutPushdown)) {
      Answer.to("SELECT * FROM history WHERE 1 = 0", each);
      Answer.to("SELECT * FROM \"long\".history WHERE 1 = 0", each);
      Answer.to("SELECT * FROM runs WHERE 1 = 0", each);
    }
    standIn.forgetRequests();
  }

  private static LongFunction<@Nullable Map<String, Object>> steps(long first, double base) {
    return step -> step < first ? null : Map.of("loss", base + step);
  }

  @AfterEach
  void close() throws SQLException {
    withoutPushdown.close();
    connection.close();
    standIn.close();
  }

  /** The rows of the grandchild: recorded by, step, loss. */
  private static List<List<Object>> ofGrandchild() {
    List<List<Object>> rows = new ArrayList<>();
    for (long step = 0; step <= 13; step++) {
      rows.add(
          step <= 9
              ? List.of("root", step, 100.0 + step)
              : step <= 11
                  ? List.of("child", step, 200.0 + step)
                  : List.of("grandchild", step, 300.0 + step));
    }
    return rows;
  }

  @Test
  void runsTellWhatTheyWereForkedFrom() throws SQLException {
    String sql = "SELECT run_id, forked_from, forked_at_step FROM runs ORDER BY run_id";

    Answer answer = Answer.to(sql, connection);

    assertThat(answer.rows())
        .containsExactly(
            Arrays.asList("alone", null, null),
            List.of("child", "root", 9L),
            List.of("grandchild", "child", 11L),
            List.of("orphan", "gone", 5L),
            Arrays.asList("root", null, null));
    assertThat(standIn.requests()).hasSize(1);
    assertThat(Answer.to(sql, withoutPushdown).rows()).isEqualTo(answer.rows());
  }

  @Test
  void whoReadsNothingOfForksAsksForNothingOfThem() throws SQLException {
    Answer.to("SELECT run_id, name FROM runs", connection);
    Answer.to("SELECT * FROM history", connection);

    assertThat(standIn.requests())
        .allSatisfy(request -> assertThat(request.selects("branchPoint")).isFalse());
  }

  @Test
  void aForkHasTheStepsOfThoseBeforeIt() throws SQLException {
    String sql =
        "SELECT recorded_by, _step, loss FROM history_with_parents WHERE run_id = 'grandchild'";

    Answer answer = Answer.to(sql, connection);

    assertThat(answer.rows()).isEqualTo(ofGrandchild());
    assertThat(answer.warnings()).isEmpty();
    assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(REQUESTS_OF_A_FORK);
    assertThat(plan(sql)).contains("parents: of forks, up to where they branched off");
    assertThat(Answer.to(sql, withoutPushdown).rows()).isEqualTo(answer.rows());
  }

  @Test
  void theStepOfTheBranchPointMayBeTheForksFirst() throws SQLException {
    standIn.with(Setting.BRANCH_STEP_IS_THE_FORKS);

    Answer answer =
        Answer.to(
            "SELECT recorded_by, _step, loss FROM history_with_parents WHERE run_id = 'grandchild'",
            connection);

    assertThat(answer.rows()).isEqualTo(ofGrandchild());
  }

  @Test
  void allRunsOfAProjectComeInTheirOrder() throws SQLException {
    String sql =
        "SELECT run_id, COUNT(*) FROM history_with_parents GROUP BY run_id ORDER BY run_id";

    Answer answer = Answer.to(sql, connection);

    assertThat(answer.rows())
        .containsExactly(
            List.of("alone", 5L),
            List.of("child", 15L),
            List.of("grandchild", 14L),
            List.of("orphan", 3L),
            List.of("root", 20L));
    assertThat(standIn.requests())
        .hasSizeLessThanOrEqualTo(3 * REQUESTS_OF_A_FORK + 1 + REQUESTS_OF_LISTS);
    assertThat(Answer.to(sql, withoutPushdown).rows()).isEqualTo(answer.rows());
  }

  @Test
  void aParentThatIsGoneIsTold() throws SQLException {
    Answer answer =
        Answer.to(
            "SELECT recorded_by, _step FROM history_with_parents WHERE run_id = 'orphan'",
            connection);

    assertThat(answer.rows())
        .containsExactly(List.of("orphan", 6L), List.of("orphan", 7L), List.of("orphan", 8L));
    assertThat(answer.warnings())
        .singleElement()
        .asString()
        .contains("run gone, which run orphan was forked from");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT MIN(_step), MAX(_step), COUNT(*), COUNT(DISTINCT recorded_by) FROM history_with_parents"
            + " WHERE run_id = 'grandchild'",
        "SELECT _step, loss FROM history_with_parents WHERE run_id = 'grandchild' AND _step BETWEEN 8 AND 12",
        "SELECT _step, recorded_by FROM history_with_parents WHERE run_id = 'grandchild'"
            + " ORDER BY _step DESC LIMIT 3",
        "SELECT * FROM history_with_parents WHERE run_id IN ('grandchild', 'alone') LIMIT 7",
        "SELECT _step FROM history_with_parents WHERE recorded_by = 'root' AND run_id = 'child'",
        "SELECT r.run_id, h._step FROM runs r JOIN history_with_parents h ON h.run_id = r.run_id"
            + " WHERE r.forked_from = 'root'",
        "SELECT run_id, MAX(_step) FROM history_with_parents GROUP BY run_id"
      })
  void whateverIsAskedOfThemTheRowsAreThose(String sql) throws SQLException {
    Answer answer = Answer.to(sql, connection);

    assertThat(answer.rows()).isNotEmpty();
    assertThat(Answer.to(sql, withoutPushdown).rows())
        .containsExactlyInAnyOrderElementsOf(answer.rows());
    String table =
        "(SELECT a.run_id, h._step, h.loss, a.recorder AS recorded_by FROM (VALUES"
            + " ('root', 'root', 0, 99), ('alone', 'alone', 0, 99),"
            + " ('child', 'root', 0, 9), ('child', 'child', 10, 99), ('grandchild', 'root', 0, 9),"
            + " ('grandchild', 'child', 10, 11), ('grandchild', 'grandchild', 12, 99),"
            + " ('orphan', 'orphan', 0, 99)) AS a (run_id, recorder, \"from\", \"until\")"
            + " JOIN history h ON h.run_id = a.recorder AND h._step BETWEEN a.\"from\" AND a.\"until\")";
    if (!sql.contains("*  FROM") && !sql.contains("SELECT * ")) {
      String same =
          sql.contains("history_with_parents h ")
              ? sql.replace("history_with_parents h ", table + " h ")
              : sql.replace("history_with_parents", table + " t");
      assertThat(Answer.to(same, connection).rows())
          .containsExactlyInAnyOrderElementsOf(answer.rows());
    }
  }

  @Test
  void ofALongParentNoMoreIsReadThanTheForkHas() throws SQLException {
    Answer answer =
        Answer.to(
            "SELECT recorded_by, _step, loss FROM \"long\".history_with_parents WHERE run_id = 'fork'",
            connection);

    assertThat(answer.rows()).hasSize(8_000);
    assertThat(answer.column("recorded_by").subList(0, 1000)).containsOnly("parent");
    assertThat(answer.column("recorded_by").subList(1000, 8000)).containsOnly("fork");
    for (int step = 0; step < 8_000; step++) {
      assertThat(answer.rows().get(step).get(1)).isEqualTo((long) step);
    }
    assertThat(standIn.sent()).isLessThan(8_000L * 80);
  }

  /** The list that tells of the fork, and the one page of its parent's steps. */
  @ParameterizedTest
  @ValueSource(strings = {"loss", "*"})
  void aLongForkCostsTwoRequestsMoreThanItsOwnSteps(String columns) throws SQLException {
    Answer.to(
        "SELECT " + columns + " FROM \"long\".history WHERE run_id = 'fork'", withoutPushdown);
    Answer.to("SELECT " + columns + " FROM \"long\".history WHERE run_id = 'fork'", connection);
    standIn.forgetRequests();
    Answer.to("SELECT " + columns + " FROM \"long\".history WHERE run_id = 'fork'", connection);
    int alone = standIn.requests().size();
    standIn.forgetRequests();

    String sql = "SELECT " + columns + " FROM \"long\".history_with_parents WHERE run_id = 'fork'";
    Answer answer = Answer.to(sql, connection);

    assertThat(answer.rows()).hasSize(8_000);
    assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(alone + REQUESTS_OF_A_FORK);
    assertThat(plan(sql)).contains("two for each fork");
    assertThat(Answer.to(sql, withoutPushdown).rows()).isEqualTo(answer.rows());
  }

  @Test
  void thoseOfSeveralProjectsNameTheProject() throws SQLException {
    String sql =
        "SELECT project, run_id, recorded_by, COUNT(*) FROM \"*\".history_with_parents"
            + " WHERE project IN ('vision', 'long') AND run_id IN ('child', 'fork')"
            + " GROUP BY 1, 2, 3 ORDER BY 1, 2, 3";

    Answer answer = Answer.to(sql, connection);

    assertThat(answer.rows())
        .containsExactly(
            List.of("long", "fork", "fork", 7000L),
            List.of("long", "fork", "parent", 1000L),
            List.of("vision", "child", "child", 5L),
            List.of("vision", "child", "root", 10L));
    assertThat(answer.warnings()).isEmpty();
    assertThat(Answer.to(sql, withoutPushdown).rows()).isEqualTo(answer.rows());
  }

  @Test
  void aRunThatIsNamedIsFoundInWhicheverProject() throws SQLException {
    String sql =
        "SELECT project, recorded_by, _step, loss FROM \"*\".history_with_parents"
            + " WHERE run_id = 'grandchild' ORDER BY _step";

    List<List<Object>> rows = new ArrayList<>();
    ofGrandchild().forEach(row -> rows.add(List.of("vision", row.get(0), row.get(1), row.get(2))));
    assertThat(Answer.to(sql, connection).rows()).isEqualTo(rows);
    assertThat(Answer.to(sql, withoutPushdown).rows()).isEqualTo(rows);
  }

  @Test
  void thoseOfAllProjectsAreRefusedWithWhatToWrite() {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> Answer.to("SELECT * FROM \"*\".history_with_parents", connection))
        .withMessageContaining("add project = '...' or run_id = '...'")
        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("42000"));
    assertThat(standIn.requests()).isEmpty();
  }

  @Test
  void localFoldersTellTheSame(@TempDir Path folder) throws SQLException, IOException {
    standIn.writesTo(folder);
    String url = "jdbc:wandb:file:%s?entity=lab&project=vision".formatted(folder);
    try (Connection files = DriverManager.getConnection(url)) {
      for (String sql :
          List.of(
              "SELECT run_id, forked_from, forked_at_step FROM runs ORDER BY run_id",
              "SELECT * FROM history_with_parents ORDER BY run_id, _step")) {
        Answer answer = Answer.to(sql, files);

        assertThat(answer.rows()).isEqualTo(Answer.to(sql, connection).rows()).isNotEmpty();
      }
      assertThat(
              Answer.to(
                      "SELECT recorded_by, _step, loss FROM history_with_parents"
                          + " WHERE run_id = 'grandchild'",
                      files)
                  .rows())
          .isEqualTo(ofGrandchild());
    }
  }

  @Test
  void aServerThatKnowsNoForksHasHistoriesAlone() throws SQLException {
    standIn.lacks("Run.branchPoint");

    Answer answer =
        Answer.to(
            "SELECT recorded_by, _step FROM history_with_parents WHERE run_id = 'child'",
            connection);

    assertThat(answer.column("_step")).containsExactly(10L, 11L, 12L, 13L, 14L);
    assertThat(answer.warnings()).singleElement().asString().contains("branchPoint");
  }

  private String plan(String sql) throws SQLException {
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
