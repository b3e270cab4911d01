package io.github.wandbjdbc.engine.values;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** How two values of certain types stand to each other, neither of which is null. */
@FunctionalInterface
interface Comparison {
  int LESS = 1;
  int EQUAL = 2;
  int GREATER = 4;

  /** One of them is NaN. */
  int UNORDERED = 8;

  /** A NULL within decides. */
  int UNKNOWN = 16;

  /** One of the constants above. */
  int of(Object left, Object right);

  /** That of values that aren't rows. */
  static Comparison ofScalars(RelDataType left, RelDataType right) {
    if (isNull(left) || isNull(right)) {
      // Never asked, since one side always is NULL.
      return (x, y) -> UNKNOWN;
    }
    EngineType a = EngineType.of(left);
    EngineType b = EngineType.of(right);
    if (isNumber(a) && isNumber(b)) {
      return ofNumbers(a, b);
    }
    if (a == EngineType.TEXT && b == EngineType.TEXT) {
      return (x, y) -> code(Order.compare((String) x, (String) y));
    }
    if (a == b && a != EngineType.ANY) {
      return (x, y) -> code(Long.compare((Long) x, (Long) y));
    }
    if ((isDateOrTimestamp(a) && isDateOrTimestamp(b)) || (isInterval(a) && isInterval(b))) {
      long unitOfLeft = unit(a);
      long unitOfRight = unit(b);
      return (x, y) -> code(Long.compare((Long) x * unitOfLeft, (Long) y * unitOfRight));
    }
    throw incomparable(left, right);
  }

  private static Comparison ofNumbers(EngineType left, EngineType right) {
    if (left == EngineType.DOUBLE || right == EngineType.DOUBLE) {
      return (x, y) -> code(((Number) x).doubleValue(), ((Number) y).doubleValue());
    }
    return left == EngineType.NUMERIC || right == EngineType.NUMERIC
        ? (x, y) -> code(decimal(x).compareTo(decimal(y)))
        : (x, y) -> code(Long.compare((Long) x, (Long) y));
  }

  /**
   * That of rows: equal if all fields are, and different if any is, whatever is NULL besides; which
   * comes first the first field says that isn't equal, unless it is NULL.
   */
  static Comparison ofRows(SqlKind kind, RelDataType left, RelDataType right) {
    boolean ordered = kind == SqlKind.LESS_THAN || kind == SqlKind.LESS_THAN_OR_EQUAL;
    List<Comparison> fields =
        fields(left, right, (a, b) -> a.isStruct() ? ofRows(kind, a, b) : ofScalars(a, b));
    return (a, b) -> {
      int outcome = EQUAL;
      for (int i = 0; i < fields.size(); i++) {
        Object one = ((List<?>) a).get(i);
        Object other = ((List<?>) b).get(i);
        int code = one == null || other == null ? UNKNOWN : fields.get(i).of(one, other);
        if (code == UNKNOWN && !ordered) {
          outcome = UNKNOWN;
        } else if (code != EQUAL) {
          return code;
        }
      }
      return outcome;
    };
  }

  /** Equal for what IS NOT DISTINCT FROM takes as one: NaN and NaN, and NULL in rows. */
  static Comparison ofDistinctness(RelDataType left, RelDataType right) {
    if (!left.isStruct() && !right.isStruct()) {
      Comparison comparison = ofScalars(left, right);
      return (a, b) -> isNan(a) && isNan(b) ? EQUAL : comparison.of(a, b);
    }
    List<Comparison> fields = fields(left, right, Comparison::ofDistinctness);
    return (a, b) -> {
      for (int i = 0; i < fields.size(); i++) {
        if (!fields.get(i).isSame(((List<?>) a).get(i), ((List<?>) b).get(i))) {
          return UNORDERED;
        }
      }
      return EQUAL;
    };
  }

  /** Whether both are null, or neither is and they are equal. */
  default boolean isSame(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return left == right;
    }
    return of(left, right) == EQUAL;
  }

  private static List<Comparison> fields(
      RelDataType left,
      RelDataType right,
      BiFunction<RelDataType, RelDataType, Comparison> comparison) {
    if (left.isStruct() != right.isStruct() || left.getFieldCount() != right.getFieldCount()) {
      throw incomparable(left, right);
    }
    List<Comparison> fields = new ArrayList<>();
    for (int i = 0; i < left.getFieldCount(); i++) {
      RelDataType a = left.getFieldList().get(i).getType();
      RelDataType b = right.getFieldList().get(i).getType();
      fields.add(comparison.apply(a, b));
    }
    return fields;
  }

  private static boolean isNull(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.NULL;
  }

  private static boolean isNan(Object value) {
    return value instanceof Double number && number.isNaN();
  }

  private static boolean isNumber(EngineType type) {
    return switch (type) {
      case INTEGER, BIGINT, NUMERIC, DOUBLE -> true;
      default -> false;
    };
  }

  private static boolean isDateOrTimestamp(EngineType type) {
    return type == EngineType.DATE || type == EngineType.TIMESTAMP;
  }

  private static boolean isInterval(EngineType type) {
    return type == EngineType.MONTHS || type == EngineType.DURATION;
  }

  /** How many milliseconds one of {@code type} is, where two types are compared. */
  private static long unit(EngineType type) {
    return switch (type) {
      case DATE -> 86_400_000L;
      // A month is 30 days where it has to be some.
      case MONTHS -> 30 * 86_400_000L;
      default -> 1;
    };
  }

  private static BigDecimal decimal(Object value) {
    return value instanceof BigDecimal number ? number : BigDecimal.valueOf((Long) value);
  }

  private static int code(int order) {
    return order < 0 ? LESS : order > 0 ? GREATER : EQUAL;
  }

  private static int code(double left, double right) {
    return left < right ? LESS : left > right ? GREATER : left == right ? EQUAL : UNORDERED;
  }

  private static StatementException incomparable(RelDataType left, RelDataType right) {
    return new StatementException(
        SqlState.STATEMENT_FAULT, "%s and %s can't be compared".formatted(left, right));
  }
}
