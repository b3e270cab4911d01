package io.github.wandbjdbc.engine.values.times;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The units and fields of dates and times that functions are told by a word. */
enum Unit {
  NANOSECOND,
  MICROSECOND,
  MILLISECOND,
  SECOND,
  MINUTE,
  HOUR,
  DAY,
  /** Begins on a Monday in EXTRACT and DATE_TRUNC, on a Sunday in functions of other databases. */
  WEEK,
  /** Begins on a Monday. */
  ISOWEEK,
  MONTH,
  QUARTER,
  YEAR,
  DECADE,
  CENTURY,
  MILLENNIUM,
  ISOYEAR,
  DOW,
  ISODOW,
  DOY,
  EPOCH,
  JULIAN;

  private static final String JDBC = "SQL_TSI_";

  /** That of {@code word}, in whatever case, in one of PostgreSQL's or JDBC's spellings. */
  static @Nullable Unit of(String word) {
    String name = word.toUpperCase(Locale.ROOT);
    if (name.startsWith(JDBC)) {
      name = name.substring(JDBC.length());
      return name.equals("FRAC_SECOND") ? NANOSECOND : of(name);
    }
    return switch (name) {
      case "NANOSECOND" -> NANOSECOND;
      case "MICROSECOND", "MICROSECONDS", "FRAC_SECOND", "US", "USEC", "USECS" -> MICROSECOND;
      case "MILLISECOND", "MILLISECONDS", "MS", "MSEC", "MSECS" -> MILLISECOND;
      case "SECOND", "SECONDS", "S", "SEC", "SECS" -> SECOND;
      case "MINUTE", "MINUTES", "M", "MIN", "MINS" -> MINUTE;
      case "HOUR", "HOURS", "H", "HR", "HRS" -> HOUR;
      case "DAY", "DAYS", "D" -> DAY;
      case "WEEK", "WEEKS", "W" -> WEEK;
      case "ISOWEEK" -> ISOWEEK;
      case "MONTH", "MONTHS", "MON", "MONS" -> MONTH;
      case "QUARTER", "QTR" -> QUARTER;
      case "YEAR", "YEARS", "Y", "YR", "YRS" -> YEAR;
      case "DECADE", "DECADES", "DEC", "DECS" -> DECADE;
      case "CENTURY", "CENTURIES", "C", "CENT" -> CENTURY;
      case "MILLENNIUM", "MILLENNIA", "MIL", "MILS" -> MILLENNIUM;
      case "ISOYEAR" -> ISOYEAR;
      case "DOW" -> DOW;
      case "ISODOW" -> ISODOW;
      case "DOY" -> DOY;
      case "EPOCH" -> EPOCH;
      case "JULIAN" -> JULIAN;
      default -> null;
    };
  }

  /** Whether it is a day or longer, and parts time. */
  boolean isDate() {
    return switch (this) {
      case DAY, WEEK, ISOWEEK, MONTH, QUARTER, YEAR, DECADE, CENTURY, MILLENNIUM, ISOYEAR -> true;
      default -> false;
    };
  }

  /** Whether it is shorter than a day. */
  boolean isTime() {
    return switch (this) {
      case NANOSECOND, MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR -> true;
      default -> false;
    };
  }

  /** How many milliseconds it has; 0 if that depends on which one, or if it has none. */
  long millis() {
    return switch (this) {
      case MILLISECOND -> 1;
      case SECOND -> 1_000;
      case MINUTE -> 60_000;
      case HOUR -> 3_600_000;
      case DAY -> 86_400_000;
      case WEEK, ISOWEEK -> 604_800_000;
      default -> 0;
    };
  }

  /** How many months it has; 0 if it has no whole number of them. */
  int months() {
    return switch (this) {
      case MONTH -> 1;
      case QUARTER -> 3;
      case YEAR -> 12;
      case DECADE -> 120;
      case CENTURY -> 1_200;
      case MILLENNIUM -> 12_000;
      default -> 0;
    };
  }
}
