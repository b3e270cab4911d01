package io.github.wandbjdbc.standin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes {@code historyKeys} out of rows. */
final class KeyCounts {
  private final boolean nestedAsMaps;
  private final Map<String, Map<String, Tally>> counts = new LinkedHashMap<>();

  private KeyCounts(boolean nestedAsMaps) {
    this.nestedAsMaps = nestedAsMaps;
  }

  /**
   * {@code historyKeys} of {@code run}; null if it logged nothing. Nested metrics stand under
   * dotted paths, or as {@code map} types with keys of their own.
   */
  static @Nullable Map<String, Object> of(
      Experiment run, boolean nestedAsMaps, boolean tellsMonotonic) {
    History history = run.history;
    if (history.lastStep() < 0) {
      return null;
    }
    KeyCounts keys = new KeyCounts(nestedAsMaps);
    history.visit(
        0,
        Long.MAX_VALUE,
        (step, values) -> {
          if (!run.withoutStep.contains(step)) {
            tally(keys.counts, "_step", "number");
          }
          keys.countAll(keys.counts, "", values);
        });
    Map<String, Object> byKey = new LinkedHashMap<>();
    keys.counts.forEach(
        (key, types) ->
            byKey.put(
                key,
                tellsMonotonic && rises(history, key)
                    ? Map.of("typeCounts", told(types), "monotonic", true)
                    : Map.of("typeCounts", told(types))));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("keys", byKey);
    answer.put("lastStep", history.lastStep());
    answer.put("sets", List.of());
    return answer;
  }

  /** Whether each value of {@code key} is a number, and none is below the one before. */
  private static boolean rises(History history, String key) {
    double[] before = {Double.NEGATIVE_INFINITY};
    boolean[] rises = {true};
    history.visit(
        0,
        Long.MAX_VALUE,
        (step, values) -> {
          if (values.containsKey(key)) {
            rises[0] &=
                values.get(key) instanceof Number number && number.doubleValue() >= before[0];
            before[0] = values.get(key) instanceof Number number ? number.doubleValue() : before[0];
          }
        });
    return rises[0];
  }

  /** The keys of several answers as one. */
  static Map<String, Object> merged(List<Map<String, Object>> answers) {
    Map<String, Object> keys = new LinkedHashMap<>();
    long lastStep = -1;
    for (Map<String, Object> answer : answers) {
      if (answer.get("keys") instanceof Map<?, ?> held) {
        held.forEach(
            (key, told) ->
                keys.merge((String) key, ((Map<?, ?>) told).get("typeCounts"), KeyCounts::both));
      }
      if (answer.get("lastStep") instanceof Number last) {
        lastStep = Math.max(lastStep, last.longValue());
      }
    }
    keys.replaceAll((key, counts) -> Map.of("typeCounts", counts));
    return Map.of("keys", keys, "lastStep", lastStep);
  }

  /** Type counts of both, the counts of one type added up. */
  private static Object both(Object some, Object others) {
    Map<Object, Map<Object, Object>> byType = new LinkedHashMap<>();
    for (Object list : List.of(some, others)) {
      for (Object element : (List<?>) list) {
        Map<?, ?> count = (Map<?, ?>) element;
        byType.merge(count.get("type"), new LinkedHashMap<>(count), KeyCounts::sum);
      }
    }
    return new ArrayList<>(byType.values());
  }

  private static Map<Object, Object> sum(Map<Object, Object> one, Map<Object, Object> other) {
    Map<Object, Object> sum = new LinkedHashMap<>(one);
    sum.merge(
        "count",
        other.getOrDefault("count", 0),
        (a, b) -> ((Number) a).longValue() + ((Number) b).longValue());
    if (other.get("keys") instanceof Map<?, ?> more) {
      Map<Object, Object> keys = new LinkedHashMap<>();
      if (one.get("keys") instanceof Map<?, ?> held) {
        keys.putAll(held);
      }
      more.forEach((key, counts) -> keys.merge(key, counts, KeyCounts::both));
      sum.put("keys", keys);
    }
    return sum;
  }

  /** Whether a row of {@code run}, or what {@code historyKeys} is told to say, has {@code key}. */
  static boolean hasKey(Experiment run, String key) {
    if (run.keys != null) {
      return run.keys.get("keys") instanceof Map<?, ?> keys && keys.containsKey(key);
    }
    boolean[] found = new boolean[1];
    run.history.visit(
        0, Long.MAX_VALUE, (step, values) -> found[0] = found[0] || values.containsKey(key));
    return found[0];
  }

  private void countAll(Map<String, Map<String, Tally>> into, String prefix, Map<?, ?> values) {
    values.forEach(
        (name, value) -> {
          String key = prefix + name;
          if (key.equals("_step")) {
            return;
          }
          boolean isNested =
              value instanceof Map<?, ?> map
                  && !(map.get("_type") instanceof String)
                  && !map.isEmpty();
          if (isNested && !nestedAsMaps) {
            countAll(into, key + ".", (Map<?, ?>) value);
          } else if (isNested) {
            countAll(tally(into, key, "map").keys, "", (Map<?, ?>) value);
          } else {
            tally(into, key, typeOf(value));
          }
        });
  }

  private static Tally tally(Map<String, Map<String, Tally>> into, String key, String type) {
    Tally tally =
        into.computeIfAbsent(key, k -> new LinkedHashMap<>())
            .computeIfAbsent(type, t -> new Tally());
    tally.count++;
    return tally;
  }

  private static List<Object> told(Map<String, Tally> types) {
    List<Object> list = new ArrayList<>();
    types.forEach(
        (type, tally) -> {
          Map<String, Object> told = new LinkedHashMap<>();
          told.put("type", type);
          told.put("count", tally.count);
          if (!tally.keys.isEmpty()) {
            Map<String, Object> keys = new LinkedHashMap<>();
            tally.keys.forEach((key, nested) -> keys.put(key, told(nested)));
            told.put("keys", keys);
          }
          list.add(told);
        });
    return list;
  }

  private static String typeOf(@Nullable Object value) {
    if (value == null) {
      return "nil";
    } else if (value instanceof Number) {
      return "number";
    } else if (value instanceof Boolean) {
      return "bool";
    } else if (value instanceof List) {
      return "list";
    } else if (value instanceof Map<?, ?> map) {
      return map.get("_type") instanceof String type ? type : "map";
    }
    return "string";
  }

  /** How many rows hold a key as one type, and, of a map, what it held. */
  private static final class Tally {
    private int count;
    private final Map<String, Map<String, Tally>> keys = new LinkedHashMap<>();
  }
}
