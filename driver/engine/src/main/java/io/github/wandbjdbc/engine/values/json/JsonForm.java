package io.github.wandbjdbc.engine.values.json;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.json.document.JsonLimits;
import io.github.wandbjdbc.engine.values.json.document.JsonReader;
import io.github.wandbjdbc.engine.values.json.document.JsonWriter;
import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Writes SQL values of one type as JSON, as PostgreSQL's {@code to_json} does. */
@FunctionalInterface
interface JsonForm {
  /** Appends {@code value}, in the class of {@code Column.get}, which isn't null. */
  void write(StringBuilder out, Object value);

  /** Appends {@code value}; null is JSON's. */
  default void writeNullable(StringBuilder out, @Nullable Object value) {
    if (out.length() > JsonLimits.TEXT) {
      throw JsonLimits.tooLarge("the length of a text", JsonLimits.TEXT);
    }
    if (value == null) {
      out.append("null");
    } else {
      write(out, value);
    }
  }

  /** Texts that are known to be JSON. */
  JsonForm JSON = (out, value) -> out.append((String) value);

  /** Texts of which the statement says that they are JSON. */
  JsonForm FORMAT_JSON =
      (out, value) -> {
        requireJson((String) value);
        out.append((String) value);
      };

  /** Fails if {@code text} isn't JSON. */
  static void requireJson(String text) {
    if (JsonReader.kind(text, () -> {}) == null) {
      // Says where.
      JsonReader.read(text, () -> {});
      throw new StatementException(SqlState.WRONG_CAST, "not JSON: " + text);
    }
  }

  /** The form of values of {@code type}; one of type ANY is made by {@code FORMAT JSON}. */
  static JsonForm of(RelDataType type, JsonConversions conversions) {
    return switch (type.getSqlTypeName()) {
      case ANY, NULL -> JSON;
      case BOOLEAN -> (out, value) -> out.append((Long) value != 0);
      case TINYINT, SMALLINT, INTEGER, BIGINT -> (out, value) -> out.append((long) (Long) value);
      case DECIMAL -> (out, value) -> out.append(((BigDecimal) value).toPlainString());
      case DOUBLE, FLOAT, REAL ->
          (out, value) -> {
            double number = (Double) value;
            String text = conversions.toText(value, type);
            if (Double.isNaN(number) || Double.isInfinite(number)) {
              JsonWriter.quote(out, text);
            } else {
              out.append(text);
            }
          };
      case CHAR, VARCHAR -> (out, value) -> JsonWriter.quote(out, (String) value);
      case TIMESTAMP ->
          (out, value) -> JsonWriter.quote(out, conversions.toText(value, type).replace(' ', 'T'));
      case DATE, TIME -> (out, value) -> JsonWriter.quote(out, conversions.toText(value, type));
      default -> {
        if (SqlTypeName.INTERVAL_TYPES.contains(type.getSqlTypeName())) {
          yield (out, value) -> JsonWriter.quote(out, conversions.toText(value, type));
        }
        throw new StatementException(
            SqlState.STATEMENT_FAULT, "a value of type %s has no form in JSON".formatted(type));
      }
    };
  }
}
