package io.github.wandbjdbc.engine.execute.expressions;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.engine.values.Order;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/** Whether a value lies in a set of ranges, as planning leaves lists and ranges behind. */
final class Search {
  private Search() {}

  /**
   * The expression for {@code SEARCH(x, ranges)}; doubles, which may be NaN, are not searched for.
   */
  static Expression of(RexCall call, Expressions expressions, RexBuilder builder) {
    RexLiteral literal = (RexLiteral) call.getOperands().get(1);
    Sarg<?> sarg = (Sarg<?>) literal.getValue();
    if (sarg == null) {
      throw new IllegalStateException("no ranges in " + call);
    }
    RexNode value = call.getOperands().get(0);
    RelDataType type = common(value.getType(), literal.getType());
    List<Bounds> bounds = new ArrayList<>();
    for (Range<?> range : sarg.rangeSet.asRanges()) {
      bounds.add(Bounds.of(range, type, builder));
    }
    return expressions.kernel(
        kernel(bounds.toArray(new Bounds[0]), sarg.nullAs),
        List.of(expressions.as(value, type)),
        Kind.LONG);
  }

  /** The type to compare in: a number with decimals isn't to be rounded to a bound without. */
  private static RelDataType common(RelDataType value, RelDataType bound) {
    if (!SqlTypeUtil.isNumeric(value) || !SqlTypeUtil.isNumeric(bound)) {
      return bound;
    }
    RelDataType common = Expressions.types().leastRestrictive(List.of(value, bound));
    return common == null ? bound : common;
  }

  private static Kernel kernel(Bounds[] bounds, RexUnknownAs nullAs) {
    return (operands, size, result, look) -> {
      for (int i = 0; i < size; i++) {
        Object value = operands[0].get(i);
        if (value == null) {
          result.set(i, nullAs == RexUnknownAs.UNKNOWN ? null : (Object) bool(nullAs));
        } else {
          ((LongColumn) result).set(i, Kernels.bool(contains(bounds, value)));
        }
      }
    };
  }

  private static long bool(RexUnknownAs nullAs) {
    return Kernels.bool(nullAs == RexUnknownAs.TRUE);
  }

  /** Halves the ranges, which are in order, till one is left that may hold the value. */
  private static boolean contains(Bounds[] bounds, Object value) {
    int low = 0;
    int high = bounds.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int side = bounds[middle].side(value);
      if (side == 0) {
        return true;
      }
      if (side < 0) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    return false;
  }

  /**
   * One range.
   *
   * @param lower null if there is none; likewise {@code upper}
   */
  private record Bounds(
      @Nullable Object lower, boolean lowerOpen, @Nullable Object upper, boolean upperOpen) {

    static Bounds of(Range<?> range, RelDataType type, RexBuilder builder) {
      return new Bounds(
          range.hasLowerBound() ? held(range.lowerEndpoint(), type, builder) : null,
          range.hasLowerBound() && range.lowerBoundType() == BoundType.OPEN,
          range.hasUpperBound() ? held(range.upperEndpoint(), type, builder) : null,
          range.hasUpperBound() && range.upperBoundType() == BoundType.OPEN);
    }

    private static @Nullable Object held(Object end, RelDataType type, RexBuilder builder) {
      return InternalValues.of((RexLiteral) builder.makeLiteral(end, type, false, false));
    }

    /** Below 0 if {@code value} is below the range, 0 if it is in it. */
    int side(Object value) {
      if (lower != null) {
        int order = Order.compare(value, lower);
        if (order < 0 || (order == 0 && lowerOpen)) {
          return -1;
        }
      }
      if (upper != null) {
        int order = Order.compare(value, upper);
        if (order > 0 || (order == 0 && upperOpen)) {
          return 1;
        }
      }
      return 0;
    }
  }
}
