package io.github.wandbjdbc.engine.values.times;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.time.LocalDate;

/**
 * Reads texts as dates and times, and prints them. All are UTC: a text that names an offset is
 * turned to UTC. Read are PostgreSQL's forms of ISO 8601 (see {@link TimeReader}).
 */
public final class TimeTexts {
  /** Seconds have milliseconds. */
  public static final int MOST_DECIMALS = 3;

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final int MOST_SHOWN = 60;

  /** 2000-01-01; halves are rounded away from there, as in PostgreSQL. */
  private static final long YEAR_2000 = TimeReader.DAYS_TO_2000 * DAY;

  private TimeTexts() {}

  /** The days since 1970 of the date that {@code text} spells, of whose time nothing is left. */
  public static long parseDate(String text) {
    TimeReader reader = TimeReader.of(text);
    if (!reader.hasDate()) {
      throw wrong(text, "date", "2024-05-31");
    }
    return reader.offsetSeconds() == 0
        ? reader.days()
        : Math.floorDiv(reader.microsSince2000(), DAY * SECOND) + TimeReader.DAYS_TO_2000;
  }

  /** The milliseconds since midnight of the time that {@code text} spells. */
  public static long parseTime(String text, int decimals) {
    TimeReader reader = TimeReader.ofTime(text);
    if (!reader.hasTime()) {
      throw wrong(text, "time", "23:59:59");
    }
    long micros = reader.timeMicros();
    if (reader.offsetSeconds() != 0) {
      micros = Math.floorMod(micros - reader.offsetSeconds() * SECOND * SECOND, DAY * SECOND);
    }
    long millis = rounded(micros, decimals) / SECOND;
    if (millis > DAY) {
      // 24:00:00 is the last, which 23:59:60.5 is not.
      throw wrong(text, "time", "23:59:59");
    }
    return millis;
  }

  /** The milliseconds since 1970 of what {@code text} spells, which is midnight if a date. */
  public static long parseTimestamp(String text, int decimals) {
    TimeReader reader = TimeReader.of(text);
    if (!reader.hasDate()) {
      throw wrong(text, "timestamp", "2024-05-31 23:59:59");
    }
    return ofMicrosSince2000(reader.microsSince2000(), decimals);
  }

  /** A time of the day in milliseconds with so many decimals of its second. */
  public static long roundedTime(long millis, int decimals) {
    return decimals >= MOST_DECIMALS ? millis : rounded(millis * SECOND, decimals) / SECOND;
  }

  /** Milliseconds since 1970 with so many decimals of their second. */
  public static long roundedTimestamp(long millis, int decimals) {
    return decimals >= MOST_DECIMALS
        ? millis
        : ofMicrosSince2000((millis - YEAR_2000) * SECOND, decimals);
  }

  private static long ofMicrosSince2000(long micros, int decimals) {
    return rounded(micros, decimals) / SECOND + YEAR_2000;
  }

  /** {@code micros} half away from zero. */
  private static long rounded(long micros, int decimals) {
    long unit = 1_000_000;
    for (int i = 0; i < decimals; i++) {
      unit /= 10;
    }
    long half = micros < 0 ? -unit / 2 : unit / 2;
    return (micros + half) / unit * unit;
  }

  /** A date, given in days since 1970: {@code 2024-05-31}. */
  public static String date(long days) {
    StringBuilder text = new StringBuilder(10);
    boolean afterChrist = appendDate(text, days);
    return afterChrist ? text.toString() : text.append(" BC").toString();
  }

  /** A time of the day, given in milliseconds, with as many decimals as it has. */
  public static String time(long millis) {
    StringBuilder text = new StringBuilder(12);
    appendTime(text, millis);
    return text.toString();
  }

  /** A TIMESTAMP, given in milliseconds since 1970, with as many decimals as it has. */
  public static String timestamp(long millis) {
    StringBuilder text = new StringBuilder(23);
    boolean afterChrist = appendDate(text, Math.floorDiv(millis, DAY));
    text.append(' ');
    appendTime(text, Math.floorMod(millis, DAY));
    return afterChrist ? text.toString() : text.append(" BC").toString();
  }

  private static boolean appendDate(StringBuilder text, long days) {
    LocalDate date = LocalDate.ofEpochDay(days);
    boolean afterChrist = date.getYear() > 0;
    int year = afterChrist ? date.getYear() : 1 - date.getYear();
    for (int least = 1_000; least > Math.max(year, 1); least /= 10) {
      text.append('0');
    }
    text.append(year).append('-');
    appendTwo(text, date.getMonthValue());
    appendTwo(text.append('-'), date.getDayOfMonth());
    return afterChrist;
  }

  private static void appendTime(StringBuilder text, long millis) {
    appendTwo(text, millis / HOUR);
    appendTwo(text.append(':'), millis / MINUTE % 60);
    appendTwo(text.append(':'), millis / SECOND % 60);
    int fraction = (int) (millis % SECOND);
    if (fraction != 0) {
      text.append('.');
      for (int unit = 100; fraction > 0; unit /= 10) {
        text.append((char) ('0' + fraction / unit));
        fraction %= unit;
      }
    }
  }

  private static void appendTwo(StringBuilder text, long number) {
    text.append(number < 10 ? "0" : "").append(number);
  }

  /** How others are written, for those who wrote a day's name or another order of its parts. */
  private static final String RELATIVE =
      " (YYYY-MM-DD, then the time), or relative to now like NOW() - INTERVAL '7' DAY";

  static StatementException wrong(String text, String type, String example) {
    return new StatementException(
        SqlState.BAD_DATE_TIME,
        "'%s' is not a %s; write it like %s%s"
            .formatted(
                text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN - 3) + "...",
                type,
                example,
                example.indexOf('-') < 0 ? "" : RELATIVE));
  }
}
