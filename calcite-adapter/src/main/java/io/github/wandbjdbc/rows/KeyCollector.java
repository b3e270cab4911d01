package io.github.wandbjdbc.rows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.HistoryKeys.TypeCount;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.values.Json;
import io.github.wandbjdbc.client.values.Nesting;
import io.github.wandbjdbc.client.values.StoredNumber;
import io.github.wandbjdbc.client.values.Texts;
import io.github.wandbjdbc.rows.DiscoveredKeys.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Collects the keys of runs: what their histories hold, or their configs, or their summaries. A key
 * with half a surrogate pair is none that SQL could name.
 */
public final class KeyCollector {
  private static final Set<String> CLOCKS = Set.of("_step", "_runtime", "_timestamp");

  /** The API lists system metrics among the history's keys, though no history row holds them. */
  private static final String SYSTEM_PREFIX = "system/";

  private KeyCollector() {}

  /** Adds what the history of one run holds, system metrics too. */
  static void addHistory(HistoryKeys history, KeySink keys) {
    history
        .keys()
        .forEach(
            (key, types) -> {
              if (HistoryKeys.isMetric(key) && Texts.isWhole(key)) {
                addTypes(key, types, 1, keys);
              }
            });
  }

  /** The keys of {@code history}, which may be that of many runs. */
  static DiscoveredKeys ofHistory(HistoryKeys history) {
    DiscoveredKeys keys = new DiscoveredKeys();
    addHistory(history, keys);
    return keys;
  }

  /** Which keys of histories are surely metrics that rows of {@code client} hold. */
  public static Predicate<String> metricsOf(WandbClient client) {
    // What a log lists as a key of its history, rows of it hold.
    boolean isLocal = client.pageSizes().isEmpty();
    return key -> isLocal || !isOfSystem(key);
  }

  /** Whether {@code key}, which the API lists, may be no metric that a row holds. */
  static boolean isOfSystem(String key) {
    return key.startsWith(SYSTEM_PREFIX);
  }

  private static void addTypes(String path, List<TypeCount> types, int depth, KeySink keys) {
    for (TypeCount type : types) {
      Map<String, List<TypeCount>> held = type.keys();
      boolean flattened = type.type().equals("map") && depth < Nesting.MAX_DEPTH && !held.isEmpty();
      keys.add(path, flattened ? Kind.MAP : kind(type.type()));
      if (flattened) {
        held.forEach(
            (name, inner) -> {
              if (Texts.isWhole(name)) {
                addTypes(path + "." + name, inner, depth + 1, keys);
              }
            });
      }
    }
  }

  /** Told of a metric, or of what a map that was logged holds. */
  public interface MetricLeaf {
    void leaf(String path, TypeCount type);
  }

  /**
   * Tells {@code leaves} of each metric of {@code history}, under each of its types.
   *
   * @param isMetric which keys are metrics that rows may hold
   */
  public static void forEachLeaf(
      HistoryKeys history, Predicate<String> isMetric, MetricLeaf leaves) {
    history
        .keys()
        .forEach(
            (key, types) -> {
              if (HistoryKeys.isMetric(key) && isMetric.test(key)) {
                visit(key, types, 1, leaves);
              }
            });
  }

  private static void visit(String path, List<TypeCount> types, int depth, MetricLeaf leaves) {
    for (TypeCount type : types) {
      if (type.type().equals("map") && depth < Nesting.MAX_DEPTH && !type.keys().isEmpty()) {
        type.keys().forEach((name, inner) -> visit(path + "." + name, inner, depth + 1, leaves));
      } else {
        leaves.leaf(path, type);
      }
    }
  }

  private static Kind kind(String type) {
    return switch (type) {
      case "number" -> Kind.NUMBER;
      case "bool" -> Kind.BOOLEAN;
      case "string" -> Kind.STRING;
      case "nil" -> Kind.NIL;
      case "map" -> Kind.EMPTY_MAP;
      default -> Kind.OTHER;
    };
  }

  /** Adds what the config of one run, a JSON object, holds. */
  static void addConfig(@Nullable String json, KeySink keys) throws IOException {
    addObject(json, "config.", false, keys);
  }

  /** Adds what the summary of one run, a JSON object, holds; internal keys don't count. */
  static void addSummary(@Nullable String json, KeySink keys) throws IOException {
    addObject(json, "summary.", true, keys);
  }

  private static void addObject(
      @Nullable String json, String prefix, boolean skipInternal, KeySink keys) throws IOException {
    if (json == null) {
      return;
    }
    try (JsonParser parser = Json.factory().createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("a JSON object was expected");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        boolean isInternal = skipInternal && name.startsWith("_") && !CLOCKS.contains(name);
        if (isInternal || !Texts.isWhole(name)) {
          parser.skipChildren();
        } else {
          addValue(parser, prefix + name, 1, keys);
        }
      }
    }
  }

  private static void addValue(JsonParser parser, String path, int depth, KeySink keys)
      throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.START_OBJECT) {
      keys.add(path, kind(parser, token));
      parser.skipChildren();
      return;
    }
    String json = Json.text(parser);
    if (depth >= Nesting.MAX_DEPTH || Nesting.isMedia(json)) {
      keys.add(path, Kind.OTHER);
      return;
    }
    try (JsonParser inner = Json.factory().createParser(json)) {
      inner.nextToken();
      boolean empty = true;
      while (inner.nextToken() == JsonToken.FIELD_NAME) {
        empty = false;
        String name = inner.currentName();
        inner.nextToken();
        if (Texts.isWhole(name)) {
          addValue(inner, path + "." + name, depth + 1, keys);
        } else {
          inner.skipChildren();
        }
      }
      keys.add(path, empty ? Kind.EMPTY_MAP : Kind.MAP);
    }
  }

  /** Told of a value: the names of the objects around it, their number, and the value itself. */
  public interface ValueLeaf {
    void leaf(String path, int depth, String json);
  }

  /** Tells {@code leaves} of each value of the JSON object {@code json}. */
  public static void forEachLeaf(String json, boolean skipInternal, ValueLeaf leaves)
      throws IOException {
    try (JsonParser parser = Json.factory().createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("a JSON object was expected");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (skipInternal && name.startsWith("_") && !CLOCKS.contains(name)) {
          parser.skipChildren();
        } else {
          visit(parser, name, 1, leaves);
        }
      }
    }
  }

  private static void visit(JsonParser parser, String path, int depth, ValueLeaf leaves)
      throws IOException {
    boolean isObject = parser.currentToken() == JsonToken.START_OBJECT;
    String json = Json.text(parser);
    if (!isObject || !Nesting.isMap(json, depth)) {
      leaves.leaf(path, depth, json);
      return;
    }
    try (JsonParser inner = Json.factory().createParser(json)) {
      inner.nextToken();
      while (inner.nextToken() == JsonToken.FIELD_NAME) {
        String name = inner.currentName();
        inner.nextToken();
        visit(inner, path + "." + name, depth + 1, leaves);
      }
    }
  }

  private static Kind kind(JsonParser parser, JsonToken token) throws IOException {
    if (token.isNumeric()) {
      return Kind.NUMBER;
    }
    if (token.isBoolean()) {
      return Kind.BOOLEAN;
    }
    if (token == JsonToken.VALUE_NULL) {
      return Kind.NIL;
    }
    if (token != JsonToken.VALUE_STRING) {
      return Kind.OTHER;
    }
    return StoredNumber.named(parser.getText()) == null ? Kind.STRING : Kind.NON_FINITE;
  }
}
