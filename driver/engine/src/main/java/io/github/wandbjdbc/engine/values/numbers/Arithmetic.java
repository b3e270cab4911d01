package io.github.wandbjdbc.engine.values.numbers;

import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.engine.values.ObjectColumn;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.math.BigDecimal;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * Sums, differences, products, quotients and remainders. Of two types the later of INTEGER, BIGINT,
 * NUMERIC and DOUBLE is computed in and given; kernels take the operands as they are. Whole numbers
 * and decimals overflow and divide by zero with an error, doubles as IEEE 754 says.
 *
 * @param kernel computes it, of operands held as their types are
 * @param result its type
 */
public record Arithmetic(Kernel kernel, EngineType result) {

  /**
   * That of {@code kind}, which is PLUS, MINUS, TIMES, DIVIDE or MOD.
   *
   * @throws StatementException if an operand is not a number
   */
  public static Arithmetic kernel(SqlKind kind, EngineType left, EngineType right) {
    EngineType type = promoted(left, right);
    return new Arithmetic(
        switch (type) {
          case INTEGER -> Kernels.longs(ofIntegers(kind));
          case BIGINT -> Kernels.longs(ofBigints(kind));
          case NUMERIC -> decimals(ofDecimals(kind));
          default -> doubles(ofDoubles(kind));
        },
        type);
  }

  /**
   * The negation of {@code operand}.
   *
   * @throws StatementException if it is not a number
   */
  public static Arithmetic negation(EngineType operand) {
    return new Arithmetic(
        switch (promoted(operand, operand)) {
          case INTEGER -> Kernels.longs(value -> integer(-value));
          case BIGINT -> Kernels.longs(Arithmetic::negated);
          case NUMERIC -> Kernels.strict(operands -> ((BigDecimal) operands[0]).negate());
          default -> Kernels.doubles(value -> 0 - value);
        },
        operand);
  }

  /** The type that numbers of two types are computed in; that of a bare NULL is the other's. */
  public static EngineType promoted(EngineType left, EngineType right) {
    int rank = Math.max(rank(left), rank(right));
    return switch (rank) {
      case 1 -> EngineType.INTEGER;
      case 2 -> EngineType.BIGINT;
      case 3 -> EngineType.NUMERIC;
      default -> EngineType.DOUBLE;
    };
  }

  private static int rank(EngineType type) {
    return switch (type) {
      case ANY -> 0;
      case INTEGER -> 1;
      case BIGINT -> 2;
      case NUMERIC -> 3;
      case DOUBLE -> 4;
      default ->
          throw new StatementException(
              SqlState.STATEMENT_FAULT, "a %s is not a number".formatted(type));
    };
  }

  private static LongBinaryOperator ofIntegers(SqlKind kind) {
    return switch (kind) {
      case PLUS -> (left, right) -> integer(left + right);
      case MINUS -> (left, right) -> integer(left - right);
      case TIMES -> (left, right) -> integer(left * right);
      case DIVIDE -> (left, right) -> integer(left / divisor(right));
      case MOD -> (left, right) -> left % divisor(right);
      default -> throw unknown(kind);
    };
  }

  private static LongBinaryOperator ofBigints(SqlKind kind) {
    return switch (kind) {
      case PLUS -> Arithmetic::sum;
      case MINUS -> Arithmetic::difference;
      case TIMES -> Arithmetic::product;
      case DIVIDE -> Arithmetic::quotient;
      case MOD -> (left, right) -> left % divisor(right);
      default -> throw unknown(kind);
    };
  }

  private static BinaryOperator<BigDecimal> ofDecimals(SqlKind kind) {
    return switch (kind) {
      case PLUS -> DecimalArithmetic::sum;
      case MINUS -> DecimalArithmetic::difference;
      case TIMES -> DecimalArithmetic::product;
      case DIVIDE -> DecimalArithmetic::quotient;
      case MOD -> DecimalArithmetic::remainder;
      default -> throw unknown(kind);
    };
  }

  private static DoubleBinaryOperator ofDoubles(SqlKind kind) {
    return switch (kind) {
      case PLUS -> (left, right) -> left + right;
      case MINUS -> (left, right) -> left - right;
      case TIMES -> (left, right) -> left * right;
      case DIVIDE -> (left, right) -> left / right;
      case MOD -> DoubleDigits::remainder;
      default -> throw unknown(kind);
    };
  }

  private static IllegalArgumentException unknown(SqlKind kind) {
    return new IllegalArgumentException(kind + " is not an operation on numbers");
  }

  /** {@code value}, which must be one of INTEGER. */
  static long integer(long value) {
    if (value != (int) value) {
      throw outOfRange("integer");
    }
    return value;
  }

  private static long divisor(long value) {
    if (value == 0) {
      throw divisionByZero();
    }
    return value;
  }

  private static long sum(long left, long right) {
    long sum = left + right;
    if (((left ^ sum) & (right ^ sum)) < 0) {
      throw outOfRange("bigint");
    }
    return sum;
  }

  private static long difference(long left, long right) {
    long difference = left - right;
    if (((left ^ right) & (left ^ difference)) < 0) {
      throw outOfRange("bigint");
    }
    return difference;
  }

  private static long product(long left, long right) {
    long high = Math.multiplyHigh(left, right);
    long low = left * right;
    if (high != low >> 63) {
      throw outOfRange("bigint");
    }
    return low;
  }

  private static long quotient(long left, long right) {
    if (left == Long.MIN_VALUE && right == -1) {
      throw outOfRange("bigint");
    }
    return left / divisor(right);
  }

  /** {@code -value}, which the least number hasn't. */
  static long negated(long value) {
    if (value == Long.MIN_VALUE) {
      throw outOfRange("bigint");
    }
    return -value;
  }

  static StatementException outOfRange(String type) {
    return new StatementException(SqlState.OUT_OF_RANGE, type + " out of range");
  }

  static StatementException divisionByZero() {
    return new StatementException(SqlState.DIVISION_BY_ZERO, "division by zero");
  }

  private static Kernel doubles(DoubleBinaryOperator function) {
    return (operands, size, result, look) -> {
      double[] left = Kernels.asDoubles(operands[0], size);
      double[] right = Kernels.asDoubles(operands[1], size);
      double[] to = ((DoubleColumn) result).values();
      if (!operands[0].hasNulls() && !operands[1].hasNulls()) {
        for (int i = 0; i < size; i++) {
          to[i] = function.applyAsDouble(left[i], right[i]);
        }
        return;
      }
      for (int i = 0; i < size; i++) {
        if (operands[0].isNull(i) || operands[1].isNull(i)) {
          result.setNull(i);
        } else {
          to[i] = function.applyAsDouble(left[i], right[i]);
        }
      }
    };
  }

  private static Kernel decimals(BinaryOperator<BigDecimal> function) {
    return (operands, size, result, look) -> {
      for (int i = 0; i < size; i++) {
        BigDecimal left = decimal(operands[0], i);
        BigDecimal right = decimal(operands[1], i);
        ((ObjectColumn) result)
            .set(i, left == null || right == null ? null : function.apply(left, right));
      }
    };
  }

  private static @Nullable BigDecimal decimal(ColumnVector column, int place) {
    if (column instanceof LongColumn longs) {
      return column.isNull(place) ? null : BigDecimal.valueOf(longs.values()[place]);
    }
    return (BigDecimal) column.get(place);
  }
}
