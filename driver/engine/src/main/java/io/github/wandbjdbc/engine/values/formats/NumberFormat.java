package io.github.wandbjdbc.engine.values.formats;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.formats.NumberPattern.Anchored;
import io.github.wandbjdbc.engine.values.formats.NumberPattern.Field;
import io.github.wandbjdbc.engine.values.formats.NumberPattern.Part;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Objects;

/** Prints numbers by patterns of TO_CHAR, digit by digit, as PostgreSQL does. */
public final class NumberFormat {
  /** How many digits of a double are printed at the most. */
  private static final int DIGITS = 15;

  private static final char END = 0;
  private static final int NONE = -1;

  private final NumberPattern pattern;

  private NumberFormat(NumberPattern pattern) {
    this.pattern = pattern;
  }

  /** A format that prints numbers by {@code pattern}. */
  public static NumberFormat of(String pattern) {
    return new NumberFormat(NumberPattern.of(pattern));
  }

  /** The text of a number, whole or with a fraction. */
  public String text(BigDecimal number) {
    BigDecimal rounded = number.setScale(pattern.behind, RoundingMode.HALF_UP);
    return printed(rounded.abs().toPlainString(), rounded.signum() < 0, pattern.behind);
  }

  /** The text of a double: of so many digits that count. */
  public String text(double number) {
    if (!Double.isFinite(number)) {
      return printed(Double.isNaN(number) ? "NaN" : "Infinity", number < 0, pattern.behind);
    }
    BigDecimal exact = new BigDecimal(Math.abs(number));
    int digits = exact.setScale(0, RoundingMode.HALF_EVEN).precision();
    int behind =
        digits >= DIGITS ? 0 : digits + pattern.behind > DIGITS ? DIGITS - digits : pattern.behind;
    String text = exact.setScale(behind, RoundingMode.HALF_EVEN).toPlainString();
    return printed(text, number < 0, behind);
  }

  private String printed(String digits, boolean negative, int behind) {
    int point = digits.indexOf('.');
    int before = point < 0 ? digits.length() : point;
    if (before > pattern.before) {
      String hashes = "#".repeat(pattern.before) + "." + "#".repeat(behind);
      return new Printing(hashes, negative, 0, behind).text();
    }
    return new Printing(digits, negative, pattern.before - before, behind).text();
  }

  /** One number that is being printed. */
  private final class Printing {
    private final String number;
    private final boolean negative;
    private final int blanks;
    private final int behind;
    private final StringBuilder text = new StringBuilder();
    private final int count;
    private int lastRelevant = NONE;
    private final boolean inBrackets;
    private boolean signWritten;
    private boolean inNumber;
    private boolean ended;
    private int at;
    private int place;

    Printing(String number, boolean negative, int blanks, int behind) {
      this.number = number;
      this.negative = negative;
      this.blanks = blanks;
      this.behind = behind;
      inBrackets = pattern.inBrackets && (negative || !pattern.fills);
      boolean hasOwnSign = pattern.hasMinus || pattern.hasPlus;
      if (hasOwnSign) {
        signWritten = !pattern.hasPlus || pattern.hasMinus;
      } else {
        signWritten = !negative && pattern.fills && pattern.anchored == Anchored.NOWHERE;
      }
      if (pattern.fills && pattern.hasPoint) {
        findLastRelevant();
      }
      count = behind + pattern.before - 1 + (!signWritten && blanks == 0 ? 1 : 0);
    }

    private void findLastRelevant() {
      int point = number.indexOf('.');
      if (point < 0) {
        return;
      }
      lastRelevant = point;
      for (int i = point + 1; i < number.length(); i++) {
        if (number.charAt(i) != '0') {
          lastRelevant = i;
        }
      }
      if (pattern.lastZero > blanks) {
        int zero = Math.min(number.length() - 1, pattern.lastZero - blanks);
        lastRelevant = Math.max(lastRelevant, zero);
      }
    }

