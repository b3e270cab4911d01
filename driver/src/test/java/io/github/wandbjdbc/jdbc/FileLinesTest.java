package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.StandIn;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code TABLE(file_lines('name', 'condition on runs'))}: text files of runs as rows. */
final class FileLinesTest {
  private static final int RUNS = 30;
  private static final int RUNS_OF_A_REQUEST = 25;

  /** Of so many runs those with an even number have the file. */
  private static final int FILES = RUNS / 2;

  private static final String LINES =
      "SELECT run_id, number, line FROM TABLE(file_lines('output.log'";

  private final StandIn standIn = StandIn.start();
  private Tables tables;

  @BeforeEach
  void hold() throws SQLException {
    for (int i = 0; i < RUNS; i++) {
      var run = experiment("run" + i).state(i < 4 ? "crashed" : "finished").config("lr", i / 10.0);
      if (i % 2 == 0) {
        run.file("output.log", "run %d\r\nloss é\rend\n\nlast".formatted(i));
      }
      standIn.holds(run.file("other.log", "other"));
    }
    tables = Tables.of(standIn);
  }

  @AfterEach
  void close() throws SQLException {
    tables.close();
    standIn.close();
  }

  private static List<String> lines(int... runs) {
    List<String> lines = new ArrayList<>();
    for (int run : runs) {
      String id = "run" + run;
      lines.addAll(
          List.of(
              id + "|0|" + "run " + run,
              id + "|1|loss é",
              id + "|2|end",
              id + "|3|",
              id + "|4|last"));
    }
    return lines;
  }

  @Test
  void aListOf25RunsAndEachFileIsARequest() throws SQLException {
    assertThat(
            tables.rows(
                "SELECT COUNT(*), COUNT(DISTINCT run_id) FROM TABLE(file_lines('output.log'))"))
        .containsExactly(FILES * 5 + "|" + FILES);

    assertThat(standIn.requests()).hasSize((RUNS + RUNS_OF_A_REQUEST - 1) / RUNS_OF_A_REQUEST);
    assertThat(standIn.storageRequests()).hasSize(FILES);
  }

  @Test
  void aConditionOnRunsTravelsWithTheList() throws SQLException {
    assertThat(tables.rows(LINES + ", 'state = ''crashed''')) ORDER BY 1, 2"))
        .containsExactlyElementsOf(lines(0, 2));

    assertThat(standIn.requests()).hasSize(1);
    assertThat(standIn.storageRequests()).hasSize(2);
  }

  @Test
  void aConditionThatNoServerKnowsListsTheRunsFirst() throws SQLException {
    tables.rows("SELECT * FROM runs WHERE 1 = 0");
    standIn.forgetRequests();

    assertThat(
            tables.rows(
                LINES + ", '\"config.lr\" < 0.3 AND LOWER(run_id) <> ''run0''')) ORDER BY 1, 2"))
        .containsExactlyElementsOf(lines(2));

    assertThat(standIn.requests()).hasSize(2);
    assertThat(standIn.storageRequests()).hasSize(1);
  }

  @Test
  void aConditionOnRunIdAndAJoinReadThoseFilesAlone() throws SQLException {
    assertThat(tables.rows(LINES + ")) WHERE run_id IN ('run2', 'run3') ORDER BY 1, 2"))
        .containsExactlyElementsOf(lines(2));
    assertThat(standIn.requests()).hasSize(1);
    assertThat(standIn.storageRequests()).hasSize(1);
    tables.rows("SELECT * FROM runs WHERE 1 = 0");
    standIn.forgetRequests();

    assertThat(
            tables.rows(
                "SELECT l.run_id, l.number, l.line FROM runs r JOIN TABLE(file_lines('output.log')) l"
                    + " ON l.run_id = r.run_id WHERE r.state = 'crashed' ORDER BY 1, 2"))
        .containsExactlyElementsOf(lines(0, 2));
    assertThat(standIn.requests()).hasSize(2);
    assertThat(standIn.storageRequests()).hasSize(2);
  }

  @Test
  void withoutPushdownTheRowsAreTheSame() throws SQLException {
    try (Tables slow = Tables.of(standIn, "?pushdown=false")) {
      assertThat(slow.rows(LINES + ", 'state = ''crashed''')) ORDER BY 1, 2"))
          .containsExactlyElementsOf(lines(0, 2));
      assertThat(slow.rows(LINES + ")) WHERE run_id = 'run2' ORDER BY 1, 2"))
          .containsExactlyElementsOf(lines(2));
    }
  }

  @Test
  void localFilesHoldTheSame(@TempDir Path directory) throws Exception {
    standIn.writesTo(directory);

    try (Tables local = Tables.of(directory)) {
      assertThat(local.rows(LINES + ", 'state = ''crashed''')) ORDER BY 1, 2"))
          .containsExactlyElementsOf(lines(0, 2));
    }
  }

