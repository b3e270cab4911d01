package io.github.wandbjdbc.engine;

import io.github.wandbjdbc.engine.values.EngineTypeSystem;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/**
 * What a question mark stands for.
 *
 * @param type what the statement takes there
 * @param scale how many digits after the point a DECIMAL may have
 * @param isCast whether it is cast, so that one of more digits is rounded
 */
public record SqlParameter(SqlValueType type, int scale, boolean isCast) {

  /**
   * The parameters of a statement.
   *
   * @param cast the indexes of those that are cast
   */
  static List<SqlParameter> of(RelDataType rowType, Set<Integer> cast) {
    return rowType.getFieldList().stream()
        .map(
            field ->
                new SqlParameter(
                    SqlValueType.of(field.getType()),
                    field.getType().getScale(),
                    cast.contains(field.getIndex())))
        .toList();
  }

  /**
   * {@code value} as a statement takes it. Numbers, text, booleans and the classes of java.time and
   * java.sql are understood wherever they make sense: a {@code Long} for an INTEGER if it is in
   * range, a text that spells a number, a {@code LocalDateTime} for a TIMESTAMP.
   */
  public @Nullable Object convert(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    try {
      return switch (type) {
        case VARCHAR -> Values.text(value);
        case BOOLEAN -> Values.bool(value);
        case TINYINT -> number(value).byteValueExact();
        case SMALLINT -> number(value).shortValueExact();
        case INTEGER -> number(value).intValueExact();
        case BIGINT -> number(value).longValueExact();
        case DECIMAL -> decimal(value);
        case REAL -> Values.single(value);
        case DOUBLE -> Values.real(value);
        case DATE -> Math.toIntExact(Values.dateTime(value).toLocalDate().toEpochDay());
        case TIME -> (int) (Values.dateTime(value).toLocalTime().toNanoOfDay() / 1_000_000);
        case TIMESTAMP -> Values.millis(Values.dateTime(value));
        case VARBINARY -> bytes(value);
        case INTERVAL_MONTH, INTERVAL_DAY, INTERVAL_HOUR -> IntervalValue.amount(value, type);
        case OTHER -> value;
      };
    } catch (ArithmeticException e) {
      throw new StatementException(
          SqlState.OUT_OF_RANGE,
          "the parameter's value %s is no %s"
              .formatted(StatementException.shortened(value.toString()), type),
          e);
    }
  }

  private static ByteString bytes(Object value) {
    if (value instanceof byte[] bytes) {
      return new ByteString(bytes);
    }
    throw new StatementException(
        SqlState.WRONG_CAST, "a parameter of bytes takes no %s".formatted(value.getClass()));
  }

  /** Beside a decimal of fewer digits it would be cut to as many, and then be another number. */
  private BigDecimal decimal(Object value) {
    BigDecimal number = number(value);
    if (number.stripTrailingZeros().scale() <= scale) {
      return number;
    }
    if (!isCast) {
      throw new StatementException(
          SqlState.OUT_OF_RANGE,
          "the parameter's value %s has more than %d digits after the point, as the decimal beside it has; write CAST(? AS DOUBLE)"
              .formatted(StatementException.shortened(value.toString()), scale));
    }
    return number.setScale(scale, EngineTypeSystem.INSTANCE.roundingMode());
  }

  private static BigDecimal number(Object value) {
    return Values.exact(value);
  }
}
