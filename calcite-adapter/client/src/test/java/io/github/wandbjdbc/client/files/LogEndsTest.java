package io.github.wandbjdbc.client.files;

import static io.github.wandbjdbc.client.files.LogWriter.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet.Field;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunsRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names and states of runs whose logs are larger than what is read for them. */
class LogEndsTest {
  private static final ProjectPath PROJECT = new ProjectPath("team", "vision");
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final EnumSet<RunField> NAME_AND_STATE =
      EnumSet.of(
          RunField.ID,
          RunField.DISPLAY_NAME,
          RunField.STATE,
          RunField.TAGS,
          RunField.CREATED_AT,
          RunField.HEARTBEAT_AT);

  private static final Logger LOGGER = Logger.getLogger("wandb.requests");

  private final Path folder;
  private final List<String> reads = new ArrayList<>();
  private final Handler handler = new Reads();

  LogEndsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void listen() {
    LOGGER.setLevel(Level.FINE);
    LOGGER.addHandler(handler);
  }

  @AfterEach
  void listenNoLonger() {
    LOGGER.removeHandler(handler);
    LOGGER.setLevel(null);
  }

  @Test
  void theEndsOfALogTellItsNameAndState() {
    long size =
        longLog("a").telemetry("0.25.0", 2).exit(1).to(folder, "run-a", "a").toFile().length();

    Run run = nameAndState("a");

    assertThat(run.displayName()).isEqualTo("first name");
    assertThat(run.state()).isEqualTo("failed");
    assertThat(run.heartbeatAt()).isEqualTo(NOW);
    assertThat(size).isGreaterThan(300_000);
    assertThat(bytesRead())
        .singleElement()
        .satisfies(bytes -> assertThat(bytes).isLessThan(98_304));
  }

  @Test
  void askedAgainNoLogIsOpened() {
    longLog("a").telemetry("0.25.0", 2).exit(0).to(folder, "run-a", "a");
    FilesClient client = client();
    nameAndState(client, "a");
    reads.clear();

    nameAndState(client, "a");

    assertThat(reads).isEmpty();
  }

  @Test
  void aNameThatWasSetInBetweenIsFoundSinceTheClientNotesIt() {
    LogWriter log = longLog("a").runSays(8, "second name").runSays(10, "good");
    rows(log, 4_000).telemetry("0.25.0", 2, 17, 18).exit(0).to(folder, "run-a", "a");

    Run run = nameAndState("a");

    assertThat(run.displayName()).isEqualTo("second name");
    assertThat(run.tags()).containsExactly("good");
  }

  @Test
  void aRunThatWasKilledOrIsOfAnOldClientMayHaveBeenRenamed() {
    rows(longLog("killed").runSays(8, "second name"), 4_000).to(folder, "run-k", "killed");
    rows(longLog("old").runSays(8, "second name"), 4_000)
        .telemetry("0.10.33", 2)
        .exit(0)
        .to(folder, "run-o", "old");
    rows(longLog("silent").runSays(8, "second name"), 4_000).exit(0).to(folder, "run-s", "silent");

    assertThat(nameAndState("killed").displayName()).isEqualTo("second name");
    assertThat(nameAndState("old").displayName()).isEqualTo("second name");
    assertThat(nameAndState("silent").displayName()).isEqualTo("second name");
  }

  @Test
  void notesAreLookedForInAllOfTheLog() {
    LogWriter log = longLog("a").runSays(9, "notes");
    rows(log, 4_000).telemetry("0.25.0", 2).exit(0).to(folder, "run-a", "a");

    assertThat(new Asking(client(), PROJECT).run("a").notes()).isEqualTo("notes");
  }

  @Test
  void aRunRecordBehindTheFirstBlockIsFound() {
    LogWriter log = new LogWriter();
    rows(log, 1_000).runRecord("a", "team", "vision", NOW.getEpochSecond());
    rows(log, 4_000).telemetry("0.25.0", 2).exit(0).to(folder, "run-a", "a");

    assertThat(nameAndState("a").state()).isEqualTo("finished");
  }

  @Test
  void aRecordThatBeginsBeforeTheLastBlocksIsNoDamage() {
    LogWriter log = longLog("a");
    log.config("\"" + "x".repeat(100_000) + "\"", "text");
    log.row(9_000, time()).telemetry("0.25.0", 2).exit(0).to(folder, "run-a", "a");
    Asking asking = new Asking(client(), PROJECT);

    assertThat(asking.runs(RunFilter.ALL)).hasSize(1);
    assertThat(asking.warnings()).isEmpty();
  }

  @Test
  void whereTheLastBlocksHoldNoTimeThoseBeforeDo() {
    LogWriter log = longLog("a");
    log.config("\"" + "x".repeat(200_000) + "\"", "text");
    log.telemetry("0.25.0", 2).exit(0).to(folder, "run-a", "a");

    assertThat(nameAndState("a").heartbeatAt()).isEqualTo(NOW);
    assertThat(nameAndState("a").state()).isEqualTo("finished");
  }

  private Run nameAndState(String id) {
    return nameAndState(client(), id);
  }

  private static Run nameAndState(FilesClient client, String id) {
    return Asking.all(
            client.runs(
                RunsRequest.all(PROJECT).withFields(NAME_AND_STATE).withFilter(Asking.ids(id)),
                CallScope.unbounded()))
        .get(0);
  }

  /** All runs of the project, with what the ends of logs tell. */
  static List<Run> namesAndStates(FilesClient client) {
    return Asking.all(
        client.runs(RunsRequest.all(PROJECT).withFields(NAME_AND_STATE), CallScope.unbounded()));
  }

  private FilesClient client() {
    return FilesClient.open(folder, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** The beginning of a log, and some 300 kB of its rows. */
  private static LogWriter longLog(String id) {
    return rows(
        LogWriter.run(id, "team", "vision", NOW.getEpochSecond() - 3_600).runSays(8, "first name"),
        5_000);
  }

  private static LogWriter rows(LogWriter log, int count) {
    for (int step = 0; step < count; step++) {
      log.rowWithoutStepItem(-1, item("0.123456789", "train/loss"), time());
    }
    return log;
  }

  private static Field time() {
    return item(NOW.getEpochSecond() + ".0", "_timestamp");
  }

  /** Of the reads of ends. */
  private List<Long> bytesRead() {
    return reads.stream()
        .filter(read -> read.contains(": ends, "))
        .map(read -> Long.parseLong(read.replaceFirst(".*ends, (\\d+) of.*", "$1")))
        .toList();
  }

  /** Hears which logs are read. */
  private final class Reads extends Handler {
    @Override
    public void publish(LogRecord record) {
      reads.add(record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
