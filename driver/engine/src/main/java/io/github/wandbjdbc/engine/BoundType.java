package io.github.wandbjdbc.engine;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.temporal.Temporal;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** The information that a bound value adds to the statement's own about a parameter. */
public sealed interface BoundType {
  /** It has a type of its own, as in {@code CAST(? AS type)}. */
  record Typed(SqlValueType type) implements BoundType {}

  /** It is a text that spells a value of the type, as a literal of PostgreSQL may. */
  record Spelled(SqlValueType type) implements BoundType {}

  /** It is a word, which stands in the statement as a literal. */
  record Word(String word) implements BoundType {}

  /** It stands in the statement as a literal, since it says which tables are read. */
  record Literal(@Nullable String text) implements BoundType {}

  /** It is an array of so many elements, each of which is a question mark of its own. */
  record Elements(int count) implements BoundType {}

  /** The type that {@code value} has by its class; null if that is what the statement wants. */
  static @Nullable SqlValueType typeOf(Object value) {
    if (value instanceof Boolean) {
      return SqlValueType.BOOLEAN;
    }
    if (value instanceof Number number) {
      return typeOf(number);
    }
    if (value instanceof LocalDate || value instanceof java.sql.Date) {
      return SqlValueType.DATE;
    }
    if (value instanceof LocalTime
        || value instanceof OffsetTime
        || value instanceof java.sql.Time) {
      return SqlValueType.TIME;
    }
    if (value instanceof Temporal || value instanceof java.util.Date || value instanceof Calendar) {
      return SqlValueType.TIMESTAMP;
    }
    if (value instanceof Duration) {
      return SqlValueType.INTERVAL_DAY;
    }
    if (value instanceof Period period) {
      boolean hasDaysAlone = !period.isZero() && period.withDays(0).isZero();
      return hasDaysAlone ? SqlValueType.INTERVAL_DAY : SqlValueType.INTERVAL_MONTH;
    }
    return null;
  }

  private static SqlValueType typeOf(Number value) {
    if (value instanceof Byte || value instanceof Short || value instanceof Integer) {
      return SqlValueType.INTEGER;
    }
    if (value instanceof Double || value instanceof Float) {
      return SqlValueType.DOUBLE;
    }
    boolean isLong =
        value instanceof BigInteger big
            ? big.bitLength() < Long.SIZE
            : !(value instanceof BigDecimal);
    return isLong ? SqlValueType.BIGINT : SqlValueType.DECIMAL;
  }

  /** The word that {@code value} is, which names a way to call a function. */
  static Word word(@Nullable Object value) {
    if (value instanceof CharSequence text) {
      return new Word(text.toString());
    }
    throw new StatementException(
        SqlState.WRONG_CAST, "the parameter is a word like 'day'; bind it as a string");
  }
}
