package io.github.wandbjdbc.engine.parse;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.jspecify.annotations.Nullable;

/**
 * Spells PostgreSQL's {@code INTERVAL '7 days'} as {@code INTERVAL '7' DAY}, and one of several
 * units as a cast.
 */
final class IntervalTexts {
  private static final Pattern TEXT =
      Pattern.compile(
          "(?i)'\\s*+(-?\\d{1,9})\\s*+(second|minute|hour|day|week|month|year)s?\\s*+'");

  private static final Set<String> INTERVAL = Set.of("INTERVAL");
  private static final Set<String> UNITS =
      Set.of(
          "YEAR",
          "QUARTER",
          "MONTH",
          "WEEK",
          "DAY",
          "HOUR",
          "MINUTE",
          "SECOND",
          "YEARS",
          "QUARTERS",
          "MONTHS",
          "WEEKS",
          "DAYS",
          "HOURS",
          "MINUTES",
          "SECONDS");
  private static final Pattern ANY = Pattern.compile("(?i)\\binterval\\s*+'");
  private static final int DAYS_OF_A_WEEK = 7;

  private IntervalTexts() {}

  /** The same statement, with such intervals as the standard has them. */
  static String standard(String sql) {
    if (!ANY.matcher(sql).find()) {
      return sql;
    }
    StringBuilder written = new StringBuilder();
    int at = 0;
    List<SqlToken> tokens = SqlToken.in(sql);
    for (int i = 1; i < tokens.size(); i++) {
      SqlToken before = tokens.get(i - 1);
      SqlToken token = tokens.get(i);
      if (token.kind() != SqlToken.Kind.TEXT
          || !before.isOneOf(INTERVAL)
          || (i + 1 < tokens.size() && tokens.get(i + 1).isOneOf(UNITS))) {
        continue;
      }
      Matcher text = TEXT.matcher(token.text());
      if (text.matches()) {
        written.append(sql, at, token.start()).append(standard(text));
      } else {
        written.append(sql, at, before.start());
        written.append("CAST(").append(token.text()).append(" AS INTERVAL)");
      }
      at = token.end();
    }
    return written.append(sql, at, sql.length()).toString();
  }

  /**
   * The units of {@code cast}, if it is one to an {@code INTERVAL} of which it doesn't say them,
   * for which the parser takes seconds; else null.
   */
  static @Nullable SqlIntervalQualifier units(SqlCall cast) {
    if (!(cast.operand(1) instanceof SqlIntervalQualifier to)
        || to.timeUnitRange != TimeUnitRange.SECOND) {
      return null;
    }
    return cast.operand(0) instanceof SqlCharStringLiteral text
        ? io.github.wandbjdbc.engine.values.casts.IntervalTexts.units(text.getValueAs(String.class))
        : new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, to.getParserPosition());
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
