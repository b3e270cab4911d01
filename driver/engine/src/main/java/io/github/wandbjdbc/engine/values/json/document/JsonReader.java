package io.github.wandbjdbc.engine.values.json.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads texts of standard JSON. Numbers are exact; of equal keys the last counts. */
public final class JsonReader {
  private final String text;
  private final Runnable look;
  private final boolean hasEscapes;
  private int values;

  private JsonReader(String text, Runnable look) {
    this.text = text;
    this.look = look;
    this.hasEscapes = text.contains("\\u");
  }

  /** The value of {@code text}; 22018 if it isn't JSON. */
  public static JsonValue read(String text, Runnable look) {
    return new JsonReader(text, look).read();
  }

  /** The kind of {@code text}, by its first token; null if it isn't JSON. */
  public static @Nullable JsonToken kind(String text, Runnable look) {
    try (JsonParser parser = Factory.JSON.createParser(text)) {
      JsonToken first = parser.nextToken();
      int depth = first != null && first.isStructStart() ? 1 : 0;
      int turns = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (depth == 0) {
          // A second value.
          return null;
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (++turns % 1024 == 0) {
          look.run();
        }
      }
      return first;
    } catch (StreamConstraintsException e) {
      throw JsonLimits.tooDeep("a text");
    } catch (IOException e) {
      return null;
    }
  }

  private JsonValue read() {
    try (JsonParser parser = Factory.JSON.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw notJson("it is empty", null);
      }
      JsonValue value = value(parser, first);
      if (parser.nextToken() != null) {
        throw notJson("something follows its value", null);
      }
      return value;
    } catch (StreamConstraintsException e) {
      throw JsonLimits.tooDeep("a text");
    } catch (JsonProcessingException e) {
      throw notJson(e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw notJson(String.valueOf(e.getMessage()), e);
    } catch (JsonFault e) {
      throw e.toStatement();
    }
  }

  private JsonValue value(JsonParser parser, JsonToken token) throws IOException {
    if (++values % 1024 == 0) {
      look.run();
      if (values > JsonLimits.VALUES) {
        throw JsonLimits.tooLarge("the number of values in a text", JsonLimits.VALUES);
      }
    }
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new JsonText(checked(parser.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new JsonNumber(JsonNumbers.literal(parser.getText()));
      case VALUE_TRUE -> JsonLiteral.TRUE;
      case VALUE_FALSE -> JsonLiteral.FALSE;
      case VALUE_NULL -> JsonLiteral.NULL;
      default -> throw notJson("there is a value missing", null);
    };
  }

  private JsonValue object(JsonParser parser) throws IOException {
    List<String> keys = new ArrayList<>();
    List<JsonValue> members = new ArrayList<>();
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      keys.add(checked(key));
      members.add(value(parser, parser.nextToken()));
    }
    return JsonObject.of(keys, members);
  }

  private JsonValue array(JsonParser parser) throws IOException {
    List<JsonValue> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(value(parser, token));
    }
    return new JsonArray(items);
  }

  /** A half of a surrogate pair that is written as an escape is no character. */
  private String checked(String string) {
    if (hasEscapes) {
      for (int i = 0; i < string.length(); i++) {
        char c = string.charAt(i);
        if (Character.isSurrogate(c)) {
          if (!Character.isHighSurrogate(c)
              || i + 1 == string.length()
              || !Character.isLowSurrogate(string.charAt(i + 1))) {
            throw notJson("a text in it holds half of a surrogate pair", null);
          }
          i++;
        }
      }
    }
    return string;
  }

  private StatementException notJson(String why, @Nullable Throwable cause) {
    String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
    return new StatementException(
        SqlState.WRONG_CAST, "not JSON: \"%s\" (%s)".formatted(shown, why), cause);
  }

  /** Made when JSON is read for the first time. */
  private static final class Factory {
    private static final int POOLED_BUFFERS = 32;

    static final JsonFactory JSON =
        JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // Not with threads, which may live longer than these classes should.
            .recyclerPool(JsonRecyclerPools.newBoundedPool(POOLED_BUFFERS))
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(JsonLimits.DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();
  }
}
