package io.github.wandbjdbc.engine.values.numbers;

import static io.github.wandbjdbc.engine.values.ValueType.BIGINT;
import static io.github.wandbjdbc.engine.values.ValueType.BOOLEAN;
import static io.github.wandbjdbc.engine.values.ValueType.DATE;
import static io.github.wandbjdbc.engine.values.ValueType.DOUBLE;
import static io.github.wandbjdbc.engine.values.ValueType.DURATION;
import static io.github.wandbjdbc.engine.values.ValueType.INTEGER;
import static io.github.wandbjdbc.engine.values.ValueType.MONTHS;
import static io.github.wandbjdbc.engine.values.ValueType.NUMERIC;
import static io.github.wandbjdbc.engine.values.ValueType.TIMESTAMP;

import io.github.wandbjdbc.engine.values.Column;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Family;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.engine.values.Order;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.ValueType;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoublePredicate;
import java.util.function.LongUnaryOperator;

/** The greatest and least of values, NaN and the infinities, and chance. */
public final class Choices implements Family {
  @Override
  public String title() {
    return "Greatest and least, NaN, chance";
  }

  @Override
  public List<String> names() {
    return List.of(
        "GREATEST",
        "LEAST",
        "IS_NAN",
        "ISNAN",
        "IS_INF",
        "ISINF",
        "ISFINITE",
        "IS_FINITE",
        "FINITE",
        "RAND",
        "RANDOM",
        "RAND_INTEGER");
  }

  @Override
  public Entry entry(String name) {
    Entry.Builder entry = Entry.named(name);
    return switch (name) {
      case "GREATEST" ->
          extremes(
              entry.manual(
                  "GREATEST(x, …): the greatest value that is not NULL; NaN is the greatest"
                      + " number"),
              1);
      case "LEAST" ->
          extremes(
              entry.manual(
                  "LEAST(x, …): the least value that is not NULL; NaN is the greatest number"),
              -1);
      case "IS_NAN", "ISNAN" ->
          entry
              .manual(name + "(x): whether x is NaN; NULL for NULL")
              .strict(BOOLEAN, testing(Double::isNaN), DOUBLE)
              .entry();
      case "IS_INF", "ISINF" ->
          entry
              .manual(name + "(x): whether x is Infinity or -Infinity; NULL for NULL")
              .strict(BOOLEAN, testing(Double::isInfinite), DOUBLE)
              .entry();
      case "ISFINITE", "IS_FINITE" -> {
        entry.manual(
            name + "(x): whether x is neither NaN nor Infinity nor -Infinity; NULL for NULL");
        for (ValueType type : List.of(DATE, TIMESTAMP, MONTHS, DURATION)) {
          entry.strict(BOOLEAN, Kernels.longs((LongUnaryOperator) x -> 1), type);
        }
        yield entry.strict(BOOLEAN, testing(Double::isFinite), DOUBLE).entry();
      }
      case "FINITE" ->
          entry
              .manual("FINITE(x): x, but NULL for NaN and the infinities")
              .strictOrNull(DOUBLE, Choices::finite, DOUBLE)
              .entry();
      case "RAND_INTEGER" ->
          entry
              .manual("RAND_INTEGER(n): a random integer from 0 to n - 1")
              .volatileResult()
              .strict(INTEGER, Kernels.longs(Choices::randomBelow), INTEGER)
              .entry();
      case "RANDOM" ->
          entry
              .manual(
                  "RANDOM(): a random number from 0 up to, but not including, 1; RANDOM(a, b)"
                      + " from a to b inclusive, with as many decimal places as these")
              .volatileResult()
              .strict(DOUBLE, Choices::random)
              .strict(INTEGER, Kernels.longs(RandomBetween::of), INTEGER, INTEGER)
              .strict(BIGINT, Kernels.longs(RandomBetween::of), BIGINT, BIGINT)
              .strict(
                  NUMERIC,
                  Kernels.strict(v -> RandomBetween.of((BigDecimal) v[0], (BigDecimal) v[1])),
                  NUMERIC,
                  NUMERIC)
              .entry();
      default ->
          entry
              .manual(name + "(): a random number from 0 up to, but not including, 1")
              .volatileResult()
              .strict(DOUBLE, Choices::random)
              .entry();
    };
  }

  private static Entry extremes(Entry.Builder entry, int sign) {
    Kernel kernel =
        (operands, size, result, look) -> {
          for (int i = 0; i < size; i++) {
            Column best = operands[0];
            for (Column operand : operands) {
              if (!operand.isNull(i)
                  && (best.isNull(i) || sign * Order.compareNullsLast(operand, i, best, i) > 0)) {
                best = operand;
              }
            }
            if (best.isNull(i)) {
              result.setNull(i);
            } else {
              result.copy(i, best, i);
            }
          }
        };
    for (ValueType type : ValueType.values()) {
      // Numbers before others: a bare NULL is of the first type that the others are of.
      if (type != ValueType.ANY && type != BOOLEAN) {
        entry.nullable(type, kernel, type, type).variadic();
      }
    }
    return entry.nullable(BOOLEAN, kernel, BOOLEAN, BOOLEAN).variadic().entry();
  }

  private static Kernel testing(DoublePredicate test) {
    return (operands, size, result, look) -> {
      double[] from = ((DoubleColumn) operands[0]).values();
      long[] to = ((LongColumn) result).values();
      for (int i = 0; i < size; i++) {
        if (operands[0].isNull(i)) {
          result.setNull(i);
        } else {
          to[i] = Kernels.bool(test.test(from[i]));
        }
      }
    };
  }

  private static void finite(Column[] operands, int size, Column result, Runnable look) {
    double[] from = ((DoubleColumn) operands[0]).values();
    double[] to = ((DoubleColumn) result).values();
    for (int i = 0; i < size; i++) {
      if (operands[0].isNull(i) || !Double.isFinite(from[i])) {
        result.setNull(i);
      } else {
        to[i] = from[i];
      }
    }
  }

  private static void random(Column[] operands, int size, Column result, Runnable look) {
    double[] to = ((DoubleColumn) result).values();
    for (int i = 0; i < size; i++) {
      to[i] = ThreadLocalRandom.current().nextDouble();
    }
  }

  private static long randomBelow(long end) {
    if (end <= 0) {
      throw new StatementException(SqlState.INVALID_VALUE, "RAND_INTEGER needs a number above 0");
    }
    return ThreadLocalRandom.current().nextLong(end);
  }
}
