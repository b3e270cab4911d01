package io.github.wandbjdbc.engine.values.numbers;

import static io.github.wandbjdbc.engine.values.EngineType.BIGINT;
import static io.github.wandbjdbc.engine.values.EngineType.DOUBLE;
import static io.github.wandbjdbc.engine.values.EngineType.INTEGER;
import static io.github.wandbjdbc.engine.values.EngineType.NUMERIC;

import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Family;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.casts.Decimals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.function.LongBinaryOperator;

/** Functions of whole numbers, and what counts or chooses by numbers. */
public final class WholeFunctions implements Family {
  /** The factorial of 34 has more than 38 digits. */
  private static final int MOST_FACTORIAL = 33;

  @Override
  public String title() {
    return "Whole numbers";
  }

  @Override
  public List<String> names() {
    return List.of(
        "GCD",
        "LCM",
        "FACTORIAL",
        "BITAND",
        "BITOR",
        "BITXOR",
        "BITNOT",
        "LEFTSHIFT",
        "RIGHTSHIFT",
        "BIT_COUNT",
        "WIDTH_BUCKET");
  }

  @Override
  public Entry entry(String name) {
    Entry.Builder entry = Entry.named(name);
    return switch (name) {
      case "GCD" ->
          entry
              .manual("GCD(x, y): the greatest common divisor; 0 if both are 0")
              .strict(
                  INTEGER,
                  Kernels.longs((x, y) -> Arithmetic.integer(divisor(x, y))),
                  INTEGER,
                  INTEGER)
              .strict(BIGINT, Kernels.longs(WholeFunctions::divisor), BIGINT, BIGINT)
              .strict(
                  NUMERIC,
                  Kernels.strict(
                      operands -> divisor((BigDecimal) operands[0], (BigDecimal) operands[1])),
                  NUMERIC,
                  NUMERIC)
              .entry();
      case "LCM" ->
          entry
              .manual("LCM(x, y): the least common multiple; 0 if one is 0")
              .strict(
                  INTEGER,
                  Kernels.longs((x, y) -> Arithmetic.integer(multiple(x, y))),
                  INTEGER,
                  INTEGER)
              .strict(BIGINT, Kernels.longs(WholeFunctions::multiple), BIGINT, BIGINT)
              .strict(
                  NUMERIC,
                  Kernels.strict(
                      operands -> multiple((BigDecimal) operands[0], (BigDecimal) operands[1])),
                  NUMERIC,
                  NUMERIC)
              .entry();
      case "FACTORIAL" ->
          entry
              .manual("FACTORIAL(n): 1 * 2 * … * n, for n up to 33")
              .strict(NUMERIC, Kernels.strict(operands -> factorial((Long) operands[0])), BIGINT)
              .entry();
      case "BITAND" -> ofBits(entry.manual("x & y, BITAND(x, y): bitwise AND"), (x, y) -> x & y);
      case "BITOR" -> ofBits(entry.manual("x | y, BITOR(x, y): bitwise OR"), (x, y) -> x | y);
      case "BITXOR" ->
          ofBits(entry.manual("x # y, BITXOR(x, y): bitwise exclusive OR"), (x, y) -> x ^ y);
      case "BITNOT" ->
          entry
              .manual("~x, BITNOT(x): bitwise NOT")
              .strict(INTEGER, Kernels.longs(x -> ~x), INTEGER)
              .strict(BIGINT, Kernels.longs(x -> ~x), BIGINT)
              .entry();
      case "LEFTSHIFT" ->
          entry
              .manual(
                  "x << n, LEFTSHIFT(x, n): x shifted left by n bits; INTEGER has 32 bits, BIGINT"
                      + " 64")
              .strict(INTEGER, Kernels.longs((x, n) -> (int) x << (int) n), INTEGER, INTEGER)
              .strict(BIGINT, Kernels.longs((x, n) -> x << n), BIGINT, INTEGER)
              .entry();
      case "RIGHTSHIFT" ->
          entry
              .manual("x >> n, RIGHTSHIFT(x, n): x shifted right by n bits, with its sign")
              .strict(INTEGER, Kernels.longs((x, n) -> (int) x >> (int) n), INTEGER, INTEGER)
              .strict(BIGINT, Kernels.longs((x, n) -> x >> n), BIGINT, INTEGER)
              .entry();
      case "BIT_COUNT" ->
          entry
              .manual("BIT_COUNT(n): the number of bits of n that are 1, of 64")
              .strict(BIGINT, Kernels.longs(Long::bitCount), BIGINT)
              .entry();
      default ->
          entry
              .manual(
                  "WIDTH_BUCKET(x, from, to, count): the number of the bucket of x, of count"
                      + " equal ones between from and to; 0 below them, count + 1 above")
              .strict(
                  INTEGER,
                  Kernels.strict(
                      operands ->
                          bucket(
                              (BigDecimal) operands[0],
                              (BigDecimal) operands[1],
                              (BigDecimal) operands[2],
                              (Long) operands[3])),
                  NUMERIC,
                  NUMERIC,
                  NUMERIC,
                  INTEGER)
              .strict(
                  INTEGER,
                  Kernels.strict(
                      operands ->
                          bucket(
                              (Double) operands[0],
                              (Double) operands[1],
                              (Double) operands[2],
                              (Long) operands[3])),
                  DOUBLE,
                  DOUBLE,
                  DOUBLE,
                  INTEGER)
              .entry();
    };
  }

