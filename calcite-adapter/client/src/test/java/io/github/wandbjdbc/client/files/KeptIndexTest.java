package io.github.wandbjdbc.client.files;

import static io.github.wandbjdbc.client.files.LogWriter.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.files.opening.FileOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names and states that one client keeps on disk for the next. */
class KeptIndexTest {
  private static final ProjectPath PROJECT = new ProjectPath("team", "vision");
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Logger LOGGER = Logger.getLogger("wandb.requests");

  private final Path folder;
  private final Path cache;
  private final List<String> reads = new ArrayList<>();
  private final Handler handler = new Reads();

  KeptIndexTest(@TempDir Path folder, @TempDir Path cache) {
    this.folder = folder;
    this.cache = cache;
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
  void theNextClientOpensNoLog() {
    logs();
    List<Run> before = runs();
    reads.clear();

    assertThat(runs()).isEqualTo(before);
    assertThat(reads).isEmpty();
  }

  @Test
  void aLogThatChangedIsReadAgainAndNoOther() {
    logs();
    runs();
    LogWriter.run("a", "team", "vision", 1_000).runSays(8, "renamed").exit(1).to(folder, "r1", "a");
    reads.clear();

    assertThat(runs()).extracting(Run::displayName).containsExactly("renamed", "second");
    assertThat(reads).singleElement().asString().startsWith("run-a.wandb: ends");
  }

  @Test
  void whatIsKeptIsTheUsersAlone() throws IOException {
    logs();
    runs();

    try (Stream<Path> files = Files.walk(cache.resolve("wandb-jdbc"))) {
      assertThat(files.filter(Files::isDirectory))
          .allSatisfy(
              path ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                      .isEqualTo("rwx------"));
    }
  }

  @Test
  void whateverIsWrongWithItItCountsAsNone() throws IOException {
    logs();
    List<Run> before = runs();
    try (Stream<Path> files = Files.walk(cache)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 20] ^= 1;
        Files.write(file, bytes);
      }
    }
    reads.clear();

    assertThat(runs()).isEqualTo(before);
    assertThat(reads).hasSize(2);
  }

  @Test
  void itIsListedAndClearedAsTheRestOfTheCache() {
    logs();
    runs();
    try (FilesClient client = client()) {
      int listed = client.cache().files(CallScope.unbounded()).size();
      client.cache().clear(CallScope.unbounded());

      assertThat(listed).isEqualTo(1);
      assertThat(client.cache().files(CallScope.unbounded())).isEmpty();
    }
  }

  @Test
  void anotherFolderHasAnIndexOfItsOwn() {
    logs();
    runs();
    Path other = folder.resolve("elsewhere");
    LogWriter.run("c", "team", "vision", 1_000).exit(0).to(other, "r", "c");

    try (FilesClient client =
        FilesClient.open(other, FileOptions.DEFAULT.withCache(cache, 1 << 20), Clock.systemUTC())) {
      assertThat(client.newestProject()).isEqualTo(PROJECT);
    }
    reads.clear();
    runs();
    assertThat(reads).isEmpty();
  }

  private void logs() {
    LogWriter.run("a", "team", "vision", 1_000)
        .runSays(8, "first")
        .runSays(10, "tag")
        .row(0, item("1", "loss"), item("1.5", "_timestamp"))
        .exit(0, 17)
        .to(folder, "r1", "a");
    LogWriter.run("b", "team", "vision", 2_000).runSays(8, "second").row(0).to(folder, "r2", "b");
  }

  /** As a client sees them that nobody asked before; by fields that the ends of logs tell. */
  private List<Run> runs() {
    try (FilesClient client = client()) {
      return LogEndsTest.namesAndStates(client);
    }
  }

  private FilesClient client() {
    return FilesClient.open(
        folder, FileOptions.DEFAULT.withCache(cache, 1 << 20), Clock.fixed(NOW, ZoneOffset.UTC));
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
