package io.github.wandbjdbc.rows.tables;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.reading.ValueReader;
import io.github.wandbjdbc.client.values.Json;
import io.github.wandbjdbc.rows.KeyCollector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One value of a run's config or summary.
 *
 * @param json the value as standard JSON text
 */
record RunValue(String runId, String path, String json) {

  static List<RunValue> ofConfig(Run run) {
    return of(run, run.config(), false);
  }

  /** The values of a summary; of the internal keys only the clocks count. */
  static List<RunValue> ofSummary(Run run) {
    return of(run, run.summary(), true);
  }

  /** Where a literal name with dots meets a nested one, the nested value counts. */
  private static List<RunValue> of(Run run, @Nullable String json, boolean skipsInternal) {
    if (json == null) {
      return List.of();
    }
    Map<String, String> leaves = new LinkedHashMap<>();
    Map<String, Integer> depths = new LinkedHashMap<>();
    try {
      KeyCollector.forEachLeaf(
          json,
          skipsInternal,
          (path, depth, leaf) -> {
            if (depth >= depths.getOrDefault(path, 0)) {
              depths.put(path, depth);
              leaves.put(path, leaf);
            }
          });
    } catch (IOException e) {
      throw new WandbException(
          Kind.MALFORMED_RESPONSE,
          "run %s: its config or summary is not a JSON object".formatted(run.id()),
          e);
    }
    List<RunValue> values = new ArrayList<>();
    leaves.forEach((path, leaf) -> values.add(new RunValue(run.id(), path, leaf)));
    return values;
  }

  /** The number that it is, NaN and the infinities included, else null. */
  @Nullable Double number() {
    return value(ValueType.NUMBER) instanceof Double number ? number : null;
  }

  /** A string as itself, anything else as JSON text; null for null. */
  @Nullable Object text() {
    return value(ValueType.TEXT);
  }

  private @Nullable Object value(ValueType type) {
    try (JsonParser parser = Json.factory().createParser(json)) {
      parser.nextToken();
      return ValueReader.value(parser, type);
    } catch (IOException e) {
      throw new UncheckedIOException("our own JSON", e);
    }
  }
}
