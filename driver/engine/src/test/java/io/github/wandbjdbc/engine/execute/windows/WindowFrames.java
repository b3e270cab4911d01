package io.github.wandbjdbc.engine.execute.windows;

import static io.github.wandbjdbc.engine.execute.windows.WindowTable.TYPES;
import static io.github.wandbjdbc.engine.execute.windows.WindowTable.literal;
import static io.github.wandbjdbc.engine.execute.windows.WindowTable.type;

import io.github.wandbjdbc.engine.values.Intervals;
import io.github.wandbjdbc.engine.values.Numeric;
import io.github.wandbjdbc.engine.values.windows.Frame;
import io.github.wandbjdbc.engine.values.windows.Frame.Bound;
import io.github.wandbjdbc.engine.values.windows.Frame.Exclusion;
import io.github.wandbjdbc.engine.values.windows.Frame.Reach;
import io.github.wandbjdbc.engine.values.windows.Frame.Unit;
import io.github.wandbjdbc.engine.values.windows.Operand;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/** Frames of every shape, and how PostgreSQL spells them. */
final class WindowFrames {
  private WindowFrames() {}

  /** All shapes of frames: units, ends and exclusions; distances are put in afterwards. */
  static List<Frame> shapes() {
    List<Frame> shapes = new ArrayList<>();
    for (Unit unit : Unit.values()) {
      for (Reach lower : Reach.values()) {
        for (Reach upper : Reach.values()) {
          boolean isFrame =
              lower != Reach.UNBOUNDED_FOLLOWING
                  && upper != Reach.UNBOUNDED_PRECEDING
                  && (upper != Reach.PRECEDING || lower.compareTo(Reach.PRECEDING) <= 0)
                  && (upper != Reach.CURRENT_ROW || lower != Reach.FOLLOWING);
          if (isFrame) {
            for (Exclusion exclusion : Exclusion.values()) {
              shapes.add(new Frame(unit, Bound.of(lower), Bound.of(upper), exclusion));
            }
          }
        }
      }
    }
    return shapes;
  }

  /** {@code shape} with distances, which fit a sort key of {@code key}. */
  static Frame withDistances(Frame shape, RelDataType key, Random random) {
    List<Operand> distances = distances(shape.unit(), key);
    return new Frame(
        shape.unit(),
        with(shape.lower(), distances, random),
        with(shape.upper(), distances, random),
        shape.exclusion());
  }

  private static Bound with(Bound bound, List<Operand> distances, Random random) {
    return isDistance(bound)
        ? new Bound(bound.reach(), distances.get(random.nextInt(distances.size())))
        : bound;
  }

  /** {@code bound}, {@code rows} away if it isn't elsewhere. */
  static Bound with(Bound bound, long rows) {
    return isDistance(bound)
        ? new Bound(bound.reach(), Operand.constant(type(SqlTypeName.BIGINT), rows))
        : bound;
  }

  /** Whether {@code bound} is some distance away. */
  static boolean isDistance(Bound bound) {
    return bound.reach() == Reach.PRECEDING || bound.reach() == Reach.FOLLOWING;
  }

  private static List<Operand> distances(Unit unit, RelDataType key) {
    if (unit != Unit.RANGE) {
      // Of the longest distance PostgreSQL 18.1 loses the sum.
      return operands(type(SqlTypeName.BIGINT), 0L, 1L, 2L, 3L, Long.MAX_VALUE - 1_000);
    }
    return switch (key.getSqlTypeName()) {
      case DOUBLE ->
          operands(type(SqlTypeName.DOUBLE), 0d, 0.5, 1d, 1e308, Double.POSITIVE_INFINITY);
      case INTEGER, BIGINT ->
          operands(type(SqlTypeName.BIGINT), 0L, 1L, 2L, 2147483647L, Long.MAX_VALUE);
      case DECIMAL ->
          operands(
              Numeric.type(TYPES),
              BigDecimal.ZERO,
              new BigDecimal("0.5"),
              new BigDecimal("1.25"),
              new BigDecimal("1e31"));
      default -> {
        List<Operand> all = new ArrayList<>();
        all.addAll(
            operands(
                Intervals.duration(TYPES), 0L, 1L, 3_600_000L, 86_400_000L, 40L * 86_400_000L));
        if (key.getSqlTypeName() != SqlTypeName.TIME) {
          all.addAll(operands(Intervals.months(TYPES), 0L, 1L, 12L, 13L));
        }
        yield all;
      }
    };
  }

  private static List<Operand> operands(RelDataType type, Object... values) {
    List<Operand> all = new ArrayList<>();
    for (Object value : values) {
      all.add(Operand.constant(type, value));
    }
    return all;
  }

  /** {@code frame} as PostgreSQL spells it. */
  static String sql(Frame frame) {
    return "%s BETWEEN %s AND %s EXCLUDE %s"
        .formatted(
            frame.unit(),
            sql(frame.lower()),
            sql(frame.upper()),
            frame.exclusion().name().replace('_', ' '));
  }

  private static String sql(Bound bound) {
    Operand offset = bound.offset();
    return offset == null
        ? bound.reach().name().replace('_', ' ')
        : literal(offset.type(), offset.constant()) + " " + bound.reach();
  }
}
