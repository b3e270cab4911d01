package io.github.wandbjdbc.engine.values.times;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pattern of TO_CHAR, TO_DATE and TO_TIMESTAMP, taken apart as PostgreSQL does. */
final class TimePattern {
  private static final int MOST_CHARACTERS = 10_000;

  /** The kind of a pattern's part. */
  enum Kind {
    FIELD,
    SEPARATOR,
    BLANK,
    CHARACTER
  }

  /**
   * A part of a pattern.
   *
   * @param field null but of a FIELD
   * @param text the field's spelling, or the character
   * @param fills whether FM stands before it
   * @param ordinal TH or th behind it, or empty
   */
  record Part(Kind kind, @Nullable TimeField field, String text, boolean fills, String ordinal) {}

  private final String pattern;
  private final List<Part> parts = new ArrayList<>();
  private int at;

  private TimePattern(String pattern) {
    this.pattern = pattern;
  }

  /** The parts of {@code pattern}. */
  static List<Part> parts(String pattern) {
    if (pattern.length() > MOST_CHARACTERS) {
      throw new StatementException(
          SqlState.LIMIT_EXCEEDED,
          "a pattern of dates has at most %,d characters".formatted(MOST_CHARACTERS));
    }
    TimePattern reader = new TimePattern(pattern);
    while (reader.at < pattern.length()) {
      reader.next();
    }
    return List.copyOf(reader.parts);
  }

  private void next() {
    if (takes("TM") || takes("tm")) {
      throw refused("TM");
    }
    boolean fills = takes("FM") || takes("fm");
    if (at == pattern.length()) {
      return;
    }
    TimeField.Spelled spelled = TimeField.at(pattern, at);
    if (spelled != null) {
      at += spelled.spelling().length();
      String ordinal = takes("TH") ? "TH" : takes("th") ? "th" : "";
      if (ordinal.isEmpty() && (pattern.startsWith("SP", at) || pattern.startsWith("sp", at))) {
        throw refused("SP");
      }
      parts.add(new Part(Kind.FIELD, spelled.field(), spelled.spelling(), fills, ordinal));
    } else if (pattern.charAt(at) == '"') {
      quoted();
    } else {
      if (pattern.startsWith("\\\"", at)) {
        at++;
      }
      String character = character();
      char c = character.charAt(0);
      boolean isBlank = c == ' ' || (c >= '\t' && c <= '\r');
      parts.add(
          new Part(
              isSeparator(c) ? Kind.SEPARATOR : isBlank ? Kind.BLANK : Kind.CHARACTER,
              null,
              character,
              false,
              ""));
    }
  }

  private boolean takes(String prefix) {
    boolean taken = pattern.startsWith(prefix, at);
    at += taken ? prefix.length() : 0;
    return taken;
  }

  private void quoted() {
    at++;
    while (at < pattern.length()) {
      if (pattern.charAt(at) == '"') {
        at++;
        return;
      }
      if (pattern.charAt(at) == '\\' && at + 1 < pattern.length()) {
        at++;
      }
      parts.add(new Part(Kind.CHARACTER, null, character(), false, ""));
    }
  }

  private String character() {
    String character = Character.toString(pattern.codePointAt(at));
    at += character.length();
    return character;
  }

  /** Printable, of ASCII, neither a letter nor a digit. */
  static boolean isSeparator(char c) {
    return c > ' '
        && c < 0x7F
        && !(c >= 'A' && c <= 'Z')
        && !(c >= 'a' && c <= 'z')
        && !(c >= '0' && c <= '9');
  }

  /** That {@code field} isn't supported in a pattern. */
  static StatementException refused(String field) {
    return new StatementException(
        SqlState.STATEMENT_FAULT,
        "%s in a pattern of dates isn't supported; the manual lists what is".formatted(field));
  }
}
