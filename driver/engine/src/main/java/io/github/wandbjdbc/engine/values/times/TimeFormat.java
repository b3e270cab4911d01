package io.github.wandbjdbc.engine.values.times;

import io.github.wandbjdbc.engine.values.times.TimePattern.Part;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;

/** Prints times by patterns of PostgreSQL's TO_CHAR. */
final class TimeFormat {
  private static final int LONGEST_NAME = 9;
  private static final int LONGEST_ROMAN = 4;
  private static final List<String> ROMAN =
      List.of("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII");

  private final List<Part> parts;

  private TimeFormat(List<Part> parts) {
    this.parts = parts;
  }

  static TimeFormat of(String pattern) {
    return new TimeFormat(TimePattern.parts(pattern));
  }

  /** A format that prints by {@code parts}. */
  static TimeFormat of(List<Part> parts) {
    return new TimeFormat(parts);
  }

  /** The text of a TIMESTAMP. */
  String text(long millis) {
    StringBuilder text = new StringBuilder();
    LocalDate date = Calendars.date(Calendars.day(millis));
    int time = (int) Calendars.timeOfDay(millis);
    for (Part part : parts) {
      TimeField field = part.field();
      if (field == null) {
        text.append(part.text());
      } else {
        append(text, part, field, date, time);
      }
    }
    return text.toString();
  }

  private static void append(
      StringBuilder to, Part part, TimeField field, LocalDate date, int time) {
    int hour = time / 3_600_000;
    int micros = time % 1_000 * 1_000;
    int year = date.getYear() > 0 ? date.getYear() : 1 - date.getYear();
    int isoYear = date.get(IsoFields.WEEK_BASED_YEAR);
    int shownIsoYear = isoYear > 0 ? isoYear : 1 - isoYear;
    switch (field) {
      case HALF -> to.append(cased(part, hour >= 12 ? "PM" : "AM"));
      case HALF_DOTS -> to.append(cased(part, hour >= 12 ? "P.M." : "A.M."));
      case ERA -> to.append(cased(part, date.getYear() > 0 ? "AD" : "BC"));
      case ERA_DOTS -> to.append(cased(part, date.getYear() > 0 ? "A.D." : "B.C."));
      case HH, HH12 -> number(to, part, hour % 12 == 0 ? 12 : hour % 12, 2);
      case HH24 -> number(to, part, hour, 2);
      case MI -> number(to, part, time / 60_000 % 60, 2);
      case SS -> number(to, part, time / 1_000 % 60, 2);
      case MS, FF3 -> fraction(to, part, micros / 1_000, 3);
      case US, FF6 -> fraction(to, part, micros, 6);
      case FF1 -> fraction(to, part, micros / 100_000, 1);
      case FF2 -> fraction(to, part, micros / 10_000, 2);
      case FF4 -> fraction(to, part, micros / 100, 4);
      case FF5 -> fraction(to, part, micros / 10, 5);
      case SSSS, SSSSS -> number(to, part, time / 1_000, 1);
      case MONTH -> name(to, part, date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
      case MON ->
          to.append(
              cased(part, date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                  .substring(0, 3));
      case DAY ->
          name(to, part, date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
      case DY ->
          to.append(
              cased(part, date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                  .substring(0, 3));
      case MM -> number(to, part, date.getMonthValue(), 2);
      case DD -> number(to, part, date.getDayOfMonth(), 2);
      case DDD -> number(to, part, date.getDayOfYear(), 3);
      case D -> number(to, part, date.getDayOfWeek().getValue() % 7 + 1, 1);
      case ID -> number(to, part, date.getDayOfWeek().getValue(), 1);
      case IDDD ->
          number(
              to,
              part,
              (date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) - 1) * 7
                  + date.getDayOfWeek().getValue(),
              3);
      case WW -> number(to, part, (date.getDayOfYear() - 1) / 7 + 1, 2);
      case IW -> number(to, part, date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2);
      case W -> number(to, part, (date.getDayOfMonth() - 1) / 7 + 1, 1);
      case Q -> number(to, part, (date.getMonthValue() - 1) / 3 + 1, 1);
      case CC -> {
        long century = Fields.ofDate(Unit.CENTURY, date);
        number(to, part, century, century < 0 ? 3 : 2);
      }
      case J -> number(to, part, date.toEpochDay() + ParsedDate.JULIAN_EPOCH, 1);
      case Y_YYY ->
          to.append("%d,%03d".formatted(year / 1_000, year % 1_000)).append(ordinal(part, year));
      case YYYY -> number(to, part, year, 4);
      case IYYY -> number(to, part, shownIsoYear, 4);
      case YYY -> number(to, part, year % 1_000, 3);
      case IYY -> number(to, part, shownIsoYear % 1_000, 3);
      case YY -> number(to, part, year % 100, 2);
      case IY -> number(to, part, shownIsoYear % 100, 2);
      case Y -> number(to, part, year % 10, 1);
      case I -> number(to, part, shownIsoYear % 10, 1);
      case RM -> roman(to, part, date.getMonthValue());
      case FX, OF, TZ, TZH, TZM -> throw TimePattern.refused(part.text());
    }
  }

  /** {@code digits} of them at least, but as few as there are if the field is FM. */
  private static void number(StringBuilder to, Part part, long value, int digits) {
    String text = String.valueOf(Math.abs(value));
    to.append(value < 0 ? "-" : "");
    int width = part.fills() ? 0 : value < 0 ? digits - 1 : digits;
    to.append("0".repeat(Math.max(0, width - text.length()))).append(text);
    to.append(ordinal(part, value));
  }

  /** FM takes nothing from it. */
  private static void fraction(StringBuilder to, Part part, int value, int digits) {
    String text = String.valueOf(value);
    to.append("0".repeat(Math.max(0, digits - text.length()))).append(text);
    to.append(ordinal(part, value));
  }

  private static String ordinal(Part part, long value) {
    if (part.ordinal().isEmpty()) {
      return "";
    }
    long number = Math.abs(value);
    String ending =
        number / 10 % 10 == 1
            ? "th"
            : switch ((int) (number % 10)) {
              case 1 -> "st";
              case 2 -> "nd";
              case 3 -> "rd";
              default -> "th";
            };
    return part.ordinal().equals("TH") ? ending.toUpperCase(Locale.ROOT) : ending;
  }

  private static void name(StringBuilder to, Part part, String name) {
    to.append(cased(part, name));
    to.append(part.fills() ? "" : " ".repeat(LONGEST_NAME - name.length()));
  }

  private static void roman(StringBuilder to, Part part, int month) {
    String name = ROMAN.get(month - 1);
    boolean isLower = Character.isLowerCase(part.text().charAt(0));
    to.append(isLower ? name.toLowerCase(Locale.ROOT) : name);
    to.append(part.fills() ? "" : " ".repeat(LONGEST_ROMAN - name.length()));
  }

  /** In the case of the pattern: MONTH, Month, month. */
  private static String cased(Part part, String name) {
    if (Character.isLowerCase(part.text().charAt(0))) {
      return name.toLowerCase(Locale.ROOT);
    }
    return Character.isLowerCase(part.text().charAt(1)) ? name : name.toUpperCase(Locale.ROOT);
  }
}
