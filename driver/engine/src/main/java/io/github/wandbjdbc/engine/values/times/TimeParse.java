package io.github.wandbjdbc.engine.values.times;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.times.TimePattern.Kind;
import io.github.wandbjdbc.engine.values.times.TimePattern.Part;
import java.time.LocalDate;
import java.time.Year;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Reads one text by a pattern of TO_TIMESTAMP, as PostgreSQL does: blanks count little, separators
 * stand for each other, and what follows the pattern's end isn't read.
 */
final class TimeParse {
  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");
  private static final List<String> DAYS =
      List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");
  private static final List<String> HALVES = List.of("am", "pm");
  private static final List<String> HALVES_DOTS = List.of("a.m.", "p.m.");

  private final List<Part> parts;
  private final String text;
  private final Map<TimeField, Integer> values = new EnumMap<>(TimeField.class);
  private int at;
  private boolean isTwelveHours;

  private TimeParse(List<Part> parts, String text) {
    this.parts = parts;
    this.text = text;
  }

  /** The TIMESTAMP that {@code text} spells by {@code parts}. */
  static long millis(List<Part> parts, String text) {
    TimeParse parse = new TimeParse(parts, text);
    parse.read();
    return Calendars.plusMillis(Calendars.midnight(parse.day()), parse.timeOfDay());
  }

  /** The DATE that it spells; a time is left out. */
  static long days(List<Part> parts, String text) {
    TimeParse parse = new TimeParse(parts, text);
    parse.read();
    parse.timeOfDay();
    return parse.day();
  }

  private void read() {
    int skipped = 0;
    for (int i = 0; i < parts.size() && at < text.length(); i++) {
      Part part = parts.get(i);
      if (part.kind() != Kind.CHARACTER || i == 0) {
        skipped += skipBlanks();
      }
      switch (part.kind()) {
        case BLANK, SEPARATOR -> {
          skipped--;
          if (at < text.length()
              && (isBlank(text.charAt(at)) || TimePattern.isSeparator(text.charAt(at)))) {
            at++;
            skipped++;
          }
        }
        case CHARACTER -> {
          if (skipped > 0) {
            skipped--;
          } else if (at < text.length()) {
            at += Character.charCount(text.codePointAt(at));
          }
        }
        case FIELD -> {
          field(i, part);
          skipped = skipBlanks();
        }
      }
    }
  }

  private int skipBlanks() {
    int start = at;
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    return at - start;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private void field(int place, Part part) {
    TimeField field = Objects.requireNonNull(part.field());
    switch (field) {
      case YYYY -> set(part, TimeField.YYYY, number(place, 4));
      case YYY, YY, Y -> {
        int start = at;
        int year = number(place, field == TimeField.YYY ? 3 : field == TimeField.YY ? 2 : 1);
        set(part, TimeField.YYYY, at - start < 4 ? fullYear(year) : year);
      }
      case MM, DD, MI, SS, HH24 ->
          set(part, field == TimeField.HH24 ? TimeField.HH : field, number(place, 2));
      case HH, HH12 -> {
        set(part, TimeField.HH, number(place, 2));
        isTwelveHours = true;
      }
      case DDD -> set(part, field, number(place, 3));
      case MS, FF3 -> fraction(part, place, field == TimeField.MS ? field : TimeField.US, 3);
      case US, FF6 -> fraction(part, place, TimeField.US, 6);
      case FF1 -> fraction(part, place, TimeField.US, 1);
      case FF2 -> fraction(part, place, TimeField.US, 2);
      case FF4 -> fraction(part, place, TimeField.US, 4);
      case FF5 -> fraction(part, place, TimeField.US, 5);
      case MONTH -> set(part, TimeField.MM, word(MONTHS, Integer.MAX_VALUE) + 1);
      case MON -> set(part, TimeField.MM, word(MONTHS, 3) + 1);
      case DAY -> word(DAYS, Integer.MAX_VALUE);
      case DY -> word(DAYS, 3);
      case HALF, HALF_DOTS -> {
        set(
            part,
            TimeField.HALF,
            word(field == TimeField.HALF ? HALVES : HALVES_DOTS, Integer.MAX_VALUE));
        isTwelveHours = true;
      }
      default -> throw TimePattern.refused(part.text());
    }
    if (part.field().isNumber() && !part.ordinal().isEmpty()) {
      at = Math.min(text.length(), at + 2);
    }
  }

  /** 0 is as if there were no field. */
  private void set(Part part, TimeField field, int value) {
    Integer before = values.put(field, value);
    if (before != null && before != 0 && before != value) {
      throw wrong("has two values for " + part.text());
    }
  }

  private int value(TimeField field, int otherwise) {
    int value = values.getOrDefault(field, 0);
    return value == 0 ? otherwise : value;
  }

  /** Of microseconds, or MS in milliseconds. */
  private void fraction(Part part, int place, TimeField field, int digits) {
    int start = at;
    int value = number(place, digits);
    for (int i = at - start; i < (field == TimeField.MS ? 3 : 6); i++) {
      value *= 10;
    }
    set(part, field, value);
  }

  /** So many digits; as many as there are if no digit may follow. */
  private int number(int place, int digits) {
    int start = at;
    Part part = parts.get(place);
    boolean takesAll = part.fills() || isFollowedByOther(place);
    skipBlanks();
    int limit = takesAll ? text.length() : Math.min(text.length(), start + digits);
    if (!takesAll && text.length() - start < digits) {
      throw wrong("is too short for " + part.text());
    }
    int sign = at < limit && (text.charAt(at) == '-' || text.charAt(at) == '+') ? 1 : 0;
    int end = at + sign;
    while (end < limit && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    boolean isShort = !takesAll && end < limit;
    if (end == at + sign || end - at > 9 || isShort) {
      throw wrong("has no number for " + part.text());
    }
    int value = Integer.parseInt(text, at, end, 10);
    at = end;
    return value;
  }

  private boolean isFollowedByOther(int place) {
    if (!parts.get(place).ordinal().isEmpty() || place + 1 == parts.size()) {
      return true;
    }
    Part next = parts.get(place + 1);
    if (next.field() != null) {
      return !next.field().isNumber();
    }
    return !Character.isDigit(next.text().charAt(0));
  }

  private int word(List<String> words, int length) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String wanted = word.substring(0, Math.min(length, word.length()));
      if (text.regionMatches(true, at, wanted, 0, wanted.length())) {
        at += wanted.length();
        return i;
      }
    }
    throw wrong("has none of " + String.join(", ", words).toUpperCase(Locale.ROOT));
  }

