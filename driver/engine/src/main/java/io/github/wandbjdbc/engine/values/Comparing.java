package io.github.wandbjdbc.engine.values;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons as conditions have them: NaN satisfies {@code <>} alone, but IS DISTINCT FROM takes
 * it as one value. Numbers of two types are compared in the later of BIGINT, NUMERIC and DOUBLE,
 * texts by code point. Kernels take the operands as their types are held, and give a BOOLEAN.
 */
public final class Comparing {
  private static final int LESS = 1;
  private static final int EQUAL = 2;
  private static final int GREATER = 4;

  /** One of them is NaN. */
  private static final int UNORDERED = 8;

  /** NULL decides. */
  private static final int UNKNOWN = 16;

  private static final long DAY = 86_400_000;
  private static final long MONTH = 30 * DAY;

  private Comparing() {}

  /** How two values stand to each other, neither of which is null. */
  @FunctionalInterface
  private interface Comparison {
    /** One of the constants above. */
    int of(Object left, Object right);
  }

  /**
   * The comparison of {@code kind}: EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL,
   * GREATER_THAN, GREATER_THAN_OR_EQUAL, IS_DISTINCT_FROM or IS_NOT_DISTINCT_FROM.
   *
   * @throws StatementException if values of the two types can't be compared
   */
  public static Kernel kernel(SqlKind kind, RelDataType left, RelDataType right) {
    if (kind == SqlKind.IS_DISTINCT_FROM || kind == SqlKind.IS_NOT_DISTINCT_FROM) {
      return distinct(left, right, kind == SqlKind.IS_DISTINCT_FROM);
    }
    if (kind == SqlKind.GREATER_THAN || kind == SqlKind.GREATER_THAN_OR_EQUAL) {
      Kernel reverse = kernel(kind.reverse(), right, left);
      return (operands, size, result, look) ->
          reverse.compute(new Column[] {operands[1], operands[0]}, size, result, look);
    }
    if (left.isStruct() || right.isStruct()) {
      return objects(rows(kind, left, right), satisfying(kind));
    }
    Comparison comparison = scalars(left, right);
    Kind held = Kind.of(left);
    if (held == Kind.of(right) && ValueType.of(left) == ValueType.of(right)) {
      if (held == Kind.DOUBLE) {
        return doubles(kind);
      }
      if (held == Kind.LONG) {
        return longs(kind);
      }
    }
    return isWhole(left) && isWhole(right) ? longs(kind) : objects(comparison, satisfying(kind));
  }

  private static int satisfying(SqlKind kind) {
    return switch (kind) {
      case EQUALS -> EQUAL;
      case NOT_EQUALS -> LESS | GREATER | UNORDERED;
      case LESS_THAN -> LESS;
      case LESS_THAN_OR_EQUAL -> LESS | EQUAL;
      default -> throw new IllegalArgumentException(kind + " is not a comparison");
    };
  }

  private static Kernel doubles(SqlKind kind) {
    return (operands, size, result, look) -> {
      double[] left = ((DoubleColumn) operands[0]).values();
      double[] right = ((DoubleColumn) operands[1]).values();
      long[] to = ((LongColumn) result).values();
      switch (kind) {
        case EQUALS -> {
          for (int i = 0; i < size; i++) {
            to[i] = left[i] == right[i] ? 1 : 0;
          }
        }
        case NOT_EQUALS -> {
          for (int i = 0; i < size; i++) {
            to[i] = left[i] != right[i] ? 1 : 0;
          }
        }
        case LESS_THAN -> {
          for (int i = 0; i < size; i++) {
            to[i] = left[i] < right[i] ? 1 : 0;
          }
        }
        default -> {
          for (int i = 0; i < size; i++) {
            to[i] = left[i] <= right[i] ? 1 : 0;
          }
        }
      }
      copyNulls(operands, size, result);
    };
  }

  private static Kernel longs(SqlKind kind) {
    return (operands, size, result, look) -> {
      long[] left = ((LongColumn) operands[0]).values();
      long[] right = ((LongColumn) operands[1]).values();
      long[] to = ((LongColumn) result).values();
      switch (kind) {
        case EQUALS -> {
          for (int i = 0; i < size; i++) {
            to[i] = left[i] == right[i] ? 1 : 0;
          }
        }
        case NOT_EQUALS -> {
          for (int i = 0; i < size; i++) {
            to[i] = left[i] != right[i] ? 1 : 0;
          }
        }
        case LESS_THAN -> {
          for (int i = 0; i < size; i++) {
            to[i] = left[i] < right[i] ? 1 : 0;
          }
        }
        default -> {
          for (int i = 0; i < size; i++) {
            to[i] = left[i] <= right[i] ? 1 : 0;
          }
        }
      }
      copyNulls(operands, size, result);
    };
  }

  private static void copyNulls(Column[] operands, int size, Column result) {
    for (Column operand : operands) {
      if (operand.hasNulls()) {
        for (int i = 0; i < size; i++) {
          if (operand.isNull(i)) {
            result.setNull(i);
          }
        }
      }
    }
  }

  private static Kernel objects(Comparison comparison, int satisfying) {
    return (operands, size, result, look) -> {
      for (int i = 0; i < size; i++) {
        Object left = operands[0].get(i);
        Object right = operands[1].get(i);
        int code = left == null || right == null ? UNKNOWN : comparison.of(left, right);
        if (code == UNKNOWN) {
          result.setNull(i);
        } else {
          ((LongColumn) result).set(i, (code & satisfying) != 0 ? 1 : 0);
        }
      }
    };
  }

