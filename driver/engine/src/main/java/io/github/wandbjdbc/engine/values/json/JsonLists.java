package io.github.wandbjdbc.engine.values.json;

import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.json.document.JsonArray;
import io.github.wandbjdbc.engine.values.json.document.JsonLiteral;
import io.github.wandbjdbc.engine.values.json.document.JsonNumber;
import io.github.wandbjdbc.engine.values.json.document.JsonText;
import io.github.wandbjdbc.engine.values.json.document.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Functions of lists: of JSON texts that are one. */
final class JsonLists {
  private JsonLists() {}

  /** How many items a list has. */
  static Kernel length(String function) {
    return Documents.kernel(
        1, (operands, documents) -> (long) items(operands[0], documents, function).size());
  }

  /** Whether a list holds a text. */
  static Kernel containsText(String function) {
    return containing(
        function, value -> item -> item instanceof JsonText text && text.value().equals(value));
  }

  /** Whether a list holds a number. */
  static Kernel containsNumber(String function) {
    return containing(
        function,
        value ->
            item ->
                item instanceof JsonNumber number
                    && number.value().compareTo((BigDecimal) value) == 0);
  }

  /** Whether a list holds true, or false. */
  static Kernel containsBoolean(String function) {
    return containing(
        function,
        value -> {
          JsonLiteral wanted = (Long) value == 0 ? JsonLiteral.FALSE : JsonLiteral.TRUE;
          return item -> item == wanted;
        });
  }

  private interface ByValue {
    Predicate<JsonValue> test(Object value);
  }

  private static Kernel containing(String function, ByValue by) {
    return Documents.kernel(
        2,
        (operands, documents) -> {
          Object value = operands[1];
          if (value == null) {
            return null;
          }
          return Kernels.bool(
              items(operands[0], documents, function).stream().anyMatch(by.test(value)));
        });
  }

  /** The items of {@code document}, which {@code function} asks for. */
  static List<JsonValue> items(@Nullable Object document, Documents documents, String function) {
    JsonValue value = documents.document(document);
    if (value instanceof JsonArray array) {
      return array.items();
    }
    throw new StatementException(
        SqlState.INVALID_VALUE,
        "%s takes a JSON array, not a JSON %s".formatted(function, value.type()));
  }
}
