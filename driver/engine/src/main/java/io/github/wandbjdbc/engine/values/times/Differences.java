package io.github.wandbjdbc.engine.values.times;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;

/** How many units lie between two times. */
final class Differences {
  private static final long PER_MICRO = 1_000;
  private static final long PER_NANO = 1_000_000;

  private Differences() {}

  /** How many whole units pass from {@code from} to {@code to}; negative backwards. */
  static long whole(Unit unit, long from, long to) {
    long millis = Math.subtractExact(to, from);
    if (unit.millis() > 0) {
      return millis / unit.millis();
    }
    return switch (unit) {
      case MICROSECOND -> Calendars.times(millis, PER_MICRO);
      case NANOSECOND -> Calendars.times(millis, PER_NANO);
      default -> wholeMonths(from, to) / unit.months();
    };
  }

  /** Backwards as many as forwards: a month has passed at the same day and time, or later. */
  private static long wholeMonths(long from, long to) {
    if (from > to) {
      return -wholeMonths(to, from);
    }
    LocalDateTime first = Calendars.dateTime(from);
    LocalDateTime last = Calendars.dateTime(to);
    long months =
        12L * (last.getYear() - first.getYear()) + last.getMonthValue() - first.getMonthValue();
    int days = last.getDayOfMonth() - first.getDayOfMonth();
    boolean isBefore = days < 0 || (days == 0 && last.toLocalTime().isBefore(first.toLocalTime()));
    return isBefore ? months - 1 : months;
  }

  /** How many units begin behind {@code from} until {@code to}; of hours and less, whole ones. */
  static long begun(Unit unit, long from, long to) {
    if (!unit.isDate()) {
      return whole(unit, from, to);
    }
    long first = Truncation.ofDays(unit, true, Calendars.day(from));
    long last = Truncation.ofDays(unit, true, Calendars.day(to));
    return switch (unit) {
      case DAY -> last - first;
      case WEEK, ISOWEEK -> (last - first) / 7;
      case ISOYEAR ->
          (long) Calendars.date(last).plusDays(3).get(IsoFields.WEEK_BASED_YEAR)
              - Calendars.date(first).plusDays(3).get(IsoFields.WEEK_BASED_YEAR);
      default ->
          ChronoUnit.MONTHS.between(Calendars.date(first), Calendars.date(last)) / unit.months();
    };
  }
}
