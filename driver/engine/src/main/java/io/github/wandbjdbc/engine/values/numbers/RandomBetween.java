package io.github.wandbjdbc.engine.values.numbers;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.concurrent.ThreadLocalRandom;

/** Random numbers between two others, both included. */
final class RandomBetween {
  private RandomBetween() {}

  static long of(long first, long last) {
    checkOrder(first <= last);
    ThreadLocalRandom random = ThreadLocalRandom.current();
    if (last < Long.MAX_VALUE) {
      return random.nextLong(first, last + 1);
    }
    return first > Long.MIN_VALUE ? random.nextLong(first - 1, last) + 1 : random.nextLong();
  }

  /** With as many digits behind the point as the one that has more. */
  static BigDecimal of(BigDecimal first, BigDecimal last) {
    checkOrder(first.compareTo(last) <= 0);
    int scale = Math.max(first.scale(), last.scale());
    BigInteger from = first.setScale(scale).unscaledValue();
    BigInteger count = last.setScale(scale).unscaledValue().subtract(from).add(BigInteger.ONE);
    BigInteger more;
    do {
      more = new BigInteger(count.bitLength(), ThreadLocalRandom.current());
    } while (more.compareTo(count) >= 0);
    return new BigDecimal(from.add(more), scale);
  }

  private static void checkOrder(boolean isInOrder) {
    if (!isInOrder) {
      throw new StatementException(
          SqlState.INVALID_VALUE, "in RANDOM(a, b), a must not be greater than b");
    }
  }
}
