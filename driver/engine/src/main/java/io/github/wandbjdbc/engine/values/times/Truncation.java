package io.github.wandbjdbc.engine.values.times;

import java.time.LocalDate;
import java.time.temporal.IsoFields;

/** The beginnings of units that dates and times are in. */
final class Truncation {
  /** 1970 began on a Thursday. */
  private static final int AFTER_MONDAY = 3;

  private static final int AFTER_SUNDAY = 4;
  private static final int WEEK_DAYS = 7;

  private Truncation() {}

  /** The beginning of the {@code unit} of a TIMESTAMP. */
  static long ofMillis(Unit unit, boolean sundays, long millis) {
    if (unit.isTime()) {
      return unit.millis() == 0 ? millis : Math.floorDiv(millis, unit.millis()) * unit.millis();
    }
    return Calendars.midnight(ofDays(unit, sundays, Calendars.day(millis)));
  }

  /**
   * The first day of the {@code unit} of a day.
   *
   * @param sundays whether a WEEK begins on a Sunday, rather than a Monday
   */
  static long ofDays(Unit unit, boolean sundays, long days) {
    LocalDate date = Calendars.date(days);
    int year = date.getYear();
    return switch (unit) {
      case WEEK, ISOWEEK -> {
        int after = sundays && unit == Unit.WEEK ? AFTER_SUNDAY : AFTER_MONDAY;
        yield days - Math.floorMod(days + after, WEEK_DAYS);
      }
      case MONTH -> date.withDayOfMonth(1).toEpochDay();
      case QUARTER -> LocalDate.of(year, (date.getMonthValue() - 1) / 3 * 3 + 1, 1).toEpochDay();
      case YEAR -> LocalDate.of(year, 1, 1).toEpochDay();
      case DECADE -> LocalDate.of(Math.floorDiv(year, 10) * 10, 1, 1).toEpochDay();
      case CENTURY -> LocalDate.of(Math.floorDiv(year - 1, 100) * 100 + 1, 1, 1).toEpochDay();
      case MILLENNIUM ->
          LocalDate.of(Math.floorDiv(year - 1, 1_000) * 1_000 + 1, 1, 1).toEpochDay();
      case ISOYEAR -> {
        // The week with the fourth of January is a year's first.
        long isoYear = date.get(IsoFields.WEEK_BASED_YEAR);
        long fourth = LocalDate.of((int) isoYear, 1, 4).toEpochDay();
        yield fourth - Math.floorMod(fourth + AFTER_MONDAY, WEEK_DAYS);
      }
      default -> days;
    };
  }

  /** The beginning of the unit after that of a TIMESTAMP, or that one itself if it is one. */
  static long ceilingOfMillis(Unit unit, long millis) {
    long floor = ofMillis(unit, true, millis);
    if (floor == millis || unit.millis() > 0) {
      return floor == millis ? millis : Calendars.plusMillis(floor, unit.millis());
    }
    return Calendars.plusMonthsToMillis(floor, unit.months());
  }

  /** Likewise of a day. */
  static long ceilingOfDays(Unit unit, long days) {
    long floor = ofDays(unit, true, days);
    if (floor == days || unit.months() == 0) {
      return floor == days ? days : Calendars.checkedDay(floor + WEEK_DAYS);
    }
    return Calendars.plusMonths(floor, unit.months());
  }

  /** Whole units of an interval, towards zero. */
  static long ofInterval(long interval, long unit) {
    return unit <= 1 ? interval : interval / unit * unit;
  }
}
