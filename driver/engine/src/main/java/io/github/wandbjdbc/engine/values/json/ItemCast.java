package io.github.wandbjdbc.engine.values.json;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.json.document.JsonFault;
import io.github.wandbjdbc.engine.values.json.document.JsonLiteral;
import io.github.wandbjdbc.engine.values.json.document.JsonMoment;
import io.github.wandbjdbc.engine.values.json.document.JsonNumber;
import io.github.wandbjdbc.engine.values.json.document.JsonNumbers;
import io.github.wandbjdbc.engine.values.json.document.JsonText;
import io.github.wandbjdbc.engine.values.json.document.JsonValue;
import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Makes SQL values of the scalars that a path finds. As in PostgreSQL it goes by an item's text:
 * {@code 1.0} is no BIGINT, {@code "NaN"} is a DOUBLE, and {@code true} is the text {@code t}.
 */
final class ItemCast {
  /** The length of a VARCHAR whose length nobody has written: Calcite's choice. */
  private static final int UNSAID_LENGTH = 2000;

  private final RelDataType type;
  private final JsonConversions conversions;

  ItemCast(RelDataType type, JsonConversions conversions) {
    this.type = type;
    this.conversions = conversions;
  }

  /** {@code item} as a value of the type; null for JSON's null. */
  @Nullable Object of(JsonValue item) {
    if (item == JsonLiteral.NULL) {
      return null;
    }
    if (item instanceof JsonNumber number) {
      switch (type.getSqlTypeName()) {
        case DOUBLE, FLOAT, REAL -> {
          return toDouble(number);
        }
        case BIGINT -> {
          return toLong(number, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        case INTEGER -> {
          return toLong(number, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        default -> {}
      }
    }
    String text = text(item);
    return switch (type.getSqlTypeName()) {
      case VARCHAR -> fits(text, type);
      case CHAR -> conversions.fromText(fits(text, type), type);
      default -> conversions.fromText(text, type);
    };
  }

  private static Double toDouble(JsonNumber number) {
    if (!JsonNumbers.isDouble(number.value())) {
      throw outOfRange(number, "DOUBLE");
    }
    return number.value().doubleValue();
  }

  private Long toLong(JsonNumber number, long least, long most) {
    BigDecimal value = number.value();
    if (value.scale() > 0) {
      throw new StatementException(
          SqlState.WRONG_CAST,
          "JSON: %s is not a %s".formatted(number.text(), type.getSqlTypeName()));
    }
    if (value.compareTo(BigDecimal.valueOf(least)) < 0
        || value.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw outOfRange(number, type.getSqlTypeName().getName());
    }
    return value.longValue();
  }

  private static StatementException outOfRange(JsonNumber number, String type) {
    String digits = number.text();
    return new StatementException(
        SqlState.OUT_OF_RANGE,
        "JSON: %s is out of the range of %s"
            .formatted(digits.length() > 60 ? digits.substring(0, 60) + "…" : digits, type));
  }

  private static String text(JsonValue item) {
    if (item instanceof JsonText text) {
      return text.value();
    }
    if (item instanceof JsonNumber number) {
      return number.text();
    }
    if (item instanceof JsonMoment moment) {
      return moment.sqlText();
    }
    return item == JsonLiteral.TRUE ? "t" : "f";
  }

  private static String fits(String text, RelDataType type) {
    try {
      return fitting(text, type);
    } catch (JsonFault e) {
      throw e.toStatement();
    }
  }

  /** {@code text}, without blanks at its end that are too many for {@code type}. */
  static String fitting(String text, RelDataType type) {
    int length = type.getPrecision();
    boolean isAnyLength =
        length < 0 || (type.getSqlTypeName() == SqlTypeName.VARCHAR && length == UNSAID_LENGTH);
    if (isAnyLength || text.length() <= length) {
      return text;
    }
    if (text.codePointCount(0, text.length()) <= length) {
      return text;
    }
    int end = text.offsetByCodePoints(0, length);
    if (!text.substring(end).isBlank()) {
      throw new JsonFault("a text is longer than %s".formatted(type));
    }
    return text.substring(0, end);
  }
}
