package io.github.wandbjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the README's first screen print what stands below them, and nothing else. */
final class ReadmeTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path BIN = ROOT.resolve("driver/shell/target/wandb-sql/bin");

  /** A command over the sample, behind the build if it begins with that, and its output. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "```sh\\n(?:\\./mvnw [^\\n]*? && (?:\\S*/bin/))?(wandb-sql sql-tests/.*?)```\\n"
              + "[^`]*?```(?:text)?\\n(.*?)```",
          Pattern.DOTALL);

  @TempDir Path directory;

  @Test
  void theCommandsOverTheSamplePrintThat() throws IOException, InterruptedException {
    List<MatchResult> commands =
        COMMAND.matcher(Files.readString(ROOT.resolve("README.md"))).results().toList();

    assertThat(commands).hasSize(2);
    for (MatchResult command : commands) {
      Path script =
          Files.writeString(
              directory.resolve("script"),
              "cd '%s'\nPATH='%s':$PATH\nXDG_CACHE_HOME='%s'\nexport XDG_CACHE_HOME LC_ALL=C.UTF-8\n%s"
                  .formatted(ROOT, BIN, directory.resolve("cache"), command.group(1)));

      Jvm.Result result = Jvm.execute(directory, List.of("sh", script.toString()));

      assertThat(result.err()).isEmpty();
      assertThat(result.out()).isEqualTo(command.group(2));
      assertThat(result.exitCode()).isZero();
    }
  }
}
