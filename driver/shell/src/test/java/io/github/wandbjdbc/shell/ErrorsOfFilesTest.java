package io.github.wandbjdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of errors shows what files for other tools don't take. */
final class ErrorsOfFilesTest {
  private static final Pattern COMMAND =
      Pattern.compile(
          "```sh\\nwandb-sql sql-tests/\\S+ '(.*)' --format (\\S+) --output \\S+\\n```\\n```text\\n((?s:.*?))```");

  @TempDir Path directory;

  @Test
  void theCommandsOfThePageFailAsItSays() throws IOException {
    List<MatchResult> commands =
        COMMAND.matcher(Files.readString(Path.of("../../docs/errors.md"))).results().toList();

    assertThat(commands).isNotEmpty();
    for (MatchResult command : commands) {
      String file = directory.resolve("rows").toString();

      Ran ran =
          Ran.of(
              Ran.DIGITS.toString(),
              command.group(1),
              "--format",
              command.group(2),
              "--output",
              file);

      assertThat(ran.err()).isEqualTo(command.group(3));
      assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
    }
  }
}
