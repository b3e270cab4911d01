package io.github.wandbjdbc.client.api.streams;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.api.json.JsonFields;
import io.github.wandbjdbc.client.api.paging.RunReference;
import io.github.wandbjdbc.client.reading.EnvironmentBuilder;
import io.github.wandbjdbc.client.reading.EnvironmentBuilder.Fact;
import io.github.wandbjdbc.client.reading.MetadataReader;
import io.github.wandbjdbc.client.reading.MetricListReader;
import io.github.wandbjdbc.client.reading.MetricListReader.Metrics;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the client keeps in runs' configs for itself, under {@code _wandb}. Configs are asked
 * for by that key; until it was found so, a config that lacks it is looked at as a whole, and then
 * all of them if that shows it, or shows nothing a few times.
 */
final class InternalConfig {
  private static final String KEY = "_wandb";

  /** So many configs that have nothing there are enough to ask for all of them. */
  private static final int ENOUGH = 3;

  private final String what;
  private boolean isWhole;
  private boolean isFound;
  private int bare;
  private boolean wereKeysAsked;

  /**
   * @param what is asked for, for messages
   * @param isWhole whether the server fails where it is asked for a config by keys
   */
  InternalConfig(String what, boolean isWhole) {
    this.what = what;
    this.isWhole = isWhole;
  }

  String what() {
    return what;
  }

  /** The keys to ask for in the next question about several runs or one; null for all. */
  @Nullable List<String> ask() {
    wereKeysAsked = !isWhole;
    return isWhole ? null : List.of(KEY);
  }

  /** Whether {@code config}, of an answer to the last such question, may lack what is there. */
  boolean isDoubtful(OfRun config) {
    isFound |= wereKeysAsked && !config.isMissing();
    return wereKeysAsked && !isFound && config.isMissing();
  }

  /** Takes note of what the whole of a config showed that was doubtful. */
  void settle(OfRun whole) {
    bare += whole.isMissing() ? 1 : 0;
    isWhole |= !whole.isMissing() || bare >= ENOUGH;
  }

  /**
   * The notes in one run's config.
   *
   * @param isMissing whether it has nothing of the client's
   */
  record OfRun(boolean isMissing, Metrics metrics, EnvironmentBuilder environment) {}

  /** The notes in {@code facts}; a config that is no JSON object is told of, and passed over. */
  OfRun read(RunFacts facts, RunReference run, CallScope scope) {
    Metrics metrics = new Metrics();
    EnvironmentBuilder environment = new EnvironmentBuilder();
    boolean[] isThere = new boolean[1];
    String json = facts.config();
    if (json != null) {
      try (JsonParser parser = Json.factory().createParser(json)) {
        parser.nextToken();
        JsonFields.at(
            parser,
            KEY,
            value -> {
              isThere[0] = true;
              readInternal(value, metrics, environment);
            });
      } catch (IOException e) {
        isThere[0] = true;
        scope.warn("%s of %s: its config is no JSON object".formatted(what, run));
      }
    }
    return new OfRun(!isThere[0], metrics, environment);
  }

  /** The object at which {@code parser} stands may be in an envelope, as other values are. */
  private static void readInternal(
      JsonParser parser, Metrics metrics, EnvironmentBuilder environment) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    JsonFields.each(
        parser,
        (name, value) -> {
          boolean isObject = value.currentToken() == JsonToken.START_OBJECT;
          switch (name) {
            case "value" -> readInternal(value, metrics, environment);
            case "m" -> MetricListReader.read(value, metrics);
            case "python_version" -> {
              if (value.currentToken() == JsonToken.VALUE_STRING) {
                environment.add(Fact.PYTHON, value.getText());
              }
            }
            case "e" -> {
              if (isObject) {
                readWriters(value, environment);
              }
            }
            default -> {
              // Telemetry, and what charts are made of.
            }
          }
        });
  }

  /** The notes of each writer of a run; those of the first count. */
  private static void readWriters(JsonParser parser, EnvironmentBuilder environment)
      throws IOException {
    EnvironmentBuilder noted = new EnvironmentBuilder();
    JsonFields.each(
        parser,
        (writer, value) -> {
          if (value.currentToken() == JsonToken.START_OBJECT) {
            noted.addAll(MetadataReader.read(value));
          }
        });
    // What is noted with the machine says more than what the config says of Python.
    noted.addAll(environment);
    environment.replaceBy(noted);
  }
}
