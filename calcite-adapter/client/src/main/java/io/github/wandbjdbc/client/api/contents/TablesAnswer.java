package io.github.wandbjdbc.client.api.contents;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.HistoryKeys.TypeCount;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.api.history.HistoryRowReader;
import io.github.wandbjdbc.client.api.json.JsonFields;
import io.github.wandbjdbc.client.api.json.Node;
import io.github.wandbjdbc.client.api.runs.HistoryKeysReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An answer about the tables of one run: what was logged under some keys, and where files are. */
final class TablesAnswer {
  private static final String NULL = "nil";

  private final List<String> keys;
  private final List<List<HistoryRow>> series = new ArrayList<>();
  private final Map<String, Node> files = new HashMap<>();
  private HistoryKeys counted = HistoryKeys.NONE;
  private @Nullable Long rows;
  private @Nullable String summary;
  private boolean hasProject;
  private boolean hasRun;
  private boolean hasStrays;

  private TablesAnswer(List<String> keys) {
    this.keys = keys;
  }

  /** The answer {@code data} to a question for {@code keys}. */
  static TablesAnswer read(JsonParser data, List<String> keys) throws IOException {
    TablesAnswer answer = new TablesAnswer(keys);
    JsonFields.at(
        data,
        "project",
        project -> {
          answer.hasProject = !JsonFields.isNull(project);
          JsonFields.at(
              project,
              "run",
              run -> {
                answer.hasRun = !JsonFields.isNull(run);
                JsonFields.each(run, answer::member);
              });
        });
    return answer;
  }

  private void member(String name, JsonParser value) throws IOException {
    switch (name) {
      case "historyLineCount" -> rows = JsonFields.isNull(value) ? null : JsonFields.whole(value);
      case "historyKeys" -> counted = HistoryKeysReader.readExtent(value, prefixes());
      case "summaryMetrics" -> summary = JsonFields.json(value);
      case "sampledHistory" -> JsonFields.elements(value, this::addSeries);
      case "files" -> {
        for (Node edge : Node.read(value).list("edges")) {
          Node file = edge.at("node");
          if (file.has("name")) {
            files.put(file.required("name"), file);
          }
        }
      }
      default -> {}
    }
  }

  /** The keys, and those of the maps in which nested ones may be counted. */
  private Set<String> prefixes() {
    Set<String> prefixes = new HashSet<>(keys);
    for (String key : keys) {
      for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
        prefixes.add(key.substring(0, dot));
      }
    }
    return prefixes;
  }

  private void addSeries(JsonParser points) throws IOException {
    List<HistoryRow> some = new ArrayList<>();
    int place = series.size();
    if (place < keys.size()) {
      HistoryRowReader reader =
          new HistoryRowReader(List.of(new ValueColumn(keys.get(place), ValueType.TEXT)), false);
      JsonFields.elements(
          points,
          point -> {
            HistoryRow row = reader.read("", point);
            if (row == null) {
              hasStrays = true;
            } else if (row.has(0)) {
              some.add(row);
            }
          });
    }
    series.add(some);
  }

  boolean hasProject() {
    return hasProject;
  }

  boolean hasRun() {
    return hasRun;
  }

  @Nullable String summary() {
    return summary;
  }

  /** The file {@code name}, if the answer says where it is; else null. */
  @Nullable Node file(String name) {
    return files.get(name);
  }

  /**
   * The steps that logged the key in that place; null if the answer may lack some of them, which
   * the server counts, or which it doesn't place.
   */
  @Nullable List<HistoryRow> steps(int place) {
    if (rows != null && rows == 0) {
      return List.of();
    }
    if (counted.equals(HistoryKeys.NONE) || hasStrays || place >= series.size()) {
      return null;
    }
    List<HistoryRow> steps = series.get(place);
    return steps.size() >= count(counted.keys(), keys.get(place)) ? steps : null;
  }

  /** How many steps logged {@code key}, in its own place or in a map. */
  private static long count(Map<String, List<TypeCount>> counts, String key) {
    long count = 0;
    for (TypeCount type : counts.getOrDefault(key, List.of())) {
      count += type.type().equals(NULL) ? 0 : type.count();
    }
    for (int dot = key.indexOf('.'); dot >= 0 && count == 0; dot = key.indexOf('.', dot + 1)) {
      for (TypeCount type : counts.getOrDefault(key.substring(0, dot), List.of())) {
        count += count(type.keys(), key.substring(dot + 1));
      }
    }
    return count;
  }
}
