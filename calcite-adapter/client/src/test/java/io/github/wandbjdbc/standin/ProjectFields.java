package io.github.wandbjdbc.standin;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The list of {@code Project.fields}: paths and types of all that the runs of a project hold. */
final class ProjectFields {
  private final SortedMap<String, String> types = new TreeMap<>();

  private ProjectFields() {}

  /** The types by path; the oldest run's, where runs differ. */
  static SortedMap<String, String> of(List<Experiment> runs, Predicate<Setting> is) {
    ProjectFields fields = new ProjectFields();
    boolean otherwise = is.test(Setting.FIELDS_CALLED_OTHERWISE);
    for (Experiment run : runs) {
      run.config.forEach(
          (key, value) -> fields.add("config." + key + (otherwise ? ".value" : ""), value));
      run.summary.forEach(
          (key, value) -> fields.add((otherwise ? "summary." : "summary_metrics.") + key, value));
      run.history.visit(
          0,
          Long.MAX_VALUE,
          (step, values) ->
              values.forEach(
                  (key, value) ->
                      fields.add((otherwise ? "history." : "keys_info.keys.") + key, value)));
      if (run.keys != null && run.keys.get("keys") instanceof Map<?, ?> keys) {
        keys.keySet()
            .forEach(key -> fields.add((otherwise ? "history." : "keys_info.keys.") + key, 0));
      }
    }
    return fields.types;
  }

  /** Whether {@code path} is like {@code pattern} in SQL. */
  static boolean isLike(String path, String pattern) {
    StringBuilder regex = new StringBuilder();
    pattern
        .chars()
        .forEach(
            c ->
                regex.append(
                    c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf((char) c))));
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(path).matches();
  }

  private void add(String path, @Nullable Object value) {
    if (value instanceof Map<?, ?> map && !map.isEmpty() && !map.containsKey("_type")) {
      map.forEach((name, inner) -> add(path + "." + name, inner));
    } else {
      types.putIfAbsent(path, type(value));
    }
  }

  private static String type(@Nullable Object value) {
    return value instanceof Number
        ? "number"
        : value instanceof Boolean
            ? "bool"
            : value instanceof Map ? "map" : value instanceof List ? "list" : "string";
  }
}
