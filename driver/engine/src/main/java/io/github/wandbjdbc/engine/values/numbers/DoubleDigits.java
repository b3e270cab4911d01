package io.github.wandbjdbc.engine.values.numbers;

import io.github.wandbjdbc.engine.values.casts.DoubleTexts;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Functions of doubles that go by the digits that are seen: 2.675 rounds to 2.68. */
final class DoubleDigits {
  /** From here on a double has no fraction. */
  private static final double WHOLE_FROM = 0x1p53;

  /** No double has a digit further behind the point, or before it. */
  private static final int MOST_PLACES = 400;

  private DoubleDigits() {}

  /** The shortest decimal that is {@code value} and no other double. */
  static BigDecimal decimal(double value) {
    return new BigDecimal(DoubleTexts.text(value));
  }

  /** {@code value} half away from zero to {@code places} digits behind the point. */
  static double rounded(double value, long places) {
    return scaled(value, places, RoundingMode.HALF_UP);
  }

  /** {@code value} without what is behind {@code places} digits behind the point. */
  static double truncated(double value, long places) {
    return scaled(value, places, RoundingMode.DOWN);
  }

  private static double scaled(double value, long places, RoundingMode mode) {
    if (!Double.isFinite(value) || places > MOST_PLACES) {
      return value;
    }
    if (places < -MOST_PLACES) {
      return 0;
    }
    BigDecimal decimal = decimal(value);
    return decimal.scale() <= places ? value : decimal.setScale((int) places, mode).doubleValue();
  }

  /** The remainder of {@code left}, with its sign; NaN for a division by zero. */
  static double remainder(double left, double right) {
    boolean areWhole =
        left == Math.rint(left)
            && right == Math.rint(right)
            && Math.abs(left) < WHOLE_FROM
            && Math.abs(right) < WHOLE_FROM;
    if (areWhole || !Double.isFinite(left) || !Double.isFinite(right) || right == 0) {
      return 0 + left % right;
    }
    return decimal(left).remainder(decimal(right)).doubleValue();
  }
}
