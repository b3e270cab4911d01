package io.github.wandbjdbc.engine.values.numbers;

import static io.github.wandbjdbc.engine.values.ValueType.BIGINT;
import static io.github.wandbjdbc.engine.values.ValueType.DOUBLE;
import static io.github.wandbjdbc.engine.values.ValueType.NUMERIC;

import io.github.wandbjdbc.engine.values.Column;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Family;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.LongColumn;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/** Powers, roots and logarithms. Of whole numbers they give doubles, of decimals decimals. */
public final class Powers implements Family {
  @Override
  public String title() {
    return "Powers and logarithms";
  }

  @Override
  public List<String> names() {
    return List.of(
        "POWER", "POW", "^", "SQRT", "CBRT", "HYPOT", "EXP", "LN", "LOG10", "LOG2", "LOG1P", "LOG");
  }

  @Override
  public Entry entry(String name) {
    Entry.Builder entry = Entry.named(name);
    return switch (name) {
      case "POWER", "POW", "^" ->
          binary(
              entry.manual(
                  name.equals("^")
                      ? "x ^ y: x to the power of y"
                      : name + "(x, y): x to the power of y; 1 to any power is 1, also to NaN"),
              DoublePowers::power,
              DecimalPowers::power);
      case "SQRT" ->
          unary(
              entry.manual("SQRT(x): the square root; NaN for a negative double"),
              Math::sqrt,
              DecimalPowers::squareRoot);
      case "CBRT" ->
          entry
              .manual("CBRT(x): the cube root")
              .strict(DOUBLE, Kernels.doubles(Math::cbrt), DOUBLE)
              .entry();
      case "HYPOT" ->
          entry
              .manual(
                  "HYPOT(x, y): the square root of x * x + y * y, without intermediate overflow")
              .strict(DOUBLE, Kernels.doubles(Math::hypot), DOUBLE, DOUBLE)
              .entry();
      case "EXP" ->
          unary(entry.manual("EXP(x): e to the power of x"), Math::exp, DecimalPowers::exp);
      case "LN" ->
          unary(
              entry.manual(
                  "LN(x): the natural logarithm; -Infinity for a double of 0, NaN for one below"),
              Math::log,
              DecimalPowers::ln);
      case "LOG10" ->
          unary(
              entry.manual("LOG10(x): the logarithm to base 10, likewise"),
              Math::log10,
              x -> DecimalPowers.log(BigDecimal.TEN, x));
      case "LOG2" ->
          entry
              .manual("LOG2(x): the logarithm to base 2, likewise")
              .strict(DOUBLE, Kernels.doubles(DoublePowers::log2), DOUBLE)
              .entry();
      case "LOG1P" ->
          entry
              .manual("LOG1P(x): the natural logarithm of 1 + x, exact for small x")
              .strict(DOUBLE, Kernels.doubles(Math::log1p), DOUBLE)
              .entry();
      default ->
          entry
              .manual("LOG(b, x): the logarithm of x to base b")
              .refusing(
                  1,
                  "LOG with one argument is base 10 in some databases and base e in others; write"
                      + " LN(x), LOG10(x), or LOG(b, x) for another base")
              .strict(NUMERIC, decimals(DecimalPowers::log), NUMERIC, NUMERIC)
              .strict(DOUBLE, Kernels.doubles(DoublePowers::log), DOUBLE, DOUBLE)
              .entry();
    };
  }

  private static Entry unary(
      Entry.Builder entry, DoubleUnaryOperator ofDouble, UnaryOperator<BigDecimal> ofDecimal) {
    return entry
        .strict(DOUBLE, Rounding.ofWhole(ofDouble), BIGINT)
        .strict(
            NUMERIC, Kernels.strict(operands -> ofDecimal.apply((BigDecimal) operands[0])), NUMERIC)
        .strict(DOUBLE, Kernels.doubles(ofDouble), DOUBLE)
        .entry();
  }

  private static Entry binary(
      Entry.Builder entry, DoubleBinaryOperator ofDouble, BinaryOperator<BigDecimal> ofDecimal) {
    return entry
        .strict(DOUBLE, ofWhole(ofDouble), BIGINT, BIGINT)
        .strict(NUMERIC, decimals(ofDecimal), NUMERIC, NUMERIC)
        .strict(DOUBLE, Kernels.doubles(ofDouble), DOUBLE, DOUBLE)
        .entry();
  }

  private static Kernel decimals(BinaryOperator<BigDecimal> function) {
    return Kernels.strict(
        operands -> function.apply((BigDecimal) operands[0], (BigDecimal) operands[1]));
  }

  private static Kernel ofWhole(DoubleBinaryOperator function) {
    return (operands, size, result, look) -> {
      Column left = operands[0];
      Column right = operands[1];
      double[] to = ((DoubleColumn) result).values();
      for (int i = 0; i < size; i++) {
        if (left.isNull(i) || right.isNull(i)) {
          result.setNull(i);
        } else {
          to[i] =
              function.applyAsDouble(
                  (double) ((LongColumn) left).values()[i],
                  (double) ((LongColumn) right).values()[i]);
        }
      }
    };
  }
}
