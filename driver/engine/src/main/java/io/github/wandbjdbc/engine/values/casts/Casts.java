package io.github.wandbjdbc.engine.values.casts;

import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * All casts that there are: PostgreSQL's. Doubles become whole numbers half to even, decimals half
 * away from zero; what doesn't fit its type is out of range, never the nearest that fits.
 *
 * <p>CHAR(n) is held without the blanks that fill it up, which count nowhere in PostgreSQL; a
 * literal's blanks are its own, though Calcite calls its type CHAR.
 */
public final class Casts {
  private Casts() {}

  /**
   * The cast of values of {@code from} to {@code to}; NULL stays NULL.
   *
   * @throws StatementException if there is no such cast
   */
  public static Kernel kernel(RelDataType from, RelDataType to) {
    Conversion conversion = conversion(from, to);
    if (conversion == Conversion.NONE) {
      return Casts::copy;
    }
    if (isWhole(from) && to.getSqlTypeName() == SqlTypeName.DOUBLE) {
      return Casts::toDouble;
    }
    if (Kind.of(from) == Kind.DOUBLE && isWhole(to)) {
      return doubleToWhole(to.getSqlTypeName());
    }
    if (isWhole(from) && isWhole(to)) {
      SqlTypeName type = to.getSqlTypeName();
      return Kernels.longs(value -> WholeNumbers.checked(value, type));
    }
    return Kernels.strict(operands -> conversion.of(operands[0]));
  }

  /**
   * Likewise, but NULL for a value that can't be cast.
   *
   * @throws StatementException if there is no such cast
   */
  public static Kernel tryKernel(RelDataType from, RelDataType to) {
    Conversion conversion = conversion(from, to);
    if (conversion == Conversion.NONE) {
      return Casts::copy;
    }
    return Kernels.strict(operands -> orNull(conversion, operands[0]));
  }

  /**
   * Checks that {@code text} can be cast to {@code to}.
   *
   * @throws StatementException if not
   */
  public static void check(String text, RelDataType from, RelDataType to) {
    conversion(from, to).of(text);
  }

  /** Whether the cast changes no value, and none fails. */
  public static boolean isIdentity(RelDataType from, RelDataType to) {
    return conversion(from, to) == Conversion.NONE;
  }

  private static @Nullable Object orNull(Conversion conversion, Object value) {
    try {
      return conversion.of(value);
    } catch (StatementException e) {
      return switch (e.state()) {
        case OUT_OF_RANGE, BAD_DATE_TIME, WRONG_CAST -> null;
        default -> throw e;
      };
    }
  }

  private static Conversion conversion(RelDataType from, RelDataType to) {
    Conversion conversion =
        from.getSqlTypeName() == SqlTypeName.NULL ? Conversion.NONE : between(from, to);
    if (conversion == null) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT, "can't cast %s to %s".formatted(name(from), name(to)));
    }
    return conversion;
  }

  private static @Nullable Conversion between(RelDataType from, RelDataType to) {
    return switch (to.getSqlTypeName()) {
      case BOOLEAN -> Booleans.from(from);
      case TINYINT, SMALLINT, INTEGER, BIGINT -> WholeNumbers.from(from, to.getSqlTypeName());
      case DECIMAL -> Decimals.from(from, to);
      case DOUBLE, FLOAT -> Doubles.from(from);
      case REAL -> Reals.from(from);
      case CHAR, VARCHAR -> TextCasts.from(from, to);
      case DATE -> Times.toDate(from);
      case TIME -> Times.toTime(from, to);
      case TIMESTAMP -> Times.toTimestamp(from, to);
      case INTERVAL_YEAR, INTERVAL_YEAR_MONTH, INTERVAL_MONTH -> IntervalTexts.toMonths(from, to);
      case INTERVAL_DAY,
          INTERVAL_DAY_HOUR,
          INTERVAL_DAY_MINUTE,
          INTERVAL_DAY_SECOND,
          INTERVAL_HOUR,
          INTERVAL_HOUR_MINUTE,
          INTERVAL_HOUR_SECOND,
          INTERVAL_MINUTE,
          INTERVAL_MINUTE_SECOND,
          INTERVAL_SECOND ->
          IntervalTexts.toDuration(from, to);
      default -> SqlTypeUtil.equalSansNullability(from, to) ? Conversion.NONE : (Conversion) null;
    };
  }

  private static String name(RelDataType type) {
    return type.getSqlTypeName().getName().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static boolean isWhole(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> true;
      default -> false;
    };
  }

  private static void copy(ColumnVector[] operands, int size, ColumnVector result, Runnable look) {
    for (int i = 0; i < size; i++) {
      if (operands[0].isNull(i)) {
        result.setNull(i);
      } else {
        result.copy(i, operands[0], i);
      }
    }
  }

  private static void toDouble(
      ColumnVector[] operands, int size, ColumnVector result, Runnable look) {
    long[] from = ((LongColumn) operands[0]).values();
    double[] to = ((DoubleColumn) result).values();
    for (int i = 0; i < size; i++) {
      if (operands[0].isNull(i)) {
        result.setNull(i);
      } else {
        to[i] = from[i];
      }
    }
  }

  private static Kernel doubleToWhole(SqlTypeName type) {
    return (operands, size, result, look) -> {
      double[] from = ((DoubleColumn) operands[0]).values();
      long[] to = ((LongColumn) result).values();
      for (int i = 0; i < size; i++) {
        if (operands[0].isNull(i)) {
          result.setNull(i);
        } else {
          to[i] = WholeNumbers.rounded(from[i], type);
        }
      }
    };
  }
}
