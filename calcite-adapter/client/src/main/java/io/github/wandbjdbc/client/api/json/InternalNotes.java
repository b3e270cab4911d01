package io.github.wandbjdbc.client.api.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.reading.EnvironmentBuilder;
import io.github.wandbjdbc.client.reading.EnvironmentBuilder.Fact;
import io.github.wandbjdbc.client.reading.MetadataReader;
import io.github.wandbjdbc.client.reading.MetricListReader;
import io.github.wandbjdbc.client.reading.MetricListReader.Metrics;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Notes that the client keeps for itself in a run's config, under {@code _wandb}. */
public final class InternalNotes {
  /** The key that they are under. */
  public static final String KEY = "_wandb";

  private final Metrics metrics = new Metrics();
  private final EnvironmentBuilder environment = new EnvironmentBuilder();
  private boolean isMissing = true;
  private boolean isOfMachine;

  private InternalNotes() {}

  /**
   * Those in {@code config}, as the server holds it; null if there is none.
   *
   * @throws IOException if it is no JSON object
   */
  public static InternalNotes read(@Nullable String config) throws IOException {
    InternalNotes notes = new InternalNotes();
    if (config != null) {
      try (JsonParser parser = Json.factory().createParser(config)) {
        parser.nextToken();
        JsonFields.at(
            parser,
            KEY,
            value -> {
              notes.isMissing = false;
              notes.add(value);
            });
      }
    }
    return notes;
  }

  /** Whether there are none. */
  public boolean areMissing() {
    return isMissing;
  }

  /** Whether they tell of the machine and the program. */
  public boolean areOfMachine() {
    return isOfMachine;
  }

  /** How the program defined its metrics. */
  public Metrics metrics() {
    return metrics;
  }

  /** The environment that the run was in. */
  public EnvironmentBuilder environment() {
    return environment;
  }

  /** The object at which {@code parser} stands may be in an envelope, as other values are. */
  private void add(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    JsonFields.each(
        parser,
        (name, value) -> {
          switch (name) {
            case "value" -> add(value);
            case "m" -> MetricListReader.read(value, metrics);
            case "python_version" -> {
              if (value.currentToken() == JsonToken.VALUE_STRING) {
                environment.add(Fact.PYTHON, value.getText());
              }
            }
            case "e" -> {
              if (value.currentToken() == JsonToken.START_OBJECT) {
                addWriters(value);
              }
            }
            default -> {
              // Telemetry, and the parts of charts.
            }
          }
        });
  }

  /** The notes of each writer of a run; those of the first count. */
  private void addWriters(JsonParser parser) throws IOException {
    EnvironmentBuilder noted = new EnvironmentBuilder();
    JsonFields.each(
        parser,
        (writer, value) -> {
          if (value.currentToken() == JsonToken.START_OBJECT) {
            isOfMachine = true;
            noted.addAll(MetadataReader.read(value));
          }
        });
    // Notes of the machine say more than the config does of Python.
    noted.addAll(environment);
    environment.replaceBy(noted);
  }
}
