package io.github.wandbjdbc.sql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another Java program, run to its end beside the jar that users download. */
public final class Jvm {

  /** The jar that users download. */
  public static final Path DRIVER_JAR =
      Path.of(System.getProperty("driver.jar", "../driver/target/wandb-jdbc.jar"));

  private static final long MINUTES = 5;

  private Jvm() {}

  /** The output of a program, and its exit code. */
  public record Result(int exitCode, String out, String err) {}

  /**
   * Runs the main class {@code main}, with the driver's jar and no other class of this module on
   * its class path.
   */
  static Result runAlone(Path directory, Class<?> main, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    return runAlone(Path.of(System.getProperty("java.home")), directory, main, options, arguments);
  }

  /** The same, on another JDK. */
  static Result runAlone(
      Path jdk, Path directory, Class<?> main, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    String file = main.getName().replace('.', '/') + ".class";
    Path copy = directory.resolve(file);
    Files.createDirectories(copy.getParent());
    try (var bytes = main.getClassLoader().getResourceAsStream(file)) {
      Files.write(copy, bytes.readAllBytes());
    }
    List<String> command = new ArrayList<>();
    command.add(jdk.resolve(Path.of("bin", "java")).toString());
    command.addAll(options);
    command.addAll(
        List.of("-cp", DRIVER_JAR + java.io.File.pathSeparator + directory, main.getName()));
    command.addAll(List.of(arguments));
    return execute(directory, command);
  }

  /** Runs {@code java} with these arguments. */
  public static Result run(Path directory, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    return execute(directory, command);
  }

  /** Runs a program of any kind. */
  public static Result execute(Path directory, List<String> command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(directory, "out", ".txt");
    Path err = Files.createTempFile(directory, "err", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    process.getOutputStream().close();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("still running after " + MINUTES + " minutes: " + command);
    }
    return new Result(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
