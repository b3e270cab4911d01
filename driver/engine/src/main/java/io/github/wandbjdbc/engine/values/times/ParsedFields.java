package io.github.wandbjdbc.engine.values.times;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.times.TimeField.Calendar;
import io.github.wandbjdbc.engine.values.times.TimePattern.Part;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that a text has for the fields of a pattern; 0 is as if there were no field. Fields
 * that mean the same are one: the year, the day of the week, the hour.
 */
final class ParsedFields {
  private static final int LONGEST_TEXT = 60;

  private final String text;
  private final Map<TimeField, Integer> values = new EnumMap<>(TimeField.class);
  private @Nullable Calendar calendar;
  private int yearDigits;
  private int fractionDigits;
  private boolean isTwelveHours;

  /** None yet, of {@code text}. */
  ParsedFields(String text) {
    this.text = text;
  }

  /** That of {@code field}; 0 if it has none. */
  int get(TimeField field) {
    return values.getOrDefault(field, 0);
  }

  /** Whether weeks and days are told by ISO 8601. */
  boolean isOfWeeks() {
    return calendar == Calendar.WEEKS;
  }

  /** How many digits the last field of a year stands for. */
  int yearDigits() {
    return yearDigits;
  }

  /** How many digits FF1 to FF6 round a timestamp's seconds to; 0 if there is none of them. */
  int fractionDigits() {
    return fractionDigits;
  }

  /** Whether hours are those of half a day. */
  boolean isTwelveHours() {
    return isTwelveHours;
  }

  /** Takes note that a field of {@code other}, or of either calendar, is read. */
  void follow(@Nullable Calendar other) {
    if (other != null && calendar != null && calendar != other) {
      throw wrong("can't be read: fields of ISO 8601's weeks, as IYYY and IW, go with no others");
    }
    calendar = other == null ? calendar : other;
  }

  /** Gives {@code field}, for which {@code part} stands, a value; it must have no other. */
  void set(Part part, TimeField field, int value) {
    int before = get(field);
    if (before != 0 && before != value) {
      throw wrong("has two values for " + part.text());
    }
    values.put(field, value);
  }

  /** Gives {@code field} the value that the number read for it stands for. */
  void replace(TimeField field, int value) {
    values.put(field, value);
  }

  /** The year is told by so many digits. */
  void tellYear(int digits) {
    yearDigits = digits;
  }

  /** Seconds are rounded to so many digits behind the point. */
  void tellFraction(int digits) {
    fractionDigits = digits;
  }

  /** Hours are those of half a day. */
  void tellHalfDays() {
    isTwelveHours = true;
  }

  /** That the text can't be read, as {@code what} says. */
  StatementException wrong(String what) {
    String shown = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
    return new StatementException(SqlState.BAD_DATE_TIME, "'%s' %s".formatted(shown, what));
  }
}
