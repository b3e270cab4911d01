package io.github.wandbjdbc.engine.values.json.document;

import java.util.ArrayList;
import java.util.List;

/** An array; its items aren't changed by anybody. */
public record JsonArray(List<JsonValue> items) implements JsonValue {
  @Override
  public String type() {
    return "array";
  }

  @Override
  public boolean isScalar() {
    return false;
  }

  public int size() {
    return items.size();
  }

  /** The same with {@code value} in the place of item {@code index}, or after the last. */
  public JsonArray with(int index, JsonValue value) {
    List<JsonValue> changed = new ArrayList<>(items);
    if (index < changed.size()) {
      changed.set(index, value);
    } else {
      changed.add(value);
    }
    return new JsonArray(changed);
  }

  /** The same without item {@code index}. */
  public JsonArray without(int index) {
    List<JsonValue> changed = new ArrayList<>(items);
    changed.remove(index);
    return new JsonArray(changed);
  }
}
