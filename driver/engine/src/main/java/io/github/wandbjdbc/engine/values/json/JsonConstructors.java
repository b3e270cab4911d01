package io.github.wandbjdbc.engine.values.json;

import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.json.document.JsonReader;
import io.github.wandbjdbc.engine.values.json.document.JsonWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON_OBJECT and JSON_ARRAY. They print as PostgreSQL prints {@code json}: with a blank before a
 * colon too, and keys as they are given; where {@code normal} is said, as it prints {@code jsonb}.
 */
final class JsonConstructors {
  private JsonConstructors() {}

  /**
   * JSON_OBJECT of keys and values by turns.
   *
   * @param forms those of the values
   */
  static Kernel object(List<JsonForm> forms, boolean absentOnNull, boolean normal) {
    return Documents.kernel(
        0,
        (operands, documents) -> {
          StringBuilder out = new StringBuilder("{");
          for (int i = 0; i < forms.size(); i++) {
            String key = key(operands[2 * i]);
            Object value = operands[2 * i + 1];
            if (value != null || !absentOnNull) {
              member(out, out.length() == 1, key, value, forms.get(i));
            }
          }
          return text(out.append('}'), normal, documents);
        });
  }

  private static String text(StringBuilder out, boolean normal, Documents documents) {
    String text = out.toString();
    return normal ? JsonWriter.text(JsonReader.read(text, documents.look())) : text;
  }

  /** Appends {@code "key" : value}, after a comma unless it is the first. */
  static void member(
      StringBuilder out, boolean first, String key, @Nullable Object value, JsonForm form) {
    out.append(first ? "" : ", ");
    JsonWriter.quote(out, key);
    out.append(" : ");
    form.writeNullable(out, value);
  }

  /** A key, which must not be NULL. */
  static String key(@Nullable Object key) {
    if (key == null) {
      throw new StatementException(SqlState.INVALID_VALUE, "JSON: a key of an object is NULL");
    }
    return (String) key;
  }

  /** JSON_ARRAY. */
  static Kernel array(List<JsonForm> forms, boolean absentOnNull, boolean normal) {
    return Documents.kernel(
        0,
        (operands, documents) -> {
          StringBuilder out = new StringBuilder("[");
          for (int i = 0; i < forms.size(); i++) {
            Object value = operands[i];
            if (value != null || !absentOnNull) {
              out.append(out.length() == 1 ? "" : ", ");
              forms.get(i).writeNullable(out, value);
            }
          }
          return text(out.append(']'), normal, documents);
        });
  }
}
