package io.github.wandbjdbc.engine.values;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlKind;

/**
 * Comparisons as conditions have them: NaN satisfies {@code <>} alone, but IS DISTINCT FROM takes
 * it as one value. Numbers of two types are compared in the later of BIGINT, NUMERIC and DOUBLE,
 * texts by code point. Kernels take the operands as their types are held, and give a BOOLEAN.
 */
public final class Comparing {
  private Comparing() {}

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
          reverse.compute(new ColumnVector[] {operands[1], operands[0]}, size, result, look);
    }
    if (left.isStruct() || right.isStruct()) {
      return objects(Comparison.ofRows(kind, left, right), satisfying(kind));
    }
    Comparison comparison = Comparison.ofScalars(left, right);
    Kind leftKind = Kind.of(left);
    Kind rightKind = Kind.of(right);
    if (isNumber(left) && isNumber(right)) {
      if (leftKind == Kind.DOUBLE || rightKind == Kind.DOUBLE) {
        return doubles(kind);
      }
      if (leftKind == Kind.LONG && rightKind == Kind.LONG) {
        return longs(kind);
      }
    } else if (leftKind == Kind.LONG && EngineType.of(left) == EngineType.of(right)) {
      return longs(kind);
    }
    return objects(comparison, satisfying(kind));
  }

  private static int satisfying(SqlKind kind) {
    return switch (kind) {
      case EQUALS -> Comparison.EQUAL;
      case NOT_EQUALS -> Comparison.LESS | Comparison.GREATER | Comparison.UNORDERED;
      case LESS_THAN -> Comparison.LESS;
      case LESS_THAN_OR_EQUAL -> Comparison.LESS | Comparison.EQUAL;
      default -> throw new IllegalArgumentException(kind + " is not a comparison");
    };
  }

  private static Kernel doubles(SqlKind kind) {
    return (operands, size, result, look) -> {
      double[] left = Kernels.asDoubles(operands[0], size);
      double[] right = Kernels.asDoubles(operands[1], size);
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

  private static void copyNulls(ColumnVector[] operands, int size, ColumnVector result) {
    for (ColumnVector operand : operands) {
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
        int code = left == null || right == null ? Comparison.UNKNOWN : comparison.of(left, right);
        if (code == Comparison.UNKNOWN) {
          result.setNull(i);
        } else {
          ((LongColumn) result).set(i, (code & satisfying) != 0 ? 1 : 0);
        }
      }
    };
  }

  private static Kernel distinct(RelDataType left, RelDataType right, boolean distinct) {
    Comparison comparison = Comparison.ofDistinctness(left, right);
    return (operands, size, result, look) -> {
      for (int i = 0; i < size; i++) {
        boolean same = comparison.isSame(operands[0].get(i), operands[1].get(i));
        ((LongColumn) result).set(i, same != distinct ? 1 : 0);
      }
    };
  }

  private static boolean isNumber(RelDataType type) {
    return switch (EngineType.of(type)) {
      case INTEGER, BIGINT, NUMERIC, DOUBLE -> true;
      default -> false;
    };
  }
}
