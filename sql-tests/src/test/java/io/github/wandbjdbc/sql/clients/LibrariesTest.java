package io.github.wandbjdbc.sql.clients;

import static io.github.wandbjdbc.sql.Digits.logged;
import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.sql.Digits;
import io.github.wandbjdbc.sql.DigitsSources;
import io.github.wandbjdbc.sql.Jvm;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries between Java programs and a driver read the runs unchanged. */
@Tag("text")
final class LibrariesTest {
  private static final Client LIBRARIES = new Client("libraries");

  @TempDir static Path directory;
  private static DigitsSources sources;

  @BeforeAll
  static void serve() throws IOException {
    sources = DigitsSources.over(Digits.restedCopy(directory));
    sources.standIn().holds("demo-team", "other", experiment("elsewhere"));
  }

  @AfterAll
  static void stop() {
    sources.close();
  }

  @Test
  void hikariSharesConnectionsAndKeepsThemAfterAMistake() throws Exception {
    List<String> lines = printedBy("HikariProgram");

    List<String> expected = new ArrayList<>();
    for (String runId : Digits.runIds().stream().sorted().toList()) {
      expected.add(runId + " " + logged(runId, "/rows_on_disk"));
    }
    expected.add("mistake 42S22");
    expected.add("borrower's schema other");
    expected.addAll(List.of("next one's schema digits", "next one's schema digits"));
    expected.addAll(List.of("next one's schema digits", "connections 3"));
    assertThat(lines).isEqualTo(expected);
  }

  @Test
  void springMapsRecordsAndKnowsOurErrors() throws Exception {
    List<String> lines = printedBy("SpringProgram");

    assertThat(lines.get(0))
        .startsWith("Run[runId=adam-fast, name=adam-eager, lr=0.01, createdAt=2026-11-22T05:54:27")
        .endsWith("steps=" + logged("adam-fast", "/rows_on_disk") + "]");
    assertThat(lines.get(1)).contains("runId=sgd-hot01", "lr=60.0", "2026-11-22T05:54:12");
    assertThat(lines.subList(2, 8))
        .containsExactly(
            "0 " + logged("sgd-hot01", "/first/train~1loss"),
            lines.get(3),
            "2 NaN",
            "adam-fast " + Double.valueOf(logged("adam-fast", "/config/hidden")),
            "adam-kill " + Double.valueOf(logged("adam-kill", "/config/hidden")),
            "adam-long " + Double.valueOf(logged("adam-long", "/config/hidden")));
    assertThat(lines.subList(8, lines.size()))
        .containsExactly(
            "BadSqlGrammarException",
            "DataIntegrityViolationException",
            "UncategorizedSQLException",
            "CannotGetJdbcConnectionException");
  }

  @Test
  void jooqGroupsPagesStreamsAndListsTables() throws Exception {
    List<String> lines = printedBy("JooqProgram");

    assertThat(lines.subList(0, 2))
        .containsExactly(best("sgd-mid01") + " 252", best("sgd-slow1") + " 252");
    assertThat(lines.get(2)).startsWith("adam-kill 2026-11-22T05:54:31");
    assertThat(lines.subList(3, lines.size()))
        .contains(
            "NaN " + logged("sgd-hot01", "/nan_train_loss"),
            "keep 4",
            "run_config [run_id, path]",
            "history class java.lang.Double [run_id, _step]",
            "runs class java.lang.Double [run_id]",
            "sampled_history class java.lang.Double [run_id, _step]");
  }

  @Test
  void jooqBindsTheConstantsOfItsFunctions() throws Exception {
    List<String> lines = printedBy("JooqFunctionsProgram");

    int half = lines.size() / 2;
    assertThat(lines.get(0)).isEqualTo("DEFAULT");
    assertThat(lines.get(half)).isEqualTo("H2");
    assertThat(lines.subList(half + 1, lines.size())).isEqualTo(lines.subList(1, half));
    assertThat(lines.subList(1, half))
        .hasSizeGreaterThan(35)
        .noneMatch(line -> line.contains(" ! "))
        .contains(
            "substring of length and",
            "lpad *****slow-and-steady",
            "power 63504.0",
            "mod 2",
            "minus -7",
            "plus 15",
            "divided 31",
            "divided by a fraction 504",
            "greatest 252",
            "sum of cases 1",
            "percentile 252.0",
            "lag 5",
            "ntile 1",
            "like true");
  }

  @Test
  void aPoolOfOneKeepsItsConnectionOverEachKindOfMistake() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    for (int pool = 0; pool < 3; pool++) {
      sources
          .standIn()
          .fails(
              ofRun("rate-limited", Fault.status(429)),
              ofRun("forbidden", Fault.status(403)),
              ofRun("key-revoked", Fault.status(401)),
              ofRun("garbled", Fault.html(200)),
              ofRun("no-answer", Fault.slowUntil(answer)),
              ofRun("unavailable", Fault.status(503)));
    }

    List<String> lines =
        LIBRARIES.printed(
            directory,
            List.of(),
            "PoolOfOneProgram",
            sources.url() + "?maxRetryTime=0&maxRuns=5",
            StandIn.API_KEY);
    answer.countDown();
    sources.standIn().recovers();

