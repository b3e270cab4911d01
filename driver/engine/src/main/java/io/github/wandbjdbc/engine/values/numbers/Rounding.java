package io.github.wandbjdbc.engine.values.numbers;

import static io.github.wandbjdbc.engine.values.ValueType.BIGINT;
import static io.github.wandbjdbc.engine.values.ValueType.DOUBLE;
import static io.github.wandbjdbc.engine.values.ValueType.INTEGER;
import static io.github.wandbjdbc.engine.values.ValueType.NUMERIC;

import io.github.wandbjdbc.engine.values.Column;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Family;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.engine.values.ValueType;
import io.github.wandbjdbc.engine.values.casts.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlKind;

/** Functions that round, and the sign of numbers. */
public final class Rounding implements Family {
  /** PostgreSQL has no more digits behind the point. */
  private static final int MOST_PLACES = 16_383;

  @Override
  public String title() {
    return "Rounding and remainders";
  }

  @Override
  public List<String> names() {
    return List.of("ABS", "SIGN", "CEIL", "CEILING", "FLOOR", "ROUND", "TRUNC", "TRUNCATE", "MOD");
  }

  @Override
  public Entry entry(String name) {
    Entry.Builder entry = Entry.named(name);
    return switch (name) {
      case "ABS" ->
          entry
              .manual("ABS(x): the absolute value")
              .strict(INTEGER, Kernels.longs(x -> x < 0 ? Arithmetic.integer(-x) : x), INTEGER)
              .strict(BIGINT, Kernels.longs(x -> x < 0 ? Arithmetic.negated(x) : x), BIGINT)
              .strict(NUMERIC, decimals(BigDecimal::abs), NUMERIC)
              .strict(DOUBLE, Kernels.doubles(Math::abs), DOUBLE)
              .entry();
      case "SIGN" ->
          unary(
              entry.manual("SIGN(x): -1, 0 or 1; 0 for NaN"),
              x -> x > 0 ? 1 : x < 0 ? -1 : 0,
              x -> BigDecimal.valueOf(x.signum()));
      case "CEIL", "CEILING" ->
          unary(
              entry.manual(name + "(x): the smallest integer that is not less than x"),
              Math::ceil,
              x -> x.setScale(0, RoundingMode.CEILING));
      case "FLOOR" ->
          unary(
              entry.manual("FLOOR(x): the greatest integer that is not greater than x"),
              Math::floor,
              x -> x.setScale(0, RoundingMode.FLOOR));
      case "ROUND" ->
          digits(
              unary2(
                  entry.manual(
                      "ROUND(x[, digits]): x rounded to so many decimal places, half away from zero;"
                          + " ROUND(x) of a double rounds half to even"),
                  Math::rint,
                  x -> x.setScale(0, RoundingMode.HALF_UP)),
              RoundingMode.HALF_UP);
      case "TRUNC", "TRUNCATE" ->
          digits(
              unary2(
                  entry.manual(name + "(x[, digits]): x truncated to so many decimal places"),
                  x -> x < 0 ? Math.ceil(x) : Math.floor(x),
                  x -> x.setScale(0, RoundingMode.DOWN)),
              RoundingMode.DOWN);
      default -> remainder(entry);
    };
  }

  private static Entry unary(
      Entry.Builder entry, DoubleUnaryOperator ofDouble, UnaryOperator<BigDecimal> ofDecimal) {
    return unary2(entry, ofDouble, ofDecimal).entry();
  }

  /** Of whole numbers they give doubles, as in PostgreSQL. */
  private static Entry.Builder unary2(
      Entry.Builder entry, DoubleUnaryOperator ofDouble, UnaryOperator<BigDecimal> ofDecimal) {
    return entry
        .strict(DOUBLE, ofWhole(ofDouble), BIGINT)
        .strict(NUMERIC, decimals(x -> Decimals.checked(ofDecimal.apply(x))), NUMERIC)
        .strict(DOUBLE, Kernels.doubles(ofDouble), DOUBLE);
  }

  private static Entry digits(Entry.Builder entry, RoundingMode mode) {
    return entry
        .strict(
            NUMERIC,
            Kernels.strict(operands -> scaled((BigDecimal) operands[0], (Long) operands[1], mode)),
            NUMERIC,
            INTEGER)
        .strict(DOUBLE, ofDoubleAndPlaces(mode), DOUBLE, INTEGER)
        .entry();
  }

  private static BigDecimal scaled(BigDecimal value, long places, RoundingMode mode) {
    int scale = (int) Math.min(Math.max(places, -MOST_PLACES), MOST_PLACES);
    return Decimals.checked(value.setScale(scale, mode));
  }

  private static Entry remainder(Entry.Builder entry) {
    return entry
        .manual(
            "MOD(x, y): the remainder of x divided by y, with the sign of x; for doubles it"
                + " is exact in their decimal digits, and NaN for y = 0")
        .strict(INTEGER, remainder(INTEGER), INTEGER, INTEGER)
        .strict(BIGINT, remainder(BIGINT), BIGINT, BIGINT)
        .strict(NUMERIC, remainder(NUMERIC), NUMERIC, NUMERIC)
        .strict(DOUBLE, remainder(DOUBLE), DOUBLE, DOUBLE)
        .entry();
  }

  private static Kernel remainder(ValueType type) {
    return Arithmetic.kernel(SqlKind.MOD, type, type).kernel();
  }

  private static Kernel decimals(UnaryOperator<BigDecimal> function) {
    return Kernels.strict(operands -> function.apply((BigDecimal) operands[0]));
  }

  /** Of a whole number, which becomes a double before. */
  static Kernel ofWhole(DoubleUnaryOperator function) {
    return (operands, size, result, look) -> {
      Column operand = operands[0];
      long[] from = ((LongColumn) operand).values();
      double[] to = ((DoubleColumn) result).values();
      for (int i = 0; i < size; i++) {
        if (operand.isNull(i)) {
          result.setNull(i);
        } else {
          to[i] = function.applyAsDouble((double) from[i]);
        }
      }
    };
  }

  private static Kernel ofDoubleAndPlaces(RoundingMode mode) {
    return (operands, size, result, look) -> {
      double[] from = ((DoubleColumn) operands[0]).values();
      long[] places = ((LongColumn) operands[1]).values();
      double[] to = ((DoubleColumn) result).values();
      for (int i = 0; i < size; i++) {
        if (operands[0].isNull(i) || operands[1].isNull(i)) {
          result.setNull(i);
        } else {
          to[i] =
              mode == RoundingMode.DOWN
                  ? DoubleDigits.truncated(from[i], places[i])
                  : DoubleDigits.rounded(from[i], places[i]);
        }
      }
    };
  }
}
