package io.github.wandbjdbc.engine.execute.windows;

import static java.util.Objects.requireNonNull;

import io.github.wandbjdbc.engine.execute.windows.WindowDescription.Call;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.engine.values.Numeric;
import io.github.wandbjdbc.engine.values.Order;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.windows.CancellationCheck;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** The aggregates that can be put together from those of some rows and of the rows behind them. */
final class WindowSummaries {
  private WindowSummaries() {}

  /** That of {@code call}, null if it has none. */
  static @Nullable WindowSummary<?> of(
      Call call, WindowRowFilter taken, WindowBytes bytes, CancellationCheck turns) {
    SqlKind kind = call.function().getKind();
    String name = call.function().getName();
    if (name.equals("COUNT")) {
      return new Count(taken, bytes, turns);
    }
    if (call.operands().size() != 1) {
      return null;
    }
    RelDataType operand = call.operands().get(0).type();
    if (kind == SqlKind.MIN || kind == SqlKind.MAX) {
      return Kind.of(operand) == Kind.of(call.type())
          ? new Extreme(kind == SqlKind.MIN ? -1 : 1, taken, bytes, turns)
          : null;
    }
    Sum sum =
        switch (name) {
          case "SUM" -> Sum.SUM;
          case "$SUM0" -> Sum.SUM_OR_ZERO;
          case "AVG" -> Sum.MEAN;
          default -> null;
        };
    if (sum == null) {
      return null;
    }
    return switch (EngineType.of(operand)) {
      case DOUBLE ->
          Kind.of(call.type()) == Kind.DOUBLE ? new Doubles(sum, taken, bytes, turns) : null;
      case INTEGER, BIGINT, NUMERIC -> new Exact(sum, call.type(), taken, bytes, turns);
      default -> null;
    };
  }

  private enum Sum {
    SUM,
    SUM_OR_ZERO,
    MEAN
  }

  private static final class Count extends WindowSummary<Long> {
    private final WindowRowFilter taken;

    Count(WindowRowFilter taken, WindowBytes bytes, CancellationCheck turns) {
      super(bytes, turns);
      this.taken = taken;
    }

    @Override
    @Nullable Long of(int place) {
      return taken.takesValue(place) ? 1L : null;
    }

    @Override
    Long merged(Long left, Long right) {
      return left + right;
    }

    @Override
    void set(@Nullable Long rows, ColumnVector to, int place) {
      ((LongColumn) to).set(place, rows == null ? 0 : rows);
    }
  }

  /** MIN and MAX; of equal values the last, as PostgreSQL has it. */
  private static final class Extreme extends WindowSummary<Object> {
    private final int sign;
    private final WindowRowFilter taken;

    Extreme(int sign, WindowRowFilter taken, WindowBytes bytes, CancellationCheck turns) {
      super(bytes, turns);
      this.sign = sign;
      this.taken = taken;
    }

    @Override
    @Nullable Object of(int place) {
      return taken.takes(place) ? taken.operands()[0].get(place) : null;
    }

    @Override
    Object merged(Object left, Object right) {
      return Order.compare(left, right) * sign > 0 ? left : right;
    }

    @Override
    void set(@Nullable Object rows, ColumnVector to, int place) {
      to.set(place, rows);
    }
  }

  /** A sum of doubles and how many they are. */
  private record DoubleTotal(double sum, long count) {}

  private static final class Doubles extends WindowSummary<DoubleTotal> {
    private final Sum total;
    private final WindowRowFilter taken;

    Doubles(Sum total, WindowRowFilter taken, WindowBytes bytes, CancellationCheck turns) {
      super(bytes, turns);
      this.total = total;
      this.taken = taken;
    }

    @Override
    @Nullable DoubleTotal of(int place) {
      return taken.takesValue(place)
          ? new DoubleTotal(((DoubleColumn) taken.operands()[0]).values()[place], 1)
          : null;
    }

    @Override
    DoubleTotal merged(DoubleTotal left, DoubleTotal right) {
      return new DoubleTotal(left.sum + right.sum, left.count + right.count);
    }

    @Override
    void set(@Nullable DoubleTotal rows, ColumnVector to, int place) {
      if (rows != null) {
        double sum = total == Sum.MEAN ? rows.sum / (double) rows.count : rows.sum;
        ((DoubleColumn) to).set(place, sum);
      } else if (total == Sum.SUM_OR_ZERO) {
        ((DoubleColumn) to).set(place, 0d);
      } else {
        to.setNull(place);
      }
    }
  }

  /** A sum of whole numbers or decimals and how many they are. */
  private record ExactTotal(BigDecimal sum, long count) {}

  private static final class Exact extends WindowSummary<ExactTotal> {
    private final Sum total;
    private final RelDataType result;
    private final WindowRowFilter taken;

    Exact(
        Sum total,
        RelDataType result,
        WindowRowFilter taken,
        WindowBytes bytes,
        CancellationCheck turns) {
      super(bytes, turns);
      this.total = total;
      this.result = result;
      this.taken = taken;
    }

    @Override
    @Nullable ExactTotal of(int place) {
      if (!taken.takesValue(place)) {
        return null;
      }
      ColumnVector operand = taken.operands()[0];
      BigDecimal value =
          operand instanceof LongColumn longs
              ? BigDecimal.valueOf(longs.values()[place])
              : (BigDecimal) requireNonNull(operand.get(place));
      return new ExactTotal(value, 1);
    }

    @Override
    ExactTotal merged(ExactTotal left, ExactTotal right) {
      return new ExactTotal(left.sum.add(right.sum), left.count + right.count);
    }

    @Override
    void set(@Nullable ExactTotal rows, ColumnVector to, int place) {
      if (rows != null) {
        set(
            total == Sum.MEAN
                ? rows.sum.divide(BigDecimal.valueOf(rows.count), MathContext.DECIMAL128)
                : rows.sum,
            to,
            place);
      } else if (total == Sum.SUM_OR_ZERO) {
        set(BigDecimal.ZERO, to, place);
      } else {
        to.setNull(place);
      }
    }

    private void set(BigDecimal value, ColumnVector to, int place) {
      if (to instanceof DoubleColumn doubles) {
        doubles.set(place, value.doubleValue());
      } else if (to instanceof LongColumn longs) {
        try {
          longs.set(place, value.setScale(0, RoundingMode.HALF_UP).longValueExact());
        } catch (ArithmeticException e) {
          throw new StatementException(
              SqlState.OUT_OF_RANGE, "a sum of a window is out of the range of bigint", e);
        }
      } else {
        boolean isFree = Numeric.isFree(result);
        to.set(place, isFree ? value : value.setScale(result.getScale(), RoundingMode.HALF_UP));
      }
    }
  }
}
