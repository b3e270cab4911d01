package io.github.wandbjdbc.engine.parse;

import io.github.wandbjdbc.engine.source.NameHints;
import io.github.wandbjdbc.engine.source.NearestName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody probably meant whose statement the parser gave up at one of its tokens. */
final class SyntaxHints {
  /** The clauses of a query, in the order in which they are written. */
  private static final List<String> CLAUSES =
      List.of(
          "SELECT", "FROM", "WHERE", "GROUP", "HAVING", "WINDOW", "QUALIFY", "ORDER", "LIMIT",
          "OFFSET", "FETCH");

  private static final Set<String> CLAUSES_OF_TWO_WORDS = Set.of("GROUP", "ORDER");

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
  private static final Set<String> RESERVED =
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

  /** What other databases and languages have, and what to write instead. */
  private static final Map<String, String> FOREIGN =
      Map.ofEntries(
          Map.entry("&&", "&& is AND here"),
          Map.entry("&", "there are no operators of bits"),
          Map.entry("!", "! is NOT here, and != is <>"),
          Map.entry("#", "a comment begins with --"),
          Map.entry("//", "a comment begins with --, and / divides"),
          Map.entry(
              "[",
              "brackets are of no use here: a value within a JSON column has a column of"
                  + " its own, such as \"config.lr\", or is found by JSON_VALUE(config, '$.lr')"),
          Map.entry(":", "a parameter is written ?"),
          Map.entry("$", "a parameter is written ?"),
          Map.entry("@", "a parameter is written ?"),
          Map.entry("\u201c", "a name is in straight quotes, \"name\", a text in 'text'"),
          Map.entry("\u201d", "a name is in straight quotes, \"name\", a text in 'text'"),
          Map.entry("\u2018", "a text is in straight quotes, 'text'"),
          Map.entry("\u2019", "a text is in straight quotes, 'text'"));

  private final List<SqlToken> tokens;
  private final int at;
  private final NameHints names;

  private SyntaxHints(List<SqlToken> tokens, int at, NameHints names) {
    this.tokens = tokens;
    this.at = at;
    this.names = names;
  }

  /** What to write, or "" if that can't be told, where the parser gave up at {@code at}. */
  static String hint(List<SqlToken> tokens, int at, NameHints names) {
    return new SyntaxHints(tokens, at, names).hint();
  }

  private String hint() {
    for (String hint :
        new @Nullable String[] {
          command(),
          unclosed(),
          foreign(),
          lateClause(),
          limits(),
          comparisons(),
          hyphens(),
          misspelt(),
          reserved(),
          parentheses(),
          unfinished()
        }) {
      if (hint != null) {
        return hint;
      }
    }
    return "";
  }

  private SqlToken token(int index) {
    return index >= 0 && index < tokens.size()
        ? tokens.get(index)
        : new SqlToken(SqlToken.Kind.OTHER, "", 0);
  }

  private String word(int index) {
    SqlToken token = token(index);
    return token.kind() == SqlToken.Kind.WORD ? token.text().toUpperCase(Locale.ROOT) : "";
  }

  /** What shells have to look around. */
  private @Nullable String command() {
    String first = token(0).text();
    if (word(0).equals("SHOW")) {
      return "there are SHOW TABLES, SHOW SCHEMAS, SHOW CATALOGS and SHOW COLUMNS FROM t, each with"
          + " LIKE 'x%' if it is to be shorter; all else is in information_schema";
    }
    if (first.equals(".") || first.equals("\\") || word(0).equals("PRAGMA")) {
      return "what there is say SHOW TABLES and DESCRIBE runs, or SELECT * FROM"
          + " information_schema.tables and information_schema.columns";
    }
    if (word(0).equals("HELP") || first.equals("?")) {
      return "SHOW TABLES says what there is, as does SELECT * FROM information_schema.tables;"
          + " DESCRIBE runs says which columns a table has";
    }
    return null;
  }

  /** A quote that begins a text or name without end. */
  private @Nullable String unclosed() {
    for (SqlToken token : tokens) {
      if (token.is("'")) {
        return "a text begins here that no ' ends";
      } else if (token.is("\"")) {
        return "a name begins here that no \" ends";
      }
    }
    return null;
  }

  private @Nullable String foreign() {
    String sign = token(at).text();
    if (sign.equals("@") && token(at + 1).is(">")) {
      return "whether a JSON list has a value is found by 'x' = ANY(tags), or HAS_TAG(tags, 'x')";
    }
    if (sign.equals(",") && (token(at - 1).is(",") || token(at + 1).is(","))) {
      return "there is a comma too many";
    }
    for (int i = 0; i < at; i++) {
      if (word(i).equals("MAP") && token(i + 1).is("[")) {
        return "keys and values are put together by JSON_OBJECT(KEY 'a' VALUE 1)";
      }
    }
    boolean isTwice = token(at - 1).text().equals(sign) || token(at + 1).text().equals(sign);
    if (isTwice && FOREIGN.containsKey(sign + sign)) {
      return FOREIGN.get(sign + sign);
    }
    return token(at).kind() == SqlToken.Kind.TEXT ? null : FOREIGN.get(sign);
  }

