package io.github.wandbjdbc.client.api.bundles;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A small JSON object: its scalars as they are written, its arrays and objects in turn. Its members
 * are in the order of their names, so that what says the same is written the same.
 */
final class JsonMap {
  private final Map<String, Object> members;

  private JsonMap(Map<String, Object> members) {
    this.members = members;
  }

  /** A scalar that is no string, as it is written. */
  private record Bare(String text) {}

  /** The object that {@code text} is, and nothing else. */
  static JsonMap read(String text) throws IOException {
    try (JsonParser parser = Json.factory().createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not a JSON object");
      }
      JsonMap map = object(parser);
      if (parser.nextToken() != null) {
        throw new IOException("more than a JSON object");
      }
      return map;
    }
  }

  private static JsonMap object(JsonParser parser) throws IOException {
    Map<String, Object> members = new TreeMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser));
    }
    return new JsonMap(members);
  }

  private static Object value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new IOException("it breaks off");
    }
    if (token == JsonToken.START_OBJECT) {
      return object(parser);
    }
    if (token == JsonToken.START_ARRAY) {
      List<Object> elements = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        elements.add(value(parser));
      }
      return elements;
    }
    return token == JsonToken.VALUE_STRING ? parser.getText() : new Bare(parser.getText());
  }

  Set<String> names() {
    return members.keySet();
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  @Nullable String text(String name) throws IOException {
    Object value = members.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw new IOException("its '%s' is no text".formatted(name));
  }

  String required(String name) throws IOException {
    String text = text(name);
    if (text == null) {
      throw new IOException("it has no '%s'".formatted(name));
    }
    return text;
  }

  boolean flag(String name) throws IOException {
    return bare(name).equals("true");
  }

  long number(String name) throws IOException {
    try {
      return Long.parseLong(bare(name));
    } catch (NumberFormatException e) {
      throw new IOException("its '%s' is no number".formatted(name), e);
    }
  }

  private String bare(String name) throws IOException {
    if (members.get(name) instanceof Bare bare) {
      return bare.text();
    }
    throw new IOException("it has no '%s'".formatted(name));
  }

  JsonMap object(String name) throws IOException {
    if (members.get(name) instanceof JsonMap map) {
      return map;
    }
    throw new IOException("it has no '%s'".formatted(name));
  }

  /** The texts of an array. */
  List<String> texts(String name) throws IOException {
    List<String> texts = new ArrayList<>();
    if (!(members.get(name) instanceof List<?> elements)) {
      throw new IOException("it has no '%s'".formatted(name));
    }
    for (Object element : elements) {
      if (!(element instanceof String text)) {
        throw new IOException("its '%s' holds what is no text".formatted(name));
      }
      texts.add(text);
    }
    return texts;
  }

  /** The JSON of it, without spaces. */
  @Override
  public String toString() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.factory().createGenerator(text)) {
      write(json, this);
    } catch (IOException e) {
      throw new IllegalStateException("a text takes any JSON", e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (value instanceof JsonMap map) {
      json.writeStartObject();
      for (Map.Entry<String, Object> member : map.members.entrySet()) {
        json.writeFieldName(member.getKey());
        write(json, member.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> elements) {
      json.writeStartArray();
      for (Object element : elements) {
        write(json, element);
      }
      json.writeEndArray();
    } else if (value instanceof Bare bare) {
      json.writeRawValue(bare.text());
    } else {
      json.writeString((String) value);
    }
  }
}