    String text() {
      for (Part part : pattern.parts()) {
        if (ended) {
          break;
        }
        if (part.field() == null) {
          text.append(part.text());
        } else {
          field(Objects.requireNonNull(part.field()), part.text());
        }
      }
      return text.toString();
    }

    private void field(Field field, String spelled) {
      switch (field) {
        case NINE, ZERO, POINT, D -> digit(field);
        case COMMA, G -> {
          if (inNumber) {
            text.append(',');
          } else {
            blank();
          }
        }
        case TH -> {
          if (!number.startsWith("#") && !negative && !pattern.hasPoint) {
            String ending = ordinal();
            text.append(spelled.equals("TH") ? ending.toUpperCase(Locale.ROOT) : ending);
          }
        }
        case MI -> {
          if (negative) {
            text.append('-');
          } else {
            blank();
          }
        }
        case PL -> {
          if (negative) {
            blank();
          } else {
            text.append('+');
          }
        }
        case SG -> text.append(negative ? '-' : '+');
        default -> {}
      }
    }

    private void blank() {
      if (!pattern.fills) {
        text.append(' ');
      }
    }

    private String ordinal() {
      char last = number.charAt(number.length() - 1);
      if (last < '0' || last > '9') {
        throw new StatementException(
            SqlState.INVALID_VALUE, "TH in a pattern of numbers needs digits before it");
      }
      boolean isTeen = number.length() > 1 && number.charAt(number.length() - 2) == '1';
      if (isTeen) {
        return "th";
      }
      return switch (last) {
        case '1' -> "st";
        case '2' -> "nd";
        case '3' -> "rd";
        default -> "th";
      };
    }

    private char current() {
      return at < number.length() ? number.charAt(at) : END;
    }

    private boolean isLastRelevantThePoint() {
      return lastRelevant != NONE && number.charAt(lastRelevant) == '.';
    }

    /** The zero of 0.5, for which 9.9 has a blank. */
    private boolean isLeadingZero() {
      return pattern.firstZero < 0 && at == 0 && number.startsWith("0") && behind != 0;
    }

    private void digit(Field field) {
      inNumber = false;
      boolean hasZero = pattern.firstZero >= 0;
      if (!signWritten
          && (place >= blanks || (hasZero && pattern.firstZero == place))
          && (!isLeadingZero() || isLastRelevantThePoint())) {
        sign();
      }
      if (place < blanks && (!hasZero || pattern.firstZero > place)) {
        blank();
      } else if (hasZero && place < blanks) {
        text.append('0');
        inNumber = true;
      } else if (current() == '.') {
        if (!isLastRelevantThePoint() || pattern.fills) {
          text.append('.');
        }
        at++;
      } else {
        ofNumber(field);
      }
      int end = count + (blanks > 0 ? 1 : 0) + (pattern.hasPoint ? 1 : 0);
      if (lastRelevant != NONE && lastRelevant == at) {
        end = place;
      }
      if (place + 1 == end) {
        if (signWritten && inBrackets) {
          text.append(negative ? '>' : ' ');
        } else if (pattern.anchored == Anchored.BEHIND) {
          text.append(negative ? '-' : '+');
        }
      }
      place++;
    }

    private void ofNumber(Field field) {
      boolean isLeftOut = lastRelevant != NONE && at > lastRelevant && field != Field.ZERO;
      if (!isLeftOut) {
        if (isLeadingZero()) {
          if (!pattern.fills) {
            text.append(' ');
          } else if (isLastRelevantThePoint()) {
            text.append('0');
          }
        } else if (current() == END) {
          ended = true;
        } else {
          text.append(current());
          inNumber = true;
        }
      }
      at += current() == END ? 0 : 1;
    }

    private void sign() {
      switch (pattern.anchored) {
        case BEFORE -> {
          text.append(negative ? '-' : '+');
          signWritten = true;
        }
        case BEHIND -> {}
        case NOWHERE -> {
          if (inBrackets) {
            text.append(negative ? '<' : ' ');
          } else if (negative) {
            text.append('-');
          } else {
            blank();
          }
          signWritten = true;
        }
      }
    }
  }
}
