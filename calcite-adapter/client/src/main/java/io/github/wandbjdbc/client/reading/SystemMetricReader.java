package io.github.wandbjdbc.client.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.Misfit;
import io.github.wandbjdbc.client.SystemMetric;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.values.Json;
import io.github.wandbjdbc.client.values.StoredNumber;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the measurements of one moment apart. */
public final class SystemMetricReader {
  private static final String PREFIX = "system.";
  private static final String LABEL = "/l:";

  private final String runId;
  private final @Nullable Instant recordedAt;
  private final @Nullable Double runtime;
  private final List<SystemMetric> metrics = new ArrayList<>();

  /** A reader of what run {@code runId} measured at a moment, null where it wasn't noted. */
  public SystemMetricReader(String runId, @Nullable Instant recordedAt, @Nullable Double runtime) {
    this.runId = runId;
    this.recordedAt = recordedAt;
    this.runtime = runtime;
  }

  /**
   * Adds the value at which {@code parser} stands; old writers put several into one object. Leaves
   * the parser at the value's last token.
   *
   * @param key with or without the prefix {@code system.}
   */
  public void add(String key, JsonParser parser) throws IOException {
    String bare = key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : key;
    int label = bare.lastIndexOf(LABEL);
    if (label < 0) {
      add(bare, null, parser);
    } else {
      add(bare.substring(0, label), bare.substring(label + LABEL.length()), parser);
    }
  }

  private void add(String key, @Nullable String label, JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        add(key + "." + name, label, parser);
      }
      return;
    }
    metrics.add(new SystemMetric(runId, recordedAt, runtime, key, value(parser), label));
  }

  /** Old writers quoted numbers. */
  private static @Nullable Object value(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      try {
        return StoredNumber.parse(parser.getText());
      } catch (NumberFormatException e) {
        return new Misfit(Json.text(parser));
      }
    }
    return ValueReader.value(parser, ValueType.NUMBER);
  }

  /** The metrics that were added, in that order. */
  public List<SystemMetric> metrics() {
    return metrics;
  }
}
