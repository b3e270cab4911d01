package io.github.wandbjdbc.client.api.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the official client: environment variables, then {@code wandb/settings} of the
 * working directory, then the user's own settings file. Where the API is says {@link ApiLocation}.
 *
 * @param appUrl where the web app is, null if not set
 * @param entity the default entity, null if not set
 * @param project the default project, null if not set
 */
public record Settings(@Nullable String appUrl, @Nullable String entity, @Nullable String project) {

  private static final int MAX_BYTES = 1 << 20;

  /** Reads the settings; a file that is absent or unreadable sets nothing. */
  public static Settings read(Surroundings surroundings) {
    Map<String, String> values = new HashMap<>();
    values.putAll(section(ofUser(surroundings)));
    values.putAll(section(ofWorkingDirectory(surroundings)));
    return new Settings(
        surroundings.variable("WANDB_APP_URL"),
        setting("WANDB_ENTITY", "entity", surroundings, values),
        setting("WANDB_PROJECT", "project", surroundings, values));
  }

  /** The user's own settings file, which may not be there. */
  static Path ofUser(Surroundings surroundings) {
    String directory = surroundings.variable("WANDB_CONFIG_DIR");
    Path own =
        directory == null
            ? surroundings.home().resolve(".config").resolve("wandb")
            : surroundings.path(directory);
    return own.resolve("settings");
  }

  /** The settings file of the working directory, whosever that is; it may not be there. */
  static Path ofWorkingDirectory(Surroundings surroundings) {
    return surroundings.workingDirectory().resolve("wandb").resolve("settings");
  }

  private static @Nullable String setting(
      String variable, String key, Surroundings surroundings, Map<String, String> values) {
    String value = surroundings.variable(variable);
    return value == null ? values.get(key) : value;
  }

  /** The section {@code [default]} of an INI file. */
  static Map<String, String> section(Path file) {
    Map<String, String> values = new HashMap<>();
    boolean inSection = false;
    for (String line : lines(file)) {
      String text = line.strip();
      int equals = text.indexOf('=');
      if (text.startsWith("[")) {
        inSection = text.equals("[default]");
      } else if (inSection && equals > 0 && !text.startsWith("#") && !text.startsWith(";")) {
        String value = text.substring(equals + 1).strip();
        if (!value.isEmpty()) {
          values.put(text.substring(0, equals).strip(), value);
        }
      }
    }
    return values;
  }

  /** The lines of a configuration file; none if it is absent, unreadable or absurdly large. */
  static List<String> lines(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES
          ? Files.readAllLines(file)
          : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }
}
