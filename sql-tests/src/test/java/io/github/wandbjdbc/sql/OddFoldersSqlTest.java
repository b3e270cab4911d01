package io.github.wandbjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of run files as people have them: odd ones, copied ones, several at once. */
class OddFoldersSqlTest {
  private static final Path ODD = Path.of("src/test/resources/odd-folders").toAbsolutePath();
  private static final Path DIGITS = Path.of("src/test/resources/digits/wandb").toAbsolutePath();
  private static final String RUNS = "SELECT run_id, state FROM runs ORDER BY run_id";

  private final Path folder;

  OddFoldersSqlTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aPointerOfGitLfsIsToldWithTheCommandThatFetchesTheFile() throws SQLException {
    Answer answer = ask("lfs", RUNS);

    assertThat(answer.rows()).containsExactly("bbbb finished");
    assertThat(answer.warnings())
        .containsExactly(
            "not read: run-20260701_000000-eeee/run-eeee.wandb is a Git LFS pointer, not the log"
                + " itself: run git lfs pull");
    assertThat(answer.ofConnection()).isEqualTo(answer.warnings());
  }

  @Test
  void aWebPageAndZerosAndACutOffHeaderAreTold() throws SQLException {
    assertThat(ask("bad-html", RUNS).warnings())
        .containsExactly(
            "not read: run-20260901_000000-badx/run-badx.wandb is a web page, not a log: download"
                + " the file itself");
    assertThat(ask("bad-hdrzeros", RUNS).warnings())
        .containsExactly(
            "not read: run-20260901_000000-badx/run-badx.wandb holds nothing behind its header");
    assertThat(ask("bad-short6", RUNS).warnings())
        .singleElement()
        .asString()
        .contains("ends within its header, after 6 bytes");
    assertThat(ask("bad-short6", RUNS).rows()).containsExactly("bbbb finished");
  }

  @Test
  void aLaterVersionOfTheFormatIsNamed() throws SQLException {
    Answer answer = ask("v1", RUNS);

    assertThat(answer.rows()).containsExactly("bbbb finished");
    assertThat(answer.warnings()).singleElement().asString().contains("is of version 1");
  }

  @Test
  void aRunThatNeverLoggedAMetricHasNoBestStep() throws SQLException {
    String sql =
        "SELECT run_id, ARG_MAX(_step, \"x\"), MAX(\"x\") FROM history GROUP BY run_id ORDER BY 1";

    assertThat(ask("argmax", sql).rows()).containsExactly("aaaa 1 2.5", "bbbb null null");
  }

  @Test
  void metricsNamedLikeThoseOfTheMachineAreColumns() throws SQLException {
    assertThat(ask("system", "SELECT \"system/gpu_mem\" FROM history").rows())
        .containsExactly("8400.0");
  }

  @Test
  void allOfThemAtOnceAreReadTogether() throws SQLException {
    Answer answer = ask(ODD + "?recursive=true", RUNS);

    assertThat(answer.rows()).containsExactly("aaaa finished", "bbbb finished");
    assertThat(answer.warnings()).hasSize(5);
    assertThatThrownBy(() -> ask(ODD.toString(), RUNS))
        .hasMessageContaining("holds no run")
        .hasMessageContaining("recursive=true looks deeper");
  }

  @Test
  void columnsComeFromAllRunsNotTheNewestHundred() throws SQLException {
    copy(DIGITS.resolve("offline-run-20261122_055404-sgd-slow1"), "run-a");
    for (int i = 0; i < 3; i++) {
      copy(ODD.resolve("argmax/wandb/run-20260901_000000-aaaa"), "run-x" + i);
    }

    Answer answer =
        ask(
            folder + "?discoveryRuns=1&project=digits",
            "SELECT * FROM history WHERE run_id = 'sgd-slow1' AND _step = 0");

    assertThat(answer.columns()).contains("val/acc", "train/loss");
  }

  @Test
  void severalProjectsAreToldOnTheConnection() throws SQLException {
    copy(DIGITS.resolve("offline-run-20261122_055404-sgd-slow1"), "run-a");
    copy(ODD.resolve("argmax/wandb/run-20260901_000000-aaaa"), "run-b");

    Answer answer = ask(folder.toString(), RUNS);

    assertThat(answer.rows()).containsExactly("sgd-slow1 finished");
    assertThat(answer.ofConnection())
        .containsExactly(
            "the folder holds runs of 2 projects: demo-team/digits (1), demo-team/p (1); the current"
                + " one is demo-team/digits. The property project chooses another, and"
                + " \"other-project\".runs names one");
    assertThat(answer.warnings()).isEmpty();
  }

  @Test
  void theProjectAloneChoosesOne() throws SQLException {
    copy(DIGITS.resolve("offline-run-20261122_055404-sgd-slow1"), "run-a");
    copy(ODD.resolve("argmax/wandb/run-20260901_000000-aaaa"), "run-b");

    assertThat(ask(folder + "?project=p", RUNS).rows()).containsExactly("aaaa finished");
    assertThat(ask(folder + "?project=P", RUNS).rows()).containsExactly("aaaa finished");
  }

  @Test
  void anUnknownProjectOfAFolderIsNoMatterOfCredentials() {
    assertThatThrownBy(() -> ask(DIGITS + "?project=digist", RUNS))
        .hasMessageContaining("project demo-team/digist: no run file names it; did you mean")
        .hasMessageNotContaining("credential");
    assertThatThrownBy(() -> ask(DIGITS.toString(), "SELECT * FROM \"nobody\".\"x\".runs"))
        .hasMessageContaining("no run file names the entity nobody")
        .hasMessageNotContaining("belongs to");
  }

  @Test
  void aCopiedRunThatWasKilledIsCrashedAtOnce() throws SQLException {
    copy(DIGITS.resolve("offline-run-20261122_055431-adam-kill"), "run-k");

    assertThat(
            ask(
                    folder.toString(),
                    "SELECT state, heartbeat_at < TIMESTAMP '2026-11-23 00:00:00' FROM runs")
                .rows())
        .containsExactly("crashed true");
  }

  @Test
  void theActiveTimeOfARunThatWasKilledComesFromItsRecords() throws SQLException {
    assertThat(
            ask(
                    DIGITS.toString(),
                    "SELECT run_id FROM runs WHERE runtime_seconds IS NULL OR runtime_seconds < 0.5")
                .rows())
        .isEmpty();
  }

  private Answer ask(String place, String sql) throws SQLException {
    String path = place.startsWith("/") ? place : ODD.resolve(place).toString();
    try (Connection connection = DriverManager.getConnection("jdbc:wandb:file:" + path);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> columns = new ArrayList<>();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        columns.add(result.getMetaData().getColumnLabel(i));
      }
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns.size(); i++) {
          values.add(result.getString(i));
        }
        rows.add(String.join(" ", values.stream().map(String::valueOf).toList()));
      }
      return new Answer(
          columns, rows, messages(statement.getWarnings()), messages(connection.getWarnings()));
    }
  }

  private static List<String> messages(SQLWarning first) {
    List<String> messages = new ArrayList<>();
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      messages.add(warning.getMessage());
    }
    return messages;
  }

  private void copy(Path runDirectory, String name) {
    try (Stream<Path> files = Files.list(runDirectory)) {
      Path target = Files.createDirectories(folder.resolve(name));
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(String.valueOf(file.getFileName())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Answer(
      List<String> columns, List<String> rows, List<String> warnings, List<String> ofConnection) {}
}
