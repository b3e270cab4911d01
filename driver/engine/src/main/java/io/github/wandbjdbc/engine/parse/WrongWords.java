package io.github.wandbjdbc.engine.parse;

import io.github.wandbjdbc.engine.source.NameHints;
import io.github.wandbjdbc.engine.source.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Words that are misspelt, or that SQL has for itself, and names that want quotes. */
final class WrongWords extends SyntaxPlace {
  /** The clauses of a query, in the order in which they are written. */
  static final List<String> CLAUSES =
      List.of(
          "SELECT", "FROM", "WHERE", "GROUP", "HAVING", "WINDOW", "QUALIFY", "ORDER", "LIMIT",
          "OFFSET", "FETCH");

  /** Words that a misspelt one may be meant for. */
  private static final List<String> WORDS =
      List.of(
          "WHERE",
          "FROM",
          "SELECT",
          "ORDER",
          "GROUP",
          "JOIN",
          "LIMIT",
          "HAVING",
          "AND",
          "AS",
          "BETWEEN",
          "BY",
          "CASE",
          "CROSS",
          "DESCRIBE",
          "DISTINCT",
          "ELSE",
          "END",
          "EXPLAIN",
          "FULL",
          "INNER",
          "INTERSECT",
          "LEFT",
          "LIKE",
          "NATURAL",
          "NOT",
          "NULL",
          "OFFSET",
          "OUTER",
          "OVER",
          "PARTITION",
          "QUALIFY",
          "RIGHT",
          "SHOW",
          "THEN",
          "UNION",
          "USING",
          "VALUES",
          "WHEN",
          "WITH");

  /** Words that begin statements. */
  private static final List<String> BEGINNINGS =
      List.of(
          "DESCRIBE", "EXPLAIN", "FROM", "SELECT", "SHOW", "SUMMARIZE", "USE", "VALUES", "WITH");

  /** Words of SQL that people take for names. */
  static final Set<String> RESERVED =
      Set.of(
          "ALL",
          "AND",
          "ANY",
          "AS",
          "BETWEEN",
          "BOTH",
          "BY",
          "CASE",
          "CAST",
          "CHECK",
          "COLLATE",
          "COLUMN",
          "CONSTRAINT",
          "CREATE",
          "CROSS",
          "DEFAULT",
          "DISTINCT",
          "ELSE",
          "END",
          "EXCEPT",
          "FALSE",
          "FETCH",
          "FOR",
          "FOREIGN",
          "FROM",
          "FULL",
          "GRANT",
          "GROUP",
          "HAVING",
          "IN",
          "INNER",
          "INTERSECT",
          "INTO",
          "IS",
          "JOIN",
          "LATERAL",
          "LEFT",
          "LIKE",
          "LIMIT",
          "NATURAL",
          "NOT",
          "NULL",
          "OFFSET",
          "ON",
          "ONLY",
          "OR",
          "ORDER",
          "OUTER",
          "OVER",
          "PARTITION",
          "PRIMARY",
          "QUALIFY",
          "REFERENCES",
          "RIGHT",
          "SELECT",
          "SOME",
          "TABLE",
          "THEN",
          "TO",
          "TRUE",
          "UNION",
          "UNIQUE",
          "USING",
          "VALUES",
          "WHEN",
          "WHERE",
          "WINDOW",
          "WITH");

  private final NameHints names;

  private WrongWords(List<SqlToken> tokens, int at, NameHints names) {
    super(tokens, at);
    this.names = names;
  }

  /** A hint for a syntax error at {@code at}; null if nothing is known. */
  static @Nullable String hint(List<SqlToken> tokens, int at, NameHints names) {
    WrongWords words = new WrongWords(tokens, at, names);
    String quoted = words.hyphens();
    String meant = quoted == null ? words.misspelt() : quoted;
    return meant == null ? words.reserved() : meant;
  }

  /** A name that has more than letters, digits and underscores in it, as of a team. */
  private @Nullable String hyphens() {
    int first = at;
    while (first > 0 && isJoined(first - 1, first)) {
      first--;
    }
    int last = at;
    while (isJoined(last, last + 1)) {
      last++;
    }
    boolean hyphen = false;
    StringBuilder name = new StringBuilder();
    for (int i = first; i <= last; i++) {
      if (token(i).is(".")) {
        if (hyphen) {
          break;
        }
        name.setLength(0);
        continue;
      }
      hyphen |= token(i).is("-") || token(i).is("/");
      name.append(token(i).text());
    }
    return hyphen && name.chars().anyMatch(Character::isLetter)
        ? "a name with other characters than letters, digits and _ must be quoted: \"%s\""
            .formatted(name)
        : null;
  }

  private boolean isJoined(int left, int right) {
    SqlToken one = token(left);
    SqlToken other = token(right);
    boolean isSign = one.is("-") || one.is("/") || one.is(".");
    boolean wasSign = other.is("-") || other.is("/") || other.is(".");
    boolean isWord = one.kind() == SqlToken.Kind.WORD || isNumber(one);
    boolean wasWord = other.kind() == SqlToken.Kind.WORD || isNumber(other);
    return one.end() == other.start() && ((isSign && wasWord) || (isWord && wasSign));
  }

  private static boolean isNumber(SqlToken token) {
    return !token.text().isEmpty() && Character.isDigit(token.text().charAt(0));
  }

  /** A word before what can't follow it: with another letter it could be a keyword. */
  private @Nullable String misspelt() {
    for (int i = at; i >= Math.max(0, at - 2); i--) {
      String word = word(i);
      if (word.length() < 3 || WORDS.contains(word) || RESERVED.contains(word)) {
        continue;
      }
      String near = NearestName.to(word, i == 0 ? BEGINNINGS : WORDS).orElse(null);
      if (near != null && Math.abs(near.length() - word.length()) <= 1) {
        return "did you mean %s by \"%s\"?".formatted(near, token(i).text());
      }
    }
    return at == 0 && !word(0).isEmpty() && !RESERVED.contains(word(0))
        ? "a statement begins with SELECT, FROM, WITH, VALUES, EXPLAIN, SHOW or DESCRIBE"
        : null;
  }

  /** A keyword where a name or a value is expected. */
  private @Nullable String reserved() {
    String word = word(at);
    String before = token(at - 1).text().toUpperCase(Locale.ROOT);
    boolean isPlace =
        Set.of(
                "SELECT",
                ",",
                "(",
                "BY",
                "WHERE",
                "AND",
                "OR",
                "=",
                "<",
                ">",
                "<>",
                ".",
                "ON",
                "DISTINCT")
            .contains(before);
    if (!isPlace || !RESERVED.contains(word)) {
      return null;
    }
    String next = token(at + 1).text().toUpperCase(Locale.ROOT);
    boolean isName =
        Set.of("", ",", ")", "=", "<", ">", "AS").contains(next) || CLAUSES.contains(next);
    if (CLAUSES.contains(word) && !isName) {
      return before.equals(",")
          ? "there is an extra comma before " + word
          : "something is missing before " + word;
    }
    return "%s is a keyword; a column or table of that name must be quoted: \"%s\"%s"
        .formatted(word, token(at).text(), otherName(token(at).text()));
  }

  /** The name that the statement's tables have for {@code name}. */
  private String otherName(String name) {
    for (int i = 0; i < tokens.size(); i++) {
      if (word(i).equals("FROM") || word(i).equals("JOIN")) {
        String column = names.column(token(i + 1).text(), name).orElse("");
        if (!column.isEmpty()) {
          return "; or did you mean \"%s\"?".formatted(column);
        }
      }
    }
    return "";
  }
}
