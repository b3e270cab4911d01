package io.github.wandbjdbc.sql;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Export;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One statement sees one state of what it reads, while runs go on. */
class SnapshotTest {
  private static final long STEPS = 2_500;

  /** Each gives one row of two columns, which are equal if its scans have seen the same. */
  private static final List<String> AGREEING =
      List.of(
          "SELECT COUNT(*), (SELECT COUNT(*) FROM history WHERE run_id = 'long')"
              + " FROM history WHERE run_id = 'long'",
          "SELECT COUNT(a.loss), COUNT(b.loss) FROM (SELECT * FROM history WHERE run_id = 'long') a"
              + " FULL JOIN (SELECT * FROM history WHERE run_id = 'long') b ON a._step = b._step",
          "SELECT (SELECT MAX(_step) FROM history WHERE run_id = 'long'),"
              + " (SELECT COUNT(lr) FROM history WHERE run_id = 'long') - 1",
          "SELECT (SELECT COUNT(lr) FROM history WHERE run_id = 'long'),"
              + " (SELECT MAX(_step) FROM history WHERE run_id = 'long') + 1",
          "SELECT (SELECT COUNT(*) FROM history), (SELECT COUNT(loss) FROM history)",
          "SELECT (SELECT SUM(loss) FROM history), (SELECT SUM(loss) FROM history WHERE lr < 1)",
          "SELECT COUNT(DISTINCT n), 1 FROM (SELECT COUNT(*) AS n FROM history WHERE run_id = 'short1'"
              + " UNION ALL SELECT COUNT(*) FROM history WHERE run_id = 'short1')",
          "SELECT (SELECT COUNT(*) FROM history WHERE run_id = 'short2'),"
              + " (SELECT COUNT(*) FROM sampled_history WHERE run_id = 'short2' AND samples = 5000)",
          "SELECT (SELECT COUNT(*) FROM sampled_history WHERE run_id = 'short2' AND samples = 5000),"
              + " (SELECT COUNT(*) FROM history WHERE run_id = 'short2')",
          "SELECT (SELECT COUNT(*) FROM sampled_history WHERE samples = 5000),"
              + " (SELECT COUNT(*) FROM sampled_history WHERE samples = 5000)",
          "SELECT (SELECT steps FROM metric_stats WHERE run_id = 'short1' AND key = 'loss'),"
              + " (SELECT COUNT(loss) FROM history WHERE run_id = 'short1')",
          "SELECT (SELECT COUNT(*) FROM history_values WHERE run_id = 'short1' AND key = 'loss'),"
              + " (SELECT COUNT(loss) FROM history WHERE run_id = 'short1')",
          "SELECT SUM(n), (SELECT COUNT(*) FROM history)"
              + " FROM (SELECT (SELECT COUNT(*) FROM history h WHERE h.run_id = r.run_id) AS n FROM"
              + " runs r)");

  private StandIn standIn;
  private final List<Experiment> runs = new ArrayList<>();

  @BeforeEach
  void serve() {
    standIn = StandIn.start();
    add("long", STEPS);
    for (int i = 0; i < 5; i++) {
      add("short" + i, 20 + i);
    }
  }

  private void add(String id, long steps) {
    Experiment run =
        experiment(id)
            .state("running")
            .generated(steps - 1, step -> Map.of("loss", step / 2.0, "lr", 0.1));
    runs.add(run);
    standIn.holds(run);
  }

  @AfterEach
  void close() {
    standIn.close();
  }

  static Stream<Arguments> statements() {
    return AGREEING.stream()
        .flatMap(
            sql ->
                Stream.of(
                    Arguments.of("", sql),
                    Arguments.of("?pushdown=false", sql),
                    Arguments.of("?historyPageSize=300", sql)));
  }

