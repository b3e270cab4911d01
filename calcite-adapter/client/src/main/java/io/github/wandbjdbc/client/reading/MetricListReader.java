package io.github.wandbjdbc.client.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.logged.MetricDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the definitions of metrics that the client keeps in a config: a list of records whose
 * fields are named by their numbers, or as they are called. A metric over which others are drawn is
 * told by its place in the list, from 1; flags that are set are a list of their numbers, or an
 * object.
 */
public final class MetricListReader {
  /** More metrics than any run defines. */
  private static final int MAX_METRICS = 100_000;

  private MetricListReader() {}

  /** The definitions of a run, in their order. */
  public static final class Metrics {
    private final List<MetricDefinitionBuilder> metrics = new ArrayList<>();
    private final Map<MetricDefinitionBuilder, Integer> steps = new LinkedHashMap<>();

    /** Those of {@code run}. */
    public List<MetricDefinition> build(String run) {
      steps.forEach(
          (metric, index) -> {
            if (index >= 1 && index <= metrics.size()) {
              metric.text(MetricDefinitionBuilder.STEP_METRIC, metrics.get(index - 1).name());
            }
          });
      Set<Integer> ofOthers = new HashSet<>(steps.values());
      Map<String, MetricDefinition> byName = new LinkedHashMap<>();
      for (int i = 0; i < metrics.size(); i++) {
        MetricDefinitionBuilder metric = metrics.get(i);
        // What others are drawn over is in the list, though nobody may have defined it.
        boolean isOnlyStep = !metric.isDefined() && ofOthers.contains(i + 1);
        if (!metric.name().isEmpty() && !isOnlyStep) {
          byName.put(metric.name(), metric.build(run));
        }
      }
      return List.copyOf(byName.values());
    }
  }

  /**
   * Adds the list at which {@code parser} stands to {@code metrics}; anything else is passed over.
   */
  public static void read(JsonParser parser, Metrics metrics) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      MetricDefinitionBuilder metric = new MetricDefinitionBuilder();
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        readMetric(parser, metric, metrics);
      } else {
        parser.skipChildren();
      }
      if (metrics.metrics.size() < MAX_METRICS) {
        // What isn't understood has a place in the list all the same.
        metrics.metrics.add(metric);
      }
    }
  }

  private static void readMetric(JsonParser parser, MetricDefinitionBuilder metric, Metrics metrics)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      int field = field(parser.currentName());
      JsonToken token = parser.nextToken();
      switch (field) {
        case MetricDefinitionBuilder.NAME,
            MetricDefinitionBuilder.GLOB_NAME,
            MetricDefinitionBuilder.STEP_METRIC -> {
          if (token == JsonToken.VALUE_STRING) {
            metric.text(field, parser.getText());
          }
        }
        case MetricDefinitionBuilder.STEP_METRIC_INDEX -> {
          Integer index = number(parser);
          if (index != null) {
            metrics.steps.put(metric, index);
          }
        }
        case MetricDefinitionBuilder.OPTIONS, MetricDefinitionBuilder.SUMMARY ->
            readFlags(parser, field, metric);
        case MetricDefinitionBuilder.GOAL -> {
          Integer goal = number(parser);
          if (goal != null) {
            metric.goal(goal);
          } else if (token == JsonToken.VALUE_STRING) {
            metric.goal(parser.getText());
          }
        }
        default -> {
          // A field that isn't shown.
        }
      }
      parser.skipChildren();
    }
  }

  private static int field(String name) {
    return switch (name.toLowerCase(Locale.ROOT).replace("_", "")) {
      case "1", "name" -> MetricDefinitionBuilder.NAME;
      case "2", "globname", "glob" -> MetricDefinitionBuilder.GLOB_NAME;
      case "4", "stepmetric" -> MetricDefinitionBuilder.STEP_METRIC;
      case "5", "stepmetricindex" -> MetricDefinitionBuilder.STEP_METRIC_INDEX;
      case "6", "options" -> MetricDefinitionBuilder.OPTIONS;
      case "7", "summary" -> MetricDefinitionBuilder.SUMMARY;
      case "8", "goal" -> MetricDefinitionBuilder.GOAL;
      default -> 0;
    };
  }

  private static void readFlags(JsonParser parser, int field, MetricDefinitionBuilder metric)
      throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        Integer number = number(parser);
        if (number != null) {
          metric.flag(field, number);
        } else if (parser.currentToken() == JsonToken.VALUE_STRING) {
          metric.flag(field, parser.getText());
        }
        parser.skipChildren();
      }
    } else if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String flag = parser.currentName();
        boolean isSet = isSet(parser.nextToken(), parser);
        parser.skipChildren();
        if (isSet) {
          Integer number = number(flag);
          if (number != null) {
            metric.flag(field, number);
          } else {
            metric.flag(field, flag);
          }
        }
      }
    }
  }

  private static boolean isSet(JsonToken token, JsonParser parser) throws IOException {
    return token == JsonToken.VALUE_TRUE || (token.isNumeric() && parser.getDoubleValue() != 0);
  }

  /** The whole number at which {@code parser} stands, which may be a text; null if it is none. */
  private static @Nullable Integer number(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token.isNumeric()) {
      double value = parser.getDoubleValue();
      return value == (int) value ? (Integer) (int) value : null;
    }
    return token == JsonToken.VALUE_STRING ? number(parser.getText()) : null;
  }

  private static @Nullable Integer number(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
