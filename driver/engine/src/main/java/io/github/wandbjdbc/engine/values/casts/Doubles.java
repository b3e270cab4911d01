package io.github.wandbjdbc.engine.values.casts;

import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/** Casts to DOUBLE. */
public final class Doubles {
  private static final String TYPE = "double";

  private Doubles() {}

  static @Nullable Conversion from(RelDataType from) {
    return switch (from.getSqlTypeName()) {
      case DOUBLE, FLOAT, REAL -> Conversion.NONE;
      case TINYINT, SMALLINT, INTEGER, BIGINT -> value -> (double) (Long) value;
      case DECIMAL -> value -> ((BigDecimal) value).doubleValue();
      case CHAR, VARCHAR -> value -> read((String) value);
      default -> null;
    };
  }

  /** The double that {@code text} spells; NaN and the infinities in any case. */
  public static double read(String text) {
    String number = NumberTexts.stripped(text, TYPE);
    Double named = NumberTexts.named(number);
    if (named != null) {
      return named;
    }
    double value = Double.parseDouble(NumberTexts.floating(number, text, TYPE));
    if (Double.isInfinite(value) || (value == 0 && NumberTexts.isMoreThanZero(number))) {
      throw NumberTexts.outOfRange(text, TYPE);
    }
    return value == 0 ? 0 : value;
  }
}
