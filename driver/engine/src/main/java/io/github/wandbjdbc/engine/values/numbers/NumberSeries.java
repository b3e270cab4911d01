package io.github.wandbjdbc.engine.values.numbers;

import io.github.wandbjdbc.engine.values.ComputedList;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.casts.Decimals;
import java.math.BigDecimal;
import java.math.BigInteger;

/** GENERATE_SERIES of numbers: the first, the last, and by how much they go on. */
public final class NumberSeries {
  private static final BigInteger MANY = BigInteger.ONE.shiftLeft(40);

  private NumberSeries() {}

  /** Of whole numbers. */
  public static Kernel ofLongs() {
    return Kernels.strict(
        operands -> {
          long first = (Long) operands[0];
          long step = operands.length > 2 ? (Long) operands[2] : 1;
          BigInteger whole =
              BigInteger.valueOf((Long) operands[1]).subtract(BigInteger.valueOf(first));
          return new ComputedList(
              size(whole, BigInteger.valueOf(checked(step, step != 0))), i -> first + i * step);
        });
  }

  /** Of decimals. */
  public static Kernel ofDecimals() {
    return Kernels.strict(
        operands -> {
          BigDecimal first = (BigDecimal) operands[0];
          BigDecimal step = operands.length > 2 ? (BigDecimal) operands[2] : BigDecimal.ONE;
          checked(step, step.signum() != 0);
          BigDecimal whole = ((BigDecimal) operands[1]).subtract(first);
          int scale = Math.max(whole.scale(), step.scale());
          return new ComputedList(
              size(whole.setScale(scale).unscaledValue(), step.setScale(scale).unscaledValue()),
              i ->
                  i == 0
                      ? first
                      : Decimals.checked(first.add(step.multiply(BigDecimal.valueOf(i)))));
        });
  }

  private static int size(BigInteger whole, BigInteger step) {
    return whole.signum() * step.signum() < 0
        ? 0
        : ComputedList.checkedSize(whole.divide(step).min(MANY).longValue() + 1);
  }

  private static <T> T checked(T step, boolean moves) {
    if (!moves) {
      throw new StatementException(SqlState.INVALID_VALUE, "step size cannot equal zero");
    }
    return step;
  }
}
