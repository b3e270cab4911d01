package io.github.wandbjdbc.engine.values.json;

import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.json.document.JsonArray;
import io.github.wandbjdbc.engine.values.json.document.JsonObject;
import io.github.wandbjdbc.engine.values.json.document.JsonValue;
import io.github.wandbjdbc.engine.values.json.document.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The items of JSON lists, and the keys of JSON objects, for rows to be made of. */
public final class JsonItems {
  private JsonItems() {}

  /** As texts: null is NULL. */
  public static Kernel texts(String function) {
    return Documents.kernel(
        1,
        (operands, documents) -> {
          List<@Nullable Object> texts = new ArrayList<>();
          for (JsonValue item : JsonLists.items(operands[0], documents, function)) {
            texts.add(JsonExtracts.text(item));
          }
          return texts;
        });
  }

  /** As JSON. */
  public static Kernel documents(String function) {
    return Documents.kernel(
        1,
        (operands, documents) -> {
          List<JsonValue> items = JsonLists.items(operands[0], documents, function);
          return items.stream().map(JsonWriter::text).toList();
        });
  }

  /** The keys of an object. */
  public static Kernel keys() {
    return Documents.kernel(
        1,
        (operands, documents) -> {
          JsonValue value = documents.document(operands[0]);
          if (!(value instanceof JsonObject object)) {
            throw new StatementException(
                SqlState.INVALID_VALUE,
                "JSON_OBJECT_KEYS takes a JSON object, not a JSON %s"
                    .formatted(value instanceof JsonArray ? "list" : value.type()));
          }
          List<String> keys = new ArrayList<>();
          for (int i = 0; i < object.size(); i++) {
            keys.add(object.key(i));
          }
          return keys;
        });
  }
}
