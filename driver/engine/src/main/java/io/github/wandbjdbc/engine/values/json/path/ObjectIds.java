package io.github.wandbjdbc.engine.values.json.path;

import io.github.wandbjdbc.engine.values.json.document.JsonArray;
import io.github.wandbjdbc.engine.values.json.document.JsonNumber;
import io.github.wandbjdbc.engine.values.json.document.JsonObject;
import io.github.wandbjdbc.engine.values.json.document.JsonText;
import io.github.wandbjdbc.engine.values.json.document.JsonValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The numbers by which {@code .keyvalue()} tells the objects of a document apart. They are
 * PostgreSQL's: where an object begins in the bytes of its document as {@code jsonb}; an object
 * that {@code .keyvalue()} has made is a document of its own, whose number counts 10^10.
 */
final class ObjectIds {
  private static final long DOCUMENT = 10_000_000_000L;

  private final JsonValue document;
  private final long number;
  private final IdentityHashMap<JsonValue, Integer> offsets = new IdentityHashMap<>();

  /** The ids in {@code document}, the {@code number}th. */
  ObjectIds(JsonValue document, long number) {
    this.document = document;
    this.number = number;
  }

  /** That of {@code object}; as if it were the document if it isn't in it. */
  long of(JsonObject object) {
    if (object != document && offsets.isEmpty()) {
      place(document, 0);
    }
    return number * DOCUMENT + offsets.getOrDefault(object, 0);
  }

  /** Notes where what is in {@code value}, which begins at {@code start}, begins; gives its end. */
  private int place(JsonValue value, int start) {
    if (value instanceof JsonArray array) {
      offsets.put(array, aligned(start));
      // A header, and an entry of each item.
      return placeAll(array.items(), aligned(start) + 4 + 4 * array.size());
    }
    if (value instanceof JsonObject object) {
      offsets.put(object, aligned(start));
      int end = aligned(start) + 4 + 8 * object.size();
      for (int i = 0; i < object.size(); i++) {
        end += object.key(i).getBytes(StandardCharsets.UTF_8).length;
      }
      return placeAll(object.values(), end);
    }
    if (value instanceof JsonText text) {
      return start + text.value().getBytes(StandardCharsets.UTF_8).length;
    }
    return value instanceof JsonNumber number ? aligned(start) + bytes(number.value()) : start;
  }

  private int placeAll(List<JsonValue> values, int start) {
    int end = start;
    for (JsonValue value : values) {
      end = place(value, end);
    }
    return end;
  }

  private static int aligned(int offset) {
    return (offset + 3) & ~3;
  }

  /** Of a NUMERIC: its length, a header, and two for each group of four digits. */
  private static int bytes(BigDecimal number) {
    if (number.signum() == 0) {
      return number.scale() > 63 ? 8 : 6;
    }
    BigDecimal digits = number.stripTrailingZeros();
    int first = Math.floorDiv(digits.precision() - digits.scale() - 1, 4);
    int last = -Math.floorDiv(digits.scale() + 3, 4);
    boolean isShort = number.scale() <= 63 && first >= -64 && first <= 63;
    return 4 + (isShort ? 2 : 4) + 2 * (first - last + 1);
  }
}
