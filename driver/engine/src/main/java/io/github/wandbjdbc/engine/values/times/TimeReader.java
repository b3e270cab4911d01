package io.github.wandbjdbc.engine.values.times;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Reads a date, a time, or both: {@code 2024-05-31}, {@code 2024/5/31}, {@code 20240531}, {@code
 * 2024-152}; a T or blanks; {@code 1:02}, {@code 01:02:03.456}, {@code 010203}; {@code Z}, {@code
 * UTC}, {@code +02}, {@code -05:30}, {@code +0530}.
 */
final class TimeReader extends TimeScanner {
  private static final int LAST_YEAR = 294_276;
  private static final int YEARS_OF_2000 = 70;
  static final long DAYS_TO_2000 = 10_957;
  private static final long SECOND = 1_000_000;
  private static final long DAY = 86_400 * SECOND;

  private boolean hasDate;
  private boolean hasTime;
  private long days;
  private long timeMicros;
  private int offsetSeconds;

  private TimeReader(String original) {
    super(original);
  }

  /** A reader of {@code text}, which is taken for a date rather than a time if it may be either. */
  static TimeReader of(String text) {
    return of(text, false);
  }

  /** A reader of {@code text}, which is taken for a time rather than a date if it may be either. */
  static TimeReader ofTime(String text) {
    return of(text, true);
  }

  private static TimeReader of(String text, boolean ratherTime) {
    TimeReader reader = new TimeReader(text);
    reader.read(ratherTime);
    return reader;
  }

  boolean hasDate() {
    return hasDate;
  }

  boolean hasTime() {
    return hasTime;
  }

  /** The date in days since 1970. */
  long days() {
    return days;
  }

  /** The time in microseconds since midnight, as written. */
  long timeMicros() {
    return timeMicros;
  }

  /** How far the text's wall clock is before UTC. */
  int offsetSeconds() {
    return offsetSeconds;
  }

  /** Microseconds since 2000 in UTC. */
  long microsSince2000() {
    return (days - DAYS_TO_2000) * DAY + timeMicros - offsetSeconds * SECOND;
  }

  private void read(boolean ratherTime) {
    int digits = digits(0);
    boolean timeAlone =
        digits == 0
            || peek(digits) == ':'
            || isClockWithoutColons(digits)
            || (ratherTime && digits == 6 && peek(digits) == 0);
    if (!timeAlone) {
      date(digits);
      hasDate = true;
      if (isAtEnd()) {
        return;
      }
    }
    boolean isPacked = hasDate && "-/.".indexOf(peek(digits)) < 0;
    if (peek(at) == 'T' || peek(at) == 't') {
      isPacked = true;
      at++;
    } else if (hasDate) {
      int before = at;
      blanks();
      if (at == before) {
        throw wrong();
      }
    }
    isPacked |= peek(at + digits(at)) != ':';
    time();
    hasTime = true;
    blanks();
    if (!isAtEnd()) {
      zone();
    } else if (ratherTime && hasDate && isPacked) {
      // A date before a time is passed over only where both have their signs.
      throw wrong();
    }
    if (!isAtEnd()) {
      throw wrong();
    }
  }

  /** Whether a text that begins with so many digits is a time like 101112.5. */
  private boolean isClockWithoutColons(int digits) {
    char next = peek(digits);
    return (digits == 6 && next == '.')
        || (digits == 4 && next == 0)
        || (digits == 6 && (next == 'Z' || next == '+'));
  }

  private void date(int digits) {
    char separator = peek(digits);
    boolean isSeparated = separator == '-' || separator == '/' || separator == '.';
    if (digits == 8 && !isSeparated) {
      date(number(4), number(2), number(2));
      return;
    }
    if (digits == 6 && !isSeparated) {
      int year = number(2);
      date(year < YEARS_OF_2000 ? 2000 + year : 1900 + year, number(2), number(2));
      return;
    }
    if (digits < 4 || !isSeparated) {
      throw wrong();
    }
    int year = number(digits);
    at++;
    int second = digits(at);
    if (second == 3 && separator != '/') {
      dayOfYear(year, number(second));
      return;
    }
    int month = oneOrTwo();
    if (peek(at) != separator) {
      throw wrong();
    }
    at++;
    date(year, month, oneOrTwo());
  }

  private void date(int year, int month, int day) {
    if (year < 1
        || year > LAST_YEAR
        || month < 1
        || month > 12
        || day < 1
        || day > YearMonth.of(year, month).lengthOfMonth()) {
      throw wrong();
    }
    days = LocalDate.of(year, month, day).toEpochDay();
  }

  private void dayOfYear(int year, int day) {
    if (year < 1 || year > LAST_YEAR || day < 1 || day > LocalDate.of(year, 1, 1).lengthOfYear()) {
      throw wrong();
    }
    days = LocalDate.ofYearDay(year, day).toEpochDay();
  }

  private void time() {
    int digits = digits(at);
    int hour;
    int minute;
    int second = 0;
    boolean hasSecond = false;
    if (peek(at + digits) == ':') {
      hour = oneOrTwo();
      at++;
      minute = oneOrTwo();
      if (peek(at) == ':') {
        at++;
        second = oneOrTwo();
        hasSecond = true;
      }
    } else if (digits == 4 || digits == 6) {
      hour = number(2);
      minute = number(2);
      hasSecond = digits == 6;
      second = hasSecond ? number(2) : 0;
    } else {
      throw wrong();
    }
    long fraction = hasSecond && peek(at) == '.' ? fraction() : 0;
    if (hour > 24
        || minute > 59
        || second > 60
        || (hour == 24 && (minute > 0 || second > 0 || fraction > 0))) {
      throw wrong();
    }
    timeMicros = ((hour * 60L + minute) * 60 + second) * SECOND + fraction;
  }

  /** Microseconds, of a point and whatever digits follow. */
  private long fraction() {
    at++;
    int digits = digits(at);
    double fraction = digits == 0 ? 0 : Double.parseDouble("0." + text.substring(at, at + digits));
    at += digits;
    return (long) Math.rint(fraction * SECOND);
  }

  private void zone() {
    String rest = text.substring(at);
    if (rest.equalsIgnoreCase("Z")
        || rest.equalsIgnoreCase("UTC")
        || rest.equalsIgnoreCase("GMT")) {
      at = text.length();
      return;
    }
    int sign = peek(at) == '+' ? 1 : peek(at) == '-' ? -1 : 0;
    if (sign == 0) {
      throw wrong();
    }
    at++;
    int digits = digits(at);
    int hours;
    int minutes = 0;
    int seconds = 0;
    if (digits == 4) {
      hours = number(2);
      minutes = number(2);
    } else {
      hours = oneOrTwo();
      if (peek(at) == ':') {
        at++;
        minutes = oneOrTwo();
        if (peek(at) == ':') {
          at++;
          seconds = oneOrTwo();
        }
      }
    }
    if (hours > 15 || minutes > 59 || seconds > 59) {
      throw wrong();
    }
    offsetSeconds = sign * ((hours * 60 + minutes) * 60 + seconds);
  }
}
