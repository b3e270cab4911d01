package io.github.wandbjdbc.shell.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** The round numbers beside an axis, and how they are written. */
final class NumberTicks {
  private static final String[] UNITS = {"", "k", "M", "G", "T"};

  private NumberTicks() {}

  /** About {@code wanted} multiples of 1, 2 or 5 that enclose {@code min} and {@code max}. */
  static double[] linear(double min, double max, int wanted) {
    double span = (max / 2 - min / 2) / Math.max(1, wanted) * 2;
    int exponent = (int) Math.floor(Math.log10(span));
    double fraction = span / Math.pow(10, exponent);
    int factor = fraction <= 1.0001 ? 1 : fraction <= 2.0001 ? 2 : fraction <= 5.0001 ? 5 : 10;
    BigDecimal step = BigDecimal.valueOf(factor).scaleByPowerOfTen(exponent);
    BigDecimal first = BigDecimal.valueOf(min).divide(step, 0, RoundingMode.FLOOR).multiply(step);
    BigDecimal last = BigDecimal.valueOf(max).divide(step, 0, RoundingMode.CEILING).multiply(step);
    List<Double> values = new ArrayList<>();
    for (BigDecimal value = first; value.compareTo(last) <= 0; value = value.add(step)) {
      values.add(value.doubleValue());
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * Powers of ten, or 1, 2 and 5 of each, that enclose {@code min} and {@code max}, both above 0.
   */
  static double[] logarithmic(double min, double max, int wanted) {
    int first = (int) Math.floor(Math.log10(min) + 1e-9);
    int last = (int) Math.ceil(Math.log10(max) - 1e-9);
    List<Double> values = new ArrayList<>();
    if (3 * (last - first) <= 2 * wanted) {
      for (int exponent = first; exponent <= last; exponent++) {
        for (String factor : List.of("1", "2", "5")) {
          values.add(Double.parseDouble(factor + "e" + exponent));
        }
      }
      while (values.size() > 1 && values.get(1) <= min) {
        values.remove(0);
      }
      while (values.size() > 1 && values.get(values.size() - 2) >= max) {
        values.remove(values.size() - 1);
      }
    } else {
      int step = Math.max(1, (last - first + wanted - 1) / Math.max(1, wanted));
      for (int exponent = first; exponent < last + step; exponent += step) {
        double value = Double.parseDouble("1e" + exponent);
        if (value > 0 && !Double.isInfinite(value)) {
          values.add(value);
        }
      }
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Labels of {@code values} with the same unit and as many decimals as the finest needs. */
  static List<String> alike(double[] values) {
    double largest = 0;
    int decimals = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    int exponent = largest == 0 ? 0 : (int) Math.floor(Math.log10(largest) + 1e-9);
    boolean scientific = exponent < -4 || exponent > 14;
    int unit = scientific ? exponent : exponent < 4 ? 0 : exponent / 3 * 3;
    List<BigDecimal> scaled = new ArrayList<>();
    for (double value : values) {
      BigDecimal number = BigDecimal.valueOf(value).scaleByPowerOfTen(-unit).stripTrailingZeros();
      scaled.add(number);
      decimals = Math.max(decimals, number.scale());
    }
    String suffix = scientific ? "e" + unit : UNITS[unit / 3];
    List<String> labels = new ArrayList<>();
    for (BigDecimal number : scaled) {
      labels.add(
          number.signum() == 0
              ? "0"
              : number.setScale(decimals, RoundingMode.HALF_UP).toPlainString() + suffix);
    }
    return labels;
  }

  /** Labels of {@code values}, each by itself. */
  static List<String> each(double[] values) {
    List<String> labels = new ArrayList<>();
    for (double value : values) {
      labels.add(alike(new double[] {value}).get(0));
    }
    return labels;
  }

  /** A value in four digits. */
  static String shortened(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(4, RoundingMode.HALF_UP));
    return alike(new double[] {rounded.doubleValue()}).get(0);
  }
}
