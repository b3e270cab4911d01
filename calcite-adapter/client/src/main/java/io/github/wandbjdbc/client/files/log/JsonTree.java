package io.github.wandbjdbc.client.files.log;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object put together from items: a later value replaces an earlier one, objects merge
 * unless they are told to replace.
 *
 * <p>Nodes are maps, leaves the standard JSON text of anything but an object.
 */
public final class JsonTree {
  /** About how many bytes the map takes for a value. */
  public static final long OF_AN_ENTRY = 150;

  private final Map<String, Object> root = new LinkedHashMap<>();

  /** Puts an item's value where its path says. */
  public void put(Item item) throws IOException {
    put(item.path(), item.json());
  }

  /** Puts the value {@code json} at {@code path}. */
  public void put(List<String> path, String json) throws IOException {
    Map<String, Object> node = root;
    for (String name : path.subList(0, path.size() - 1)) {
      node = child(node, name);
    }
    if (Json.isNumber(json)) {
      // Nearly all of what a log says again and again: a summary after each step.
      node.put(path.get(path.size() - 1), json);
      return;
    }
    try (JsonParser parser = Json.factory().createParser(json)) {
      if (parser.nextToken() == null) {
        throw new IOException("no value at " + path);
      }
      put(node, path.get(path.size() - 1), parser);
      if (parser.nextToken() != null) {
        throw new IOException("more than one value at " + path);
      }
    }
  }

  /** Puts an item's value in the place of what was there: an object too merges with nothing. */
  public void replace(Item item) throws IOException {
    if (item.isObject()) {
      put(item.path(), "null");
    }
    put(item);
  }

  /** Removes what lies at {@code path}, if anything does. */
  public void remove(List<String> path) {
    Map<String, Object> node = root;
    for (String name : path.subList(0, path.size() - 1)) {
      if (!(node.get(name) instanceof Map<?, ?>)) {
        return;
      }
      node = child(node, name);
    }
    node.remove(path.get(path.size() - 1));
  }

  /** Whether something lies at {@code path}. */
  public boolean has(List<String> path) {
    return at(path) != null;
  }

  /** The JSON text of the value at {@code path}; null if there is none, or an object. */
  public @Nullable String leaf(List<String> path) {
    return at(path) instanceof String json ? json : null;
  }

  private @Nullable Object at(List<String> path) {
    @Nullable Object node = root;
    for (String name : path) {
      node = node instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return node;
  }

  /** Whether nothing is in it. */
  public boolean isEmpty() {
    return root.isEmpty();
  }

  /** About how many bytes it takes in memory. */
  public long weight() {
    return weight(root);
  }

  private static long weight(Map<?, ?> node) {
    long sum = 0;
    for (Map.Entry<?, ?> entry : node.entrySet()) {
      sum += OF_AN_ENTRY + ((String) entry.getKey()).length();
      sum +=
          entry.getValue() instanceof Map<?, ?> inner
              ? weight(inner)
              : ((String) entry.getValue()).length();
    }
    return sum;
  }

  /** Puts all values of {@code other}. */
  public void putAll(JsonTree other) {
    merge(root, other.root);
  }

  /** Standard JSON text of the object. */
  public String text() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = Json.factory().createGenerator(text)) {
      write(root, generator);
    }
    return text.toString();
  }

  private static void put(Map<String, Object> node, String name, JsonParser parser)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      node.put(name, Json.text(parser));
      return;
    }
    Map<String, Object> inner = child(node, name);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String innerName = parser.currentName();
      parser.nextToken();
      put(inner, innerName, parser);
    }
  }

  /** The object under {@code name}; anything else there gives way to an empty one. */
  @SuppressWarnings("unchecked") // The maps in a tree are its nodes.
  private static Map<String, Object> child(Map<String, Object> node, String name) {
    return (Map<String, Object>)
        Objects.requireNonNull(
            node.compute(name, (key, old) -> old instanceof Map ? old : new LinkedHashMap<>()));
  }

  private static void merge(Map<String, Object> node, Map<?, ?> other) {
    other.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> inner) {
            merge(child(node, (String) name), inner);
          } else {
            node.put((String) name, value);
          }
        });
  }

  private static void write(Map<?, ?> node, JsonGenerator generator) throws IOException {
    generator.writeStartObject();
    for (Map.Entry<?, ?> entry : node.entrySet()) {
      generator.writeFieldName((String) entry.getKey());
      if (entry.getValue() instanceof Map<?, ?> inner) {
        write(inner, generator);
      } else {
        generator.writeRawValue((String) entry.getValue());
      }
    }
    generator.writeEndObject();
  }
}
