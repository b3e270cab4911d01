package io.github.wandbjdbc.engine.values.windows;

import static java.util.Objects.requireNonNull;

import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.windows.Frame.Bound;
import io.github.wandbjdbc.engine.values.windows.Frame.Reach;
import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/**
 * An end of a frame that is a distance of the sort key away. NULLs are peers, and near no value.
 */
final class FrameDistance {
  private final @Nullable FrameKey key;
  private final boolean isLower;
  private final boolean isPreceding;
  private @Nullable InRange range;
  private boolean isZero;

  private FrameDistance(@Nullable FrameKey key, boolean isLower, boolean isPreceding) {
    this.key = key;
    this.isLower = isLower;
    this.isPreceding = isPreceding;
  }

  /**
   * The one of {@code bound}, null if that isn't one.
   *
   * @param key null if the sort key is a constant, so that all rows are peers
   */
  static @Nullable FrameDistance of(Bound bound, @Nullable FrameKey key, boolean isLower) {
    return bound.offset() == null
        ? null
        : new FrameDistance(key, isLower, bound.reach() == Reach.PRECEDING);
  }

  /** How many rows, or groups, {@code offset} is. */
  static long count(RelDataType type, @Nullable Object offset) {
    EngineType by = EngineType.of(type);
    if (by != EngineType.INTEGER && by != EngineType.BIGINT) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "ROWS and GROUPS take a distance of type bigint, not %s".formatted(by));
    }
    long count = (Long) notNull(offset);
    if (count < 0) {
      throw InRange.invalidOffset();
    }
    return count;
  }

  private static Object notNull(@Nullable Object offset) {
    if (offset == null) {
      throw new StatementException(
          SqlState.INVALID_VALUE, "the distance of a frame's end must not be NULL");
    }
    return offset;
  }

  void begin(RelDataType type, @Nullable Object offset) {
    Object value = notNull(offset);
    isZero = value instanceof BigDecimal number ? number.signum() == 0 : isZero(value);
    range = key == null ? null : InRange.of(key.type(), type, value);
  }

  private static boolean isZero(Object value) {
    return ((Number) value).doubleValue() == 0;
  }

  /**
   * Whether the row whose values are at {@code place} is before this end of the frame of the one
   * whose values are at {@code current}: outside of it at the lower end, inside at the upper.
   */
  boolean isBeforeEnd(int place, int current) {
    if (key == null) {
      // All keys are equal: a frame has all rows that are at no distance, or none.
      return isLower ? !isPreceding && !isZero : !isPreceding || isZero;
    }
    boolean isNull = key.values().isNull(place);
    boolean isCurrentNull = key.values().isNull(current);
    if (isNull || isCurrentNull) {
      if (isLower) {
        return key.nullsFirst() ? isNull && !isCurrentNull : !isNull && isCurrentNull;
      }
      return key.nullsFirst() ? isNull : isCurrentNull;
    }
    boolean subtract = isPreceding != key.descending();
    boolean atMost = isLower == key.descending();
    boolean within = requireNonNull(range).test(key.values(), place, current, subtract, atMost);
    return isLower != within;
  }
}
