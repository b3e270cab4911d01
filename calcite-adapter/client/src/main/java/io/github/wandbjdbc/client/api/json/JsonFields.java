package io.github.wandbjdbc.client.api.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Walks through JSON as it arrives. A visitor stands at a value; it may read it up to its last
 * token, or leave it alone.
 */
public final class JsonFields {
  /** Whole numbers of so few characters fit into a long. */
  private static final int SHORT_NUMBER = 18;

  /** To find out that a longer number is too large would take longer than it is worth. */
  private static final int LONGEST_NUMBER = 100;

  private JsonFields() {}

  /** Told of each member of an object. */
  @FunctionalInterface
  public interface Members {
    void member(String name, JsonParser value) throws IOException;
  }

  /** Told of each element of an array, or of one member of an object. */
  @FunctionalInterface
  public interface Value {
    void value(JsonParser value) throws IOException;
  }

  /**
   * Has {@code reader} read the value at which {@code parser} stands, and goes on behind the value
   * even if it isn't what the reader expects.
   *
   * @return what is wrong with the value; null if nothing is
   * @throws IOException if the text around the value is broken, too
   */
  public static @Nullable IOException flaw(JsonParser parser, Value reader) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      // A parser reads a text when it is wanted; one without an end is a broken answer.
      int unused = parser.getTextLength();
    }
    JsonStreamContext here = parser.getParsingContext();
    JsonStreamContext around = token.isStructStart() ? here.getParent() : here;
    try {
      reader.value(parser);
      return null;
    } catch (IOException e) {
      if (parser.getParsingContext() != around && e instanceof JsonProcessingException) {
        throw e;
      }
      while (parser.getParsingContext() != around && parser.nextToken() != null) {
        // Passed over.
      }
      return e;
    }
  }

  /** The members of the object at which {@code parser} stands; none if it is null. */
  public static void each(JsonParser parser, Members members) throws IOException {
    if (!isPresent(parser, JsonToken.START_OBJECT, "an object")) {
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      members.member(name, parser);
      skipIfUntouched(parser, token);
    }
  }

  /** The elements of the array at which {@code parser} stands; none if it is null. */
  public static void elements(JsonParser parser, Value elements) throws IOException {
    if (!isPresent(parser, JsonToken.START_ARRAY, "a list")) {
      return;
    }
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      elements.value(parser);
      skipIfUntouched(parser, token);
    }
  }

  /** The member {@code name} of the object at which {@code parser} stands, if it has it. */
  public static void at(JsonParser parser, String name, Value value) throws IOException {
    each(
        parser,
        (member, memberValue) -> {
          if (member.equals(name)) {
            value.value(memberValue);
          }
        });
  }

  public static boolean isNull(JsonParser parser) {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /** A string, or null. Numbers are taken as their text: ids are sometimes sent so. */
  public static @Nullable String text(JsonParser parser) throws IOException {
    if (isNull(parser)) {
      return null;
    }
    if (!parser.currentToken().isScalarValue()) {
      throw unexpected(parser, "a string");
    }
    return parser.getText();
  }

  /** JSON text, whether it is sent as a string that holds it or as it is; null if null. */
  public static @Nullable String json(JsonParser parser) throws IOException {
    if (isNull(parser)) {
      return null;
    }
    return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : Json.text(parser);
  }

  /**
   * The JSON object {@code json}, or null, as standard JSON text of an object.
   *
   * @throws IOException if it is something else
   */
  public static String object(String json) throws IOException {
    if (Json.isStandardObject(json)) {
      return json;
    }
    try (JsonParser parser = Json.factory().createParser(json)) {
      parser.nextToken();
      String text = "{}";
      if (isPresent(parser, JsonToken.START_OBJECT, "an object")) {
        text = Json.text(parser);
      }
      end(parser);
      return text;
    }
  }

  /** Makes sure that nothing follows. */
  public static void end(JsonParser parser) throws IOException {
    if (parser.nextToken() != null) {
      throw new IOException("one JSON object was expected, and more follows");
    }
  }

  public static @Nullable Boolean flag(JsonParser parser) throws IOException {
    if (isNull(parser)) {
      return null;
    }
    if (!parser.currentToken().isBoolean()) {
      throw unexpected(parser, "a boolean");
    }
    return parser.getBooleanValue();
  }

  /** A whole number, which may be sent as {@code 3}, {@code 3.0} or {@code "3"}; null if null. */
  public static @Nullable Long whole(JsonParser parser) throws IOException {
    if (isNull(parser)) {
      return null;
    }
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getTextLength() <= SHORT_NUMBER) {
      return parser.getLongValue();
    }
    if (!parser.currentToken().isScalarValue()) {
      throw unexpected(parser, "a whole number");
    }
    return whole(parser.getText());
  }

  /** The whole number that {@code text} is, as {@code 3} or {@code 3.0}. */
  public static long whole(String text) throws IOException {
    if (text.length() > LONGEST_NUMBER) {
      throw new IOException("a whole number was expected, not " + brief(text));
    }
    try {
      return new BigDecimal(text).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IOException("a whole number was expected, not " + brief(text), e);
    }
  }

  /** A number of things; -1 if it is null, or nothing that can be one. */
  public static long count(JsonParser parser) throws IOException {
    if (!parser.currentToken().isScalarValue()) {
      return -1;
    }
    try {
      return Math.max(-1, whole(isNull(parser) ? "-1" : parser.getText()));
    } catch (IOException e) {
      return -1;
    }
  }

  private static boolean isPresent(JsonParser parser, JsonToken start, String expected)
      throws IOException {
    if (isNull(parser)) {
      return false;
    }
    if (parser.currentToken() != start) {
      throw unexpected(parser, expected);
    }
    return true;
  }

  private static IOException unexpected(JsonParser parser, String expected) throws IOException {
    return new IOException("%s was expected, not %s".formatted(expected, kind(parser)));
  }

  private static String kind(JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token == null) {
      return "nothing";
    }
    if (token == JsonToken.START_OBJECT) {
      return "an object";
    }
    if (token == JsonToken.START_ARRAY) {
      return "a list";
    }
    if (token == JsonToken.VALUE_STRING) {
      return "a string";
    }
    return token.isNumeric() ? "a number" : token.isBoolean() ? "a boolean" : "null";
  }

  private static String brief(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }

  private static void skipIfUntouched(JsonParser parser, JsonToken token) throws IOException {
    if (token.isStructStart() && parser.currentToken() == token) {
      parser.skipChildren();
    }
  }
}