  private static Entry ofBits(Entry.Builder entry, LongBinaryOperator function) {
    return entry
        .strict(INTEGER, Kernels.longs(function), INTEGER, INTEGER)
        .strict(BIGINT, Kernels.longs(function), BIGINT, BIGINT)
        .entry();
  }

  private static long divisor(long left, long right) {
    long x = left;
    long y = right;
    while (y != 0) {
      // The least number by -1 overflows elsewhere; its remainder is 0.
      long rest = y == -1 ? 0 : x % y;
      x = y;
      y = rest;
    }
    return x < 0 ? Arithmetic.negated(x) : x;
  }

  private static long multiple(long left, long right) {
    if (left == 0 || right == 0) {
      return 0;
    }
    try {
      long multiple = Math.multiplyExact(left / divisor(left, right), right);
      return multiple < 0 ? Arithmetic.negated(multiple) : multiple;
    } catch (ArithmeticException e) {
      throw Arithmetic.outOfRange("bigint");
    }
  }

  private static BigDecimal divisor(BigDecimal left, BigDecimal right) {
    int scale = Math.max(left.scale(), right.scale());
    BigInteger divisor = unscaled(left, scale).gcd(unscaled(right, scale));
    return new BigDecimal(divisor, scale);
  }

  private static BigDecimal multiple(BigDecimal left, BigDecimal right) {
    int scale = Math.max(left.scale(), right.scale());
    BigInteger x = unscaled(left, scale);
    BigInteger y = unscaled(right, scale);
    return x.signum() == 0 || y.signum() == 0
        ? BigDecimal.valueOf(0, scale)
        : Decimals.checked(new BigDecimal(x.divide(x.gcd(y)).multiply(y).abs(), scale));
  }

  private static BigInteger unscaled(BigDecimal value, int scale) {
    return value.setScale(scale).unscaledValue();
  }

  private static BigDecimal factorial(long n) {
    if (n < 0 || n > MOST_FACTORIAL) {
      throw Arithmetic.outOfRange("the factorial of " + n + " is");
    }
    BigDecimal product = BigDecimal.ONE;
    for (int i = 2; i <= n; i++) {
      product = product.multiply(BigDecimal.valueOf(i));
    }
    return product;
  }

  private static long bucket(BigDecimal value, BigDecimal from, BigDecimal to, long count) {
    int direction = to.compareTo(from);
    checkBuckets(count, direction != 0);
    if (value.compareTo(from) * direction < 0) {
      return 0;
    }
    if (value.compareTo(to) * direction >= 0) {
      return Arithmetic.integer(count + 1);
    }
    BigDecimal before = value.subtract(from).multiply(BigDecimal.valueOf(count));
    return before.divideToIntegralValue(to.subtract(from)).longValue() + 1;
  }

  private static long bucket(double value, double from, double to, long count) {
    boolean finite = Double.isFinite(from) && Double.isFinite(to);
    checkBuckets(count, finite && from != to && !Double.isNaN(value));
    boolean upwards = from < to;
    if (upwards ? value < from : value > from) {
      return 0;
    }
    if (upwards ? value >= to : value <= to) {
      return Arithmetic.integer(count + 1);
    }
    double width = to - from;
    double part =
        Double.isInfinite(width)
            ? (value / 2 - from / 2) / (to / 2 - from / 2)
            : (value - from) / width;
    return (long) Math.min(Math.floor(part * count), count - 1.0) + 1;
  }

  private static void checkBuckets(long count, boolean isRange) {
    if (count <= 0 || !isRange) {
      throw new StatementException(
          SqlState.INVALID_VALUE,
          "WIDTH_BUCKET takes no NaN, two different finite bounds, and a count above 0: leave NaN out"
              + " by WHERE NOT IS_NAN(x)");
    }
  }
}
