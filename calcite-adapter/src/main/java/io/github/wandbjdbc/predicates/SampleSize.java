package io.github.wandbjdbc.predicates;

import java.math.BigDecimal;

/** How many points a sample is asked for, as a predicate says it. */
public final class SampleSize {
  private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

  private SampleSize() {}

  /** Whether {@code value} can be one: a whole number above 0, or what is known at execution. */
  public static boolean is(Object value) {
    return value instanceof Placeholder
        || (value instanceof BigDecimal number
            && number.signum() > 0
            && number.stripTrailingZeros().scale() <= 0
            && number.compareTo(MOST) <= 0);
  }
}
