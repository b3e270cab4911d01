package io.github.wandbjdbc.client.files;

import static io.github.wandbjdbc.client.files.LogWriter.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet.Field;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How runs of files ended, when they were last alive, and how long they took. */
class RunEndsTest {
  private static final ProjectPath PROJECT = new ProjectPath("team", "vision");
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private final Path folder;

  RunEndsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theFirstOfSeveralExitRecordsDecides() {
    beginning().exit(0).exit(1).to(folder, "run-a", "a");
    beginning("b").exit(1).exit(0).to(folder, "run-b", "b");

    assertThat(run("a").state()).isEqualTo("finished");
    assertThat(run("b").state()).isEqualTo("failed");
  }

  @Test
  void aProcessThatVanishedCrashed() {
    beginning().exit(254).to(folder, "run-a", "a");

    assertThat(run("a").state()).isEqualTo("crashed");
  }

  @Test
  void theEndOfOneOfSeveralWritersIsNotTheRuns() {
    Path log =
        beginning().row(0, time(Duration.ofMinutes(1))).exitOfOtherWriter(1).to(folder, "r", "a");
    touch(log, Duration.ofMinutes(1));

    assertThat(run("a").state()).isEqualTo("running");
  }

  @Test
  void aFileThatWasTouchedWithinFiveMinutesIsRunningAndThenCrashed() {
    Path log = beginning().row(0, time(Duration.ofMinutes(30))).to(folder, "run-a", "a");
    touch(log, Duration.ofSeconds(299));
    Asking whileRunning = asking();
    whileRunning.history("a");
    String running = whileRunning.run("a").state();
    touch(log, Duration.ofSeconds(301));

    assertThat(running).isEqualTo("running");
    assertThat(whileRunning.warnings())
        .containsExactly("run a: run-a.wandb is still being written; the row so far was read");
    assertThat(run("a").state()).isEqualTo("crashed");
  }

  @Test
  void aLongEpochIsNotTakenForDead() {
    Path log = beginning().row(0, time(Duration.ofMinutes(59))).to(folder, "run-a", "a");
    touch(log, Duration.ofMinutes(4));

    assertThat(run("a").state()).isEqualTo("running");
  }

  @Test
  void aCopyOfALogIsAsDeadAsTheLog() {
    Path log = beginning().row(0, time(Duration.ofMinutes(62))).to(folder, "run-a", "a");
    touch(log, Duration.ZERO);

    assertThat(run("a").state()).isEqualTo("crashed");
    assertThat(run("a").heartbeatAt()).isEqualTo(NOW.minus(Duration.ofMinutes(62)));
  }

  @Test
  void aCopyOfALogWithoutRowsIsAsOldAsItsRun() {
    Path log = beginning().to(folder, "run-a", "a");
    touch(log, Duration.ZERO);

    assertThat(run("a").state()).isEqualTo("crashed");
    assertThat(run("a").heartbeatAt()).isEqualTo(run("a").createdAt());
  }

  @Test
  void whereNoRowHasATimeTheRunsOwnIsTheLast() {
    Path log = beginning().row(0).to(folder, "run-a", "a");
    touch(log, Duration.ofMinutes(2));

    assertThat(run("a").state()).isEqualTo("crashed");
    assertThat(run("a").heartbeatAt()).isEqualTo(run("a").createdAt());
  }

  @Test
  void aLogWithoutAnyTimeIsAsOldAsItsFile() {
    Path log =
        new LogWriter()
            .runSays(1, "a")
            .runSays(2, "team")
            .runSays(3, "vision")
            .row(0)
            .to(folder, "run-a", "a");
    touch(log, Duration.ofMinutes(2));

    assertThat(run("a").state()).isEqualTo("running");
    assertThat(run("a").heartbeatAt()).isEqualTo(NOW.minus(Duration.ofMinutes(2)));
  }

  @Test
  void theLastSignOfLifeMayBeASampleOrALine() {
    beginning()
        .row(0, time(Duration.ofMinutes(9)))
        .sample(NOW.minus(Duration.ofMinutes(8)).getEpochSecond())
        .exit(0)
        .to(folder, "run-a", "a");
    beginning("b")
        .row(0, time(Duration.ofMinutes(9)))
        .line(NOW.minus(Duration.ofMinutes(7)).getEpochSecond(), "done")
        .exit(0)
        .to(folder, "run-b", "b");

    assertThat(run("a").heartbeatAt()).isEqualTo(NOW.minus(Duration.ofMinutes(8)));
    assertThat(run("b").heartbeatAt()).isEqualTo(NOW.minus(Duration.ofMinutes(7)));
  }

  @Test
  void theActiveTimeIsThatOfTheExitUnlessTheSummaryHasIt() {
    beginning().summary("5", "_runtime").exit(0, 40).to(folder, "run-a", "a");
    beginning("b").summary("5", "_runtime").exit(0).to(folder, "run-b", "b");

    assertThat(run("a").activeTime()).isEqualTo(40);
    assertThat(run("a").summary()).isEqualTo("{\"_runtime\":5}");
    assertThat(run("b").activeTime()).isNull();
  }

  @Test
  void withoutBothItIsTheTimeUntilTheLastRecord() {
    beginning()
        .summary("1", "loss")
        .row(0, time(Duration.ofHours(2).minusMillis(500)))
        .to(folder, "run-a", "a");

    assertThat(run("a").activeTime()).isEqualTo(3600.5);
  }

  private Run run(String id) {
    return asking().run(id);
  }

  private Asking asking() {
    return new Asking(FilesClient.open(folder, Clock.fixed(NOW, ZoneOffset.UTC)), PROJECT);
  }

  private static LogWriter beginning() {
    return beginning("a");
  }

  /** Of a run that began three hours ago. */
  private static LogWriter beginning(String id) {
    return LogWriter.run(id, "team", "vision", NOW.minus(Duration.ofHours(3)).getEpochSecond());
  }

  private static Field time(Duration ago) {
    return item(Double.toString(NOW.minus(ago).toEpochMilli() / 1000.0), "_timestamp");
  }

  private static void touch(Path log, Duration ago) {
    try {
      Files.setLastModifiedTime(log, FileTime.from(NOW.minus(ago)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
