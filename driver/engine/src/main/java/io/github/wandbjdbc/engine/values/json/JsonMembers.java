package io.github.wandbjdbc.engine.values.json;

import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.json.document.JsonArray;
import io.github.wandbjdbc.engine.values.json.document.JsonObject;
import io.github.wandbjdbc.engine.values.json.document.JsonText;
import io.github.wandbjdbc.engine.values.json.document.JsonValue;
import io.github.wandbjdbc.engine.values.json.document.JsonWriter;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's {@code ->} and {@code ->>}. */
final class JsonMembers {
  private JsonMembers() {}

  /** {@code ->}. */
  static Kernel json() {
    return Documents.kernel(
        2,
        (operands, documents) -> {
          JsonValue found = member(documents.document(operands[0]), operands[1]);
          return found == null ? null : JsonWriter.text(found);
        });
  }

  /** {@code ->>}. */
  static Kernel text() {
    return Documents.kernel(
        2,
        (operands, documents) -> {
          JsonValue found = member(documents.document(operands[0]), operands[1]);
          if (found == null || found.type().equals("null")) {
            return null;
          }
          return found instanceof JsonText text ? text.value() : JsonWriter.text(found);
        });
  }

  private static @Nullable JsonValue member(JsonValue document, @Nullable Object key) {
    if (document instanceof JsonObject object && key instanceof String name) {
      for (int i = 0; i < object.size(); i++) {
        if (object.key(i).equals(name)) {
          return object.value(i);
        }
      }
    } else if (document instanceof JsonArray array && key instanceof Number place) {
      long at =
          place.longValue() < 0 ? array.items().size() + place.longValue() : place.longValue();
      return at < 0 || at >= array.items().size() ? null : array.items().get((int) at);
    } else if (document.isScalar() && key instanceof Number place) {
      // To PostgreSQL's jsonb a scalar is an array of one item.
      return place.longValue() == 0 || place.longValue() == -1 ? document : null;
    }
    return null;
  }
}
