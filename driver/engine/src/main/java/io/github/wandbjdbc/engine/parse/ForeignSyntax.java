package io.github.wandbjdbc.engine.parse;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Syntax of other databases and languages, and its replacement here. */
final class ForeignSyntax extends SyntaxPlace {
  /** Signs. */
  private static final Map<String, String> FOREIGN =
      Map.ofEntries(
          Map.entry("&&", "&& is AND here"),
          Map.entry("!", "! is NOT here, and != is <>"),
          Map.entry("#", "a comment begins with --"),
          Map.entry("//", "a comment begins with --; DIV(a, b) divides without a remainder"),
          Map.entry("**", "powers are written 2 ^ 3, or POWER(2, 3)"),
          Map.entry(
              "[",
              "brackets are not supported here: a value within a JSON column is a column of"
                  + " its own, such as \"config.lr\", or use JSON_VALUE(config, '$.lr')"),
          Map.entry(":", "a parameter is written ?"),
          Map.entry("$", "a parameter is written ?"),
          Map.entry("@", "a parameter is written ?"),
          Map.entry("\u201c", "names take straight quotes, \"name\", and strings 'text'"),
          Map.entry("\u201d", "names take straight quotes, \"name\", and strings 'text'"),
          Map.entry("\u2018", "strings take straight quotes, 'text'"),
          Map.entry("\u2019", "strings take straight quotes, 'text'"));

  private ForeignSyntax(List<SqlToken> tokens, int at) {
    super(tokens, at);
  }

  /** A hint for a syntax error at {@code at}; null if nothing is known. */
  static @Nullable String hint(List<SqlToken> tokens, int at) {
    ForeignSyntax syntax = new ForeignSyntax(tokens, at);
    String sign = syntax.foreign();
    String limit = sign == null ? syntax.limits() : sign;
    return limit == null ? syntax.comparisons() : limit;
  }

  private @Nullable String foreign() {
    String sign = token(at).text();
    if (sign.equals("@") && token(at + 1).is(">")) {
      return "to test whether a JSON array contains a value, write 'x' = ANY(tags), or"
          + " HAS_TAG(tags, 'x')";
    }
    if (sign.equals("#") && token(at + 1).text().startsWith(">")) {
      return "a value within JSON is JSON_VALUE(config, '$.a.b'), or config -> 'a' ->> 'b'";
    } else if (sign.equals(":") && token(at - 1).kind() == SqlToken.Kind.WORD) {
      return ("a value within JSON is a column of its own, such as \"config.lr\", or %s ->> 'lr'; a"
              + " parameter is written ?")
          .formatted(token(at - 1).text());
    }
    if (word(0).equals("EXPLAIN") && token(1).is("(") && at <= 2) {
      return "EXPLAIN takes (ANALYZE) or (REQUESTS), or nothing";
    }
    if (isNumber(sign) && token(at + 1).kind() == SqlToken.Kind.WORD) {
      return withLetters(sign, token(at + 1));
    }
    if (sign.equals(",") && (token(at - 1).is(",") || token(at + 1).is(","))) {
      return "there is a comma too many";
    }
    for (int i = 0; i < at; i++) {
      if (word(i).equals("MAP") && token(i + 1).is("[")) {
        return "an object is written JSON_OBJECT(KEY 'a' VALUE 1)";
      }
    }
    boolean isTwice = token(at - 1).text().equals(sign) || token(at + 1).text().equals(sign);
    if (isTwice && FOREIGN.containsKey(sign + sign)) {
      return FOREIGN.get(sign + sign);
    }
    return token(at).kind() == SqlToken.Kind.TEXT ? null : FOREIGN.get(sign);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && Character.isDigit(text.charAt(0));
  }

