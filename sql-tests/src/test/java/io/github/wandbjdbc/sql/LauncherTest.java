package io.github.wandbjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that keeps loaded classes for the next run. */
final class LauncherTest {
  private static final Path DISTRIBUTION =
      Path.of("..", "driver", "shell", "target", "wandb-sql").toAbsolutePath();

  private static final Path SCRIPT = DISTRIBUTION.resolve("bin").resolve("wandb-sql");

  private static final long MOST_SECONDS = 120;

  @TempDir Path directory;

  private Path kept;

  @BeforeEach
  void nothingIsKept() throws IOException {
    kept = Files.createDirectories(directory.resolve("cache").resolve("wandb-jdbc"));
  }

  @Test
  void theFirstRunLeavesAnArchiveThatTheNextOneUses() throws IOException, InterruptedException {
    String url = "jdbc:wandb:file:" + Digits.restedCopy(directory);
    String sql = "SELECT run_id, \"summary.val/acc\" FROM runs ORDER BY run_id LIMIT 2";

    Jvm.Result first = runFirst(SCRIPT, url, sql);
    List<Path> archives = archives();
    Jvm.Result second = run(SCRIPT, url, sql);

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(archives).hasSize(1).isEqualTo(archives());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archives.get(0))))
        .endsWith("------");
    assertThat(second).isEqualTo(first);
    assertThat(second.out()).contains("adam-fast", "(2 rows)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--csv",
        "--format json",
        "--format markdown",
        "--format latex",
        "--format parquet --output %s/curve.parquet",
        "--format arrow --output %s/curve.arrow",
        "--chart",
        "--chart %s/curve.svg",
        "--chart %s/curve.png"
      })
  void theDistributionHasAllThatItsFormsNeed(String options)
      throws IOException, InterruptedException {
    String where = Digits.restedCopy(directory).toString();
    String sql =
        "SELECT _step, \"val/acc\" FROM history WHERE run_id = 'sgd-mid01' AND \"val/acc\" > 0.5";
    List<String> words = new ArrayList<>(List.of(where, sql));
    words.addAll(List.of(options.formatted(directory).split(" ")));

    Jvm.Result result = run(SCRIPT, words.toArray(String[]::new));

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).isEmpty();
    if (options.contains("%s")) {
      assertThat(Path.of(words.get(words.size() - 1))).isNotEmptyFile();
    } else {
      assertThat(result.out()).isNotEmpty();
    }
  }

  @Test
  void anArchiveThatIsBrokenIsLeftAlone() throws IOException, InterruptedException {
    String url = "jdbc:wandb:file:" + Digits.restedCopy(directory);
    runFirst(SCRIPT, url, "SELECT 1 AS x");
    Path archive = archives().get(0);
    Files.delete(archive);
    Files.writeString(archive, "no archive");

    Jvm.Result result = run(SCRIPT, "--format", "csv", url, "SELECT 1 AS x");

    assertThat(result.out().lines()).containsExactly("x", "1");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void aStatementThatFailsLeavesOneAsWell() throws IOException, InterruptedException {
    String url = "jdbc:wandb:file:" + directory.resolve("none");

    Jvm.Result first = runFirst(SCRIPT, url, "SELECT 1");
    List<Path> archives = archives();
    Jvm.Result second = run(SCRIPT, url, "SELECT 1");

    assertThat(first.exitCode()).isEqualTo(1);
    assertThat(first.err()).contains("08001");
    assertThat(archives).hasSize(1).isEqualTo(archives());
    assertThat(second).isEqualTo(first);
  }

  @Test
  void eachDistributionHasItsOwn() throws IOException, InterruptedException {
    String url = "jdbc:wandb:file:" + Digits.restedCopy(directory);
    Path other = directory.resolve("other one");
    Jvm.execute(directory, List.of("cp", "-r", DISTRIBUTION.toString(), other.toString()));
    Path otherScript = other.resolve("bin").resolve("wandb-sql");

    runFirst(SCRIPT, url, "SELECT 1 AS x");
    List<Path> ofOne = archives();
    runFirst(otherScript, url, "SELECT 1 AS x");
    List<Path> ofBoth = archives();
    run(SCRIPT, url, "SELECT 1 AS x");

    assertThat(ofBoth).hasSize(2).containsAll(ofOne).isEqualTo(archives());
  }

  @Test
  void theFourThatWereUsedLastAreKept() throws IOException, InterruptedException {
    String url = "jdbc:wandb:file:" + Digits.restedCopy(directory);
    for (int days = 1; days <= 6; days++) {
      Path old = Files.writeString(kept.resolve("classes-" + days + "-old-.jsa"), "old");
      Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(days))));
    }

    runFirst(SCRIPT, url, "SELECT 1 AS x");

    assertThat(archives())
        .hasSize(4)
        .extracting(file -> file.getFileName().toString())
        .contains("classes-1-old-.jsa", "classes-2-old-.jsa", "classes-3-old-.jsa");
  }

  /** Runs it, and waits until the archive has been made that is made beside. */
  private Jvm.Result runFirst(Path script, String... words)
      throws IOException, InterruptedException {
    try (WatchService changes = kept.getFileSystem().newWatchService()) {
      kept.register(changes, StandardWatchEventKinds.ENTRY_DELETE);
      Jvm.Result result = run(script, words);
      do {
        WatchKey change = changes.poll(MOST_SECONDS, TimeUnit.SECONDS);
        assertThat(change).as("an archive that was made").isNotNull();
        change.pollEvents();
        change.reset();
      } while (files().anyMatch(file -> file.toString().endsWith(".making")));
      return result;
    }
  }

  private Jvm.Result run(Path script, String... words) throws IOException, InterruptedException {
    String cache = "XDG_CACHE_HOME=" + directory.resolve("cache");
    return Jvm.execute(
        directory,
        Stream.concat(Stream.of("env", cache, script.toString()), Stream.of(words)).toList());
  }

  private List<Path> archives() throws IOException {
    return files().sorted().toList();
  }

  private Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(kept)) {
      return files.toList().stream();
    }
  }
}
