package io.github.wandbjdbc.client.api.runs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.HistoryKeys.TypeCount;
import io.github.wandbjdbc.client.api.json.JsonFields;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** Reads {@code Run.historyKeys}, which is an object, or a string that holds one. */
public final class HistoryKeysReader {
  /** No step lies beyond that, which leaves room to count with. */
  private static final long MAX_STEP = 1L << 62;

  private final Predicate<String> wanted;
  private final boolean isStrict;
  private final Map<String, List<TypeCount>> keys = new LinkedHashMap<>();
  private final Set<String> monotonic = new HashSet<>();
  private long lastStep = -1;

  private HistoryKeysReader(Predicate<String> wanted, boolean isStrict) {
    this.wanted = wanted;
    this.isStrict = isStrict;
  }

  /** All keys; what can't be a last step is an error. */
  static HistoryKeys read(JsonParser value) throws IOException {
    return read(value, key -> true, true);
  }

  /**
   * How far the history goes, and of its keys, which may be many, those {@code counted}, with
   * whether they are monotonic, and whether the times are; what can't be a last step isn't one.
   */
  public static HistoryKeys readExtent(JsonParser value, Set<String> counted) throws IOException {
    return read(value, key -> key.equals("_step") || counted.contains(key), false);
  }

  private static HistoryKeys read(JsonParser value, Predicate<String> wanted, boolean isStrict)
      throws IOException {
    if (JsonFields.isNull(value)) {
      return HistoryKeys.NONE;
    }
    HistoryKeysReader reader = new HistoryKeysReader(wanted, isStrict);
    if (value.currentToken() == JsonToken.VALUE_STRING) {
      try (JsonParser inner = Json.factory().createParser(value.getText())) {
        inner.nextToken();
        JsonFields.each(inner, reader::member);
        JsonFields.end(inner);
      }
    } else {
      JsonFields.each(value, reader::member);
    }
    return new HistoryKeys(reader.lastStep, reader.steps(), reader.keys, reader.monotonic);
  }

  private void member(String name, JsonParser value) throws IOException {
    if (name.equals("lastStep")) {
      long step =
          isStrict
              ? Math.max(-1, Objects.requireNonNullElse(JsonFields.whole(value), -1L))
              : JsonFields.count(value);
      lastStep = step < MAX_STEP ? step : -1;
    } else if (name.equals("keys")) {
      JsonFields.each(
          value,
          (key, description) -> {
            if (wanted.test(key)) {
              keys.put(key, describe(key, description));
            } else if (!isStrict && HistoryKeys.TIMES.contains(key)) {
              describe(key, description);
            }
          });
    }
  }

  private long steps() {
    List<TypeCount> counts = keys.get("_step");
    return counts == null || counts.isEmpty()
        ? -1
        : counts.stream()
            .filter(count -> !count.type().equals("nil"))
            .mapToLong(TypeCount::count)
            .sum();
  }

  private List<TypeCount> describe(String key, JsonParser description) throws IOException {
    List<TypeCount> counts = new ArrayList<>();
    JsonFields.each(
        description,
        (member, value) -> {
          if (member.equals("typeCounts")) {
            counts.addAll(typeCountList(value));
          } else if (!isStrict
              && member.equals("monotonic")
              && value.currentToken() == JsonToken.VALUE_TRUE) {
            monotonic.add(key);
          }
        });
    return counts;
  }

  private static List<TypeCount> typeCountList(JsonParser list) throws IOException {
    List<TypeCount> counts = new ArrayList<>();
    JsonFields.elements(list, element -> counts.add(typeCount(element)));
    return counts;
  }

  private static TypeCount typeCount(JsonParser element) throws IOException {
    TypeCountBuilder builder = new TypeCountBuilder();
    JsonFields.each(element, builder::member);
    return new TypeCount(builder.type, builder.count, builder.keys);
  }

  private static final class TypeCountBuilder {
    private final Map<String, List<TypeCount>> keys = new LinkedHashMap<>();
    private String type = "";
    private long count;

    void member(String name, JsonParser value) throws IOException {
      switch (name) {
        case "type" -> type = Objects.requireNonNullElse(JsonFields.text(value), "");
        case "count" -> count = Math.max(0, JsonFields.count(value));
        case "keys" -> JsonFields.each(value, (key, list) -> keys.put(key, typeCountList(list)));
        default -> {
          // Other members describe what no column needs.
        }
      }
    }
  }
}
