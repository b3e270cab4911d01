package io.github.wandbjdbc.client.api.configuration;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the official client's configuration lies on this machine.
 *
 * @param environment the environment variables
 * @param home the user's home directory
 * @param workingDirectory the directory that {@code wandb/settings} is looked for in
 */
public record ProcessEnvironment(
    Map<String, String> environment, Path home, Path workingDirectory) {

  public ProcessEnvironment {
    environment = Map.copyOf(environment);
  }

  /** Those of this process. */
  public static ProcessEnvironment ofProcess() {
    return of(
        System.getenv(),
        Path.of(System.getProperty("user.home", "")),
        Path.of("").toAbsolutePath());
  }

  /**
   * Those of a process with that environment, whose home is {@code HOME} if it says so: the JVM
   * asks the system instead, and may be told another one than the official client.
   *
   * @param userHome what the JVM takes for the home directory
   */
  public static ProcessEnvironment of(
      Map<String, String> environment, Path userHome, Path workingDirectory) {
    return new ProcessEnvironment(environment, home(environment, userHome), workingDirectory);
  }

  private static Path home(Map<String, String> environment, Path userHome) {
    String home = environment.getOrDefault("HOME", "");
    try {
      return home.isBlank() ? userHome : Path.of(home);
    } catch (InvalidPathException e) {
      return userHome;
    }
  }

  /**
   * The path that {@code text} means: one that begins with {@code ~/} is in the home directory, any
   * other that isn't absolute in the working directory.
   *
   * @throws java.nio.file.InvalidPathException if it is none here
   */
  public Path path(String text) {
    return text.startsWith("~/") ? home.resolve(text.substring(2)) : workingDirectory.resolve(text);
  }

  /** An environment variable, null if it is absent or empty. */
  @Nullable String variable(String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** Hides the values: one of them may be a key. */
  @Override
  public String toString() {
    return "ProcessEnvironment[home=%s, workingDirectory=%s]".formatted(home, workingDirectory);
  }
}
