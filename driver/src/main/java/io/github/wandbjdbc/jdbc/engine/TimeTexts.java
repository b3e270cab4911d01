package io.github.wandbjdbc.jdbc.engine;

import io.github.wandbjdbc.engine.values.StatementException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.apache.calcite.avatica.util.DateTimeUtils;
import org.apache.calcite.linq4j.function.SemiStrict;
import org.apache.calcite.linq4j.function.Strict;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * Reads texts as dates and times, with a T and a zone, too, as the API writes them; and writes
 * them.
 *
 * <p>A text that stands for a TIMESTAMP is read while the statement is planned, as a parameter is
 * read: {@code created_at >= '2024-05-31T10:00:00Z'} then is what it would be with a TIMESTAMP
 * literal, and can travel.
 */
@Strict
public final class TimeTexts {
  private static final int PRECISION = 3;

  private static final DateTimeFormatter TEXT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern(" HH:mm:ss")
          .appendFraction(ChronoField.MILLI_OF_SECOND, 0, PRECISION, true)
          .toFormatter(Locale.ROOT);

  private TimeTexts() {}

  /** The milliseconds since 1970 that {@code text} spells, cut to {@code precision} decimals. */
  public static long timestamp(String text, int precision) {
    LocalDateTime time = withDate(text);
    long millis =
        time == null ? DateTimeUtils.timestampStringToUnixDate(text) : Values.millis(time);
    long unit = 1;
    for (int i = precision; i < PRECISION; i++) {
      unit *= 10;
    }
    return Math.floorDiv(millis, unit) * unit;
  }

  /** The same, or null if it spells no TIMESTAMP. */
  @SemiStrict
  public static @Nullable Long timestampOrNull(String text, int precision) {
    try {
      return timestamp(text, precision);
    } catch (RuntimeException e) {
      return null;
    }
  }

  /** The text of a TIMESTAMP, with as many decimals as it has. */
  public static String text(long millis) {
    return TEXT.format(Values.ofMillis(millis));
  }

  /** The days since 1970 that {@code text} spells; a time of the day is left out. */
  public static int date(String text) {
    LocalDateTime time = withDate(text);
    return time == null
        ? DateTimeUtils.dateStringToUnixDate(text)
        : Math.toIntExact(time.toLocalDate().toEpochDay());
  }

  /** The same, or null if it spells no DATE. */
  @SemiStrict
  public static @Nullable Integer dateOrNull(String text) {
    try {
      return date(text);
    } catch (RuntimeException e) {
      return null;
    }
  }

  /** Null if Calcite may know better what it spells, or what is wrong with it. */
  private static @Nullable LocalDateTime withDate(String text) {
    if (text.indexOf('-') < 0) {
      return null;
    }
    try {
      return DateTimes.of(text);
    } catch (StatementException e) {
      return null;
    }
  }

  /** The same, but that the cast of a text to a TIMESTAMP is the TIMESTAMP, if it is one. */
  static RexNode read(RexCall call, RexBuilder builder) {
    if (call.getKind() != SqlKind.CAST
        || call.getType().getSqlTypeName() != SqlTypeName.TIMESTAMP
        || !(call.getOperands().get(0) instanceof RexLiteral literal)
        || !SqlTypeUtil.inCharFamily(literal.getType())) {
      return call;
    }
    String text = literal.getValueAs(String.class);
    // Whether a row ever meets a text that is none is for the execution to find.
    LocalDateTime time = text == null ? null : withDate(text);
    if (time == null || time.getYear() < 1 || time.getYear() > 9999) {
      return call;
    }
    RexNode timestamp =
        builder.makeTimestampLiteral(
            TimestampString.fromMillisSinceEpoch(Values.millis(time)),
            call.getType().getPrecision());
    return builder.ensureType(call.getType(), timestamp, true);
  }
}
