package io.github.wandbjdbc.engine.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Quotes an alias that is a keyword to the parser, but a name to whoever writes {@code AS date};
 * and then, if it is the name of a type, wherever else it stands for the alias.
 */
final class KeywordAliases {
  private static final Set<String> TYPES = Set.of("DATE", "TIME", "TIMESTAMP", "DATETIME", "UUID");

  private static final Set<String> OTHERS =
      Set.of(
          "CURRENT",
          "CURSOR",
          "DEFAULT",
          "FRIDAY",
          "FULL",
          "GROUP",
          "INTERVAL",
          "LEFT",
          "LIMIT",
          "MEASURE",
          "MONDAY",
          "NEW",
          "NEXT",
          "OFFSET",
          "ORDER",
          "PARTITION",
          "PATTERN",
          "RANGE",
          "RIGHT",
          "ROW",
          "ROWS",
          "SATURDAY",
          "SET",
          "SKIP",
          "SNAPSHOT",
          "STREAM",
          "SUNDAY",
          "THURSDAY",
          "TUESDAY",
          "UNSIGNED",
          "VARIANT",
          "WEDNESDAY",
          "WINDOW");

  private static final Set<String> CASTS = Set.of("CAST", "SAFE_CAST", "TRY_CAST");

  private static final Pattern CANDIDATE =
      Pattern.compile(
          "(?i)\\bAS\\s++(?:" + String.join("|", TYPES) + "|" + String.join("|", OTHERS) + ")\\b");

  private KeywordAliases() {}

  /** The same statement, with such aliases in quotes. */
  static String quoted(String sql) {
    if (!CANDIDATE.matcher(sql).find()) {
      return sql;
    }
    List<SqlToken> tokens = SqlToken.in(sql);
    Set<Integer> aliases = new HashSet<>();
    Set<Integer> types = new HashSet<>();
    sort(tokens, aliases, types);
    Set<String> names = new HashSet<>();
    aliases.forEach(alias -> names.add(tokens.get(alias).text().toUpperCase(Locale.ROOT)));
    names.retainAll(TYPES);
    StringBuilder written = new StringBuilder();
    int at = 0;
    for (int i = 0; i < tokens.size(); i++) {
      SqlToken token = tokens.get(i);
      boolean isReference =
          token.isOneOf(names) && !types.contains(i) && !isConstructor(tokens, i + 1);
      if (aliases.contains(i) || isReference) {
        written.append(sql, at, token.start()).append('"').append(token.text()).append('"');
        at = token.end();
      }
    }
    return written.append(sql, at, sql.length()).toString();
  }

  /** Finds which words behind {@code AS} are names, and which are types to cast to. */
  private static void sort(List<SqlToken> tokens, Set<Integer> aliases, Set<Integer> types) {
    Deque<Boolean> casts = new ArrayDeque<>();
    for (int i = 0; i < tokens.size(); i++) {
      SqlToken token = tokens.get(i);
      if (token.is("(")) {
        casts.push(i > 0 && tokens.get(i - 1).isOneOf(CASTS));
      } else if (token.is(")")) {
        casts.poll();
      } else if (i > 0 && tokens.get(i - 1).isOneOf(Set.of("AS"))) {
        if (Boolean.TRUE.equals(casts.peek())) {
          types.add(i);
        } else if (token.isOneOf(TYPES) || token.isOneOf(OTHERS)) {
          aliases.add(i);
        }
      }
    }
  }

  /** Whether the word before is that of a literal or a call, as in {@code DATE '2026-01-01'}. */
  private static boolean isConstructor(List<SqlToken> tokens, int next) {
    return next < tokens.size()
        && (tokens.get(next).kind() == SqlToken.Kind.TEXT || tokens.get(next).is("("));
  }
}
