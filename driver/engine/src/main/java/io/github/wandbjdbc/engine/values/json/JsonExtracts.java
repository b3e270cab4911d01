package io.github.wandbjdbc.engine.values.json;

import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.json.document.JsonArray;
import io.github.wandbjdbc.engine.values.json.document.JsonFault;
import io.github.wandbjdbc.engine.values.json.document.JsonLiteral;
import io.github.wandbjdbc.engine.values.json.document.JsonObject;
import io.github.wandbjdbc.engine.values.json.document.JsonText;
import io.github.wandbjdbc.engine.values.json.document.JsonValue;
import io.github.wandbjdbc.engine.values.json.document.JsonWriter;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Functions of other databases that extract from JSON, under names other than the standard's. */
final class JsonExtracts {
  private static final Pattern SUBSCRIPT = Pattern.compile("\\s*[+-]?[0-9]{1,9}");

  private JsonExtracts() {}

  /** JSON_EXTRACT: the text of a scalar; a list or an object as JSON. */
  static Kernel byPath() {
    return Documents.kernel(
        2,
        (operands, documents) -> {
          JsonValue found = found(operands, documents, "JSON_EXTRACT");
          return found == null ? null : text(found);
        });
  }

  /** JSON_EXTRACT_SCALAR: NULL for a list or an object. */
  static Kernel scalar() {
    return Documents.kernel(
        2,
        (operands, documents) -> {
          JsonValue found = found(operands, documents, "JSON_EXTRACT_SCALAR");
          return found == null || !found.isScalar() ? null : text(found);
        });
  }

  /** JSON_EXTRACT_PATH, whose operands are keys and subscripts. */
  static Kernel byKeys() {
    return Documents.kernel(
        Integer.MAX_VALUE,
        (operands, documents) -> {
          JsonValue found = at(operands, documents);
          return found == null ? null : JsonWriter.text(found);
        });
  }

  /** JSON_EXTRACT_PATH_TEXT. */
  static Kernel textByKeys() {
    return Documents.kernel(
        Integer.MAX_VALUE,
        (operands, documents) -> {
          JsonValue found = at(operands, documents);
          return found == null ? null : text(found);
        });
  }

  private static @Nullable JsonValue found(
      @Nullable Object[] operands, Documents documents, String function) {
    List<JsonValue> items;
    try {
      items =
          documents
              .path(operands[1])
              .items(documents.document(operands[0]), true, documents.look());
    } catch (JsonFault e) {
      return null;
    }
    if (items.size() > 1) {
      throw new StatementException(
          SqlState.INVALID_VALUE,
          "the path of %s finds %d items; JSON_QUERY(x, path WITH WRAPPER) returns an"
              + " array of them".formatted(function, items.size()));
    }
    return items.isEmpty() ? null : items.get(0);
  }

  private static @Nullable JsonValue at(@Nullable Object[] operands, Documents documents) {
    JsonValue found = documents.document(operands[0]);
    for (int i = 1; i < operands.length && found != null; i++) {
      found = in(found, String.valueOf(operands[i]));
    }
    return found;
  }

  private static @Nullable JsonValue in(JsonValue value, String key) {
    if (value instanceof JsonObject object) {
      return object.get(key);
    }
    if (value instanceof JsonArray array && SUBSCRIPT.matcher(key).matches()) {
      int told = Integer.parseInt(key.strip());
      int index = told < 0 ? array.size() + told : told;
      return index >= 0 && index < array.size() ? array.items().get(index) : null;
    }
    return null;
  }

  /** The text of {@code value}; null is NULL. */
  static @Nullable String text(JsonValue value) {
    if (value == JsonLiteral.NULL) {
      return null;
    }
    return value instanceof JsonText text ? text.value() : JsonWriter.text(value);
  }
}
