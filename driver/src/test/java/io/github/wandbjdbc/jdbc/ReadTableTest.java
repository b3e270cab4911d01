package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.Media;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code logged_tables}, and the rows of such tables. */
final class ReadTableTest {
  private static final int RUNS = 30;
  private static final int RUNS_OF_A_REQUEST = 25;

  /** Of so many runs those with an even number logged a table. */
  private static final int TABLES = RUNS / 2;

  private static final int LISTS = (RUNS + RUNS_OF_A_REQUEST - 1) / RUNS_OF_A_REQUEST;

  private final StandIn standIn = StandIn.start();
  private Tables tables;

  @BeforeEach
  void hold() throws SQLException {
    for (int i = 0; i < RUNS; i++) {
      var run = experiment("run" + i).state(i < 4 ? "crashed" : "finished");
      for (int step = 0; step < 5; step++) {
        run.row(step, Map.of("loss", 1.0 / (step + 1)));
      }
      if (i % 2 == 0) {
        String path = "media/table/preds_3_%x.table.json".formatted(i);
        run.row(3, Map.of("loss", 0.25, "preds", Media.table(path, 3, 2)))
            .summary("preds", Media.table(path, 3, 2))
            .file(
                path,
                "{\"columns\":[\"id\",\"label\",\"ok\"],\"data\":[[%d,\"é\",true],[2.5,null,false]]}"
                    .formatted(i));
      }
      standIn.holds(run);
    }
    tables = Tables.of(standIn);
  }

  @AfterEach
  void close() throws SQLException {
    tables.close();
    standIn.close();
  }

  @Test
  void aListOf25RunsAndEachTableIsARequest() throws SQLException {
    assertThat(
            tables.rows(
                "SELECT COUNT(*), COUNT(DISTINCT run_id), SUM(id) FROM TABLE(read_table('preds'))"))
        .containsExactly("%d|%d|%s".formatted(2 * TABLES, TABLES, 210.0 + 2.5 * TABLES));

    assertThat(standIn.requests()).hasSize(LISTS);
    assertThat(standIn.storageRequests()).hasSize(TABLES);
    assertThat(tables.warnings()).isEmpty();
  }

  @Test
  void itsColumnsAreThoseOfTheTables() throws SQLException {
    assertThat(
            tables.rows(
                "SELECT * FROM TABLE(read_table('preds', 'state = ''crashed''')) ORDER BY run_id, id"))
        .containsExactly(
            "run0|3|0.0|é|true",
            "run0|3|2.5|null|false",
            "run2|3|2.0|é|true",
            "run2|3|2.5|null|false");
    assertThat(standIn.requests()).hasSize(1);
    assertThat(standIn.storageRequests()).hasSize(2);
  }

  @Test
  void preparingAndExecutingFetchOnce() throws SQLException {
    try (PreparedStatement statement =
        tables
            .connection()
            .prepareStatement("SELECT id FROM TABLE(read_table('preds', 'run_id = ''run2'''))")) {
      assertThat(statement.getMetaData().getColumnTypeName(1)).isEqualTo("DOUBLE");
      try (ResultSet rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
      }
      assertThat(standIn.storageRequests()).hasSize(1);
      try (ResultSet rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
      }
      assertThat(standIn.storageRequests()).hasSize(2);
    }
  }

