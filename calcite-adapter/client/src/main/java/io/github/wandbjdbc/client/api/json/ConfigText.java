package io.github.wandbjdbc.client.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.io.StringWriter;

/**
 * Unwraps a run's config: the API holds each entry in an envelope, {@code {"lr": {"value": 0.1,
 * "desc": null}}}, but for those of some old or foreign clients, and adds entries of its own.
 */
public final class ConfigText {
  private ConfigText() {}

  /**
   * The config as standard JSON, as the user wrote it.
   *
   * @throws IOException if it is no JSON object
   */
  public static String unwrap(String wrapped) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonParser parser = Json.factory().createParser(wrapped);
        JsonGenerator json = Json.factory().createGenerator(text)) {
      parser.nextToken();
      json.writeStartObject();
      JsonFields.each(
          parser,
          (name, entry) -> {
            if (!name.equals("_wandb") && !name.equals("wandb_version")) {
              json.writeFieldName(name);
              entry(entry, json);
            }
          });
      json.writeEndObject();
      JsonFields.end(parser);
    }
    return text.toString();
  }

  private static void entry(JsonParser entry, JsonGenerator json) throws IOException {
    if (entry.currentToken() != JsonToken.START_OBJECT) {
      Json.copy(entry, json);
      return;
    }
    // Whether it is an envelope shows only at its end.
    String whole = Json.text(entry);
    String value = value(whole);
    try (JsonParser parser = Json.factory().createParser(value.isEmpty() ? whole : value)) {
      parser.nextToken();
      Json.copy(parser, json);
    }
  }

  /** The value in the envelope; empty if it isn't an envelope. */
  private static String value(String envelope) throws IOException {
    StringBuilder text = new StringBuilder();
    try (JsonParser parser = Json.factory().createParser(envelope)) {
      parser.nextToken();
      JsonFields.at(
          parser,
          "value",
          value -> {
            text.setLength(0);
            text.append(Json.text(value));
          });
    }
    return text.toString();
  }
}
