package io.github.wandbjdbc.client.api.runs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Paths into a JSON object: names of objects in one another, joined with dots. As a name may itself
 * hold dots, {@code a.b} may stand under {@code a}, or under {@code a.b}.
 */
final class ValuePaths {
  private final Set<String> paths;
  private final Set<String> keys = new TreeSet<>();

  ValuePaths(Set<String> paths) {
    this.paths = Set.copyOf(paths);
    for (String path : paths) {
      for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
        keys.add(path.substring(0, dot));
      }
      keys.add(path);
    }
  }

  /** The names under which the values may stand in the object itself. */
  List<String> keys() {
    return List.copyOf(keys);
  }

  /** Those of the paths that {@code json} holds nothing at, not even null. */
  Set<String> missingIn(String json) throws IOException {
    Set<String> missing = new LinkedHashSet<>(paths);
    visit(json, (path, depth) -> missing.remove(path));
    return missing;
  }

  /** The keys that the object itself holds, but those that are the way into another of its keys. */
  Set<String> keysIn(String json) throws IOException {
    Set<String> held = new HashSet<>();
    Set<String> nested = new HashSet<>();
    visit(json, (path, depth) -> (depth == 1 ? held : nested).add(path));
    held.retainAll(keys);
    held.removeAll(nested);
    return held;
  }

  private interface Visitor {
    void at(String path, int depth);
  }

  private void visit(String json, Visitor visitor) throws IOException {
    try (JsonParser parser = Json.factory().createParser(json)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        visit(parser, "", 1, visitor);
      }
    }
  }

  private void visit(JsonParser parser, String prefix, int depth, Visitor visitor)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String path = prefix + parser.currentName();
      visitor.at(path, depth);
      if (parser.nextToken() == JsonToken.START_OBJECT && keys.contains(path)) {
        visit(parser, path + ".", depth + 1, visitor);
      } else {
        parser.skipChildren();
      }
    }
  }
}