  private @Nullable String withLetters(String number, SqlToken letters) {
    if (letters.start() > token(at).end()) {
      return null;
    }
    String all = number + letters.text();
    if (all.matches("[0-9_]+")) {
      return "digits are written without _: " + all.replace("_", "");
    } else if (all.matches("0[xX][0-9a-fA-F]{1,15}")) {
      return "numbers are decimal here: " + Long.parseLong(all.substring(2), 16);
    }
    return "a number and a word have a blank between them: %s %s".formatted(number, letters.text());
  }

  private @Nullable String limits() {
    for (int i = Math.max(0, at - 2); i <= at; i++) {
      if (word(i).equals("TOP") && !token(i + 1).text().isEmpty()) {
        return "the number of rows goes at the end: LIMIT " + token(i + 1).text();
      } else if (word(i).equals("SAMPLE")) {
        String count = token(i + 1).text();
        return "for the first rows write LIMIT %s, for random rows TABLESAMPLE BERNOULLI (%s)"
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
      return "IS tests for NULL, TRUE and the like; write %s %s"
          .formatted(not ? "<>" : "=", isWord ? "'%s'".formatted(value.text()) : value.text());
    } else if (word(at).equals("IN") && !token(at + 1).is("(")) {
      return "the list after IN must be in parentheses: IN (%s)".formatted(token(at + 1).text());
    } else if (word(at).equals("REGEXP") || word(at - 1).equals("REGEXP")) {
      return "a regular expression is matched by ~: x ~ '^a'";
    } else if (word(at).equals("CONTAINS")) {
      return "to find a part of a string, write x LIKE '%part%'; to find a tag, HAS_TAG(tags, 'x')";
    } else if (word(at).equals("GLOB") || word(at - 1).equals("GLOB")) {
      return "a pattern is matched by LIKE, with % for any text: x LIKE 'a%'";
    } else if (word(at - 1).equals("ON") && word(at - 2).equals("DISTINCT")) {
      return "the expressions of DISTINCT ON must be in parentheses: DISTINCT ON (%s)"
          .formatted(token(at).text());
    } else if (word(at).equals("ROW") && token(at + 1).is("(")) {
      return "several values in one are no column: select them one by one, or JSON_OBJECT(KEY 'x'"
          + " VALUE x)";
    } else if (word(at).equals("DIV") || word(at - 1).equals("DIV")) {
      return "whole quotients are DIV(a, b)";
    } else if (word(at).equals("FOR") && word(at + 1).matches("UPDATE|SHARE")) {
      return "nothing is changed here, so that no row is locked: leave FOR %s out"
          .formatted(word(at + 1));
    } else if (word(at).equals("INTO")) {
      return "nothing is written: leave INTO out, and read the rows";
    } else if (word(at).equals("WITH") && word(at + 2).equals("NOLOCK")) {
      return "no row is locked here: leave WITH (NOLOCK) out";
    } else if (word(at).equals("COLLATE")) {
      return "strings are compared by code points; for an order without case write LOWER(x)";
    } else if (word(at - 1).equals("KEEP")) {
      return "ARG_MIN(x, y) is the x of the least y, and ARG_MAX(x, y) that of the greatest";
    } else if (word(at - 1).equals("FIRST") || word(at).equals("FIRST")) {
      return "the number of rows goes at the end: LIMIT 5";
    } else if (token(at).is("%") && word(at - 2).equals("LIMIT")) {
      return "a limit is a number of rows; a part of them at random is TABLESAMPLE BERNOULLI (50)";
    } else if (word(at).equals("BY") && word(at - 2).equals("LIMIT")) {
      return "so many rows of each group are QUALIFY ROW_NUMBER() OVER (PARTITION BY state ORDER BY"
          + " created_at) <= 1";
    } else if (word(at).equals("RANGE") || word(at - 1).equals("RANGE")) {
      return "numbers one by one are GENERATE_SERIES(1, 10)";
    } else if (word(at).equals("LATERAL") || word(at - 1).equals("LATERAL")) {
      return "LATERAL takes a query in parentheses; a JSON list becomes rows by CROSS JOIN"
          + " UNNEST(tags) AS t (tag)";
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
}