  @Test
  void noNameLeadsOutOfARunsFiles(@TempDir Path directory) throws Exception {
    standIn.writesTo(directory);
    Files.writeString(directory.resolve("secret.txt"), "secret");
    Path files = directory.resolve("run-20240101_000000-run0/files");
    Files.createSymbolicLink(files.resolve("link.txt"), directory.resolve("secret.txt"));
    Files.createSymbolicLink(files.resolve("folder"), directory);

    try (Tables local = Tables.of(directory)) {
      for (String name :
          List.of(
              "../../secret.txt",
              directory.resolve("secret.txt").toString(),
              "link.txt",
              "folder/secret.txt",
              "./output.log",
              "x/../output.log",
              "..\\..\\secret.txt")) {
        assertThat(local.rows("SELECT * FROM TABLE(file_lines('" + name + "'))")).isEmpty();
      }
    }
  }

  @Test
  void whatIsNoUtf8IsReplaced() throws SQLException {
    standIn.holds(
        experiment("odd").file("odd.txt", new byte[] {'a', (byte) 0xFF, 'b', '\n', (byte) 0xC3}));

    assertThat(
            tables.rows(
                "SELECT number, line FROM TABLE(file_lines('odd.txt', 'run_id = ''odd'''))"))
        .containsExactly("0|a\uFFFDb", "1|\uFFFD");
  }

  @Test
  void anEmptyFileHasNoLines() throws SQLException {
    standIn.holds(experiment("empty").file("empty.txt", ""));

    assertThat(tables.rows("SELECT * FROM TABLE(file_lines('empty.txt'))")).isEmpty();
    assertThat(tables.warnings()).isEmpty();
  }

  @Test
  void aLongFileComesWhole() throws SQLException {
    String text = "0123456789".repeat(300_000) + "\n" + "x\n".repeat(1_000_000);
    standIn.holds(experiment("long").file("long.txt", text.getBytes(StandardCharsets.UTF_8)));

    assertThat(
            tables.rows(
                "SELECT COUNT(*), MAX(number), MAX(CHAR_LENGTH(line)) FROM TABLE(file_lines('long.txt'))"))
        .containsExactly("1000001|1000000|3000000");
  }

  @Test
  void anAddressThatExpiredIsAskedForAgain() throws SQLException {
    standIn.signsFilesFor(0);

    assertThatThrownBy(() -> tables.rows(LINES + ", 'run_id = ''run0'''))"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("file output.log of run run0");
    assertThat(standIn.requests()).hasSize(2);
  }

  @Test
  void aFileIsListedAnewWhenItsAddressIsRefused() throws SQLException {
    standIn.failsStorage(Fault.status(403));

    assertThat(tables.rows(LINES + ", 'run_id = ''run2''')) ORDER BY 1, 2"))
        .containsExactlyElementsOf(lines(2));
    assertThat(standIn.requests()).hasSize(2);
  }

  @Test
  void aFileThatBreaksOffIsFetchedAgain() throws SQLException {
    standIn.failsStorage(Fault.cut(), Fault.truncated());

    assertThat(tables.rows(LINES + ", 'run_id = ''run2''')) ORDER BY 1, 2"))
        .containsExactlyElementsOf(lines(2));
    assertThat(standIn.requests()).hasSize(1);
  }

  @Test
  void anOldServerThatListsAllFilesIsUnderstood() throws SQLException {
    standIn.lacks("Run.files(names:)");

    assertThat(tables.rows(LINES + ", 'run_id = ''run2''')) ORDER BY 1, 2"))
        .containsExactlyElementsOf(lines(2));
  }

  @Test
  void theBytesOfAFileCountAsTheStatements() throws SQLException {
    standIn.holds(experiment("long").file("long.txt", "x\n".repeat(1_000_000)));

    try (Tables few = Tables.of(standIn, "?maxBytesPerStatement=100000")) {
      assertThatThrownBy(() -> few.rows("SELECT COUNT(*) FROM TABLE(file_lines('long.txt'))"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("maxBytesPerStatement");
    }
  }

  @Test
  void filesOfMoreRunsThanMayBeReadAreRefused() throws SQLException {
    try (Tables few = Tables.of(standIn, "?maxRuns=3")) {
      assertThatThrownBy(() -> few.rows("SELECT COUNT(*) FROM TABLE(file_lines('output.log'))"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("maxRuns=3");
      assertThat(few.rows(LINES + ", 'state = ''crashed''')) ORDER BY 1, 2"))
          .containsExactlyElementsOf(lines(0, 2));
    }
  }

  @Test
  void explainTellsOfTheFiles() throws SQLException {
    String plan = String.join("\n", tables.rows("EXPLAIN PLAN FOR " + LINES + "))"));

    assertThat(plan).contains("one for each 25 runs, and one for each file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'output.log', 'statee = 1'",
        "'output.log', 'state = '",
        "'output.log', ''",
        "'output.log', 'state = ?'",
        "'output.log', 'username = CURRENT_USER'",
        "''"
      })
  void whatIsNoConditionOrNameIsRefused(String arguments) {
    assertThatThrownBy(() -> tables.rows("SELECT * FROM TABLE(file_lines(" + arguments + "))"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("file_lines");
    assertThat(standIn.storageRequests()).isEmpty();
  }
}