    List<String> expected = new ArrayList<>();
    expected.add("Hikari");
    expected.addAll(outcomes("replaced"));
    expected.add("Hikari by its data source");
    expected.addAll(outcomes("replaced"));
    expected.add("DBCP");
    expected.addAll(outcomes("kept"));
    assertThat(lines).isEqualTo(expected);
  }

  /**
   * The outcome of each mistake.
   *
   * @param afterUnsupportedMethod what the pool does with a connection after 0A000
   */
  private static List<String> outcomes(String afterUnsupportedMethod) {
    return List.of(
        "42601 kept SELEC name FROM runs",
        "42S22 kept SELECT nme FROM runs",
        "42S02 kept SELECT name FROM rns",
        "42883 kept SELECT LOWR(name) FROM runs",
        "42S22 kept SELECT name FROM runs WHERE state = \"finished\"",
        "22012 kept SELECT 1 / 0",
        "22018 kept SELECT CAST('x' AS INTEGER)",
        "22007 kept SELECT DATE '2024-02-30'",
        "42000 kept SELECT ARRAY_AGG(name) FROM runs",
        "3F000 kept SELECT name FROM nowhere.runs",
        "2201B kept SELECT name FROM runs WHERE name ~ '('",
        "42000 kept SELECT name FROM runs ORDER BY ?",
        "25006 kept DELETE FROM runs",
        "25006 kept UPDATE runs SET name = 'x'",
        "54000 kept SELECT COUNT(*) FROM history",
        "HY010 kept a result set that is closed",
        "HY010 kept a statement that is closed",
        "57014 kept a statement that is cancelled",
        "07009 kept a column that there isn't",
        "42S22 kept a label that there isn't",
        "22018 kept a text read as a number",
        "07001 kept a parameter without a value",
        "07009 kept a parameter that there isn't",
        "3F000 kept a schema that there isn't",
        "0A000 " + afterUnsupportedMethod + " a row before the first",
        "0A000 " + afterUnsupportedMethod + " a row that is updated",
        "0A000 " + afterUnsupportedMethod + " a method that isn't supported",
        "53400 kept SELECT name FROM runs WHERE run_id = 'rate-limited'",
        "42501 kept SELECT name FROM runs WHERE run_id = 'forbidden'",
        "28000 kept SELECT name FROM runs WHERE run_id = 'key-revoked'",
        "XX001 kept SELECT name FROM runs WHERE run_id = 'garbled'",
        "HYT00 kept a timeout",
        "08006 replaced SELECT name FROM runs WHERE run_id = 'unavailable'");
  }

  private static Fault ofRun(String runId, Fault fault) {
    return fault.when(request -> request.variables().toString().contains(runId));
  }

  @Test
  void h2LinksTablesAndJoinsThemWithItsOwn() throws Exception {
    assertThat(printedBy("LinkedTablesProgram"))
        .containsExactly("slow-and-steady as slow as feared", "8 whole", "9 of a day");
  }

  @Test
  void p6SpyWritesStatementsWithTheirValues() throws Exception {
    assertThat(printedBy("P6SpyProgram"))
        .contains("lost-the-node")
        .contains(
            "statement: SELECT name FROM runs WHERE history_rows > 500 AND state = 'crashed'");
  }

  @Test
  void myBatisMapsBeansAndStreams() throws Exception {
    List<String> lines = printedBy("MyBatisProgram");

    assertThat(lines.get(0)).matches("mom-big01 2026-11-22T05:54:2\\S+ false");
    assertThat(lines.get(1)).matches("mom-mid01 2026-11-22T05:54:1\\S+ false");
    assertThat(lines.subList(2, lines.size()))
        .containsExactly("0 " + logged("adam-long", "/first/val~1acc"));
  }

  @Test
  void jdbiBindsByNameAndMapsRecords() throws Exception {
    List<String> lines = printedBy("JdbiProgram");

    assertThat(lines)
        .containsExactly(
            "2 NaN",
            lines.get(1),
            "0 " + logged("sgd-hot01", "/first/train~1loss"),
            "[heavy-ball, lost-the-node, wide-net]",
            "4",
            "1");
    assertThat(lines.get(1)).startsWith("1 ");
  }

  @Test
  void sqllineListsTablesAndPrintsRows() throws Exception {
    Jvm.Result result =
        LIBRARIES.run(
            directory,
            List.of(),
            "sqlline.SqlLine",
            "-u",
            sources.url(),
            "-n",
            "",
            "-p",
            StandIn.API_KEY,
            "--silent=true",
            "--outputformat=csv",
            "-e",
            "!primarykeys history",
            "-e",
            "SELECT run_id, state, \"config.hidden\" FROM runs WHERE run_id LIKE 'adam-k%';",
            "-e",
            "SELECT MAX(\"val/acc\") FROM history WHERE run_id = 'adam-long';",
            "-e",
            "SELECT nme FROM runs;");

    assertThat(result.out().lines())
        .containsExactly(
            "'TABLE_CAT','TABLE_SCHEM','TABLE_NAME','COLUMN_NAME','KEY_SEQ','PK_NAME'",
            "'demo-team','digits','history','_step','2','history_key'",
            "'demo-team','other','history','_step','2','history_key'",
            "'demo-team','digits','history','run_id','1','history_key'",
            "'demo-team','other','history','run_id','1','history_key'",
            "'run_id','state','config.hidden'",
            "'adam-kill','crashed','64.0'",
            "'MAX(\"val/acc\")'",
            "'" + logged("adam-long", "/max_val_acc") + "'");
    assertThat(result.err())
        .contains("column \"nme\" not found; did you mean \"name\"?", "state=42S22")
        .doesNotContain(StandIn.API_KEY);
  }

  private static String best(String runId) {
    return runId + " " + logged(runId, "/max_val_acc");
  }

  private static List<String> printedBy(String program) throws Exception {
    return LIBRARIES.printed(directory, List.of(), program, sources.url(), StandIn.API_KEY);
  }
}
