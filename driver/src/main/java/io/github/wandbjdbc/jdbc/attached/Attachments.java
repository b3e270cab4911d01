package io.github.wandbjdbc.jdbc.attached;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.jdbc.errors.SqlErrors;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The folders of run files that {@code attach.<name>=file:<directory>} puts beside a source, by the
 * names of their catalogs, which match in any case.
 */
public final class Attachments {
  /** The beginning of the keys, in any case. */
  static final String PREFIX = "attach.";

  private static final String FILE = "file:";
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,29}");

  private final Map<String, String> directories = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** None. */
  public Attachments() {}

  /** Whether {@code key} attaches something, rightly or not. */
  public static boolean isKey(String key) {
    return key.toLowerCase(Locale.ROOT).startsWith(PREFIX);
  }

  /** Those among {@code info}; empty values are as good as none. */
  public static Attachments of(Properties info) throws SQLException {
    Attachments all = new Attachments();
    for (String key : info.stringPropertyNames()) {
      if (isKey(key) && !info.getProperty(key).isEmpty()) {
        all.add(key, info.getProperty(key));
      }
    }
    return all;
  }

  /** Attaches what {@code value} says, the text of a property, under the name in {@code key}. */
  public void add(String key, String value) throws SQLException {
    String name = key.substring(PREFIX.length());
    if (!NAME.matcher(name).matches() || name.equalsIgnoreCase("information_schema")) {
      throw fault(
          PREFIX + "<name>",
          "the name of a catalog is letters, digits, _ and -, at most 30 of them, a letter or _"
              + " first");
    }
    String text = value.strip();
    if (!text.toLowerCase(Locale.ROOT).startsWith(FILE) || text.length() == FILE.length()) {
      throw fault(key, "write file: and the path of a folder of run files, such as file:./wandb");
    }
    String directory = text.substring(FILE.length());
    String before = directories.put(name, directory);
    if (before != null && !before.equals(directory)) {
      throw fault(key, "is said twice, and differently");
    }
  }

  /** Adds {@code others}, which win. */
  public void addAll(Attachments others) {
    others.directories.forEach(
        (name, directory) -> {
          directories.remove(name);
          directories.put(name, directory);
        });
  }

  /** The directories, as they are written, by name. */
  public Map<String, String> directories() {
    return Map.copyOf(directories);
  }

  /** The properties that attach the same, in order of their names. */
  public Map<String, String> properties() {
    Map<String, String> properties = new TreeMap<>();
    directories.forEach((name, directory) -> properties.put(PREFIX + name, FILE + directory));
    return properties;
  }

  private static SQLException fault(String key, String message) {
    return SqlErrors.of(
        SqlState.CANNOT_CONNECT, "connection property '%s': %s".formatted(key, message));
  }

  @Override
  public String toString() {
    return properties().toString();
  }
}