  @Test
  void whatATableHoldsIsLookedAtByEachStatement() throws SQLException {
    assertThat(tables.rows("SELECT * FROM TABLE(read_table('late'))")).isEmpty();
    assertThat(tables.warnings()).anyMatch(text -> text.contains("logged_tables"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Setting.class,
      names = {"NULLS_IN_SAMPLES", "FLOAT_STEP", "NAN_AS_STRING", "SHUFFLED_ROWS"})
  void theRowsAreTheSameUnderEachSetting(Setting setting) throws SQLException {
    standIn.with(setting);

    assertThat(
            tables.rows(
                "SELECT run_id, _step, id FROM TABLE(read_table('preds', 'run_id = ''run2'''))"
                    + " ORDER BY id"))
        .containsExactly("run2|3|2.0", "run2|3|2.5");
  }

  @Test
  void aStepThatASampleLeavesOutIsFoundInTheHistory() throws SQLException {
    var many = experiment("many").capSamples(2);
    for (int step = 0; step < 5; step++) {
      String path = "media/table/x_%d_a.table.json".formatted(step);
      many.row(step, Map.of("x", Media.table(path, 1, 1)))
          .file(path, "{\"columns\":[\"n\"],\"data\":[[%d]]}".formatted(step));
    }
    standIn.holds(many);

    assertThat(tables.rows("SELECT _step, n FROM TABLE(read_table('x')) ORDER BY 1"))
        .containsExactly("0|0.0", "1|1.0", "2|2.0", "3|3.0", "4|4.0");
  }

  @Test
  void itJoinsTheMetricsOfItsStep() throws SQLException {
    assertThat(
            tables.rows(
                "SELECT p.run_id, p.id, h.loss FROM TABLE(read_table('preds', 'run_id = ''run4''')) p"
                    + " JOIN history h ON h.run_id = p.run_id AND h._step = p._step ORDER BY 2"))
        .containsExactly("run4|2.5|0.25", "run4|4.0|0.25");
  }

  @Test
  void numbersThatAreTextsElsewhereAreTexts() throws SQLException {
    standIn.holds(
        experiment("a")
            .row(0, Map.of("mixed", Media.table("media/table/mixed_0_a.table.json", 4, 1)))
            .file(
                "media/table/mixed_0_a.table.json",
                "{\"columns\":[\"v\",\"run_id\",\"big\",\"media\"],\"data\":"
                    + "[[1,\"r\",9007199254740993,{\"_type\":\"image-file\",\"path\":\"p\"}]]}"),
        experiment("b")
            .row(0, Map.of("mixed", Media.table("media/table/mixed_0_b.table.json", 2, 2)))
            .file(
                "media/table/mixed_0_b.table.json",
                "{\"data\":[[\"x\",NaN],[null,1.5]],\"columns\":[\"v\",\"more\"]}"));

    assertThat(tables.rows("SELECT * FROM TABLE(read_table('mixed')) ORDER BY run_id, more"))
        .containsExactly(
            "a|0|1|r|9007199254740993|{\"_type\":\"image-file\",\"path\":\"p\"}|null",
            "b|0|null|null|null|null|1.5",
            "b|0|x|null|null|null|NaN");
    assertThat(tables.warnings()).anyMatch(text -> text.contains("the column v holds numbers"));
    assertThat(tables.rows("SELECT run_id_2 FROM TABLE(read_table('mixed')) WHERE run_id = 'a'"))
        .containsExactly("r");
  }

  @Test
  void aTableThatStandsInTheSummaryAloneHasNoStep() throws SQLException {
    standIn.holds(
        experiment("s")
            .row(0, Map.of("loss", 1))
            .summary("final", Media.table("media/table/final_summary_a.table.json", 1, 1))
            .file(
                "media/table/final_summary_a.table.json",
                "{\"columns\":[\"k\"],\"data\":[[\"z\"]]}"));

    assertThat(tables.rows("SELECT * FROM TABLE(read_table('final'))")).containsExactly("s|null|z");
    assertThat(tables.rows("SELECT run_id, key, _step FROM logged_tables WHERE key = 'final'"))
        .containsExactly("s|final|null");
  }

  @Test
  void loggedTablesAreListedWithTheRuns() throws SQLException {
    assertThat(
            tables.rows(
                "SELECT run_id, key, _step, row_count, path FROM logged_tables"
                    + " WHERE run_id IN ('run2', 'run3')"))
        .containsExactly("run2|preds|3|2|media/table/preds_3_2.table.json");
    assertThat(standIn.requests()).hasSize(2);
    standIn.forgetRequests();

    assertThat(tables.rows("SELECT COUNT(*) FROM logged_tables WHERE key = 'preds'"))
        .containsExactly(String.valueOf(TABLES));
    assertThat(standIn.requests().size()).isLessThanOrEqualTo(LISTS + 1);
    assertThat(standIn.storageRequests()).isEmpty();

    assertThat(tables.rows("SELECT column_names FROM logged_tables WHERE run_id = 'run2'"))
        .containsExactly("[\"id\",\"label\",\"ok\"]");
    assertThat(standIn.storageRequests()).hasSize(1);
  }

  @Test
  void aTableThatTheSummaryHasNotIsListed() throws SQLException {
    standIn.holds(
        experiment("h").row(0, Map.of("eval", Map.of("hits", Media.table("media/table/h", 1, 1)))));

    assertThat(tables.rows("SELECT key, _step FROM logged_tables WHERE run_id = 'h'"))
        .containsExactly("eval.hits|0");
  }

  @Test
  void aServerWithoutHistoryKeysTellsThatTablesMayBeMissing() throws SQLException {
    standIn.lacks("Run.historyKeys");
    standIn.holds(experiment("h").row(0, Map.of("hits", Media.table("media/table/h", 1, 1))));

    assertThat(tables.rows("SELECT run_id FROM logged_tables WHERE run_id = 'h'")).isEmpty();
    assertThat(tables.warnings()).anyMatch(text -> text.contains("logged_tables.key"));
    assertThatThrownBy(() -> tables.rows("SELECT * FROM TABLE(read_table('hits'))"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("historyKeys");
  }

  @Test
  void withoutPushdownTheRowsAreTheSame() throws SQLException {
    try (Tables slow = Tables.of(standIn, "?pushdown=false")) {
      assertThat(
              slow.rows(
                  "SELECT * FROM TABLE(read_table('preds', 'run_id = ''run2''')) ORDER BY id"))
          .containsExactly("run2|3|2.0|é|true", "run2|3|2.5|null|false");
      assertThat(slow.rows("SELECT COUNT(*) FROM logged_tables WHERE key = 'preds'"))
          .containsExactly(String.valueOf(TABLES));
    }
  }

  @Test
  void localFilesHoldTheSame(@TempDir Path directory) throws Exception {
    standIn.writesTo(directory);

    try (Tables local = Tables.of(directory)) {
      assertThat(
              local.rows(
                  "SELECT * FROM TABLE(read_table('preds', 'run_id = ''run2''')) ORDER BY id"))
          .containsExactly("run2|3|2.0|é|true", "run2|3|2.5|null|false");
      assertThat(local.rows("SELECT run_id, key, _step FROM logged_tables WHERE run_id = 'run2'"))
          .containsExactly("run2|preds|3");
    }
  }

  @Test
  void aFileThatIsNotThereIsTold() throws SQLException {
    standIn.holds(
        experiment("gone").row(0, Map.of("g", Media.table("media/table/g_0.table.json", 1, 1))));

    assertThat(tables.rows("SELECT * FROM TABLE(read_table('g'))")).isEmpty();
    assertThat(tables.warnings())
        .anyMatch(text -> text.contains("table g of step 0 of run gone: its file"));
  }

  @Test
  void aFileThatHoldsFewerRowsThanWereLoggedIsTold() throws SQLException {
    standIn.holds(
        experiment("cut")
            .row(0, Map.of("c", Media.table("media/table/c_0.table.json", 1, 20_000)))
            .file("media/table/c_0.table.json", "{\"columns\":[\"n\"],\"data\":[[1]]}"));

    assertThat(tables.rows("SELECT n FROM TABLE(read_table('c'))")).containsExactly("1.0");
    assertThat(tables.warnings()).anyMatch(text -> text.contains("1 rows of 20,000"));
  }

  @Test
  void aBrokenFileAndAnUnknownStorageFail() {
    standIn.holds(
        experiment("bad")
            .row(0, Map.of("b", Media.table("media/table/b_0.table.json", 1, 1)))
            .file("media/table/b_0.table.json", "{\"columns\":[\"n\"],\"data\":[[1"));

    assertThatThrownBy(() -> tables.rows("SELECT * FROM TABLE(read_table('b'))"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("isn't that of a table");
    standIn.failsStorage(Fault.redirect("http://169.254.169.254/x"));
    assertThatThrownBy(
            () -> tables.rows("SELECT * FROM TABLE(read_table('preds', 'run_id = ''run2'''))"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("link-local");
  }

  @Test
  void theGenuineTablesOfTheOfficialClientAreRead() throws Exception {
    Path directory = Path.of("src/test/resources/logged-tables/wandb");
    try (StandIn server = StandIn.start()) {
      server.holdsDirectory(directory);
      String url = "jdbc:wandb://" + server.hostAndPort() + "/local/tables";
      try (var connection = DriverManager.getConnection(url, "", StandIn.API_KEY)) {
        check(Tables.over(connection));
      }
      String local = "jdbc:wandb:file:" + directory;
      try (var connection = DriverManager.getConnection(local)) {
        check(Tables.over(connection));
      }
    }
  }

  @Test
  void partitionedAndJoinedTablesAreReadFromTheirArtifacts() throws Exception {
    Path folder = Path.of("src/test/resources/logged-tables");
    List<Map<String, Object>> files = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(folder.resolve("artifact"))) {
      for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.resolve("artifact").relativize(path).toString().replace('\\', '/');
        files.add(Experiment.stored("parts:v0", name, Files.readAllBytes(path)));
      }
    }
    standIn.holdsArtifact(
        Map.of("id", "parts:v0", "clientId", "c1", "type", "dataset", "files", files));
    standIn.holds(
        experiment("a")
            .row(0, Map.of("all", inArtifact("partitioned-table", "all.partitioned-table.json")))
            .row(1, Map.of("both", inArtifact("joined-table", "both.joined-table.json"))));

    assertThat(tables.rows("SELECT * FROM TABLE(read_table('all', 'run_id = ''a''')) ORDER BY id"))
        .containsExactly("a|0|1.0|0.1", "a|0|2.0|0.2");
    assertThat(tables.warnings()).isEmpty();
    assertThat(tables.rows("SELECT * FROM TABLE(read_table('both', 'run_id = ''a''')) ORDER BY id"))
        .containsExactly("a|1|1.0|x|X", "a|1|2.0|y|null", "a|1|3.0|null|Z");
    assertThat(tables.rows("SELECT key, artifact_id FROM logged_tables WHERE run_id = 'a'"))
        .containsExactlyInAnyOrder("all|c1", "both|c1");

    standIn.lacks("Query.clientIDMapping");
    try (Tables old = Tables.of(standIn, "?metadataCacheSeconds=0")) {
      assertThat(old.rows("SELECT * FROM TABLE(read_table('all', 'run_id = ''a'''))")).isEmpty();
      assertThat(old.warnings()).anyMatch(text -> text.contains("only an artifact holds"));
    }
  }

  private static Map<String, Object> inArtifact(String type, String file) {
    return Media.of(type, Map.of("artifact_path", "wandb-client-artifact://c1/" + file));
  }

  @Test
  void ofALargeTableTheArtifactHasAllRows() throws SQLException {
    String hex = "0a0b0c";
    String id = Base64.getEncoder().encodeToString(new byte[] {10, 11, 12});
    standIn.holdsArtifact(
        Map.of(
            "id",
            id,
            "type",
            "run_table",
            "files",
            List.of(
                Experiment.stored(
                    "large",
                    "large.table.json",
                    "{\"columns\":[\"n\"],\"data\":[[1],[2],[3]],\"nrows\":3}"
                        .getBytes(StandardCharsets.UTF_8)))));
    String path = "media/table/large_0_a.table.json";
    standIn.holds(
        experiment("a")
            .row(
                0,
                Map.of(
                    "large",
                    Media.of(
                        "table-file",
                        Map.of(
                            "path",
                            path,
                            "nrows",
                            3,
                            "artifact_path",
                            "wandb-artifact://" + hex + "/large.table.json"))))
            .file(path, "{\"columns\":[\"n\"],\"data\":[[1],[2]]}"));

    assertThat(tables.rows("SELECT n FROM TABLE(read_table('large')) ORDER BY n"))
        .containsExactly("1.0", "2.0", "3.0");
    assertThat(tables.warnings()).isEmpty();
    assertThat(tables.rows("SELECT artifact_id FROM logged_tables WHERE key = 'large'"))
        .containsExactly(id);
  }

  private static void check(Tables genuine) throws SQLException {
    assertThat(genuine.rows("SELECT * FROM TABLE(read_table('predictions')) ORDER BY id"))
        .containsExactly(
            "plain-01|1|1.0|a|0.5|true|{\"x\":1}",
            "plain-01|1|2.0|b|NaN|false|null",
            "plain-01|1|3.0|null|null|null|{\"x\":3}");
    assertThat(genuine.rows("SELECT _step, s, v FROM TABLE(read_table('inc')) ORDER BY 1, 3 DESC"))
        .containsExactly(
            "2|0.0|0.0", "2|0.0|0.0", "3|1.0|1.0", "3|1.0|-1.0", "4|2.0|4.0", "4|2.0|-2.0");
    assertThat(genuine.rows("SELECT _step, s FROM TABLE(read_table('mut')) ORDER BY 1, 2"))
        .containsExactly("5|0.0", "6|0.0", "6|1.0");
    assertThat(genuine.rows("SELECT _step, k FROM TABLE(read_table('final'))"))
        .containsExactly("null|z");
    assertThat(
            genuine.rows(
                "SELECT key, COUNT(*), MAX(row_count) FROM logged_tables GROUP BY key ORDER BY key"))
        .containsExactly(
            "all|1|null", "both|1|null", "final|1|1", "inc|3|6", "mut|2|2", "predictions|1|3");
  }
}
