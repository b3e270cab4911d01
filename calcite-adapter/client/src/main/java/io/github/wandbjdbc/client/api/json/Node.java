package io.github.wandbjdbc.client.api.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.values.Json;
import io.github.wandbjdbc.client.values.StoredNumber;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small object of an answer, held as a tree: its members are strings, numbers as their text,
 * booleans, nodes, lists and nulls. What is missing reads as null.
 */
public final class Node {
  /** One without members. */
  public static final Node EMPTY = new Node(Map.of());

  private final Map<String, @Nullable Object> members;

  private Node(Map<String, @Nullable Object> members) {
    this.members = members;
  }

  /** The object at which {@code parser} stands; one without members if it is null. */
  public static Node read(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    JsonFields.each(parser, (name, value) -> members.put(name, readValue(value)));
    return new Node(members);
  }

  /** Takes members that aren't to be in the tree. */
  @FunctionalInterface
  public interface Apart {
    /** Whether the member, at whose value {@code value} stands, was taken. */
    boolean take(String name, JsonParser value) throws IOException;
  }

  /** The object at which {@code parser} stands, without the members that {@code apart} takes. */
  public static Node read(JsonParser parser, Apart apart) throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    JsonFields.each(
        parser,
        (name, value) -> {
          if (!apart.take(name, value)) {
            members.put(name, readValue(value));
          }
        });
    return new Node(members);
  }

  private static @Nullable Object readValue(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return read(parser);
    }
    if (token == JsonToken.START_ARRAY) {
      List<@Nullable Object> elements = new ArrayList<>();
      JsonFields.elements(parser, element -> elements.add(readValue(element)));
      return elements;
    }
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    return token.isBoolean() ? (Object) parser.getBooleanValue() : parser.getText();
  }

  /** Whether the member is there and not null. */
  public boolean has(String name) {
    return members.get(name) != null;
  }

  /** The object {@code name}; one without members if there is none. */
  public Node at(String name) {
    return members.get(name) instanceof Node node ? node : EMPTY;
  }

  /** The nodes of the connection {@code name}. */
  List<Node> nodes(String name) {
    return at(name).list("edges").stream().map(edge -> edge.at("node")).toList();
  }

  /** The objects of the list {@code name}. */
  public List<Node> list(String name) {
    List<Node> nodes = new ArrayList<>();
    if (members.get(name) instanceof List<?> elements) {
      for (Object element : elements) {
        if (element instanceof Node node) {
          nodes.add(node);
        }
      }
    }
    return nodes;
  }

  /** The strings of the list {@code name}. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    if (members.get(name) instanceof List<?> elements) {
      for (Object element : elements) {
        if (element instanceof String text) {
          texts.add(text);
        }
      }
    }
    return texts;
  }

  /** A string, or a number as its text. */
  public @Nullable String text(String name) throws IOException {
    Object value = members.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    if (value instanceof Boolean flag) {
      return flag.toString();
    }
    throw new IOException("%s is not a string".formatted(name));
  }

  /** A string that the schema promises. */
  public String required(String name) throws IOException {
    String text = text(name);
    if (text == null) {
      throw new IOException("%s is missing".formatted(name));
    }
    return text;
  }

  public @Nullable Long whole(String name) throws IOException {
    String text = text(name);
    return text == null ? null : (Long) JsonFields.whole(text);
  }

  public @Nullable Double number(String name) throws IOException {
    String text = text(name);
    try {
      return text == null ? null : (Double) StoredNumber.parse(text);
    } catch (NumberFormatException e) {
      throw new IOException("%s is no number".formatted(name), e);
    }
  }

  public @Nullable Boolean flag(String name) {
    return members.get(name) instanceof Boolean flag ? flag : null;
  }

  public @Nullable Instant time(String name) throws IOException {
    return Timestamps.parse(text(name));
  }

  /** The JSON that the string {@code name} holds, as standard JSON text. */
  public @Nullable String json(String name) throws IOException {
    String text = text(name);
    if (text == null || text.isBlank()) {
      return null;
    }
    try (JsonParser parser = Json.factory().createParser(text)) {
      parser.nextToken();
      return Json.text(parser);
    }
  }
}
