package io.github.wandbjdbc.engine;

import io.github.wandbjdbc.engine.validate.parameters.ParameterPlace;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalTime;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a statement.
 *
 * @param type what the statement takes there
 * @param scale how many digits after the point a DECIMAL may have
 * @param place how the statement comes to that type
 */
public record SqlParameter(SqlValueType type, int scale, ParameterPlace place) {
  private static final List<SqlValueType> NUMBERS =
      List.of(
          SqlValueType.TINYINT,
          SqlValueType.SMALLINT,
          SqlValueType.INTEGER,
          SqlValueType.BIGINT,
          SqlValueType.DECIMAL,
          SqlValueType.REAL,
          SqlValueType.DOUBLE);

  /** The parameters of a statement, with how it comes to the type of each index. */
  static List<SqlParameter> of(RelDataType rowType, IntFunction<ParameterPlace> places) {
    return rowType.getFieldList().stream()
        .map(
            field ->
                new SqlParameter(
                    SqlValueType.of(field.getType()),
                    field.getType().getScale(),
                    places.apply(field.getIndex())))
        .toList();
  }

  /** Whether the statement takes an array for it. */
  public boolean isArray() {
    return place == ParameterPlace.LIST;
  }

  /** Whether the value's own type is meant where the statement is planned for values. */
  boolean followsValue() {
    return place == ParameterPlace.GUESSED || place == ParameterPlace.OPERAND;
  }

  /**
   * The information that {@code value} adds to the statement, which is planned anew with it: null
   * if the present plan will do.
   */
  @Nullable BoundType bound(@Nullable Object value) {
    if (place == ParameterPlace.WORD) {
      return BoundType.word(value);
    }
    if (place == ParameterPlace.LITERAL) {
      return new BoundType.Literal(value == null ? null : Values.text(value));
    }
    List<? extends @Nullable Object> elements = isArray() ? elements(value) : null;
    if (elements != null) {
      return new BoundType.Elements(elements.size());
    }
    if (value instanceof CharSequence && type.isInterval()) {
      return new BoundType.Spelled(type);
    }
    SqlValueType own = value == null || isArray() ? null : BoundType.typeOf(value);
    return own != null && value != null && isMeant(own, value) ? new BoundType.Typed(own) : null;
  }

  /** Fails if {@code value} can't be bound, whatever the statement is planned for. */
  public void check(@Nullable Object value) {
    BoundType bound = bound(value);
    if (bound == null) {
      convert(value);
    } else if (bound instanceof BoundType.Spelled && value != null) {
      IntervalValue.check(value.toString(), type);
    }
  }

  /** Whether {@code value} is to be of its {@code own} type, rather than of the statement's. */
  private boolean isMeant(SqlValueType own, Object value) {
    // A decimal of more digits is another type, of which nothing is cut.
    boolean isOther = own != type || (type == SqlValueType.DECIMAL && !fits(value));
    return isOther
        && switch (place) {
          case GUESSED -> true;
          case OPERAND -> isWider(own) || !fits(value);
          case TOLD -> !fits(value) || isCut(own, value);
          case CAST, WORD, LITERAL, LIST -> false;
        };
  }

  private boolean isWider(SqlValueType own) {
    return type.isNumeric() && NUMBERS.indexOf(own) > NUMBERS.indexOf(type);
  }

  private boolean fits(Object value) {
    try {
      convert(value);
      return true;
    } catch (StatementException e) {
      return false;
    }
  }

  /** Whether {@code value} is a moment of a day beside a day. */
  private boolean isCut(SqlValueType own, Object value) {
    return type == SqlValueType.DATE
        && own == SqlValueType.TIMESTAMP
        && !Values.dateTime(value).toLocalTime().equals(LocalTime.MIDNIGHT);
  }

  /** The elements of {@code value}, if that is an array; null if it is NULL. */
  static @Nullable List<? extends @Nullable Object> elements(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw new StatementException(
        SqlState.WRONG_CAST,
        "= ANY(?) takes an array: bind connection.createArrayOf(\"VARCHAR\", values) by setArray");
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
    if (isArray()) {
      return elements(value);
    }
    if (value instanceof List<?>) {
      throw new StatementException(
          SqlState.WRONG_CAST, "an array can only be bound in = ANY(?) and similar conditions");
    }
    try {
      return switch (type) {
        case VARCHAR -> Values.text(value);
        case BOOLEAN -> Values.bool(value);
        case TINYINT -> whole(value).byteValueExact();
        case SMALLINT -> whole(value).shortValueExact();
        case INTEGER -> whole(value).intValueExact();
        case BIGINT -> whole(value).longValueExact();
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
        SqlState.WRONG_CAST, "a parameter of bytes can't be a %s".formatted(value.getClass()));
  }

  /** Beside a decimal of fewer digits it would be cut to as many, and then be another number. */
  private BigDecimal decimal(Object value) {
    BigDecimal number = number(value);
    if (number.stripTrailingZeros().scale() <= scale) {
      return number;
    }
    if (place != ParameterPlace.CAST) {
      throw new StatementException(
          SqlState.OUT_OF_RANGE,
          ("the parameter's value %s has more than %d digits after the decimal point, the"
                  + " scale of its context; write CAST(? AS DOUBLE)")
              .formatted(StatementException.shortened(value.toString()), scale));
    }
    return number.setScale(scale, RoundingMode.HALF_UP);
  }

  /** A text with a fraction spells no whole number, as PostgreSQL has it. */
  private BigDecimal whole(Object value) {
    BigDecimal number = number(value);
    if (value instanceof CharSequence text && number.stripTrailingZeros().scale() > 0) {
      throw new StatementException(
          SqlState.WRONG_CAST,
          "'%s' is no %s".formatted(StatementException.shortened(text.toString()), type));
    }
    return number;
  }

  private static BigDecimal number(Object value) {
    return Values.exact(value);
  }
}
