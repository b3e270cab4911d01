package io.github.wandbjdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.cli.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One command line after the other, over the genuine runs. */
final class WandbSqlTest {
  private static final String WHERE = Ran.DIGITS.toString();
  private static final String COUNT = "SELECT COUNT(*) AS n FROM runs";

  @TempDir Path directory;

  @Test
  void aStatementIsRunOverAFolder() {
    Ran ran = Ran.of(WHERE, COUNT);

    assertThat(ran.out()).isEqualTo("n\n-\n9\n(1 row)\n");
    assertThat(ran.code()).isZero();
  }

  @Test
  void aFileARunAndAUrlAreFoldersToo() throws IOException {
    try (Stream<Path> files = Files.list(Ran.ONE_RUN)) {
      Path log = files.filter(file -> file.toString().endsWith(".wandb")).findFirst().orElseThrow();
      for (String where :
          new String[] {log.toString(), Ran.ONE_RUN.toString(), "jdbc:wandb:file:" + Ran.ONE_RUN}) {
        assertThat(Ran.of(where, COUNT, "--csv").out()).isEqualTo("n\r\n1\r\n");
      }
    }
  }

  @Test
  void severalStatementsAreRunOneAfterTheOther() {
    String two = "SELECT 1 AS a; SELECT 2 AS b;";

    assertThat(Ran.of(WHERE, two).out())
        .isEqualTo("a\n-\n1\n(1 row)\nb\n-\n2\n(1 row)\n")
        .isEqualTo(Ran.of(two, Screen.NONE, WHERE).out());
  }

  @Test
  void aFileMayHoldThem() throws IOException {
    Path file = Files.writeString(directory.resolve("both.sql"), "SELECT 1 AS a; SELECT 2 AS b\n");

    assertThat(Ran.of(WHERE, "-f", file.toString(), "--csv").out())
        .isEqualTo("a\r\n1\r\nb\r\n2\r\n");
    assertThat(Ran.of(WHERE, "-f", directory.resolve("none.sql").toString()).err())
        .contains("none.sql: there is no such file");
  }

  @Test
  void theFirstFailureEndsThem() {
    Ran ran = Ran.of(WHERE, "SELECT 1 AS a; SELECT nam FROM runs; SELECT 2 AS b");

    assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
    assertThat(ran.out()).isEqualTo("a\n-\n1\n(1 row)\n");
    assertThat(ran.err())
        .startsWith("error 42S22: column \"nam\" not found; did you mean \"name\"?")
        .contains("\nSELECT nam FROM runs\n       ^\n");
  }

  @Test
  void aFailureBehindRowsKeepsThem() {
    Ran ran =
        Ran.of(
            WHERE,
            "SELECT 1 / CASE WHEN run_id = 'adam-long' THEN 0 ELSE 1 END AS x FROM history",
            "--csv");

    assertThat(ran.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(ran.err()).contains("error 22012", "incomplete after ");
  }

  @Test
  void rowsMayGoToAFile() throws IOException {
    Path file = directory.resolve("runs.csv");

    Ran ran = Ran.of(WHERE, COUNT, "--csv", "--output", file.toString());

    assertThat(ran.out()).isEmpty();
    assertThat(file).hasContent("n\r\n9\r\n");
    assertThat(directory.resolve("runs.csv.part")).doesNotExist();
    assertThat(Ran.of(WHERE, "SELECT 1; SELECT 2", "-o", file.toString()).err())
        .contains("--output takes the rows of one statement");
    assertThat(Ran.of(WHERE, COUNT, "-o", "/nowhere/at/all.csv").err())
        .contains("/nowhere/at/all.csv: it can't be written there");
  }

  @Test
  void aFailureLeavesAnEarlierFileAlone() throws IOException {
    Path file = Files.writeString(directory.resolve("runs.csv"), "before");

    Ran ran = Ran.of(WHERE, "SELECT nam FROM runs", "-o", file.toString());

    assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
    assertThat(file).hasContent("before");
    assertThat(directory.resolve("runs.csv.part")).doesNotExist();
  }

  @Test
  void parquetIsForFilesAndPipes() throws IOException {
    Path file = directory.resolve("runs.parquet");
    String terminal =
        Ran.of("", new Screen(80, 24, true, false), WHERE, COUNT, "--format", "parquet").err();

    assertThat(terminal).contains("--format parquet is not for a terminal: add --output FILE");
    assertThat(Ran.of(WHERE, COUNT, "--format", "parquet", "-o", file.toString()).code()).isZero();
    assertThat(Files.readAllBytes(file))
        .startsWith('P', 'A', 'R', '1')
        .endsWith('P', 'A', 'R', '1');
  }

  @Test
  void rowsMayBeDrawn() {
    String sql = "SELECT _step, \"val/acc\" FROM history WHERE \"val/acc\" IS NOT NULL";
    Path picture = directory.resolve("accuracy.svg");

    assertThat(Ran.of(Ran.ONE_RUN.toString(), sql, "--chart").out()).contains("val/acc", "_step");
    assertThat(Ran.of("--chart", picture.toString(), Ran.ONE_RUN.toString(), sql).code()).isZero();
    assertThat(picture).content().startsWith("<");
    assertThat(Ran.of(WHERE, sql, "--chart", directory.resolve("a.jpg").toString()).code())
        .isEqualTo(ExitCode.MISUSED);
    assertThat(Ran.of(WHERE, sql + " AND 1 = 0", "--chart").code()).isEqualTo(ExitCode.FAILED);
    assertThat(Ran.of(WHERE, sql, "--log", "y").err()).contains("add --chart");
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "csv", "json", "markdown", "latex"})
  void eachFormHasAllRows(String form) {
    Ran ran = Ran.of(WHERE, "SELECT run_id FROM runs", "--format", form);

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("sgd-mid01", "sgd-slow1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--formt csv | Unknown option: '--formt'",
        "--format xml | --format xml: it is one of table, csv, json, markdown, latex, parquet, arrow",
        "/no/such/folder/at/all | /no/such/folder/at/all does not exist",
        "a b c | put the statement in quotes"
      })
  void aMistakeIsALineOfItsOwn(String words, String message) {
    Ran ran = Ran.of(words.split(" "));

    assertThat(ran.err()).contains(message);
    assertThat(ran.err().lines().count()).isLessThanOrEqualTo(2);
    assertThat(ran.code()).isNotZero();
  }

  @Test
  void helpAndVersionAreForTheTerminal() {
    assertThat(Ran.of("-h").out()).contains("team/project", "--format", "WANDB_API_KEY");
    assertThat(Ran.of("--version").out()).startsWith("wandb-sql ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "team/project | jdbc:wandb:/team/project |",
        "https://wandb.ai/team/project/runs/abc123 | jdbc:wandb://api.wandb.ai/team/project | SELECT * FROM runs WHERE run_id = 'abc123'",
        "https://wandb.ai/team/project/sweeps/s1 | jdbc:wandb://api.wandb.ai/team/project | SELECT * FROM runs WHERE sweep_id = 's1'",
        "JDBC:WANDB:/a/b | JDBC:WANDB:/a/b |"
      })
  void addressesAreProjectsAndStatements(String text, String url, String statement) {
    assertThat(Destination.of(text)).contains(new Destination(url, statement));
  }
}
