package io.github.wandbjdbc.engine.values.casts;

import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/** Casts to REAL, whose values are doubles that are also floats. */
final class Reals {
  private static final String TYPE = "real";

  private Reals() {}

  static @Nullable Conversion from(RelDataType from) {
    return switch (from.getSqlTypeName()) {
      case REAL -> Conversion.NONE;
      case DOUBLE, FLOAT -> value -> (double) of((Double) value);
      case TINYINT, SMALLINT, INTEGER, BIGINT -> value -> (double) (float) (long) (Long) value;
      case DECIMAL -> value -> (double) of((BigDecimal) value);
      case CHAR, VARCHAR -> value -> (double) read((String) value);
      default -> null;
    };
  }

  private static float of(double value) {
    float real = (float) value;
    if ((Float.isInfinite(real) && !Double.isInfinite(value)) || (real == 0 && value != 0)) {
      throw NumberTexts.outOfRange(value, TYPE);
    }
    return real;
  }

  private static float of(BigDecimal value) {
    float real = value.floatValue();
    if (Float.isInfinite(real) || (real == 0 && value.signum() != 0)) {
      throw NumberTexts.outOfRange(value, TYPE);
    }
    return real;
  }

  private static float read(String text) {
    String number = NumberTexts.stripped(text, TYPE);
    Double named = NumberTexts.named(number);
    if (named != null) {
      return named.floatValue();
    }
    float value = Float.parseFloat(NumberTexts.floating(number, text, TYPE));
    if (Float.isInfinite(value) || (value == 0 && NumberTexts.isMoreThanZero(number))) {
      throw NumberTexts.outOfRange(text, TYPE);
    }
    return value == 0 ? 0 : value;
  }
}
