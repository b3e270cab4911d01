package io.github.wandbjdbc.engine.values.casts;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.times.TimeTexts;
import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The texts of values, as SQL prints them, and casts to CHAR and VARCHAR. */
public final class Texts {
  private Texts() {}

  static @Nullable Conversion from(RelDataType from, RelDataType to) {
    if (to.getSqlTypeName() == SqlTypeName.CHAR) {
      int length = Math.max(1, to.getPrecision());
      return hasText(from) ? value -> unfilled(cut(text(value, from), length)) : null;
    }
    int length = to.getPrecision();
    if (length >= 0) {
      return hasText(from) ? value -> cut(text(value, from), length) : null;
    }
    return switch (from.getSqlTypeName()) {
      case CHAR, VARCHAR -> Conversion.NONE;
      default -> hasText(from) ? value -> text(value, from) : null;
    };
  }

  /**
   * The text of {@code value}, a value of {@code type} in the classes of {@link
   * io.github.wandbjdbc.engine.values.Column#get}.
   */
  public static String text(Object value, RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case CHAR, VARCHAR -> (String) value;
      case BOOLEAN -> (Long) value == 0 ? "false" : "true";
      case TINYINT, SMALLINT, INTEGER, BIGINT -> Long.toString((Long) value);
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      case DOUBLE, FLOAT -> DoubleTexts.text((Double) value);
      case REAL -> DoubleTexts.realText((Double) value);
      case DATE -> TimeTexts.date((Long) value);
      case TIME -> TimeTexts.time((Long) value);
      case TIMESTAMP -> TimeTexts.timestamp((Long) value);
      case INTERVAL_YEAR, INTERVAL_YEAR_MONTH, INTERVAL_MONTH ->
          IntervalTexts.ofMonths((Long) value);
      case INTERVAL_DAY, INTERVAL_DAY_HOUR, INTERVAL_DAY_MINUTE, INTERVAL_DAY_SECOND ->
          IntervalTexts.ofDays((Long) value);
      case INTERVAL_HOUR,
          INTERVAL_HOUR_MINUTE,
          INTERVAL_HOUR_SECOND,
          INTERVAL_MINUTE,
          INTERVAL_MINUTE_SECOND,
          INTERVAL_SECOND ->
          IntervalTexts.ofHours((Long) value);
      default ->
          throw new StatementException(
              SqlState.STATEMENT_FAULT,
              "a value of type %s can't be converted to a string".formatted(type));
    };
  }

  /** Whether values of {@code type} have a text. */
  static boolean hasText(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case CHAR,
          VARCHAR,
          BOOLEAN,
          TINYINT,
          SMALLINT,
          INTEGER,
          BIGINT,
          DECIMAL,
          DOUBLE,
          FLOAT,
          REAL,
          DATE,
          TIME,
          TIMESTAMP ->
          true;
      default -> type.getIntervalQualifier() != null;
    };
  }

  /** The first {@code length} characters of {@code text}. */
  private static String cut(String text, int length) {
    return text.length() <= length || text.codePointCount(0, text.length()) <= length
        ? text
        : text.substring(0, text.offsetByCodePoints(0, length));
  }

  /** {@code text} without the blanks at its end, which mean nothing in a CHAR. */
  private static String unfilled(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }
}
