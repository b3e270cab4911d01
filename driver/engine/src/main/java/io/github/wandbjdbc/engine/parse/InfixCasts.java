package io.github.wandbjdbc.engine.parse;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spells {@code x::type} as {@code CAST(x AS type)} before a statement is parsed.
 *
 * <p>The parser knows the first as well, but takes all that stands before it for its operand:
 * {@code a = '1'::integer} would cast a comparison. What isn't plainly one operand is refused.
 */
final class InfixCasts {
  private static final Pattern TYPE =
      Pattern.compile(
          "(?i)\\s*+(?:double\\s++precision|character\\s++varying"
              + "|timestamp(?:\\s*+\\(\\s*+\\d++\\s*+\\))?+\\s++without\\s++time\\s++zone|[a-z_]\\w*+)"
              + "(?:\\s*+\\([\\d\\s,]*+\\))?+");

  private static final Pattern ZONELESS = Pattern.compile("(?i)\\s++without\\s++time\\s++zone");

  /** Words that a parenthesis may follow without being called. */
  private static final Set<String> NO_FUNCTIONS =
      Set.of(
          "ALL",
          "AND",
          "ANY",
          "AS",
          "BETWEEN",
          "BY",
          "CASE",
          "DISTINCT",
          "ELSE",
          "EXCEPT",
          "FROM",
          "HAVING",
          "ILIKE",
          "IN",
          "INTERSECT",
          "IS",
          "JOIN",
          "LIKE",
          "LIMIT",
          "NOT",
          "OFFSET",
          "ON",
          "OR",
          "QUALIFY",
          "SELECT",
          "SOME",
          "THEN",
          "UNION",
          "VALUES",
          "WHEN",
          "WHERE");

  /** Words whose parentheses end an operand that began long before. */
  private static final Set<String> CLAUSES =
      Set.of("FILTER", "GROUP", "OVER", "ESCAPE", "UNNEST", "LATERAL", "EXISTS");

  private static final Set<String> TYPED_LITERALS = Set.of("DATE", "TIME", "TIMESTAMP", "INTERVAL");

  /** A token that isn't blank, where it begins in the text that was written so far. */
  private record Token(String text, int start, boolean isWord, boolean isText) {
    boolean is(String other) {
      return text.equals(other);
    }

    boolean isOneOf(Set<String> words) {
      return isWord && words.contains(text.toUpperCase(Locale.ROOT));
    }
  }

  private final StringBuilder written = new StringBuilder();
  private final List<Token> tokens = new ArrayList<>();

  private InfixCasts() {}

  /** The same statement, with casts in words. */
  static String inWords(String sql) {
    return sql.contains("::") ? new InfixCasts().rewritten(sql) : sql;
  }

  private String rewritten(String sql) {
    Matcher matcher = SqlToken.PATTERN.matcher(sql);
    int at = 0;
    while (at < sql.length() && matcher.find(at)) {
      at = matcher.end();
      String token = matcher.group();
      if (token.equals("::")) {
        Matcher type = TYPE.matcher(sql).region(at, sql.length());
        if (!type.lookingAt()) {
          throw refused();
        }
        at = type.end();
        cast(ZONELESS.matcher(type.group().strip()).replaceAll(""));
      } else {
        if (matcher.group("blank") == null) {
          tokens.add(
              new Token(
                  token,
                  written.length(),
                  matcher.group("word") != null,
                  matcher.group("text") != null));
        }
        written.append(token);
      }
    }
    return written.toString();
  }

  /** Makes a call of the operand that was written last; the call may be an operand again. */
  private void cast(String type) {
    int first = operand(tokens.size() - 1);
    int start = tokens.get(first).start();
    written.insert(start, "CAST(").append(" AS ").append(type).append(')');
    tokens.subList(first, tokens.size()).clear();
    tokens.add(new Token("CAST", start, true, false));
    tokens.add(new Token("(", start + "CAST".length(), false, false));
    tokens.add(new Token(")", written.length() - 1, false, false));
  }

  /** The index of the first token of the operand whose last one is at {@code last}. */
  private int operand(int last) {
    if (last < 0) {
      throw refused();
    }
    Token token = tokens.get(last);
    if (token.is(")")) {
      int open = open(last);
      Token before = open > 0 ? tokens.get(open - 1) : null;
      if (before == null || !before.isWord() || before.isOneOf(NO_FUNCTIONS)) {
        return open;
      }
      if (before.isOneOf(CLAUSES)) {
        throw refused();
      }
      return qualified(open - 1);
    }
    if (token.isText()) {
      boolean isTyped = last > 0 && tokens.get(last - 1).isOneOf(TYPED_LITERALS);
      return isTyped ? last - 1 : last;
    }
    if (token.isWord() && !token.isOneOf(Set.of("END"))) {
      return qualified(last);
    }
    if (token.is("?") || Character.isDigit(token.text().charAt(0))) {
      return last;
    }
    throw refused();
  }

  private int open(int close) {
    int depth = 0;
    for (int i = close; i >= 0; i--) {
      depth += tokens.get(i).is(")") ? 1 : tokens.get(i).is("(") ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw refused();
  }

  private int qualified(int name) {
    int first = name;
    while (first > 1 && tokens.get(first - 1).is(".") && tokens.get(first - 2).isWord()) {
      first -= 2;
    }
    return first;
  }

  private static StatementException refused() {
    return new StatementException(
        SqlState.SYNTAX, "syntax error: write CAST(x AS type) in place of that x::type");
  }
}
