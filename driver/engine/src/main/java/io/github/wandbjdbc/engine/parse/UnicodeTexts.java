package io.github.wandbjdbc.engine.parse;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spells {@code U&'…'}, in which {@code \0061} and {@code \+01F600} stand for characters, as a text
 * that has them: the parser knows four digits alone.
 */
final class UnicodeTexts {
  private static final Set<String> U = Set.of("U");
  private static final Set<String> UESCAPE = Set.of("UESCAPE");
  private static final Pattern ANY = Pattern.compile("(?i)u&'");
  private static final Pattern ESCAPE = Pattern.compile("'[^0-9a-fA-F+'\"\\s]'");

  private UnicodeTexts() {}

  /** The same statement, with such texts as they are meant. */
  static String spelled(String sql) {
    if (!ANY.matcher(sql).find()) {
      return sql;
    }
    StringBuilder written = new StringBuilder();
    int at = 0;
    List<SqlToken> tokens = SqlToken.in(sql);
    for (int i = 2; i < tokens.size(); i++) {
      SqlToken start = tokens.get(i - 2);
      SqlToken text = tokens.get(i);
      if (text.kind() != SqlToken.Kind.TEXT
          || !start.isOneOf(U)
          || !tokens.get(i - 1).is("&")
          || start.end() + 1 != text.start()) {
        continue;
      }
      boolean told =
          i + 2 < tokens.size()
              && tokens.get(i + 1).isOneOf(UESCAPE)
              && ESCAPE.matcher(tokens.get(i + 2).text()).matches();
      char escape = told ? tokens.get(i + 2).text().charAt(1) : '\\';
      written.append(sql, at, start.start()).append(decoded(text.text(), escape));
      at = told ? tokens.get(i + 2).end() : text.end();
    }
    return written.append(sql, at, sql.length()).toString();
  }

  private static String decoded(String text, char escape) {
    String e = Pattern.quote(String.valueOf(escape));
    Matcher escapes =
        Pattern.compile(e + "(?:([0-9a-fA-F]{4})|\\+([0-9a-fA-F]{6})|(" + e + ")|)").matcher(text);
    StringBuilder decoded = new StringBuilder();
    while (escapes.find()) {
      String digits = escapes.group(1) == null ? escapes.group(2) : escapes.group(1);
      if (digits == null && escapes.group(3) == null) {
        throw wrong(text, "after %c come four digits, or + and six".formatted(escape));
      }
      String character = digits == null ? String.valueOf(escape) : character(digits, text);
      escapes.appendReplacement(decoded, Matcher.quoteReplacement(character));
    }
    String all = escapes.appendTail(decoded).toString();
    if (all.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF)) {
      throw wrong(text, "half a surrogate pair is no character");
    }
    return all;
  }

  private static String character(String digits, String text) {
    int point = Integer.parseInt(digits, 16);
    if (point == 0 || !Character.isValidCodePoint(point)) {
      throw wrong(text, "there is no character " + digits);
    }
    return point == '\'' ? "''" : Character.toString(point);
  }

  private static StatementException wrong(String text, String why) {
    return new StatementException(
        SqlState.SYNTAX,
        "syntax error: U&%s: %s".formatted(StatementException.shortened(text), why));
  }
}
