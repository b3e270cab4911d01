package io.github.wandbjdbc.engine.values.texts;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import org.jspecify.annotations.Nullable;

/** FORMAT: a pattern whose {@code %s}, {@code %I} and {@code %L} stand for values. */
final class TextFormat {
  private static final int NOT_TOLD = -1;

  private final String pattern;
  private final @Nullable Object[] values;
  private final StringBuilder text = new StringBuilder();
  private int at;
  private int last;

  private TextFormat(String pattern, @Nullable Object[] values) {
    this.pattern = pattern;
    this.values = values;
  }

  /** The first of {@code values}, a pattern, with the texts of the others. */
  static @Nullable String of(@Nullable Object[] values) {
    if (values[0] == null) {
      return null;
    }
    TextFormat format = new TextFormat((String) values[0], values);
    while (format.at < format.pattern.length()) {
      format.next();
    }
    return format.text.toString();
  }

  private void next() {
    char c = pattern.charAt(at++);
    if (c != '%') {
      text.append(c);
      return;
    }
    if (peek() == '%') {
      at++;
      text.append('%');
      return;
    }
    int place = NOT_TOLD;
    long width = 0;
    boolean toTheLeft = false;
    int number = digits();
    if (number != NOT_TOLD && peek() == '$') {
      at++;
      place = place(number);
      number = NOT_TOLD;
    }
    if (number != NOT_TOLD) {
      width = number;
    } else {
      while (peek() == '-') {
        toTheLeft = true;
        at++;
      }
      if (peek() == '*') {
        at++;
        width = widthOfValue();
      } else {
        width = Math.max(0, digits());
      }
    }
    if (width < 0) {
      toTheLeft = true;
      width = -width;
    }
    char type = peek();
    at++;
    if (type != 's' && type != 'I' && type != 'L') {
      throw wrong(
          "unrecognized format() type specifier \"%s\"; %%s, %%I and %%L are known"
              .formatted(type));
    }
    last = place == NOT_TOLD ? last + 1 : place;
    append(text(type, value(last)), width, toTheLeft);
  }

  private char peek() {
    if (at >= pattern.length()) {
      throw wrong("unterminated format() type specifier; two of % stand for one");
    }
    return pattern.charAt(at);
  }

  private int digits() {
    int start = at;
    long number = 0;
    while (at < pattern.length() && pattern.charAt(at) >= '0' && pattern.charAt(at) <= '9') {
      number = 10 * number + pattern.charAt(at++) - '0';
      if (number > Integer.MAX_VALUE) {
        throw outOfRange();
      }
    }
    return at == start ? NOT_TOLD : (int) number;
  }

  private int place(int number) {
    if (number == 0) {
      throw wrong("format specifies argument 0, but arguments are numbered from 1");
    }
    return number;
  }

  /** The width that {@code *} or {@code *2$} has from a value. */
  private int widthOfValue() {
    int number = digits();
    if (number != NOT_TOLD) {
      if (peek() != '$') {
        throw wrong("width argument position must be ended by \"$\"");
      }
      at++;
      last = place(number);
    } else {
      last++;
    }
    Object value = value(last);
    if (value == null) {
      return 0;
    }
    try {
      int width = Integer.parseInt(value.toString().strip());
      if (width == Integer.MIN_VALUE) {
        throw outOfRange();
      }
      return width;
    } catch (NumberFormatException e) {
      throw new StatementException(
          SqlState.WRONG_CAST, "a width in FORMAT is a whole number, not '%s'".formatted(value));
    }
  }

  private @Nullable Object value(int place) {
    if (place >= values.length) {
      throw wrong("too few arguments for format()");
    }
    return values[place];
  }

  private static String text(char type, @Nullable Object value) {
    if (value == null) {
      if (type == 'I') {
        throw new StatementException(
            SqlState.INVALID_VALUE, "null values cannot be formatted as an SQL identifier");
      }
      return type == 'L' ? "NULL" : "";
    }
    String text = (String) value;
    return type == 's' ? text : type == 'I' ? Quotes.name(text) : Quotes.literal(text);
  }

  private void append(String value, long width, boolean toTheLeft) {
    long missing = Math.max(0, width - Lengths.of(value));
    Lengths.allowed(text.length() + value.length() + missing, "FORMAT");
    int blanks = (int) missing;
    if (toTheLeft) {
      text.append(value).append(" ".repeat(blanks));
    } else {
      text.append(" ".repeat(blanks)).append(value);
    }
  }

  private static StatementException outOfRange() {
    return new StatementException(SqlState.OUT_OF_RANGE, "a number is out of range in FORMAT");
  }

  private static StatementException wrong(String what) {
    return new StatementException(SqlState.INVALID_VALUE, what);
  }
}
