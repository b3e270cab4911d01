package io.github.wandbjdbc.engine.values.numbers;

import static io.github.wandbjdbc.engine.values.ValueType.INTEGER;
import static io.github.wandbjdbc.engine.values.ValueType.NUMERIC;

import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Family;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.casts.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Functions of the digits of decimal numbers. */
public final class DecimalDigits implements Family {
  @Override
  public String title() {
    return "Digits of decimal numbers";
  }

  @Override
  public List<String> names() {
    return List.of("DIV", "SCALE", "MIN_SCALE", "TRIM_SCALE");
  }

  @Override
  public Entry entry(String name) {
    Entry.Builder entry = Entry.named(name);
    return switch (name) {
      case "DIV" ->
          entry
              .manual("DIV(x, y): the integer quotient, truncated towards zero")
              .strict(
                  NUMERIC,
                  Kernels.strict(v -> quotient((BigDecimal) v[0], (BigDecimal) v[1])),
                  NUMERIC,
                  NUMERIC)
              .entry();
      case "SCALE" ->
          entry
              .manual("SCALE(x): the number of decimal places of x")
              .strict(INTEGER, Kernels.strict(v -> (long) ((BigDecimal) v[0]).scale()), NUMERIC)
              .entry();
      case "MIN_SCALE" ->
          entry
              .manual("MIN_SCALE(x): the number of decimal places that x needs")
              .strict(
                  INTEGER, Kernels.strict(v -> (long) trimmed((BigDecimal) v[0]).scale()), NUMERIC)
              .entry();
      case "TRIM_SCALE" ->
          entry
              .manual("TRIM_SCALE(x): x without trailing zeros after the decimal point")
              .strict(NUMERIC, Kernels.strict(v -> trimmed((BigDecimal) v[0])), NUMERIC)
              .entry();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static BigDecimal quotient(BigDecimal left, BigDecimal right) {
    if (right.signum() == 0) {
      throw Arithmetic.divisionByZero();
    }
    return Decimals.checked(left.divide(right, 0, RoundingMode.DOWN));
  }

  private static BigDecimal trimmed(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