  /** A clause behind one that it should precede. */
  private @Nullable String lateClause() {
    int clause = CLAUSES.indexOf(word(at));
    if (clause < 1) {
      return null;
    }
    int depth = 0;
    for (int i = at - 1; i >= 0; i--) {
      depth += token(i).is(")") ? 1 : token(i).is("(") ? -1 : 0;
      if (depth < 0) {
        break;
      }
      int earlier = depth == 0 ? CLAUSES.indexOf(word(i)) : -1;
      if (earlier == clause) {
        return "a query has one %s".formatted(name(clause));
      } else if (earlier > clause) {
        return "%s comes before %s".formatted(name(clause), name(earlier));
      }
    }
    return null;
  }

  private static String name(int clause) {
    String word = CLAUSES.get(clause);
    return CLAUSES_OF_TWO_WORDS.contains(word) ? word + " BY" : word;
  }

  private @Nullable String limits() {
    for (int i = Math.max(0, at - 2); i <= at; i++) {
      if (word(i).equals("TOP") && !token(i + 1).text().isEmpty()) {
        return "how many rows are wanted is said at the end: LIMIT " + token(i + 1).text();
      } else if (word(i).equals("SAMPLE")) {
        String count = token(i + 1).text();
        return "some rows are chosen by LIMIT %s, by chance TABLESAMPLE BERNOULLI (%s)"
            .formatted(count, count);
      }
    }
    return null;
  }

  private @Nullable String comparisons() {
    if (token(at).is(",") && isBehind("BETWEEN")) {
      return "a range is BETWEEN x AND y";
    } else if (word(at).equals("IS")) {
      boolean not = word(at + 1).equals("NOT");
      SqlToken value = token(at + (not ? 2 : 1));
      boolean isWord = value.kind() == SqlToken.Kind.WORD && !value.text().startsWith("\"");
      return "IS tests for NULL, TRUE and their kind; write %s %s"
          .formatted(not ? "<>" : "=", isWord ? "'%s'".formatted(value.text()) : value.text());
    } else if (word(at).equals("IN") && !token(at + 1).is("(")) {
      return "the list behind IN is in parentheses: IN (%s)".formatted(token(at + 1).text());
    } else if (word(at).equals("REGEXP") || word(at - 1).equals("REGEXP")) {
      return "a regular expression is matched by ~: x ~ '^a'";
    } else if (word(at).equals("GLOB") || word(at - 1).equals("GLOB")) {
      return "a pattern is matched by LIKE, with % for any text: x LIKE 'a%'";
    } else if (word(at - 1).equals("ON") && word(at - 2).equals("DISTINCT")) {
      return "what rows are alike in is in parentheses: DISTINCT ON (%s)"
          .formatted(token(at).text());
    } else if (word(at).equals("GROUPS")) {
      return "a frame is of ROWS or RANGE; one of groups is a RANGE over DENSE_RANK() of a subquery";
    } else if (word(at).equals("DIV") || word(at - 1).equals("DIV")) {
      return "whole quotients are DIV(a, b)";
    } else if (word(at).equals("UNNEST")) {
      return "a JSON list becomes rows in FROM: FROM runs CROSS JOIN UNNEST(tags) AS t (tag)";
    } else if (word(at - 1).equals("GROUP") || word(at - 1).equals("ORDER")) {
      return "%s BY is written in two words".formatted(word(at - 1));
    } else if (token(at).is("=") && token(at - 1).is("=")) {
      return "equality is =";
    } else if (token(at).is(">") && token(at - 1).is("=")) {
      return "at least is >=";
    } else if (token(at).is("<") && token(at - 1).is("=")) {
      return "at most is <=";
    }
    return null;
  }

  private boolean isBehind(String word) {
    for (int i = at - 1; i >= 0 && i > at - 4; i--) {
      if (word(i).equals(word)) {
        return true;
      }
    }
    return false;
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
        ? "a name with other signs than letters, digits and _ is written in quotes: \"%s\""
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
          ? "there is a comma too many before " + word
          : "something is missing before " + word;
    }
    return "%s is a word of SQL; a column or table of that name is written in quotes: \"%s\"%s"
        .formatted(word, token(at).text(), otherName(token(at).text()));
  }

  /** What the tables that the statement names have in the place of {@code name}. */
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

  /** Parentheses that nobody closes, or opened. */
  private @Nullable String parentheses() {
    Deque<SqlToken> open = new ArrayDeque<>();
    for (int i = 0; i < Math.min(at + 1, tokens.size()); i++) {
      if (token(i).is("(")) {
        open.push(token(i));
      } else if (token(i).is(")")) {
        if (open.isEmpty()) {
          return "no parenthesis is open that this one could close";
        }
        open.pop();
      }
    }
    return open.isEmpty() || at < tokens.size()
        ? null
        : open.size() == 1
            ? "a closing parenthesis \")\" is missing"
            : "%d closing parentheses \")\" are missing".formatted(open.size());
  }

  private @Nullable String unfinished() {
    if (at < tokens.size() - 1 || tokens.isEmpty()) {
      return null;
    }
    SqlToken last = token(tokens.size() - 1);
    boolean isOpen =
        at == tokens.size()
            || last.kind() == SqlToken.Kind.OTHER
            || RESERVED.contains(word(tokens.size() - 1));
    return isOpen ? "something is missing behind " + last.text() : null;
  }
}
