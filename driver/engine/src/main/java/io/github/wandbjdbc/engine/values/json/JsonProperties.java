package io.github.wandbjdbc.engine.values.json;

import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.json.document.JsonArray;
import io.github.wandbjdbc.engine.values.json.document.JsonNumber;
import io.github.wandbjdbc.engine.values.json.document.JsonObject;
import io.github.wandbjdbc.engine.values.json.document.JsonReader;
import io.github.wandbjdbc.engine.values.json.document.JsonText;
import io.github.wandbjdbc.engine.values.json.document.JsonValue;
import io.github.wandbjdbc.engine.values.json.document.JsonWriter;
import io.github.wandbjdbc.engine.values.json.path.Place;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** IS JSON, and what MySQL's functions tell of a document. */
final class JsonProperties {
  private JsonProperties() {}

  /** The kind of value that IS JSON tests for. */
  enum Shape {
    VALUE,
    OBJECT,
    ARRAY,
    SCALAR;

    private boolean fits(@Nullable JsonToken first) {
      if (first == null) {
        return false;
      }
      return switch (this) {
        case VALUE -> true;
        case OBJECT -> first == JsonToken.START_OBJECT;
        case ARRAY -> first == JsonToken.START_ARRAY;
        case SCALAR -> first.isScalarValue();
      };
    }
  }

  /** IS JSON, or IS NOT JSON; NULL of NULL. */
  static Kernel is(Shape shape, boolean not) {
    return Kernels.looking(
        (operands, look) ->
            Kernels.bool(shape.fits(JsonReader.kind((String) operands[0], look)) != not));
  }

  /** JSON_TYPE. */
  static Kernel type() {
    return Documents.kernel(
        1,
        (operands, documents) -> {
          JsonValue value = documents.document(operands[0]);
          if (value instanceof JsonNumber number) {
            String text = String.valueOf(operands[0]);
            boolean isWhole = text.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E');
            return isWhole ? wholeType(number.value().toBigInteger()) : "DOUBLE";
          }
          return switch (value.type()) {
            case "null" -> "NULL";
            case "boolean" -> "BOOLEAN";
            case "string" -> "STRING";
            case "array" -> "ARRAY";
            default -> "OBJECT";
          };
        });
  }

  /** JSON_TYPEOF. */
  static Kernel typeOf() {
    return Documents.kernel(1, (operands, documents) -> documents.document(operands[0]).type());
  }

  private static String wholeType(BigInteger number) {
    if (number.bitLength() < 64) {
      return "INTEGER";
    }
    return number.signum() > 0 && number.bitLength() == 64 ? "UNSIGNED INTEGER" : "DOUBLE";
  }

  /** JSON_DEPTH. */
  static Kernel depth() {
    return Documents.kernel(
        1, (operands, documents) -> (long) depth(documents.document(operands[0])));
  }

  private static int depth(JsonValue value) {
    List<JsonValue> inner =
        value instanceof JsonArray array
            ? array.items()
            : value instanceof JsonObject object ? object.values() : List.of();
    int most = 0;
    for (JsonValue item : inner) {
      most = Math.max(most, depth(item));
    }
    return most + 1;
  }

  /** JSON_LENGTH of a document, or of a place in it; NULL if there is none. */
  static Kernel length() {
    return Documents.kernel(
        Integer.MAX_VALUE,
        (operands, documents) -> {
          JsonValue value = at(operands, documents, "JSON_LENGTH");
          if (value == null) {
            return null;
          }
          return value instanceof JsonArray array
              ? (long) array.size()
              : value instanceof JsonObject object ? (long) object.size() : 1L;
        });
  }

  /** JSON_KEYS of a document, or of a place in it; NULL if that is no object. */
  static Kernel keys() {
    return Documents.kernel(
        Integer.MAX_VALUE,
        (operands, documents) -> {
          if (!(at(operands, documents, "JSON_KEYS") instanceof JsonObject object)) {
            return null;
          }
          List<JsonValue> keys = new ArrayList<>();
          for (int i = 0; i < object.size(); i++) {
            keys.add(new JsonText(object.key(i)));
          }
          return JsonWriter.array(keys);
        });
  }

  private static @Nullable JsonValue at(
      @Nullable Object[] operands, Documents documents, String function) {
    JsonValue document = documents.document(operands[0]);
    return operands.length == 1
        ? document
        : Place.find(document, Place.of(documents.path(operands[1]), function));
  }

  /** JSON_PRETTY. */
  static Kernel pretty() {
    return Documents.kernel(
        1, (operands, documents) -> JsonWriter.pretty(documents.document(operands[0])));
  }
}