  /** The year that is nearest to 2020. */
  private static int fullYear(int year) {
    return year < 70
        ? year + 2000
        : year < 100 ? year + 1900 : year < 520 ? year + 2000 : year < 1000 ? year + 1000 : year;
  }

  private long day() {
    int told = value(TimeField.YYYY, 0);
    int year = told < 0 ? told + 1 : told;
    int month = value(TimeField.MM, 1);
    int day = value(TimeField.DD, 1);
    int dayOfYear = value(TimeField.DDD, 0);
    if (dayOfYear != 0 && (month <= 1 || day <= 1)) {
      if (told == 0) {
        throw wrong("has a day of the year, but no year");
      }
      if (dayOfYear < 1 || dayOfYear > (Year.isLeap(year) ? 366 : 365)) {
        throw wrong("has no such day of the year");
      }
      LocalDate date = LocalDate.ofYearDay(year, dayOfYear);
      month = month <= 1 ? date.getMonthValue() : month;
      day = day <= 1 ? date.getDayOfMonth() : day;
    }
    boolean isWhole =
        told != 0
            && values.getOrDefault(TimeField.MM, dayOfYear) != 0
            && values.getOrDefault(TimeField.DD, dayOfYear) != 0;
    int most = isWhole && month >= 1 && month <= 12 ? daysOf(year, month) : 31;
    if (month < 1 || month > 12 || day < 1 || day > most) {
      throw wrong("is no date");
    }
    return Calendars.checkedDay(LocalDate.of(year, month, 1).toEpochDay() + day - 1);
  }

  private static int daysOf(int year, int month) {
    return LocalDate.of(year, month, 1).lengthOfMonth();
  }

  private long timeOfDay() {
    int hour = value(TimeField.HH, 0);
    if (isTwelveHours) {
      if (hour < 1 || hour > 12) {
        throw wrong("has no hour from 1 to 12; HH24 takes others");
      }
      hour = hour % 12 + 12 * value(TimeField.HALF, 0);
    }
    int minute = value(TimeField.MI, 0);
    int second = value(TimeField.SS, 0);
    long micros = value(TimeField.MS, 0) * 1_000L + value(TimeField.US, 0);
    if (hour < 0
        || hour > 23
        || minute < 0
        || minute > 59
        || second < 0
        || second > 59
        || micros < 0
        || micros >= 1_000_000) {
      throw wrong("is no time of a day");
    }
    return ((hour * 60L + minute) * 60 + second) * 1_000 + micros / 1_000;
  }

  private StatementException wrong(String what) {
    return new StatementException(
        SqlState.BAD_DATE_TIME,
        "'%s' %s".formatted(text.length() > 60 ? text.substring(0, 60) + "…" : text, what));
  }
}
