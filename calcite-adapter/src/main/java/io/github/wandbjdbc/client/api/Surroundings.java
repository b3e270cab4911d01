package io.github.wandbjdbc.client.api;

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
public record Surroundings(Map<String, String> environment, Path home, Path workingDirectory) {

  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /** Those of this process. */
  public static Surroundings ofProcess() {
    return new Surroundings(
        System.getenv(),
        Path.of(System.getProperty("user.home", "")),
        Path.of("").toAbsolutePath());
  }

  /** An environment variable, null if it is absent or empty. */
  @Nullable String variable(String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** Hides the values: one of them may be a key. */
  @Override
  public String toString() {
    return "Surroundings[home=%s, workingDirectory=%s]".formatted(home, workingDirectory);
  }
}
