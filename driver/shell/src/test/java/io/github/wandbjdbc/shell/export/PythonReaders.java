package io.github.wandbjdbc.shell.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The libraries of Python that read files, in an environment below {@code target}. */
final class PythonReaders {
  private static final Path SOURCES = Path.of("src", "test", "python");
  private static final Path ENVIRONMENT = Path.of("target", "python");

  /** A copy of the requirements, once they are there. */
  private static final Path INSTALLED = ENVIRONMENT.resolve("requirements.txt");

  private static final String PYTHON = ENVIRONMENT.resolve("bin").resolve("python").toString();
  private static final long MINUTES = 5;

  private PythonReaders() {}

  /** Installs them where Python and its registry are; elsewhere the test is skipped aloud. */
  static void install() throws IOException, InterruptedException {
    Path requirements = SOURCES.resolve("requirements.txt");
    if (Files.exists(INSTALLED) && Files.mismatch(INSTALLED, requirements) < 0) {
      return;
    }
    assumeRuns("python3", "-m", "venv", ENVIRONMENT.toString());
    assumeRuns(
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--retries",
        "1",
        "--timeout",
        "15",
        "-r",
        requirements.toString());
    Files.copy(requirements, INSTALLED, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The lines that the program prints. */
  static List<String> read(Object... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(PYTHON, SOURCES.resolve("read_file.py").toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Result result = run(command);
    assertThat(result.succeeded).as(result.said).isTrue();
    return result.said.lines().toList();
  }

  private record Result(boolean succeeded, String said) {}

  private static void assumeRuns(String... command) throws InterruptedException {
    try {
      Result result = run(List.of(command));
      if (!result.succeeded) {
        skip(result.said);
      }
    } catch (IOException e) {
      skip(e.toString());
    }
  }

  private static void skip(String why) {
    Assumptions.abort("pandas, polars and PyArrow can't be had here, so no file is read: " + why);
  }

  private static Result run(List<String> command) throws IOException, InterruptedException {
    Path said = Files.createTempFile("python", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
      builder.environment().put("PYTHONIOENCODING", "utf-8");
      Process process = builder.start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
      process.destroyForcibly();
      return new Result(
          ended && process.exitValue() == 0, Files.readString(said, StandardCharsets.UTF_8));
    } finally {
      Files.delete(said);
    }
  }
}