  private static Kernel distinct(RelDataType left, RelDataType right, boolean distinct) {
    Comparison comparison = distinctness(left, right);
    return (operands, size, result, look) -> {
      for (int i = 0; i < size; i++) {
        boolean same = isSame(comparison, operands[0].get(i), operands[1].get(i));
        ((LongColumn) result).set(i, same != distinct ? 1 : 0);
      }
    };
  }

  private static boolean isSame(
      Comparison comparison, @Nullable Object left, @Nullable Object right) {
    return left == null || right == null ? left == right : comparison.of(left, right) == EQUAL;
  }

  /** Equal for what IS NOT DISTINCT FROM takes as one. */
  private static Comparison distinctness(RelDataType left, RelDataType right) {
    if (!left.isStruct() && !right.isStruct()) {
      Comparison comparison = scalars(left, right);
      return (a, b) -> isNan(a) && isNan(b) ? EQUAL : comparison.of(a, b);
    }
    List<Comparison> fields = fields(left, right, Comparing::distinctness);
    return (a, b) -> {
      for (int i = 0; i < fields.size(); i++) {
        if (!isSame(fields.get(i), ((List<?>) a).get(i), ((List<?>) b).get(i))) {
          return UNORDERED;
        }
      }
      return EQUAL;
    };
  }

  private static boolean isNan(Object value) {
    return value instanceof Double number && number.isNaN();
  }

  /**
   * Rows: equal if all fields are, and different if any is, whatever is NULL besides; which comes
   * first the first field says that isn't equal, unless it is NULL.
   */
  private static Comparison rows(SqlKind kind, RelDataType left, RelDataType right) {
    boolean ordered = kind == SqlKind.LESS_THAN || kind == SqlKind.LESS_THAN_OR_EQUAL;
    List<Comparison> fields =
        fields(left, right, (a, b) -> a.isStruct() ? rows(kind, a, b) : scalars(a, b));
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

  private static List<Comparison> fields(
      RelDataType left,
      RelDataType right,
      java.util.function.BiFunction<RelDataType, RelDataType, Comparison> comparison) {
    if (left.isStruct() != right.isStruct() || left.getFieldCount() != right.getFieldCount()) {
      throw incomparable(left, right);
    }
    List<Comparison> fields = new ArrayList<>();
    for (int i = 0; i < left.getFieldCount(); i++) {
      RelDataTypeField a = left.getFieldList().get(i);
      RelDataTypeField b = right.getFieldList().get(i);
      fields.add(comparison.apply(a.getType(), b.getType()));
    }
    return fields;
  }

  private static Comparison scalars(RelDataType left, RelDataType right) {
    ValueType a = ValueType.of(left);
    ValueType b = ValueType.of(right);
    if (a == ValueType.ANY || b == ValueType.ANY) {
      if (left.getSqlTypeName() != org.apache.calcite.sql.type.SqlTypeName.NULL
          && right.getSqlTypeName() != org.apache.calcite.sql.type.SqlTypeName.NULL) {
        throw incomparable(left, right);
      }
      // Never asked, since one side is NULL always.
      return (x, y) -> UNKNOWN;
    }
    if (isNumber(a) && isNumber(b)) {
      if (a == ValueType.DOUBLE || b == ValueType.DOUBLE) {
        return (x, y) -> code(((Number) x).doubleValue(), ((Number) y).doubleValue());
      }
      return a == ValueType.NUMERIC || b == ValueType.NUMERIC
          ? (x, y) -> code(decimal(x).compareTo(decimal(y)))
          : (x, y) -> code(Long.compare((Long) x, (Long) y));
    }
    if (a == ValueType.TEXT && b == ValueType.TEXT) {
      return (x, y) -> code(Order.compare((String) x, (String) y));
    }
    long unitOfLeft = unit(a);
    long unitOfRight = unit(b);
    boolean comparable =
        a == b
            || (isDateOrTimestamp(a) && isDateOrTimestamp(b))
            || (isInterval(a) && isInterval(b));
    if (!comparable) {
      throw incomparable(left, right);
    }
    return a == b
        ? (x, y) -> code(Long.compare((Long) x, (Long) y))
        : (x, y) -> code(Long.compare((Long) x * unitOfLeft, (Long) y * unitOfRight));
  }

  private static boolean isWhole(RelDataType type) {
    ValueType value = ValueType.of(type);
    return value == ValueType.INTEGER || value == ValueType.BIGINT;
  }

  private static boolean isNumber(ValueType type) {
    return switch (type) {
      case INTEGER, BIGINT, NUMERIC, DOUBLE -> true;
      default -> false;
    };
  }

  private static boolean isDateOrTimestamp(ValueType type) {
    return type == ValueType.DATE || type == ValueType.TIMESTAMP;
  }

  private static boolean isInterval(ValueType type) {
    return type == ValueType.MONTHS || type == ValueType.DURATION;
  }

  /** How many milliseconds one of {@code type} is, where two types are compared. */
  private static long unit(ValueType type) {
    return switch (type) {
      case DATE -> DAY;
      case MONTHS -> MONTH;
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
