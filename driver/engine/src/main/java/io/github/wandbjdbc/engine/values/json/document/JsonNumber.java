package io.github.wandbjdbc.engine.values.json.document;

import java.math.BigDecimal;

/**
 * A number, exactly as it was written but for an exponent: 1.50 keeps its zero.
 *
 * @param value with a scale of 0 or more
 */
public record JsonNumber(BigDecimal value) implements JsonValue {
  public static JsonNumber of(long value) {
    return new JsonNumber(BigDecimal.valueOf(value));
  }

  @Override
  public String type() {
    return "number";
  }

  /** The digits, without an exponent. */
  public String text() {
    return value.toPlainString();
  }
}
