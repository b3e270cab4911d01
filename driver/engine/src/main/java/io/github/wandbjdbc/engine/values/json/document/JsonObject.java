package io.github.wandbjdbc.engine.values.json.document;

import io.github.wandbjdbc.engine.values.Order;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An object. Its keys are in the order in which PostgreSQL's {@code jsonb} and MySQL have them:
 * short ones first, those of one length by code point. Of members with one key the last is kept.
 */
public final class JsonObject implements JsonValue {
  private static final Comparator<String> KEY_ORDER = JsonObject::compareKeys;
  private static final JsonObject EMPTY = new JsonObject(new String[0], new JsonValue[0]);

  private final String[] keys;
  private final JsonValue[] values;

  private JsonObject(String[] keys, JsonValue[] values) {
    this.keys = keys;
    this.values = values;
  }

  public static JsonObject empty() {
    return EMPTY;
  }

  /** The object with members {@code keys} and {@code values}, as they are written one by one. */
  public static JsonObject of(List<String> keys, List<JsonValue> values) {
    TreeMap<String, JsonValue> members = new TreeMap<>(KEY_ORDER);
    for (int i = 0; i < keys.size(); i++) {
      members.put(keys.get(i), values.get(i));
    }
    return new JsonObject(
        members.keySet().toArray(String[]::new), members.values().toArray(JsonValue[]::new));
  }

  @Override
  public String type() {
    return "object";
  }

  @Override
  public boolean isScalar() {
    return false;
  }

  public int size() {
    return keys.length;
  }

  public String key(int index) {
    return keys[index];
  }

  public JsonValue value(int index) {
    return values[index];
  }

  /** The values in the order of their keys. */
  public List<JsonValue> values() {
    return Arrays.asList(values);
  }

  /** The value of {@code key}, or null if there is none. */
  public @Nullable JsonValue get(String key) {
    int index = Arrays.binarySearch(keys, key, KEY_ORDER);
    return index < 0 ? null : values[index];
  }

  /** The same with {@code value} for {@code key}. */
  public JsonObject with(String key, JsonValue value) {
    int index = Arrays.binarySearch(keys, key, KEY_ORDER);
    int place = index < 0 ? -index - 1 : index;
    int skipped = index < 0 ? 0 : 1;
    String[] newKeys = new String[keys.length + 1 - skipped];
    JsonValue[] newValues = new JsonValue[newKeys.length];
    System.arraycopy(keys, 0, newKeys, 0, place);
    System.arraycopy(values, 0, newValues, 0, place);
    newKeys[place] = key;
    newValues[place] = value;
    int rest = keys.length - place - skipped;
    System.arraycopy(keys, place + skipped, newKeys, place + 1, rest);
    System.arraycopy(values, place + skipped, newValues, place + 1, rest);
    return new JsonObject(newKeys, newValues);
  }

  /** The same without {@code key}. */
  public JsonObject without(String key) {
    int index = Arrays.binarySearch(keys, key, KEY_ORDER);
    if (index < 0) {
      return this;
    }
    String[] newKeys = new String[keys.length - 1];
    JsonValue[] newValues = new JsonValue[newKeys.length];
    System.arraycopy(keys, 0, newKeys, 0, index);
    System.arraycopy(values, 0, newValues, 0, index);
    System.arraycopy(keys, index + 1, newKeys, index, newKeys.length - index);
    System.arraycopy(values, index + 1, newValues, index, newKeys.length - index);
    return new JsonObject(newKeys, newValues);
  }

  private static int compareKeys(String left, String right) {
    int order = Integer.compare(bytes(left), bytes(right));
    return order != 0 ? order : Order.compare(left, right);
  }

  /** The length of {@code key} in UTF-8. */
  private static int bytes(String key) {
    for (int i = 0; i < key.length(); i++) {
      if (key.charAt(i) >= 0x80) {
        return key.getBytes(StandardCharsets.UTF_8).length;
      }
    }
    return key.length();
  }
}
