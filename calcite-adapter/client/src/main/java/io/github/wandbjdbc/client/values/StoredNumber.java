package io.github.wandbjdbc.client.values;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that a run logged, as every source stores them: NaN and the infinities may be texts,
 * and a negative zero is zero, as nobody tells them apart.
 */
public final class StoredNumber {
  /** The texts that stand for numbers which are not finite. */
  public static final List<String> NOT_FINITE =
      List.of(name(Double.NaN), name(Double.POSITIVE_INFINITY), name(Double.NEGATIVE_INFINITY));

  private StoredNumber() {}

  /** The number that {@code value} is; of all NaNs the usual one. */
  public static double of(double value) {
    return Double.isNaN(value) ? Double.NaN : value + 0.0;
  }

  /** The number that isn't finite and is stored as {@code text}; null if it stands for none. */
  public static @Nullable Double named(String text) {
    return NOT_FINITE.contains(text) ? Double.valueOf(text) : null;
  }

  /** The number that {@code text} spells. */
  public static double parse(String text) {
    return of(Double.parseDouble(text));
  }

  /** The text for a number that isn't finite, in JSON strings and in text columns. */
  public static String name(double nonFinite) {
    return Double.toString(nonFinite);
  }
}
