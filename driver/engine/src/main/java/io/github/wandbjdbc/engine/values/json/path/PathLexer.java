package io.github.wandbjdbc.engine.values.json.path;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.json.document.JsonLimits;
import io.github.wandbjdbc.engine.values.json.path.PathToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** Takes the text of a path apart into tokens. */
final class PathLexer {
  private static final String SPECIAL = "?%$.[]{}()|&!=<>@#,*:-+/";
  private static final List<String> SIGNS = List.of("&&", "||", "**", "==", "<>", "!=", "<=", ">=");

  private final String path;
  private final List<PathToken> tokens = new ArrayList<>();
  private int place;

  private PathLexer(String path) {
    this.path = path;
  }

  /** The tokens of {@code path}, the last of which is its end. */
  static List<PathToken> tokens(String path) {
    if (path.length() > JsonLimits.PATH) {
      throw JsonLimits.tooLarge("the length of a path", JsonLimits.PATH);
    }
    PathLexer lexer = new PathLexer(path);
    while (lexer.skipBlanks()) {
      lexer.next();
    }
    lexer.add(Kind.END, "", path.length());
    return lexer.tokens;
  }

  /** A path that isn't one. */
  static StatementException wrong(String path, int place, String why) {
    String rest = path.substring(Math.min(place, path.length()));
    String near =
        rest.isEmpty()
            ? "at its end"
            : "near \"%s\"".formatted(rest.length() > 20 ? rest.substring(0, 20) + "…" : rest);
    return new StatementException(
        SqlState.SYNTAX, "JSON path \"%s\": %s, %s".formatted(path, why, near));
  }

  private StatementException wrong(int at, String why) {
    return wrong(path, at, why);
  }

  private void add(Kind kind, String text, int start) {
    tokens.add(new PathToken(kind, text, start));
  }

  /** Skips blanks and comments; false at the end. */
  private boolean skipBlanks() {
    while (place < path.length()) {
      if (path.startsWith("/*", place)) {
        int end = path.indexOf("*/", place + 2);
        if (end < 0) {
          throw wrong(place, "a comment has no end");
        }
        place = end + 2;
      } else if (isBlank(path.charAt(place))) {
        place++;
      } else {
        return true;
      }
    }
    return false;
  }

  private void next() {
    int start = place;
    char c = path.charAt(place);
    if (c == '"') {
      place++;
      add(Kind.TEXT, quoted('"'), start);
    } else if (c == '\'' && start > 0 && lastIs("[")) {
      place++;
      add(Kind.QUOTED_KEY, quoted('\''), start);
    } else if (isDigit(c) || (c == '.' && isDigit(at(place + 1)))) {
      number();
    } else if (c == '$' && (at(place + 1) == '"' || isOther(at(place + 1)))) {
      place++;
      if (at(place) == '"') {
        place++;
        add(Kind.VARIABLE, quoted('"'), start);
      } else {
        add(Kind.VARIABLE, word(), start);
      }
    } else if (SPECIAL.indexOf(c) >= 0) {
      String two = path.substring(place, Math.min(place + 2, path.length()));
      String sign = SIGNS.contains(two) ? two : String.valueOf(c);
      place += sign.length();
      add(Kind.SIGN, sign, start);
    } else {
      add(Kind.WORD, word(), start);
    }
  }

  private boolean lastIs(String sign) {
    return !tokens.isEmpty() && tokens.get(tokens.size() - 1).isSign(sign);
  }

  private void number() {
    int start = place;
    boolean isWhole = true;
    char base = Character.toLowerCase(at(place + 1));
    if (path.charAt(place) == '0' && (base == 'x' || base == 'o' || base == 'b')) {
      place += 2;
      while (isHexDigit(at(place)) || at(place) == '_') {
        place++;
      }
    } else {
      digits();
      if (path.charAt(start) == '0' && place > start + 1 && path.charAt(start) != '.') {
        throw wrong(start, "a number begins with 0");
      }
      if (at(place) == '.') {
        isWhole = false;
        place++;
        digits();
      }
      if (at(place) == 'e' || at(place) == 'E') {
        int exponent = place + 1;
        if (at(exponent) == '-' || at(exponent) == '+') {
          exponent++;
        }
        if (isDigit(at(exponent))) {
          isWhole = false;
          place = exponent;
          digits();
        }
      }
    }
    if (isOther(at(place)) || at(place) == '\\') {
      throw wrong(start, "something follows a number without a blank");
    }
    add(isWhole ? Kind.INTEGER : Kind.DECIMAL, path.substring(start, place), start);
  }

  private void digits() {
    while (isDigit(at(place))
        || (at(place) == '_' && isDigit(at(place + 1)) && isDigit(at(place - 1)))) {
      place++;
    }
  }

  /** A word without quotes, in which escapes may stand. */
  private String word() {
    StringBuilder word = new StringBuilder();
    while (place < path.length()) {
      char c = path.charAt(place);
      if (c == '\\') {
        escape(word);
      } else if (isOther(c)) {
        word.append(c);
        place++;
      } else {
        break;
      }
    }
    return word.toString();
  }

  /** The text up to {@code quote}. */
  private String quoted(char quote) {
    int start = place;
    StringBuilder text = new StringBuilder();
    while (true) {
      if (place >= path.length()) {
        throw wrong(start, "a quoted text has no end");
      }
      char c = path.charAt(place);
      if (c == quote) {
        place++;
        return text.toString();
      }
      if (c == '\\') {
        escape(text);
      } else {
        text.append(c);
        place++;
      }
    }
  }

  private void escape(StringBuilder text) {
    int start = place;
    place += 2;
    char c = at(start + 1);
    switch (c) {
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case 'n' -> text.append('\n');
      case 'r' -> text.append('\r');
      case 't' -> text.append('\t');
      case 'v' -> text.append('\u000b');
      case 'x' -> text.appendCodePoint(hex(start, 2, 2));
      case 'u' -> unicode(text, start);
      case '\0' -> throw wrong(start, "a backslash escapes nothing");
      default -> text.append(c);
    }
  }

  private void unicode(StringBuilder text, int start) {
    int code;
    if (at(place) == '{') {
      place++;
      code = hex(start, 1, 6);
      if (at(place++) != '}') {
        throw wrong(start, "an escape is not of hexadecimal digits");
      }
    } else {
      code = hex(start, 4, 4);
    }
    boolean isLow = Character.isLowSurrogate((char) code) && code <= 0xffff;
    boolean afterHigh =
        text.length() > 0 && Character.isHighSurrogate(text.charAt(text.length() - 1));
    boolean isHigh = Character.isHighSurrogate((char) code) && code <= 0xffff;
    if (!Character.isValidCodePoint(code)
        || isLow != afterHigh
        || (isHigh && !path.startsWith("\\u", place))) {
      throw wrong(start, "an escape is not a character");
    }
    text.appendCodePoint(code);
  }

  private int hex(int start, int least, int most) {
    int code = 0;
    int digits = 0;
    while (digits < most && isHexDigit(at(place))) {
      code = code * 16 + Character.digit(at(place++), 16);
      digits++;
    }
    if (digits < least) {
      throw wrong(start, "an escape is not of hexadecimal digits");
    }
    return code;
  }

  /** NUL after the end. */
  private char at(int index) {
    return index < path.length() ? path.charAt(index) : '\0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isHexDigit(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
  }

  /** Whether {@code c} may stand in a word as it is. */
  private static boolean isOther(char c) {
    return c != '\0' && c != '\\' && c != '"' && !isBlank(c) && SPECIAL.indexOf(c) < 0;
  }
}
