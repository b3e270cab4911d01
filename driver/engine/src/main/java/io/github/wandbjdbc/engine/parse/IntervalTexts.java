package io.github.wandbjdbc.engine.parse;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spells PostgreSQL's {@code INTERVAL '7 days'} as {@code INTERVAL '7' DAY}. */
final class IntervalTexts {
  private static final Pattern TEXT =
      Pattern.compile(
          "(?i)'\\s*+(-?\\d{1,9})\\s*+(second|minute|hour|day|week|month|year)s?\\s*+'");

  private static final Set<String> INTERVAL = Set.of("INTERVAL");
  private static final int DAYS_OF_A_WEEK = 7;

  private IntervalTexts() {}

  /** The same statement, with such intervals as the standard has them. */
  static String standard(String sql) {
    if (!TEXT.matcher(sql).find()) {
      return sql;
    }
    StringBuilder written = new StringBuilder();
    int at = 0;
    SqlToken before = null;
    for (SqlToken token : SqlToken.in(sql)) {
      Matcher text = TEXT.matcher(token.text());
      if (before != null && before.isOneOf(INTERVAL) && text.matches()) {
        written.append(sql, at, token.start()).append(standard(text));
        at = token.end();
      }
      before = token;
    }
    return written.append(sql, at, sql.length()).toString();
  }

  private static String standard(Matcher text) {
    long count = Long.parseLong(text.group(1));
    String unit = text.group(2).toUpperCase(Locale.ROOT);
    if (unit.equals("WEEK")) {
      count *= DAYS_OF_A_WEEK;
      unit = "DAY";
    }
    int digits = String.valueOf(Math.abs(count)).length();
    return "'%d' %s(%d)".formatted(count, unit, digits);
  }
}
