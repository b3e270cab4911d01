package io.github.wandbjdbc.engine.parse;

import io.github.wandbjdbc.engine.source.NameHints;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hints for syntax errors, by the token at which the parser gave up. */
final class SyntaxHints extends SyntaxPlace {

  private static final Set<String> CLAUSES_OF_TWO_WORDS = Set.of("GROUP", "ORDER");

  private final NameHints names;

  private SyntaxHints(List<SqlToken> tokens, int at, NameHints names) {
    super(tokens, at);
    this.names = names;
  }

  /** A hint for a syntax error at {@code at}, or "" if there is none. */
  static String hint(List<SqlToken> tokens, int at, NameHints names) {
    return new SyntaxHints(tokens, at, names).hint();
  }

  private String hint() {
    for (String hint :
        new @Nullable String[] {
          command(),
          unclosed(),
          ForeignSyntax.hint(tokens, at),
          lateClause(),
          WrongWords.hint(tokens, at, names),
          parentheses(),
          unfinished()
        }) {
      if (hint != null) {
        return hint;
      }
    }
    return "";
  }

  /** A hint for commands of other databases' shells. */
  private @Nullable String command() {
    String first = token(0).text();
    if (word(0).equals("SHOW")) {
      return "write SHOW TABLES, SHOW SCHEMAS, SHOW CATALOGS or SHOW COLUMNS FROM t,"
          + " optionally with LIKE 'x%'; for everything else, see information_schema";
    }
    if (first.equals(".") || first.equals("\\") || word(0).equals("PRAGMA")) {
      return "to list tables and columns, write SHOW TABLES and DESCRIBE runs, or SELECT *"
          + " FROM information_schema.tables and information_schema.columns";
    }
    if (word(0).equals("HELP") || first.equals("?")) {
      return "SHOW TABLES lists the tables, as does SELECT * FROM information_schema.tables;"
          + " DESCRIBE runs lists the columns of a table";
    }
    return null;
  }

  /** A quote that begins a text or name without end. */
  private @Nullable String unclosed() {
    for (SqlToken token : tokens) {
      if (token.is("'")) {
        return "the string that begins here has no closing '";
      } else if (token.is("\"")) {
        return "the name that begins here has no closing \"";
      }
    }
    return null;
  }

  /** A clause behind one that it should precede. */
  private @Nullable String lateClause() {
    int clause = WrongWords.CLAUSES.indexOf(word(at));
    if (clause < 1) {
      return null;
    }
    int depth = 0;
    for (int i = at - 1; i >= 0; i--) {
      depth += token(i).is(")") ? 1 : token(i).is("(") ? -1 : 0;
      if (depth < 0) {
        break;
      }
      int earlier = depth == 0 ? WrongWords.CLAUSES.indexOf(word(i)) : -1;
      if (earlier == clause) {
        return "a query can only have one %s".formatted(name(clause));
      } else if (earlier > clause) {
        return "%s comes before %s".formatted(name(clause), name(earlier));
      }
    }
    return null;
  }

  private static String name(int clause) {
    String word = WrongWords.CLAUSES.get(clause);
    return CLAUSES_OF_TWO_WORDS.contains(word) ? word + " BY" : word;
  }

  /** Parentheses that nobody closes, or opened. */
  private @Nullable String parentheses() {
    Deque<SqlToken> open = new ArrayDeque<>();
    for (int i = 0; i < Math.min(at + 1, tokens.size()); i++) {
      if (token(i).is("(")) {
        open.push(token(i));
      } else if (token(i).is(")")) {
        if (open.isEmpty()) {
          return "there is no matching opening parenthesis";
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
            || WrongWords.RESERVED.contains(word(tokens.size() - 1));
    return isOpen ? "something is missing after " + last.text() : null;
  }
}
