package io.github.wandbjdbc.sql;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories of several projects at once, in the schema that stands for all. */
final class AllProjectsTest {
  private static final int OTHERS = 7;

  private final StandIn standIn = StandIn.start();

  @BeforeEach
  void hold() {
    standIn
        .holds(
            "lab",
            "vision",
            experiment("a").row(0, Map.of("loss", 1.0)).row(1, Map.of("loss", 2.0)),
            experiment("b").row(0, Map.of("loss", 3.0)))
        .holds(
            "lab",
            "speech",
            experiment("a").row(0, Map.of("wer", 0.5, "loss", 4.0)),
            experiment("c").row(0, Map.of("wer", 0.25, "note", "x")));
    for (int i = 0; i < OTHERS; i++) {
      standIn.holds("lab", "other" + i, experiment("o" + i).row(0, Map.of("loss", 9.0)));
    }
  }

  @AfterEach
  void stop() {
    standIn.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?pushdown=false"})
  void projectsThatAreNamedAreReadOneAfterTheOther(String properties) throws SQLException {
    try (Connection connection = connect(properties)) {
      assertThat(
              Answer.to(
                      "SELECT project, run_id, _step, loss, wer FROM \"*\".history WHERE project IN"
                          + " ('vision', 'speech') ORDER BY project, run_id, _step",
                      connection)
                  .rows())
          .hasToString(
              "[[speech, a, 0, 4.0, 0.5], [speech, c, 0, null, 0.25], [vision, a, 0, 1.0, null],"
                  + " [vision, a, 1, 2.0, null], [vision, b, 0, 3.0, null]]");
      assertThat(
              Answer.to(
                      "SELECT h.project, SUM(h.loss) FROM \"*\".history h WHERE h.project ="
                          + " 'vision' AND h._step < 1 GROUP BY h.project",
                      connection)
                  .rows())
          .containsExactly(List.of("vision", 4.0));
      assertThat(
              Answer.to("SELECT * FROM \"*\".history WHERE project = 'speech'", connection)
                  .columns())
          .containsExactly(
              "project",
              "run_id",
              "_step",
              "_runtime",
              "_timestamp",
              "logged_at",
              "loss",
              "note",
              "wer");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?pushdown=false"})
  void runsThatAreNamedAreFoundInWhicheverProject(String properties) throws SQLException {
    try (Connection connection = connect(properties)) {
      assertThat(
              Answer.to(
                      "SELECT project, SUM(loss) FROM \"*\".history WHERE run_id IN ('a', 'c') GROUP"
                          + " BY project ORDER BY 1",
                      connection)
                  .rows())
          .containsExactly(List.of("speech", 4.0), List.of("vision", 3.0));
      assertThat(
              Answer.to(
                      "SELECT r.project, h.loss FROM \"*\".runs r JOIN \"*\".history h USING"
                          + " (project, run_id) WHERE r.project = 'vision' AND r.run_id = 'b'",
                      connection)
                  .rows())
          .containsExactly(List.of("vision", 3.0));
      assertThat(
              Answer.to("SELECT loss FROM \"*\".history WHERE run_id = 'nobody'", connection)
                  .rows())
          .isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?pushdown=false"})
  void valuesOfConfigAndSummaryAreColumnsOfRunsOfAllProjects(String properties)
      throws SQLException {
    standIn
        .holds("lab", "vision", experiment("v").config("lr", 0.5).summary("acc", 0.9))
        .holds("lab", "speech", experiment("s").config("lr", 0.25).summary("acc", "high"));
    try (Connection connection = connect(properties)) {
      assertThat(
              Answer.to(
                      "SELECT project, run_id, \"config.lr\" * 2 FROM \"*\".runs WHERE"
                          + " \"config.lr\" IS NOT NULL ORDER BY 1",
                      connection)
                  .rows())
          .containsExactly(List.of("speech", "s", 0.5), List.of("vision", "v", 1.0));
      assertThat(
              Answer.to(
                      "SELECT run_id, \"summary.acc\" FROM \"*\".runs WHERE \"summary.acc\" IS NOT"
                          + " NULL ORDER BY 1",
                      connection)
                  .rows())
          .containsExactly(List.of("s", "high"), List.of("v", "0.9"));
      assertThat(
              Answer.to(
                      "SELECT * FROM \"*\".runs WHERE project = 'vision' AND run_id = 'v'",
                      connection)
                  .columns())
          .contains("project", "config.lr", "summary.acc");
    }
  }

  @Test
  void onlyTheProjectsThatAreNamedAreAsked() throws SQLException {
    try (Connection connection = connect("")) {
      Answer.to("SELECT SUM(loss) FROM \"*\".history WHERE project = 'speech'", connection);

      assertThat(standIn.requestsFor("runs"))
          .isNotEmpty()
          .allSatisfy(
              request -> assertThat(request.argument("project", "name")).isEqualTo("speech"));
      assertThat(
              Answer.to(
                      "EXPLAIN SELECT SUM(loss) FROM \"*\".history WHERE project = 'speech'",
                      connection)
                  .value())
          .asString()
          .contains("speech")
          .doesNotContain("vision");
      assertThat(
              Answer.to(
                      "EXPLAIN SELECT r.name, h.loss FROM \"*\".history h JOIN \"*\".runs r USING"
                          + " (project, run_id) WHERE project = 'speech'",
                      connection)
                  .value())
          .asString()
          .contains("rows: project in ('speech')");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?pushdown=false"})
  void samplesAreAskedForAsOfOneProject(String properties) throws SQLException {
    try (Connection connection = connect(properties)) {
      Answer samples =
          Answer.to(
              "SELECT project, run_id, samples, loss FROM \"*\".sampled_history WHERE project IN"
                  + " ('vision', 'speech') AND samples = 100 AND loss IS NOT NULL ORDER BY 1, 2,"
                  + " loss",
              connection);

      assertThat(samples.rows())
          .containsExactly(
              List.of("speech", "a", 100, 4.0),
              List.of("vision", "a", 100, 1.0),
              List.of("vision", "a", 100, 2.0),
              List.of("vision", "b", 100, 3.0));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT loss FROM \"*\".history",
        "SELECT loss FROM \"*\".history WHERE project = 'vision' OR loss > 1",
        "SELECT loss FROM \"*\".history WHERE project <> 'vision'",
        "SELECT loss FROM \"*\".history WHERE \"Project\" = 'vision'",
        "SELECT h.loss FROM \"*\".history h WHERE h.project = LOWER('vision')",
        "SELECT loss FROM \"*\".history WHERE project = 'vision' AND _step IN (SELECT _step FROM"
            + " \"*\".history)",
        "SELECT h.loss FROM \"*\".runs r JOIN \"*\".runs s ON r.project = s.project AND r.project ="
            + " 'speech', \"*\".history h",
        "SELECT h.loss FROM (\"*\".runs r CROSS JOIN \"*\".history h) LEFT JOIN \"*\".projects p ON"
            + " p.project = r.project AND p.project = h.project WHERE r.project = 'vision'",
        "SELECT h.loss FROM \"*\".history h LEFT JOIN \"*\".runs r ON r.project = h.project AND"
            + " r.project = 'vision'",
        "SELECT run_id, (SELECT SUM(loss) FROM \"*\".history h WHERE h.project = r.project) FROM"
            + " \"*\".runs r WHERE r.project = 'vision'",
        "SELECT h.loss FROM \"*\".history h, (SELECT loss FROM \"*\".history WHERE project ="
            + " 'vision') v",
        "SELECT h.loss FROM \"*\".runs r LEFT JOIN \"*\".history h ON h.project = r.project AND"
            + " r.project = 'vision'",
        "SELECT run_id FROM \"*\".sampled_history"
      })
  void whatNamesNeitherProjectNorRunIsRefusedWithWhatToAdd(String sql) throws SQLException {
    try (Connection connection = connect("")) {
      SQLException refused =
          catchThrowableOfType(SQLException.class, () -> connection.prepareStatement(sql));

      assertThat(refused.getSQLState()).isEqualTo("42000");
      assertThat(refused.getMessage()).contains("add project = '...' or run_id = '...'");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?pushdown=false"})
  void conditionsOfOtherTablesNameItsProjectOnlyIfTheyAreJoinedByThat(String properties)
      throws SQLException {
    try (Connection connection = connect(properties)) {
      assertThat(
              Answer.to(
                      "SELECT r.run_id, h.loss FROM \"*\".runs r LEFT JOIN \"*\".history h ON h.project"
                          + " = r.project AND h.run_id = r.run_id WHERE r.project = 'speech' ORDER BY"
                          + " 1",
                      connection)
                  .rows())
          .hasToString("[[a, 4.0], [c, null]]");
      assertThat(
              Answer.to(
                      "SELECT DISTINCT h.project, h.loss FROM \"*\".runs r JOIN \"*\".runs s ON"
                          + " r.project = s.project AND r.project = 'speech', \"*\".history h WHERE"
                          + " h.run_id = 'b'",
                      connection)
                  .rows())
          .containsExactly(List.of("vision", 3.0));
      assertThat(
              Answer.to(
                      "SELECT COUNT(*) FROM \"*\".history h WHERE h.run_id = 'a' AND h._step < (SELECT"
                          + " MAX(loss) FROM \"*\".history WHERE project = 'speech')",
                      connection)
                  .value())
          .isEqualTo(3L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?pushdown=false"})
  void theValuesOfParametersNameProjectsAndRuns(String properties) throws SQLException {
    try (Connection connection = connect(properties);
        PreparedStatement ofProject =
            connection.prepareStatement(
                "SELECT run_id, loss FROM \"*\".history WHERE project = ? AND _step < ? ORDER BY 1");
        PreparedStatement ofOther =
            connection.prepareStatement(
                "SELECT run_id, wer FROM \"*\".history WHERE ? = project ORDER BY 1");
        PreparedStatement ofRuns =
            connection.prepareStatement(
                "SELECT project, SUM(loss) FROM \"*\".history WHERE run_id IN (?, ?) GROUP BY project"
                    + " ORDER BY 1")) {
      assertThat(ofProject.getMetaData().getColumnLabel(2)).isEqualTo("loss");
      assertThat(rows(ofProject, "speech", 5L)).hasToString("[[a, 4.0], [c, null]]");
      assertThat(rows(ofProject, "vision", 1L)).hasToString("[[a, 1.0], [b, 3.0]]");
      assertThat(rows(ofProject, null, 1L)).isEmpty();
      assertThat(rows(ofProject, "nowhere", 1L)).isEmpty();
      assertThat(rows(ofOther, "speech")).hasToString("[[a, 0.5], [c, 0.25]]");
      assertThat(rows(ofRuns, "a", "b")).hasToString("[[speech, 4.0], [vision, 6.0]]");
    }
  }

  private static List<List<Object>> rows(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    List<List<Object>> rows = new ArrayList<>();
    try (ResultSet results = statement.executeQuery()) {
      while (results.next()) {
        rows.add(Arrays.asList(results.getObject(1), results.getObject(2)));
      }
    }
    return rows;
  }

  @Test
  void aProjectCostsWhatItsOwnTableDoes() throws SQLException {
    try (Connection connection = connect("")) {
      Answer.to("SELECT project FROM \"*\".projects", connection);
      Answer.to("SELECT loss FROM speech.history WHERE run_id = 'a'", connection);
      int own = requests("SELECT SUM(loss) FROM speech.history", connection);

      assertThat(
              requests("SELECT SUM(loss) FROM \"*\".history WHERE project = 'speech'", connection))
          .isEqualTo(own);
    }
  }

  @Test
  void projectsAreSearchedOnceForRunsThatAreNamed() throws SQLException {
    try (Connection connection = connect("")) {
      String sql = "SELECT SUM(loss) FROM \"*\".history WHERE run_id = 'b' AND _step >= %d";
      Answer.to("SELECT project FROM \"*\".projects", connection);
      Answer.to("SELECT loss FROM history WHERE run_id = 'a'", connection);
      int own = requests("SELECT SUM(loss) FROM history WHERE run_id = 'b'", connection);

      assertThat(requests(sql.formatted(0), connection)).isEqualTo(own + 2 + OTHERS);
      assertThat(requests(sql.formatted(-1), connection)).isEqualTo(own);
    }
  }

  private int requests(String sql, Connection connection) throws SQLException {
    standIn.forgetRequests();
    Answer.to(sql, connection);
    return standIn.requests().size();
  }

  private Connection connect(String properties) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:wandb://%s/lab/vision%s".formatted(standIn.hostAndPort(), properties),
        "",
        StandIn.API_KEY);
  }
}
