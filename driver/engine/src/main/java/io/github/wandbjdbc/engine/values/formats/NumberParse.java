package io.github.wandbjdbc.engine.values.formats;

import io.github.wandbjdbc.engine.values.Numeric;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.formats.NumberPattern.Anchored;
import io.github.wandbjdbc.engine.values.formats.NumberPattern.Field;
import io.github.wandbjdbc.engine.values.formats.NumberPattern.Part;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Reads numbers by patterns of TO_NUMBER, as PostgreSQL does: each field goes one place further in
 * the text, whether it has found there what it stands for or not. Places are bytes of UTF-8.
 */
public final class NumberParse {
  private static final int LONGEST_TEXT = 60;

  private final NumberPattern pattern;

  private NumberParse(NumberPattern pattern) {
    this.pattern = pattern;
  }

  /** A format that reads numbers by {@code pattern}. */
  public static NumberParse of(String pattern) {
    return new NumberParse(NumberPattern.of(pattern));
  }

  /** The number that {@code text} spells, with as many digits behind the point as it has. */
  public BigDecimal number(String text) {
    return new Reading(text).number();
  }

  /** One text that is being read. */
  private final class Reading {
    private final String original;
    private final byte[] text;
    private final StringBuilder digits = new StringBuilder();
    private char sign = ' ';
    private boolean hasPoint;
    private int before;
    private int behind;
    private int at;

    Reading(String original) {
      this.original = original;
      this.text = original.getBytes(StandardCharsets.UTF_8);
    }

    BigDecimal number() {
      for (Part part : pattern.parts()) {
        if (isAtEnd()) {
          break;
        }
        Field field = part.field();
        if (field == null) {
          skipCharacter();
        } else {
          read(field);
        }
      }
      if (before + behind == 0) {
        throw new StatementException(
            SqlState.WRONG_CAST,
            "'%s' has no number where the pattern has digits".formatted(shown()));
      }
      BigDecimal number = new BigDecimal(sign == '-' ? "-" + digits : digits.toString());
      if (number.signum() != 0) {
        requireFits(number);
      }
      return number;
    }

    private void requireFits(BigDecimal number) {
      if (number.precision() - number.scale() > pattern.before) {
        throw outOfRange("more digits before the point than the pattern");
      }
      if (number.precision() > Numeric.MOST_DIGITS) {
        throw outOfRange("more than %d digits".formatted(Numeric.MOST_DIGITS));
      }
    }

    private StatementException outOfRange(String what) {
      return new StatementException(SqlState.OUT_OF_RANGE, "'%s' has %s".formatted(shown(), what));
    }

    private String shown() {
      return original.length() > LONGEST_TEXT
          ? original.substring(0, LONGEST_TEXT) + "…"
          : original;
    }

    private boolean isAtEnd() {
      return at >= text.length;
    }

    private boolean isAt(char c) {
      return at < text.length && text[at] == c;
    }

    private boolean isDigit(int place) {
      return text[place] >= '0' && text[place] <= '9';
    }

    private void read(Field field) {
      switch (field) {
        case NINE, ZERO, POINT, D -> {
          digit(field);
          at++;
        }
        case COMMA, G -> {
          if (!pattern.fills && isAt(',')) {
            at++;
          }
        }
        case TH -> {
          if (!pattern.hasPoint) {
            skipOther();
            skipOther();
          }
        }
        case MI -> sign(isAt('-'));
        case PL -> sign(isAt('+'));
        case SG -> sign(isAt('-') || isAt('+'));
        default -> {}
      }
    }

    private void sign(boolean isThere) {
      if (isThere) {
        sign = (char) text[at++];
      } else {
        skipOther();
      }
    }

    /** Goes past a character that numbers have not. */
    private void skipOther() {
      if (!isAtEnd() && "0123456789.,+-".indexOf(text[at]) < 0) {
        skipCharacter();
      }
    }

    /** The rest of one that a field of a digit has gone into is passed byte by byte. */
    private void skipCharacter() {
      boolean isWhole = !isContinued();
      at++;
      while (isWhole && !isAtEnd() && isContinued()) {
        at++;
      }
    }

    private boolean isContinued() {
      return (text[at] & 0xC0) == 0x80;
    }

    private void digit(Field field) {
      if (isAt(' ')) {
        at++;
      }
      if (!isAtEnd() && sign == ' ' && isOfDigits(field) && before + behind == 0) {
        signBefore();
      }
      if (isAtEnd()) {
        return;
      }
      boolean isRead = false;
      if (isDigit(at)) {
        if (hasPoint && behind == pattern.behind) {
          return;
        }
        digits.append((char) text[at]);
        before += hasPoint ? 0 : 1;
        behind += hasPoint ? 1 : 0;
        isRead = true;
      } else if (pattern.hasPoint && !hasPoint && isAt('.')) {
        digits.append('.');
        hasPoint = true;
        isRead = true;
      }
      if (sign == ' ' && before + behind > 0) {
        signBehind(isRead);
      }
    }

    private boolean isOfDigits(Field field) {
      return field == Field.NINE || field == Field.ZERO;
    }

    private void signBefore() {
      if (isAt('-') || (isAt('<') && pattern.inBrackets)) {
        sign = '-';
        at++;
      } else if (isAt('+')) {
        sign = '+';
        at++;
      }
    }

    /** S is the sign behind the last digit, and MI, PL and SG one that no digit stands before. */
    private void signBehind(boolean isRead) {
      boolean isAnchored = pattern.anchored != Anchored.NOWHERE;
      if (isAnchored && isRead && at + 1 < text.length && !isDigit(at + 1)) {
        if (text[at + 1] == '-' || text[at + 1] == '+') {
          sign = (char) text[++at];
        }
      } else if (!isAnchored
          && !isRead
          && (pattern.hasPlus || pattern.hasMinus)
          && (isAt('-') || isAt('+'))) {
        sign = (char) text[at];
      }
    }
  }
}
