package io.github.wandbjdbc.engine.grammar;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Reads {@code U&'…'}, in which {@code \0061} and {@code \+01F600} stand for characters: Calcite
 * knows four digits alone.
 */
final class UnicodeTexts {
  private UnicodeTexts() {}

  /** {@code literal} itself if {@code escape} is 0, else the text that it stands for. */
  static SqlLiteral unescaped(SqlLiteral literal, char escape) {
    if (escape == 0) {
      return literal;
    }
    SqlParserPos position = literal.getParserPosition();
    return SqlLiteral.createCharString(
        unescaped(literal.getValueAs(String.class), escape, position), position);
  }

  private static String unescaped(String text, char escape, SqlParserPos position) {
    String e = Pattern.quote(String.valueOf(escape));
    Matcher escapes =
        Pattern.compile(e + "(?:([0-9a-fA-F]{4})|\\+([0-9a-fA-F]{6})|(" + e + ")|)").matcher(text);
    StringBuilder unescaped = new StringBuilder();
    while (escapes.find()) {
      String digits = escapes.group(1) == null ? escapes.group(2) : escapes.group(1);
      if (digits == null && escapes.group(3) == null) {
        throw new SyntaxException(
            "%c must be followed by four hexadecimal digits, or by + and six".formatted(escape),
            position);
      }
      String character = digits == null ? String.valueOf(escape) : character(digits, position);
      escapes.appendReplacement(unescaped, Matcher.quoteReplacement(character));
    }
    String all = escapes.appendTail(unescaped).toString();
    if (all.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF)) {
      throw new SyntaxException("an unpaired surrogate is not a character", position);
    }
    return all;
  }

  private static String character(String digits, SqlParserPos position) {
    int point = Integer.parseInt(digits, 16);
    if (point == 0 || !Character.isValidCodePoint(point)) {
      throw new SyntaxException("there is no character " + digits, position);
    }
    return Character.toString(point);
  }
}
