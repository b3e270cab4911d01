package io.github.wandbjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that keeps loaded classes for the next run. */
final class LauncherTest {
  private static final Path SCRIPT = Path.of("..", "driver", "bin", "wandb-sql").toAbsolutePath();

  @TempDir Path directory;

  @Test
  void theFirstRunLeavesAnArchiveThatTheNextOneUses() throws IOException, InterruptedException {
    String url = "jdbc:wandb:file:" + Digits.restedCopy(directory);
    String sql = "SELECT run_id, \"summary.val/acc\" FROM runs ORDER BY run_id LIMIT 2";

    Jvm.Result first = run(url, sql);
    List<Path> archives = archives();
    Jvm.Result second = run(url, sql);

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(archives).hasSize(1).isEqualTo(archives());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archives.get(0))))
        .endsWith("------");
    assertThat(second).isEqualTo(first);
    assertThat(second.out()).contains("adam-fast", "(2 rows)");
  }

  @Test
  void anArchiveThatIsBrokenIsLeftAlone() throws IOException, InterruptedException {
    String url = "jdbc:wandb:file:" + Digits.restedCopy(directory);
    run(url, "SELECT 1 AS x");
    Path archive = archives().get(0);
    Files.delete(archive);
    Files.writeString(archive, "no archive");

    Jvm.Result result = run("--format", "csv", url, "SELECT 1 AS x");

    assertThat(result.out().lines()).containsExactly("x", "1");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void aFailureIsTheSameAndLeavesNothing() throws IOException, InterruptedException {
    Jvm.Result result = run("jdbc:wandb:file:" + directory.resolve("none"), "SELECT 1");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("08001");
    assertThat(archives()).isEmpty();
  }

  private Jvm.Result run(String... words) throws IOException, InterruptedException {
    String cache = "XDG_CACHE_HOME=" + directory.resolve("cache");
    return Jvm.execute(
        directory,
        Stream.concat(Stream.of("env", cache, SCRIPT.toString()), Stream.of(words)).toList());
  }

  private List<Path> archives() throws IOException {
    Path kept = directory.resolve("cache").resolve("wandb-jdbc");
    if (!Files.exists(kept)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(kept)) {
      return files.toList();
    }
  }
}
