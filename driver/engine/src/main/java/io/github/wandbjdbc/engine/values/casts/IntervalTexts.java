package io.github.wandbjdbc.engine.values.casts;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.times.TimeTexts;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.jspecify.annotations.Nullable;

/** Prints intervals as PostgreSQL does, and casts to them. */
public final class IntervalTexts {
  private static final int YEAR = 12;
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private IntervalTexts() {}

  /** Which of the two intervals a type is. */
  enum Interval {
    MONTHS,
    DURATION,
    NONE
  }

  static Interval family(RelDataType type) {
    SqlIntervalQualifier qualifier = type.getIntervalQualifier();
    return qualifier == null
        ? Interval.NONE
        : qualifier.isYearMonth() ? Interval.MONTHS : Interval.DURATION;
  }

  static @Nullable Conversion toMonths(RelDataType from, RelDataType to) {
    long unit = lastUnit(to) == TimeUnit.YEAR ? YEAR : 1;
    return switch (from.getSqlTypeName()) {
      case CHAR, VARCHAR ->
          value -> truncated(IntervalReader.months((String) value, lastUnit(to)), unit);
      default ->
          switch (family(from)) {
            case MONTHS ->
                unit == 1 || lastUnit(from) == TimeUnit.YEAR
                    ? Conversion.NONE
                    : value -> truncated((Long) value, unit);
            case DURATION, NONE -> null;
          };
    };
  }

  static @Nullable Conversion toDuration(RelDataType from, RelDataType to) {
    long unit = millis(lastUnit(to));
    return switch (from.getSqlTypeName()) {
      case CHAR, VARCHAR ->
          value -> truncated(IntervalReader.millis((String) value, lastUnit(to)), unit);
      case TIME -> value -> truncated((Long) value, unit);
      default ->
          switch (family(from)) {
            case DURATION ->
                unit <= millis(lastUnit(from))
                    ? Conversion.NONE
                    : value -> truncated((Long) value, unit);
            case MONTHS, NONE -> null;
          };
    };
  }

  /**
   * The units of the interval that {@code text} spells: of months, of days, or of what is less.
   *
   * @throws StatementException if it is none, or has months and days
   */
  public static SqlIntervalQualifier units(String text) {
    return IntervalReader.units(text);
  }

  private static TimeUnit lastUnit(RelDataType type) {
    SqlIntervalQualifier qualifier = type.getIntervalQualifier();
    if (qualifier == null) {
      throw new StatementException(SqlState.INTERNAL, "%s is not an interval".formatted(type));
    }
    TimeUnit end = qualifier.timeUnitRange.endUnit;
    return end == null ? qualifier.timeUnitRange.startUnit : end;
  }

  private static long millis(TimeUnit unit) {
    return switch (unit) {
      case DAY -> DAY;
      case HOUR -> HOUR;
      case MINUTE -> MINUTE;
      default -> 1;
    };
  }

  private static long truncated(long value, long unit) {
    return value / unit * unit;
  }

  /** As in {@code 1 year 2 mons}. */
  public static String ofMonths(long months) {
    StringBuilder text = new StringBuilder();
    append(text, months / YEAR, "year");
    append(text, months % YEAR, "mon");
    return text.isEmpty() ? "00:00:00" : text.toString();
  }

  /** As in {@code 1 day 02:03:04.5}: of a type that begins with days. */
  public static String ofDays(long millis) {
    StringBuilder text = new StringBuilder();
    append(text, millis / DAY, "day");
    long rest = millis % DAY;
    if (rest != 0 || text.isEmpty()) {
      text.append(text.isEmpty() ? "" : " ");
      text.append(rest < 0 ? "-" : "").append(TimeTexts.time(Math.abs(rest)));
    }
    return text.toString();
  }

  /** As in {@code 26:03:04.5}: of a type that has no days. */
  public static String ofHours(long millis) {
    return (millis < 0 ? "-" : "") + TimeTexts.time(Math.abs(millis));
  }

  private static void append(StringBuilder text, long count, String unit) {
    if (count != 0) {
      text.append(text.isEmpty() ? "" : " ").append(count).append(' ').append(unit);
      text.append(count == 1 ? "" : "s");
    }
  }
}
