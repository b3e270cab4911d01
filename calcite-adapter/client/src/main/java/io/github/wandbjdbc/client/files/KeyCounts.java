package io.github.wandbjdbc.client.files;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.HistoryKeys.TypeCount;
import io.github.wandbjdbc.client.files.log.Item;
import io.github.wandbjdbc.client.values.Json;
import io.github.wandbjdbc.client.values.StoredNumber;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How often each key of a history was logged as which type, in the words of the API's {@code
 * historyKeys}: nested keys under their dotted path, objects with a {@code _type} under that.
 */
final class KeyCounts {
  /** More keys than any table shows; further ones are told when a row has them. */
  private static final int MAX_KEYS =
      (int) Math.min(100_000, Runtime.getRuntime().maxMemory() / 4096);

  private static final long MAX_CHARACTERS =
      Math.min(16 << 20, Runtime.getRuntime().maxMemory() / 64);

  /** The strings that stand for numbers where the other values of the key are numbers. */
  private static final String NON_FINITE = "non-finite";

  private static final String NUMBER = "number";
  private static final String STRING = "string";

  private final Map<List<String>, Map<String, Long>> counts = new HashMap<>();
  private long characters;

  /** Adds the values of one row. */
  void add(List<Item> items) throws IOException {
    Map<List<String>, String> typed = Map.of();
    boolean isFlat = true;
    for (Item item : items) {
      isFlat &= item.path().size() == 1 && !item.isObject();
    }
    List<Item> leaves = isFlat ? items : leaves(items);
    if (!isFlat) {
      typed = typedObjects(leaves);
    }
    for (Item leaf : leaves) {
      if (typed.isEmpty() || !liesWithin(leaf.path(), typed)) {
        count(leaf.path(), typeOf(leaf));
      }
    }
    for (Map.Entry<List<String>, String> object : typed.entrySet()) {
      if (!liesWithin(object.getKey(), typed)) {
        count(object.getKey(), object.getValue());
      }
    }
  }

  /**
   * The counts by dotted path and type. A project has many runs with the same keys, and a run many
   * keys with the same counts, so equal ones are one in memory.
   *
   * @param names shares the names of keys
   */
  Map<String, Map<String, Long>> byKey(UnaryOperator<String> names) {
    Map<String, Map<String, Long>> keys = new HashMap<>();
    counts.forEach((path, types) -> merge(names.apply(String.join(".", path)), types, keys));
    Map<Map<String, Long>, Map<String, Long>> shared = new HashMap<>();
    keys.replaceAll((key, types) -> shared.computeIfAbsent(Map.copyOf(types), same -> same));
    return Map.copyOf(keys);
  }

  /** Adds the counts of one key to those of {@code keys}. */
  static void merge(String key, Map<String, Long> types, Map<String, Map<String, Long>> keys) {
    Map<String, Long> sum = keys.computeIfAbsent(key, name -> new HashMap<>());
    types.forEach((type, count) -> sum.merge(type, count, Long::sum));
  }

  /** The counts of one key as the port tells them. */
  static List<TypeCount> typeCounts(Map<String, Long> types) {
    Map<String, Long> named = new HashMap<>(types);
    Long nonFinite = named.remove(NON_FINITE);
    if (nonFinite != null) {
      named.merge(named.containsKey(NUMBER) ? NUMBER : STRING, nonFinite, Long::sum);
    }
    return named.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> new TypeCount(entry.getKey(), entry.getValue(), Map.of()))
        .toList();
  }

  private void count(List<String> path, String type) {
    Map<String, Long> types = counts.get(path);
    if (types == null) {
      characters += path.stream().mapToInt(String::length).sum();
      if (counts.size() >= MAX_KEYS || characters > MAX_CHARACTERS) {
        return;
      }
      types = new HashMap<>(2);
      counts.put(path, types);
    }
    types.merge(type, 1L, Long::sum);
  }

  private static String typeOf(Item leaf) {
    return switch (leaf.first()) {
      case '"' -> isNonFinite(leaf.json()) ? NON_FINITE : STRING;
      case '[' -> "list";
      case '{' -> "map";
      case 't', 'f' -> "bool";
      case 'n' -> "nil";
      default -> NUMBER;
    };
  }

  private static boolean isNonFinite(String json) {
    return json.length() > 2
        && json.startsWith("\"")
        && StoredNumber.named(json.substring(1, json.length() - 1)) != null;
  }

  private static List<Item> leaves(List<Item> items) throws IOException {
    List<Item> leaves = new ArrayList<>();
    for (Item item : items) {
      if (item.isObject()) {
        try (JsonParser parser = Json.factory().createParser(item.json())) {
          parser.nextToken();
          addLeaves(parser, item.path(), leaves);
        }
      } else {
        leaves.add(item);
      }
    }
    return leaves;
  }

  private static void addLeaves(JsonParser parser, List<String> path, List<Item> leaves)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      // NaN and the infinities without quotes are numbers, with quotes perhaps texts.
      boolean isNumber = parser.currentToken().isNumeric();
      leaves.add(new Item(path, isNumber ? parser.getText() : Json.text(parser)));
      return;
    }
    boolean isEmpty = true;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      isEmpty = false;
      List<String> inner = new ArrayList<>(path);
      inner.add(parser.currentName());
      parser.nextToken();
      addLeaves(parser, List.copyOf(inner), leaves);
    }
    if (isEmpty) {
      leaves.add(new Item(path, "{}"));
    }
  }

  /** The objects that say what they are: media, histograms, tables. */
  private static Map<List<String>, String> typedObjects(List<Item> leaves) {
    Map<List<String>, String> typed = new LinkedHashMap<>();
    for (Item leaf : leaves) {
      int depth = leaf.path().size();
      if (depth > 1 && leaf.path().get(depth - 1).equals("_type") && leaf.first() == '"') {
        typed.put(leaf.path().subList(0, depth - 1), typeName(leaf.json()));
      }
    }
    return typed;
  }

  private static String typeName(String json) {
    String text = json.strip();
    return text.substring(1, Math.max(1, text.length() - 1));
  }

  private static boolean liesWithin(List<String> path, Map<List<String>, String> typed) {
    for (int depth = 1; depth < path.size(); depth++) {
      if (typed.containsKey(path.subList(0, depth))) {
        return true;
      }
    }
    return false;
  }
}
