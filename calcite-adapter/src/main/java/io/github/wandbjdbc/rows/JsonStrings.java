package io.github.wandbjdbc.rows;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON arrays of strings, which is how SQL sees a run's tags. */
public final class JsonStrings {
  private JsonStrings() {}

  /** The array of {@code strings} as JSON text. */
  public static String array(List<String> strings) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = Json.factory().createGenerator(text)) {
      generator.writeStartArray();
      for (String string : strings) {
        generator.writeString(string);
      }
      generator.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a StringWriter doesn't fail", e);
    }
    return text.toString();
  }

  /**
   * Whether {@code array} holds {@code string}; null if {@code array} is no JSON array, or either
   * is null.
   */
  public static @Nullable Boolean contains(@Nullable String array, @Nullable String string) {
    if (array == null || string == null) {
      return null;
    }
    try (JsonParser parser = Json.factory().createParser(array)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        return null;
      }
      boolean found = false;
      for (JsonToken token = parser.nextToken();
          token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        if (token == null) {
          return null;
        }
        found |= token == JsonToken.VALUE_STRING && parser.getText().equals(string);
        parser.skipChildren();
      }
      return found;
    } catch (IOException e) {
      return null;
    }
  }
}
