package io.github.wandbjdbc.engine.values.formats;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A pattern of TO_CHAR and TO_NUMBER, taken apart as PostgreSQL does. */
final class NumberPattern {
  private static final int MOST_CHARACTERS = 10_000;

  /** Where S puts the sign. */
  enum Anchored {
    NOWHERE,
    BEFORE,
    BEHIND
  }

  /** The parts of a pattern. */
  enum Field {
    COMMA(","),
    POINT("."),
    ZERO("0"),
    NINE("9"),
    B("B"),
    C("C"),
    D("D"),
    EEEE("EEEE"),
    FM("FM"),
    G("G"),
    L("L"),
    MI("MI"),
    PL("PL"),
    PR("PR"),
    RN("RN"),
    SG("SG"),
    SP("SP"),
    S("S"),
    TH("TH"),
    V("V");

    private final String spelling;

    Field(String spelling) {
      this.spelling = spelling;
    }
  }

  /**
   * A part of a pattern.
   *
   * @param field null for a character that stands for itself
   * @param text the field as it is spelled, or the character
   */
  record Part(@Nullable Field field, String text) {}

  private final String pattern;
  private final List<Part> parts = new ArrayList<>();
  private int at;

  /** How many digits there are before the point, and behind it. */
  int before;

  int behind;

  /** The place of the first 0 before the point, from 0; -1 if there is none. */
  int firstZero = -1;

  /** How many digits there are up to the last 0. */
  int lastZero;

  boolean hasPoint;
  boolean fills;
  boolean inBrackets;
  boolean hasMinus;
  boolean hasPlus;
  Anchored anchored = Anchored.NOWHERE;
  private int anchoredBehind;

  private NumberPattern(String pattern) {
    this.pattern = pattern;
  }

  /** The meaning of {@code pattern}. */
  static NumberPattern of(String pattern) {
    if (pattern.length() > MOST_CHARACTERS) {
      throw new StatementException(
          SqlState.LIMIT_EXCEEDED,
          "a pattern of numbers has at most %,d characters".formatted(MOST_CHARACTERS));
    }
    NumberPattern read = new NumberPattern(pattern);
    while (read.at < pattern.length()) {
      read.next();
    }
    if (read.anchored == Anchored.BEFORE && read.anchoredBehind == read.before) {
      read.anchored = Anchored.BEHIND;
    }
    return read;
  }

  List<Part> parts() {
    return parts;
  }

  private void next() {
    for (Field field : Field.values()) {
      String lower = field.spelling.toLowerCase(Locale.ROOT);
      if (pattern.startsWith(field.spelling, at) || pattern.startsWith(lower, at)) {
        String text = pattern.substring(at, at + field.spelling.length());
        at += text.length();
        take(field, text);
        parts.add(new Part(field, text));
        return;
      }
    }
    if (pattern.charAt(at) == '"') {
      quoted();
      return;
    }
    if (pattern.startsWith("\\\"", at)) {
      at++;
    }
    character();
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
      character();
    }
  }

  private void character() {
    String character = Character.toString(pattern.codePointAt(at));
    at += character.length();
    parts.add(new Part(null, character));
  }

  private void take(Field field, String text) {
    switch (field) {
      case NINE -> {
        refuseIf(inBrackets, "9 stands before PR");
        if (hasPoint) {
          behind++;
        } else {
          before++;
        }
      }
      case ZERO -> {
        refuseIf(inBrackets, "0 stands before PR");
        if (hasPoint) {
          behind++;
        } else {
          firstZero = firstZero < 0 ? before : firstZero;
          before++;
        }
        lastZero = before + behind;
      }
      case POINT, D -> {
        refuseIf(hasPoint, "there is one decimal point");
        hasPoint = true;
      }
      case FM -> fills = true;
      case S -> {
        refuseIf(anchored != Anchored.NOWHERE, "S stands once");
        refuseIf(hasPlus || hasMinus || inBrackets, "S doesn't go with PL, MI, SG or PR");
        anchored = hasPoint ? Anchored.BEHIND : Anchored.BEFORE;
        anchoredBehind = before;
      }
      case MI, PL, SG -> {
        refuseIf(anchored != Anchored.NOWHERE, "S doesn't go with " + text);
        hasMinus |= field != Field.PL;
        hasPlus |= field != Field.MI;
      }
      case PR -> {
        refuseIf(
            anchored != Anchored.NOWHERE || hasPlus || hasMinus,
            "PR doesn't go with S, PL, MI or SG");
        inBrackets = true;
      }
      case COMMA, G, TH -> {}
      case B, C, EEEE, L, RN, SP, V ->
          throw new StatementException(
              SqlState.STATEMENT_FAULT,
              "%s in a pattern of numbers isn't supported; 9 0 . , D G S MI PL SG PR TH FM and \"texts\" are"
                  .formatted(text));
    }
  }

  private static void refuseIf(boolean wrong, String rule) {
    if (wrong) {
      throw new StatementException(SqlState.SYNTAX, "in a pattern of numbers %s".formatted(rule));
    }
  }
}
