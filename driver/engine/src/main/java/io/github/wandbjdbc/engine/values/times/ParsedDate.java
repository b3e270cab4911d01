package io.github.wandbjdbc.engine.values.times;

import io.github.wandbjdbc.engine.values.StatementException;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;

/**
 * The day that the fields of a text mean, as PostgreSQL concludes it: the year, then the Julian
 * day, the week, the day and the month, and the day of the year, each in place of what those before
 * it have told.
 */
final class ParsedDate {
  /** The Julian day of 1970-01-01. */
  static final int JULIAN_EPOCH = 2_440_588;

  private static final int LEAST_YEAR = -4_713;
  private static final int END_YEAR = 5_874_899;
  private static final int MOST_DAYS = 31;
  private static final int MONTHS = 12;

  private final ParsedFields fields;
  private int year;
  private int month = 1;
  private int day = 1;
  private boolean hasYear;
  private boolean hasMonth;
  private boolean hasDay;

  private ParsedDate(ParsedFields fields) {
    this.fields = fields;
  }

  /** In days since 1970. */
  static long days(ParsedFields fields) {
    ParsedDate date = new ParsedDate(fields);
    try {
      date.readYear();
      date.readDay();
    } catch (ArithmeticException e) {
      throw date.outOfRange();
    }
    return date.checked();
  }

  private void readYear() {
    int told = fields.get(TimeField.YYYY);
    boolean isBeforeChrist = fields.get(TimeField.ERA) != 0;
    int century = isBeforeChrist ? -fields.get(TimeField.CC) : fields.get(TimeField.CC);
    if (told == 0 && century == 0) {
      return;
    }
    hasYear = true;
    if (told == 0) {
      year = Math.addExact(Math.multiplyExact(century >= 0 ? century - 1 : century, 100), 1);
    } else if (century == 0 || fields.yearDigits() > 2) {
      int signed = isBeforeChrist ? -told : told;
      year = signed < 0 ? signed + 1 : signed;
    } else {
      year = yearOfCentury(century, told % 100);
    }
  }

  /** The century 21 ends with 2100, and -6, before Christ, with the year 501. */
  private static int yearOfCentury(int century, int rest) {
    if (rest == 0) {
      return Math.addExact(Math.multiplyExact(century, 100), century >= 0 ? 0 : 1);
    }
    return century >= 0
        ? Math.addExact(Math.multiplyExact(century - 1, 100), rest)
        : Math.addExact(Math.subtractExact(Math.multiplyExact(century + 1, 100), rest), 1);
  }

  private void readDay() {
    int julian = fields.get(TimeField.J);
    if (julian != 0) {
      take((long) julian - JULIAN_EPOCH);
    }
    int dayOfYear = fields.get(TimeField.DDD);
    int week = fields.get(TimeField.WW);
    if (week != 0 && fields.isOfWeeks()) {
      take(firstDay(week) + daysAfterMonday());
    } else if (week != 0) {
      dayOfYear = firstOfWeek(week);
    }
    int weekOfMonth = fields.get(TimeField.W);
    int dayOfMonth = weekOfMonth == 0 ? fields.get(TimeField.DD) : firstOfWeek(weekOfMonth);
    if (dayOfMonth != 0) {
      day = dayOfMonth;
      hasDay = true;
    }
    if (fields.get(TimeField.MM) != 0) {
      month = fields.get(TimeField.MM);
      hasMonth = true;
    }
    if (dayOfYear != 0 && (month <= 1 || day <= 1)) {
      readDayOfYear(dayOfYear);
    }
  }

  private static int firstOfWeek(int week) {
    return Math.addExact(Math.multiplyExact(Math.subtractExact(week, 1), 7), 1);
  }

  /** Monday of a week by ISO 8601, of which the first has January the 4th. */
  private long firstDay(int week) {
    checkYear();
    LocalDate fourth = LocalDate.of(year, Month.JANUARY, 4);
    return fourth.toEpochDay() - (fourth.getDayOfWeek().getValue() - 1) + (week - 1L) * 7;
  }

  /** A week without a day is its Monday; Sunday, its last, is day 1. */
  private int daysAfterMonday() {
    int dayOfWeek = fields.get(TimeField.D);
    return dayOfWeek == 0 ? 0 : dayOfWeek > 1 ? dayOfWeek - 2 : 6;
  }

  private void readDayOfYear(int dayOfYear) {
    if (year == 0 && fields.get(TimeField.ERA) == 0) {
      throw fields.wrong("has a day of the year, but no year");
    }
    if (fields.isOfWeeks()) {
      take(firstDay(1) - 1 + dayOfYear);
      return;
    }
    int before = 0;
    int found = 1;
    while (found <= MONTHS && dayOfYear > before + length(found)) {
      before += length(found);
      found++;
    }
    month = month <= 1 ? found : month;
    day = day <= 1 ? dayOfYear - before : day;
    hasMonth = true;
    hasDay = true;
  }

  private int length(int month) {
    return Month.of(month).length(Year.isLeap(year));
  }

  private void take(long days) {
    LocalDate date = LocalDate.ofEpochDay(days);
    year = date.getYear();
    month = date.getMonthValue();
    day = date.getDayOfMonth();
    hasYear = true;
    hasMonth = true;
    hasDay = true;
  }

  /** Without a year, or a month, February has as many days as are told. */
  private long checked() {
    boolean isMonth = month >= 1 && month <= MONTHS;
    int most = isMonth && hasYear && hasMonth && hasDay ? length(month) : MOST_DAYS;
    if (!isMonth || day < 1 || day > most) {
      throw fields.wrong("is not a date");
    }
    checkYear();
    return Calendars.checkedDay(LocalDate.of(year, month, 1).toEpochDay() + day - 1);
  }

  private void checkYear() {
    if (year < LEAST_YEAR || year >= END_YEAR) {
      throw outOfRange();
    }
  }

  private StatementException outOfRange() {
    return fields.wrong("is not a date from 4714 BC to 5874897");
  }
}
