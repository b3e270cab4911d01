package io.github.wandbjdbc.client.values;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.StringWriter;

/**
 * JSON as experiments hold it: with bare {@code NaN} and {@code Infinity}, and with control
 * characters in strings. What we write is standard JSON, those numbers as strings.
 */
public final class Json {
  /**
   * The longest row that the official client uploads is 25 MB; an answer holds each row as one
   * string.
   */
  private static final int MAX_STRING_LENGTH = 64 << 20;

  private static final int MAX_DEPTH = 500;

  /** No number that a program writes is that long. */
  private static final int LONG_NUMBER = 100;

  private static final int POOLED_BUFFERS = 32;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          // Keys are the users' own: interning them would keep each for the life of the JVM.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          // Not with threads, which may live longer than these classes should.
          .recyclerPool(JsonRecyclerPools.newBoundedPool(POOLED_BUFFERS))
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          // As exact as the JDK's, which takes most of the time of reading numbers.
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(MAX_STRING_LENGTH)
                  .maxNestingDepth(MAX_DEPTH)
                  // As long as any text: a number is copied as it is, and rounded in linear time.
                  .maxNumberLength(MAX_STRING_LENGTH)
                  .build())
          .build();

  private Json() {}

  /** The factory of our parsers and generators. */
  public static JsonFactory factory() {
    return FACTORY;
  }

  /**
   * The value at which {@code parser} stands as standard JSON text; leaves the parser at the
   * value's last token.
   */
  public static String text(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      return quoted(parser.getText());
    }
    if (token.isScalarValue() && !(token.isNumeric() && parser.isNaN())) {
      return parser.getText();
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      copy(parser, generator);
    }
    return text.toString();
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder(text.length() + 2).append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, json);
    return json.append('"').toString();
  }

  /**
   * Whether {@code json} is one object, and written as we would write it; in doubt not.
   *
   * @throws IOException if it is no JSON
   */
  public static boolean isStandardObject(String json) throws IOException {
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c <= ' ' || c == '\\') {
        return false;
      }
    }
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (!parser.getParsingContext().inRoot()) {
        if (parser.nextToken() == JsonToken.VALUE_NUMBER_FLOAT && parser.isNaN()) {
          return false;
        }
      }
      return parser.nextToken() == null;
    }
  }

  /**
   * Whether {@code json} is one number of less than a hundred characters and nothing else, in
   * standard JSON; in doubt not, so that a parser has the last word.
   */
  public static boolean isNumber(String json) {
    int length = json.length();
    if (length >= LONG_NUMBER) {
      return false;
    }
    int start = length > 0 && json.charAt(0) == '-' ? 1 : 0;
    int end = digits(json, start);
    if (end == start || (end > start + 1 && json.charAt(start) == '0')) {
      return false;
    }
    if (end < length && json.charAt(end) == '.') {
      int fraction = end + 1;
      end = digits(json, fraction);
      if (end == fraction) {
        return false;
      }
    }
    if (end < length && (json.charAt(end) == 'e' || json.charAt(end) == 'E')) {
      int exponent = end + 1;
      if (exponent < length && (json.charAt(exponent) == '-' || json.charAt(exponent) == '+')) {
        exponent++;
      }
      end = digits(json, exponent);
      if (end == exponent) {
        return false;
      }
    }
    return end == length;
  }

  /** The end of the digits that begin at {@code start}, itself if there are none. */
  private static int digits(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  /**
   * Copies the value at which {@code parser} stands; leaves the parser at the value's last token.
   */
  public static void copy(JsonParser parser, JsonGenerator generator) throws IOException {
    int depth = 0;
    JsonToken token = parser.currentToken();
    do {
      copyToken(parser, token, generator);
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (depth == 0 && token != JsonToken.FIELD_NAME) {
        return;
      }
      token = parser.nextToken();
    } while (token != null);
  }

  private static void copyToken(JsonParser parser, JsonToken token, JsonGenerator generator)
      throws IOException {
    if (!token.isNumeric()) {
      generator.copyCurrentEvent(parser);
    } else if (parser.isNaN()) {
      generator.writeString(StoredNumber.name(parser.getDoubleValue()));
    } else {
      generator.writeNumber(parser.getText());
    }
  }
}
