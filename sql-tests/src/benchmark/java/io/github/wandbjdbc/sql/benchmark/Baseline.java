package io.github.wandbjdbc.sql.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The driver as it was before it had an engine of its own. */
final class Baseline {
  /** The last commit whose statements are executed by Calcite's enumerable convention. */
  private static final String COMMIT = "35c04d3";

  private Baseline() {}

  /**
   * Its jar; built in a worktree of the repository if it isn't there.
   *
   * @param repository the top folder of the repository
   */
  static Path jar(Path repository) throws IOException, InterruptedException {
    Path worktree = repository.resolve("sql-tests/target/baseline-" + COMMIT);
    Path jar = worktree.resolve("driver/target/wandb-jdbc.jar");
    if (!Files.exists(jar)) {
      if (!Files.exists(worktree)) {
        run(repository, "git", "worktree", "add", "--force", "--detach", worktree.toString(), COMMIT);
      }
      run(worktree, "./mvnw", "-q", "-Dfast", "-DskipTests", "package", "-pl", "driver", "-am");
    }
    return jar;
  }

  private static void run(Path directory, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IOException(List.of(command) + " ended with " + process.exitValue());
    }
  }
}
