package io.github.wandbjdbc.client.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

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
    String value = null;
    List<String> names = new ArrayList<>(2);
    List<String> values = new ArrayList<>(2);
    while (entry.nextToken() == JsonToken.FIELD_NAME) {
      String name = entry.currentName();
      entry.nextToken();
      String text = Json.text(entry);
      value = name.equals("value") ? text : value;
      names.add(name);
      values.add(text);
    }
    if (value != null) {
      json.writeRawValue(value);
      return;
    }
    json.writeStartObject();
    for (int i = 0; i < names.size(); i++) {
      json.writeFieldName(names.get(i));
      json.writeRawValue(values.get(i));
    }
    json.writeEndObject();
  }
}
