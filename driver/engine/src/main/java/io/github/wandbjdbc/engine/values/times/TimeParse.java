package io.github.wandbjdbc.engine.values.times;

import io.github.wandbjdbc.engine.values.times.TimePattern.Kind;
import io.github.wandbjdbc.engine.values.times.TimePattern.Part;
import java.util.List;
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
  private static final List<String> ROMAN_MONTHS =
      List.of("xii", "xi", "x", "ix", "viii", "vii", "vi", "v", "iv", "iii", "ii", "i");
  private static final List<String> DAYS =
      List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");
  private static final List<String> HALVES = List.of("am", "pm");
  private static final List<String> HALVES_DOTS = List.of("a.m.", "p.m.");
  private static final List<String> ERAS = List.of("ad", "bc");
  private static final List<String> ERAS_DOTS = List.of("a.d.", "b.c.");

  private final List<Part> parts;
  private final ParsedFields fields;
  private final TextCursor text;

  private TimeParse(List<Part> parts, String text) {
    this.parts = parts;
    this.fields = new ParsedFields(text);
    this.text = new TextCursor(text, fields);
  }

  /** The parts of a pattern that texts can be read by. */
  static List<Part> parts(String pattern) {
    List<Part> parts = TimePattern.parts(pattern);
    for (Part part : parts) {
      TimeField field = part.field();
      if (field != null && !field.isRead()) {
        throw TimePattern.refused(part.text());
      }
    }
    return parts;
  }

  /** The TIMESTAMP that {@code text} spells by {@code parts}. */
  static long millis(List<Part> parts, String text) {
    return ParsedTime.moment(read(parts, text));
  }

  /** The DATE that it spells; a time is left out. */
  static long days(List<Part> parts, String text) {
    ParsedFields fields = read(parts, text);
    ParsedTime.micros(fields);
    return ParsedDate.days(fields);
  }

  private static ParsedFields read(List<Part> parts, String text) {
    TimeParse parse = new TimeParse(parts, text);
    parse.read();
    return parse.fields;
  }

  private void read() {
    int skipped = 0;
    for (int i = 0; i < parts.size() && text.left() > 0; i++) {
      Part part = parts.get(i);
      if (part.kind() == Kind.FIELD || i == 0) {
        skipped += text.skipBlanks();
      }
      switch (part.kind()) {
        case BLANK, SEPARATOR -> skipped -= text.skipSeparator() ? 0 : 1;
        case CHARACTER -> {
          if (skipped > 0) {
            skipped--;
          } else {
            text.skipCharacter();
          }
        }
        case FIELD -> {
          field(i, part);
          skipped = text.skipBlanks();
        }
      }
    }
  }

  private void field(int place, Part part) {
    TimeField field = Objects.requireNonNull(part.field());
    fields.follow(field.calendar());
    switch (field) {
      case YYYY, IYYY -> {
        fields.set(part, TimeField.YYYY, number(place, 4));
        fields.tellYear(4);
      }
      case Y_YYY -> {
        fields.set(part, TimeField.YYYY, yearWithComma());
        fields.tellYear(4);
      }
      case YYY, IYY -> shortYear(place, part, 3);
      case YY, IY -> shortYear(place, part, 2);
      case Y, I -> shortYear(place, part, 1);
      case CC, MM, DD, MI, SS -> fields.set(part, field, number(place, 2));
      case J, W, D -> fields.set(part, field, number(place, 1));
      case Q -> number(place, 1);
      case DDD, IDDD -> fields.set(part, TimeField.DDD, number(place, 3));
      case WW, IW -> fields.set(part, TimeField.WW, number(place, 2));
      case ID -> {
        int day = number(place, 1);
        fields.set(part, TimeField.D, day);
        fields.replace(TimeField.D, day >= 7 ? 1 : day + 1);
      }
      case HH24 -> fields.set(part, TimeField.HH, number(place, 2));
      case HH, HH12 -> {
        fields.set(part, TimeField.HH, number(place, 2));
        fields.tellHalfDays();
      }
      case SSSS, SSSSS -> fields.set(part, TimeField.SSSS, number(place, part.text().length()));
      case MS -> fraction(place, part, TimeField.MS, 3);
      case US -> fraction(place, part, TimeField.US, 6);
      case FF1, FF2, FF3, FF4, FF5, FF6 -> {
        int digits = part.text().charAt(2) - '0';
        fields.tellFraction(digits);
        fraction(place, part, TimeField.US, digits);
      }
      case MONTH -> fields.set(part, TimeField.MM, text.word(MONTHS, Integer.MAX_VALUE) + 1);
      case MON -> fields.set(part, TimeField.MM, text.word(MONTHS, 3) + 1);
      case RM ->
          fields.set(
              part, TimeField.MM, ROMAN_MONTHS.size() - text.word(ROMAN_MONTHS, Integer.MAX_VALUE));
      case DAY -> dayOfWeek(part, Integer.MAX_VALUE);
      case DY -> dayOfWeek(part, 3);
      case ERA -> fields.set(part, TimeField.ERA, text.word(ERAS, Integer.MAX_VALUE));
      case ERA_DOTS -> fields.set(part, TimeField.ERA, text.word(ERAS_DOTS, Integer.MAX_VALUE));
      case HALF -> half(part, HALVES);
      case HALF_DOTS -> half(part, HALVES_DOTS);
      case FX, OF, TZ, TZH, TZM -> throw TimePattern.refused(part.text());
    }
    if (field.isNumber() && !part.ordinal().isEmpty()) {
      text.skipCharacter();
      text.skipCharacter();
    }
  }

  /** The year that is nearest to 2020, unless all digits are there. */
  private void shortYear(int place, Part part, int digits) {
    int start = text.at();
    int year = number(place, digits);
    fields.set(part, TimeField.YYYY, year);
    if (text.at() - start < 4) {
      fields.replace(
          TimeField.YYYY,
          year < 70
              ? year + 2000
              : year < 100
                  ? year + 1900
                  : year < 520 ? year + 2000 : year < 1000 ? year + 1000 : year);
    }
    fields.tellYear(digits);
  }

  /** 2,024. */
  private int yearWithComma() {
    int thousands = text.number(Integer.MAX_VALUE, "Y,YYY");
    if (!text.isAt(',')) {
      throw fields.wrong("has no year for Y,YYY");
    }
    text.skipCharacter();
    text.skipBlanks();
    int rest = text.number(3, "Y,YYY");
    long year = thousands * 1_000L + rest;
    if (year != (int) year) {
      throw fields.wrong("has too large a number for Y,YYY");
    }
    return (int) year;
  }

  /** Sunday is 1; a day that was told before is taken for the number of the next. */
  private void dayOfWeek(Part part, int length) {
    int day = text.word(DAYS, length);
    fields.set(part, TimeField.D, day);
    fields.replace(TimeField.D, day + 1);
  }

  private void half(Part part, List<String> words) {
    fields.set(part, TimeField.HALF, text.word(words, Integer.MAX_VALUE));
    fields.tellHalfDays();
  }

  /** Of microseconds, or MS in milliseconds, as the digits of a fraction. */
  private void fraction(int place, Part part, TimeField field, int digits) {
    int start = text.at();
    int value = number(place, digits);
    fields.set(part, field, value);
    for (int i = text.at() - start; i < (field == TimeField.MS ? 3 : 6); i++) {
      value *= 10;
    }
    fields.replace(field, value);
  }

  /** So many digits; as many as there are if no digit may follow. */
  private int number(int place, int digits) {
    Part part = parts.get(place);
    if (part.fills() || isFollowedByOther(place)) {
      return text.number(Integer.MAX_VALUE, part.text());
    }
    if (text.left() < digits) {
      throw fields.wrong("is too short for " + part.text());
    }
    int start = text.at();
    int value = text.number(digits, part.text());
    if (text.at() - start < digits) {
      throw fields.wrong("has too few digits for " + part.text());
    }
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
    char c = next.text().charAt(0);
    return c < '0' || c > '9';
  }
}