  @ParameterizedTest
  @MethodSource("statements")
  void allScansOfAStatementAgreeWhileRunsGrow(String properties, String sql) throws SQLException {
    try (Connection connection = VisionProject.connect(standIn, properties)) {
      Answer.to("SELECT loss, lr FROM history WHERE 1 = 0", connection);
      standIn.meanwhile(request -> runs.forEach(run -> run.grows(3)));

      Answer answer = Answer.to(sql, connection);

      assertAgreement(answer);
      assertThat(answer.warnings()).isEmpty();
    }
  }

  private static void assertAgreement(Answer answer) {
    assertThat(answer.rows()).hasSize(1);
    String[] both = answer.rows().get(0).toString().replaceAll("[\\[\\]]", "").split(", ", -1);
    assertThat(Double.valueOf(both[0])).isEqualTo(Double.valueOf(both[1]));
  }

  @ParameterizedTest
  @MethodSource("statements")
  void theyAgreeWhereTheServerDoesntSayHowFarRunsGo(String properties, String sql)
      throws SQLException {
    standIn.with(Setting.NO_LAST_STEP);
    try (Connection connection = VisionProject.connect(standIn, properties)) {
      Answer.to("SELECT loss, lr FROM history WHERE 1 = 0", connection);
      standIn.meanwhile(request -> runs.forEach(run -> run.grows(3)));

      assertAgreement(Answer.to(sql, connection));
    }
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void theyAgreeWhateverIsNotKnownOfTheServer(Setting setting) throws SQLException {
    standIn.with(setting);
    try (Connection connection = VisionProject.connect(standIn, "?historyPageSize=300")) {
      Answer.to("SELECT loss, lr FROM history WHERE 1 = 0", connection);
      standIn.meanwhile(request -> runs.forEach(run -> run.grows(3)));

      for (String sql : AGREEING) {
        assertAgreement(Answer.to(sql, connection));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("statements")
  void theyAgreeUnderAStressOfAppends(String properties, String sql) throws Exception {
    try (Connection connection = VisionProject.connect(standIn, properties)) {
      Answer.to("SELECT loss, lr FROM history WHERE 1 = 0", connection);
      // Each answer lets training go on for a while, beside the answers that follow.
      Semaphore steps = new Semaphore(0);
      AtomicBoolean isOver = new AtomicBoolean();
      standIn.meanwhile(request -> steps.release(20));
      Thread training =
          new Thread(
              () -> {
                while (!isOver.get()) {
                  steps.acquireUninterruptibly();
                  runs.forEach(run -> run.grows(1));
                }
              });
      training.start();
      try {
        for (int i = 0; i < 3; i++) {
          assertAgreement(Answer.to(sql, connection));
        }
      } finally {
        isOver.set(true);
        steps.release();
        training.join();
      }
    }
  }

  /** The files hold steps that the statement hasn't seen when it first asked. */
  @Test
  void theyAgreeWhereARunEndsAndIsExportedBetweenTwoScans() throws SQLException {
    try (Connection connection = VisionProject.connect(standIn, "?historyPageSize=100")) {
      Answer.to("SELECT loss, lr FROM history WHERE 1 = 0", connection);
      Experiment run = runs.get(0);
      AtomicInteger requests = new AtomicInteger();
      standIn.meanwhile(
          request -> {
            if (requests.incrementAndGet() == 8) {
              run.grows(500);
              run.exported(Export.steps(0, STEPS + 500)).state("finished");
            }
          });

      for (String sql : AGREEING) {
        assertAgreement(Answer.to(sql, connection));
      }
      assertThat(
              Answer.to("SELECT COUNT(*) FROM history WHERE run_id = 'long'", connection).value())
          .isEqualTo(STEPS + 500);
    }
  }

  /** Windows take the place of what wasn't exported. */
  @Test
  void theyAgreeWhereARunIsPartlyExported() throws SQLException {
    runs.get(0).exported(Export.steps(0, 2_000).writtenOnce());
    try (Connection connection = VisionProject.connect(standIn, "?historyPageSize=100")) {
      Answer.to("SELECT loss, lr FROM history WHERE 1 = 0", connection);
      standIn.meanwhile(request -> runs.forEach(run -> run.grows(3)));

      for (String sql : AGREEING) {
        assertAgreement(Answer.to(sql, connection));
      }
      assertThat(standIn.storageRequests()).isNotEmpty();
    }
  }

  /** Each gives one row of two columns, which are equal if its scans have seen the same runs. */
  static Stream<Arguments> statementsAboutRuns() {
    return Stream.of(
            "SELECT COUNT(*), (SELECT COUNT(name) FROM runs) FROM runs WHERE LOWER(name) LIKE '%'",
            "SELECT (SELECT COUNT(DISTINCT name) FROM runs WHERE state = 'running'),"
                + " (SELECT COUNT(DISTINCT name) FROM runs WHERE state = 'running')",
            "SELECT COUNT(name), COUNT(DISTINCT name) FROM (SELECT name FROM runs WHERE state ="
                + " 'running' UNION ALL SELECT name FROM runs WHERE state = 'finished')",
            "SELECT COUNT(name), COUNT(DISTINCT name) FROM (SELECT name FROM runs WHERE state ="
                + " 'finished' UNION ALL SELECT name FROM runs WHERE state = 'running')",
            "SELECT 6, COUNT(DISTINCT name) FROM (SELECT name FROM runs WHERE state ="
                + " 'finished' UNION ALL SELECT name FROM runs WHERE state = 'running')",
            "SELECT COUNT(a.state), COUNT(CASE WHEN a.state = b.state THEN 1 END) FROM runs a JOIN"
                + " runs b ON a.run_id = b.run_id",
            "SELECT (SELECT COUNT(*) FROM runs), (SELECT COUNT(DISTINCT name) FROM runs)",
            "SELECT (SELECT COUNT(*) FROM runs), (SELECT COUNT(*) FROM runs)",
            "SELECT COUNT(name), (SELECT COUNT(*) FROM runs WHERE state = 'running')"
                + " + (SELECT COUNT(*) FROM runs WHERE state = 'finished') FROM runs",
            "SELECT COUNT(DISTINCT run_id), (SELECT COUNT(DISTINCT name) FROM runs) FROM history",
            "SELECT (SELECT COUNT(DISTINCT name) FROM runs), COUNT(DISTINCT run_id) FROM history",
            "SELECT SUM(r.last_step), SUM(h.last) FROM runs r JOIN (SELECT run_id, MAX(_step) AS last"
                + " FROM history GROUP BY run_id) h ON h.run_id = r.run_id",
            "SELECT SUM(r.history_rows), SUM(h.n) FROM runs r JOIN (SELECT run_id, COUNT(*) AS n,"
                + " MAX(r2) FROM (SELECT h.run_id, r.last_step AS r2 FROM history h JOIN runs r ON"
                + " h.run_id = r.run_id) GROUP BY run_id) h ON h.run_id = r.run_id")
        .flatMap(sql -> Stream.of(Arguments.of("", sql), Arguments.of("?pushdown=false", sql)));
  }

  @ParameterizedTest
  @MethodSource("statementsAboutRuns")
  void allScansSeeTheSameRunsWhileTheseBeginAndEnd(String properties, String sql)
      throws SQLException {
    try (Connection connection = VisionProject.connect(standIn, properties)) {
      Answer.to("SELECT loss, lr FROM history WHERE 1 = 0", connection);
      Answer.to("SELECT * FROM runs WHERE 1 = 0", connection);
      AtomicInteger requests = new AtomicInteger();
      standIn.meanwhile(
          request -> {
            int n = requests.getAndIncrement();
            runs.get(n % runs.size()).state("finished").grows(3);
            standIn.holds(
                experiment("new" + n)
                    .state("running")
                    .generated(9, step -> Map.of("loss", 1.0, "lr", 0.1)));
          });

      Answer answer = Answer.to(sql, connection);

      assertAgreement(answer);
      assertThat(answer.warnings()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"?pageSize=10", "?pageSize=10&pushdown=false"})
  void aListingGoesOnWhenTheScanThatBeganItEndsEarly(String properties) throws SQLException {
    for (int i = 0; i < 40; i++) {
      add("another" + i, 5);
    }
    try (Connection connection = VisionProject.connect(standIn, properties)) {
      Answer answer =
          Answer.to(
              "SELECT run_id FROM (SELECT run_id FROM history WHERE loss > 1 LIMIT 1)"
                  + " UNION ALL SELECT run_id FROM runs",
              connection);

      assertThat(answer.rows()).hasSize(1 + runs.size());
      assertThat(answer.warnings()).isEmpty();
    }
  }

  @Test
  void linesWithoutAStepStayCountedBesideOtherScans() throws SQLException {
    standIn.holds(experiment("lined").lineCount(12).logging("loss").forSteps(10));
    try (Connection connection = VisionProject.connect(standIn, "")) {
      Answer answer =
          Answer.to(
              "SELECT DISTINCT r.history_rows FROM runs r JOIN metrics m ON m.run_id = r.run_id"
                  + " JOIN history h ON h.run_id = r.run_id WHERE r.run_id = 'lined'",
              connection);

      assertThat(answer.column("history_rows")).containsExactly(12L);
    }
  }

  @Test
  void theyAgreeAboutFilesThatAreBeingWritten(@TempDir Path written, @TempDir Path folder)
      throws Exception {
    standIn.writesTo(written);
    Path whole;
    try (Stream<Path> files = Files.walk(written)) {
      whole =
          files
              .filter(file -> file.toString().contains("long"))
              .filter(Files::isRegularFile)
              .findFirst()
              .orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(whole);
    Path log = folder.resolve(written.relativize(whole));
    Files.createDirectories(log.getParent());
    Files.write(log, Arrays.copyOf(bytes, bytes.length / 2));
    try (Connection connection = DriverManager.getConnection("jdbc:wandb:file:" + folder);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT 1 AS part FROM history UNION ALL SELECT 2 FROM history")) {
      int[] counts = new int[3];
      rows.next();
      counts[1]++;
      Files.write(log, bytes);
      while (rows.next()) {
        counts[rows.getInt(1)]++;
      }

      assertThat(counts[1]).isPositive().isLessThan((int) STEPS).isEqualTo(counts[2]);
    }
  }

  @Test
  void aStatementOfOneScanAsksForNoMoreThanBefore() throws SQLException {
    try (Connection connection = VisionProject.connect(standIn, "")) {
      Answer.to("SELECT loss FROM sampled_history", connection);

      assertThat(standIn.requests().get(standIn.requests().size() - 1).variables())
          .containsEntry("keys", false);
    }
  }

  @Test
  void thePlanSaysSo() throws SQLException {
    try (Connection connection = VisionProject.connect(standIn, "")) {
      assertThat(Answer.to("EXPLAIN " + AGREEING.get(0), connection).value())
          .asString()
          .contains("One snapshot: all scans see runs and histories as they are");
      assertThat(Answer.to("EXPLAIN ANALYZE " + AGREEING.get(0), connection).value())
          .asString()
          .contains("One snapshot: all scans see runs and histories as they are");
      assertThat(Answer.to("EXPLAIN SELECT COUNT(*) FROM history", connection).value())
          .asString()
          .doesNotContain("One snapshot");
    }
  }

  @Test
  void executingAStatementAgainSeesWhatWasLoggedMeanwhile() throws SQLException {
    try (Connection connection = VisionProject.connect(standIn, "");
        PreparedStatement statement = connection.prepareStatement(AGREEING.get(0))) {
      long before = count(statement);
      runs.forEach(run -> run.grows(7));

      assertThat(before).isEqualTo(STEPS);
      assertThat(count(statement)).isEqualTo(STEPS + 7);
    }
  }

  private static long count(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      rows.next();
      assertThat(rows.getLong(1)).isEqualTo(rows.getLong(2));
      return rows.getLong(1);
    }
  }
}
