package io.github.wandbjdbc.standin;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that the stand-in received.
 *
 * @param operation the operation's name, empty if it has none
 * @param fields what was selected, as paths from the query's root: {@code
 *     project/runs/edges/node/name}
 * @param arguments of the fields that have some, by the same paths; {@code project/run/history}
 *     with its {@code minStep}
 * @param headers with lower-case names; the last value where one came more than once
 * @param status the HTTP status that was answered
 */
public record RecordedRequest(
    String operation,
    String document,
    Map<String, Object> variables,
    List<String> fields,
    Map<String, Map<String, Object>> arguments,
    Map<String, String> headers,
    int status) {

  /** Whether a field of that name was selected anywhere. */
  public boolean selects(String field) {
    return fields.stream().anyMatch(path -> path.equals(field) || path.endsWith("/" + field));
  }

  /**
   * The argument of a field of that name, wherever it was selected; null if it wasn't, or has none
   * such.
   */
  public @Nullable Object argument(String field, String name) {
    return arguments.entrySet().stream()
        .filter(entry -> entry.getKey().equals(field) || entry.getKey().endsWith("/" + field))
        .map(entry -> entry.getValue().get(name))
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s %s %s -> %d", operation, arguments, fields, status);
  }
}
