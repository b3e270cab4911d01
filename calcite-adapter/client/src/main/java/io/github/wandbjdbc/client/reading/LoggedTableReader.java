package io.github.wandbjdbc.client.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.HistoryKeys.TypeCount;
import io.github.wandbjdbc.client.logged.LoggedTable;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recognizes the tables among what runs log. */
public final class LoggedTableReader {
  /** Their names in the official client. */
  private static final Set<String> TYPES =
      Set.of("table-file", "incremental-table-file", "partitioned-table", "joined-table");

  private LoggedTableReader() {}

  /** The table that the value {@code json} is, logged as {@code key}; null if it is none. */
  public static @Nullable LoggedTable read(
      String run, String key, @Nullable Long step, @Nullable String json) throws IOException {
    if (json == null || !json.startsWith("{") || !json.contains("table")) {
      return null;
    }
    @Nullable String type = null;
    @Nullable Long rows = null;
    @Nullable String path = null;
    @Nullable String artifact = null;
    try (JsonParser parser = Json.factory().createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        boolean isText = token == JsonToken.VALUE_STRING;
        if (name.equals("_type") && isText) {
          type = parser.getText();
        } else if (name.equals("path") && isText) {
          path = parser.getText();
        } else if (name.equals("artifact_path") && isText) {
          artifact = parser.getText();
        } else if (name.equals("nrows") && token == JsonToken.VALUE_NUMBER_INT) {
          rows = parser.getLongValue();
        } else {
          parser.skipChildren();
        }
      }
    }
    return type == null || !TYPES.contains(type)
        ? null
        : new LoggedTable(run, key, step, type, rows, path, artifact);
  }

  /** Adds to {@code found} the keys under which tables were logged, as {@code keys} count them. */
  public static void collect(Map<String, List<TypeCount>> keys, String prefix, Set<String> found) {
    keys.forEach(
        (name, types) -> {
          for (TypeCount type : types) {
            if (TYPES.contains(type.type())) {
              found.add(prefix + name);
            }
            collect(type.keys(), prefix + name + ".", found);
          }
        });
  }

  /** Adds to {@code found} the keys under which tables stand in the summary {@code json}. */
  public static void collect(@Nullable String json, Set<String> found) throws IOException {
    if (json == null || !json.contains("table")) {
      return;
    }
    try (JsonParser parser = Json.factory().createParser(json)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        collect(parser, "", found);
      }
    }
  }

  private static void collect(JsonParser parser, String path, Set<String> found)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_OBJECT) {
        collect(parser, path.isEmpty() ? name : path + "." + name, found);
      } else if (token == JsonToken.VALUE_STRING
          && name.equals("_type")
          && TYPES.contains(parser.getText())
          && !path.isEmpty()) {
        found.add(path);
      } else {
        parser.skipChildren();
      }
    }
  }
}
