package io.github.wandbjdbc.client.files.log;

import java.util.List;

/**
 * A value and where it belongs: of a history row, a config, a summary or a sample of system
 * metrics.
 *
 * @param path the names of the objects around it and its own; a name may hold dots
 * @param json the value as JSON text in which bare {@code NaN} and {@code Infinity} may occur
 */
public record Item(List<String> path, String json) {
  /** Whether the value is an object, to be merged with what else lies under its path. */
  public boolean isObject() {
    return first() == '{';
  }

  /** The first character of the value, which tells its type. */
  public char first() {
    for (int i = 0; i < json.length(); i++) {
      if (json.charAt(i) > ' ') {
        return json.charAt(i);
      }
    }
    return 'n';
  }
}
