package io.github.wandbjdbc.rows.tables;

import static io.github.wandbjdbc.rows.ColumnType.VARCHAR;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.rows.ItemTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code TABLE(config_diff('a', 'b'))}: a setting by which two runs differ.
 *
 * @param a what the first run has, null if it has no such setting
 * @param b what the second one has
 */
public record ConfigDifference(String path, @Nullable String a, @Nullable String b) {

  /**
   * The table of the differences between two runs.
   *
   * @throws IllegalArgumentException if one of them isn't named
   */
  public static ItemTable<?> table(String a, String b) {
    if (a.isEmpty() || b.isEmpty()) {
      throw new IllegalArgumentException(
          "config_diff('a', 'b') takes the run_id of two runs, as text");
    }
    return ItemTable.<ConfigDifference>named(
            "config_diff", "One row per setting by which the configurations of two runs differ.")
        .required(
            "path",
            VARCHAR,
            ConfigDifference::path,
            "The setting; the names of nested ones are joined with dots.")
        .column("a", VARCHAR, ConfigDifference::a, value("first"))
        .column("b", VARCHAR, ConfigDifference::b, value("second"))
        .primaryKey("path")
        .likelyRows(10)
        .listedBy((client, request, scope) -> list(client, request.project(), a, b, scope));
  }

  private static String value(String which) {
    return "The %s run's value: text as it is, all else as JSON; NULL if it has no such setting."
        .formatted(which);
  }

  private static Pages<ConfigDifference> list(
      WandbClient client, ProjectPath project, String a, String b, CallScope scope) {
    Map<String, Map<String, RunValue>> runs = new HashMap<>();
    RunsRequest both =
        RunsRequest.all(project)
            .withFilter(new RunFilter.In(RunField.ID, List.copyOf(new TreeSet<>(List.of(a, b)))))
            .withFields(Set.of(RunField.CONFIG));
    try (Pages<Run> pages = client.runs(both, scope)) {
      for (List<Run> page = pages.next(); page != null; page = pages.next()) {
        for (Run run : page) {
          Map<String, RunValue> values = new TreeMap<>();
          RunValue.ofConfig(run).forEach(value -> values.put(value.path(), value));
          runs.put(run.id(), values);
        }
      }
    }
    return Pages.of(between(of(runs, a, project), of(runs, b, project)));
  }

  private static Map<String, RunValue> of(
      Map<String, Map<String, RunValue>> runs, String id, ProjectPath project) {
    Map<String, RunValue> values = runs.get(id);
    if (values == null) {
      throw new WandbException(
          Kind.NOT_FOUND,
          ("config_diff: there is no run %s in %s; it takes run ids, which"
                  + " SELECT run_id, name FROM runs lists")
              .formatted(id, project));
    }
    return values;
  }

  private static List<ConfigDifference> between(Map<String, RunValue> a, Map<String, RunValue> b) {
    Set<String> paths = new TreeSet<>(a.keySet());
    paths.addAll(b.keySet());
    List<ConfigDifference> differences = new ArrayList<>();
    for (String path : paths) {
      RunValue first = a.get(path);
      RunValue second = b.get(path);
      if (first == null || second == null || !areSame(first, second)) {
        differences.add(of(path, first, second));
      }
    }
    return differences;
  }

  /** Numbers are the same however they are written. */
  private static boolean areSame(RunValue first, RunValue second) {
    return first.json().equals(second.json())
        || (isFinite(first)
            && isFinite(second)
            && new BigDecimal(first.json()).compareTo(new BigDecimal(second.json())) == 0);
  }

  private static boolean isFinite(RunValue value) {
    Double number = value.number();
    return number != null && Double.isFinite(number);
  }

  /** Values that differ in their type alone are told as JSON, which shows it. */
  private static ConfigDifference of(
      String path, @Nullable RunValue first, @Nullable RunValue second) {
    String a = text(first);
    String b = text(second);
    return first != null && second != null && Objects.equals(a, b)
        ? new ConfigDifference(path, first.json(), second.json())
        : new ConfigDifference(path, a, b);
  }

  private static @Nullable String text(@Nullable RunValue value) {
    return value == null ? null : value.text() instanceof String text ? text : value.json();
  }
}
