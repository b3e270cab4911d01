package io.github.wandbjdbc.engine.values.json;

import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.json.document.JsonArray;
import io.github.wandbjdbc.engine.values.json.document.JsonObject;
import io.github.wandbjdbc.engine.values.json.document.JsonReader;
import io.github.wandbjdbc.engine.values.json.document.JsonValue;
import io.github.wandbjdbc.engine.values.json.document.JsonWriter;
import io.github.wandbjdbc.engine.values.json.path.PathElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON_SET, JSON_INSERT, JSON_REPLACE and JSON_REMOVE, which are MySQL's: changes of a document,
 * one after the other.
 */
final class JsonChanges {
  private JsonChanges() {}

  /** How a value is put in a place. */
  enum Mode {
    SET,
    INSERT,
    REPLACE;

    String function() {
      return "JSON_" + name();
    }
  }

  /**
   * Puts values in places, of which there are any number by turns after the document.
   *
   * @param forms those of the values
   */
  static Kernel put(Mode mode, List<JsonForm> forms) {
    return Documents.kernel(
        1,
        (operands, documents) -> {
          JsonValue document = documents.document(operands[0]);
          for (int i = 0; i < forms.size(); i++) {
            Object path = operands[2 * i + 1];
            if (path == null) {
              return null;
            }
            StringBuilder text = new StringBuilder();
            forms.get(i).writeNullable(text, operands[2 * i + 2]);
            JsonValue value = JsonReader.read(text.toString(), documents.look());
            List<PathElement> places = PathElement.of(documents.path(path), mode.function());
            document = put(mode, document, places, 0, value);
          }
          return JsonWriter.text(document);
        });
  }

  private static JsonValue put(
      Mode mode, JsonValue in, List<PathElement> places, int step, JsonValue value) {
    if (step == places.size()) {
      return mode == Mode.INSERT ? in : value;
    }
    PathElement place = places.get(step);
    boolean adds = step == places.size() - 1 && mode != Mode.REPLACE;
    JsonValue inner = place.in(in);
    String key = place.key();
    if (key != null) {
      if (!(in instanceof JsonObject object) || (inner == null && !adds)) {
        return in;
      }
      return object.with(key, inner == null ? value : put(mode, inner, places, step + 1, value));
    }
    if (!(in instanceof JsonArray array)) {
      return place.isOwnFirst()
          ? put(mode, in, places, step + 1, value)
          : adds ? new JsonArray(List.of(in, value)) : in;
    }
    if (inner == null) {
      return adds ? array.with(array.size(), value) : in;
    }
    return array.with(place.indexIn(array), put(mode, inner, places, step + 1, value));
  }

  /** Removes what is in places, the operands after the document. */
  static Kernel remove() {
    return Documents.kernel(
        Integer.MAX_VALUE,
        (operands, documents) -> {
          JsonValue document = documents.document(operands[0]);
          for (int i = 1; i < operands.length; i++) {
            List<PathElement> places = PathElement.of(documents.path(operands[i]), "JSON_REMOVE");
            if (places.isEmpty()) {
              throw new StatementException(
                  SqlState.INVALID_VALUE, "JSON_REMOVE can't remove $, the whole document");
            }
            document = remove(document, places, 0);
          }
          return JsonWriter.text(document);
        });
  }

  private static JsonValue remove(JsonValue in, List<PathElement> places, int step) {
    PathElement place = places.get(step);
    JsonValue inner = place.in(in);
    if (inner == null) {
      return in;
    }
    boolean isLast = step == places.size() - 1;
    @Nullable String key = place.key();
    if (in instanceof JsonObject object && key != null) {
      return isLast ? object.without(key) : object.with(key, remove(inner, places, step + 1));
    }
    if (in instanceof JsonArray array) {
      int index = place.indexIn(array);
      return isLast ? array.without(index) : array.with(index, remove(inner, places, step + 1));
    }
    // Its own first item, which can't be taken out of it.
    return isLast ? in : remove(in, places, step + 1);
  }
}
