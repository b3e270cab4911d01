package io.github.wandbjdbc.engine.values.casts;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Reads texts as intervals: {@code 1 day 2 hours}, {@code 1-2}, {@code 3 04:05:06.7}, {@code
 * P1DT2H}. What mixes months with days has no type here, and is refused.
 */
final class IntervalReader {
  private static final int MOST_CHARACTERS = 200;

  /** As PostgreSQL has it, whose microseconds are of 64 bits. */
  private static final long MOST_MILLIS = Long.MAX_VALUE / 1_000;

  private static final BigDecimal SECOND = BigDecimal.valueOf(1_000);
  private static final BigDecimal MINUTE = BigDecimal.valueOf(60_000);
  private static final BigDecimal HOUR = BigDecimal.valueOf(3_600_000);
  private static final BigDecimal DAY = BigDecimal.valueOf(86_400_000);
  private static final BigDecimal YEAR = BigDecimal.valueOf(12);

  private static final String NUMBER = "([-+]?(?:\\d{1,15}(?:\\.\\d{0,15})?|\\.\\d{1,15}))";
  private static final Pattern PART =
      Pattern.compile("\\G\\s*" + NUMBER + "\\s*([a-z]+)?(?![\\w.:])");
  private static final Pattern CLOCK =
      Pattern.compile(
          "\\G\\s*([-+])?(\\d{1,9}):(\\d{1,2})(?::(\\d{1,2}(?:\\.\\d{0,15})?))?(?=\\s|$)");
  private static final Pattern YEARS =
      Pattern.compile("\\G\\s*([-+])?(\\d{1,9})-(\\d{1,2})(?=\\s|$)");
  private static final Pattern AGO = Pattern.compile("\\G\\s+ago$");
  private static final Pattern ISO = Pattern.compile("\\G" + NUMBER + "([a-z])");

  private final String text;
  private final String original;
  private BigDecimal months = BigDecimal.ZERO;
  private BigDecimal millis = BigDecimal.ZERO;
  private boolean hasDays;
  private int at;

  private IntervalReader(String original) {
    this.original = original;
    this.text = NumberTexts.stripped(original).toLowerCase(Locale.ROOT);
  }

  /** How many months {@code text} spells; a number alone counts {@code unit}s. */
  static long months(String text, TimeUnit unit) {
    IntervalReader reader = new IntervalReader(text);
    reader.read(unit);
    if (reader.millis.signum() != 0) {
      throw reader.wrong();
    }
    return reader.whole(reader.months, Integer.MAX_VALUE);
  }

  /** How many milliseconds {@code text} spells; likewise. */
  static long millis(String text, TimeUnit unit) {
    IntervalReader reader = new IntervalReader(text);
    reader.read(unit);
    if (reader.months.signum() != 0) {
      throw reader.wrong();
    }
    return reader.whole(reader.millis, MOST_MILLIS);
  }

  /** The units of what {@code text} spells, of which each is one of months or of milliseconds. */
  static SqlIntervalQualifier units(String text) {
    IntervalReader reader = new IntervalReader(text);
    reader.read(TimeUnit.SECOND);
    if (reader.months.signum() != 0 && reader.millis.signum() != 0) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "the interval '%s' has months and days: months differ in length, so add one INTERVAL after the other"
              .formatted(StatementException.shortened(text)));
    }
    return reader.months.signum() != 0
        ? new SqlIntervalQualifier(TimeUnit.YEAR, TimeUnit.MONTH, SqlParserPos.ZERO)
        : new SqlIntervalQualifier(
            reader.hasDays ? TimeUnit.DAY : TimeUnit.HOUR, TimeUnit.SECOND, SqlParserPos.ZERO);
  }

  private long whole(BigDecimal value, long most) {
    BigDecimal rounded = value.setScale(0, RoundingMode.HALF_UP);
    if (rounded.abs().compareTo(BigDecimal.valueOf(most)) > 0) {
      throw new StatementException(
          SqlState.OUT_OF_RANGE,
          "the interval '%s' is out of range".formatted(StatementException.shortened(original)));
    }
    return rounded.longValueExact();
  }

  private void read(TimeUnit unit) {
    if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
      throw wrong();
    }
    if (text.startsWith("p")) {
      iso();
      return;
    }
    at = text.startsWith("@") ? 1 : 0;
    boolean any = false;
    while (at < text.length()) {
      if (any && find(AGO) != null) {
        months = months.negate();
        millis = millis.negate();
      } else {
        part(unit);
      }
      any = true;
    }
    if (!any) {
      throw wrong();
    }
  }

  private void part(TimeUnit unit) {
    Matcher clock = find(CLOCK);
    if (clock != null) {
      clock(clock);
      return;
    }
    Matcher years = find(YEARS);
    if (years != null) {
      BigDecimal count = new BigDecimal(years.group(2)).multiply(YEAR).add(number(years, 3));
      months = months.add("-".equals(years.group(1)) ? count.negate() : count);
      return;
    }
    Matcher part = find(PART);
    if (part == null) {
      throw wrong();
    }
    if (part.group(2) != null) {
      add(number(part, 1), part.group(2));
    } else if (CLOCK.matcher(text).region(at, text.length()).lookingAt()) {
      // As in 3 04:05:06.
      add(number(part, 1), "day");
    } else if (at == text.length()) {
      add(number(part, 1), unit.name().toLowerCase(Locale.ROOT));
    } else {
      throw wrong();
    }
  }

  private void clock(Matcher clock) {
    BigDecimal minutes = number(clock, 3);
    BigDecimal seconds = clock.group(4) == null ? BigDecimal.ZERO : number(clock, 4);
    if (minutes.intValue() > 59 || seconds.intValue() > 60) {
      throw wrong();
    }
    BigDecimal time =
        number(clock, 2).multiply(HOUR).add(minutes.multiply(MINUTE)).add(seconds.multiply(SECOND));
    millis = millis.add("-".equals(clock.group(1)) ? time.negate() : time);
  }

  private void iso() {
    at = 1;
    boolean time = false;
    boolean any = false;
    while (at < text.length()) {
      if (text.charAt(at) == 't' && !time) {
        time = true;
        at++;
        continue;
      }
      Matcher part = find(ISO);
      String unit = part == null ? "" : part.group(2);
      if (part == null || !(time ? "hms" : "ymwd").contains(unit)) {
        throw wrong();
      }
      add(number(part, 1), !time && unit.equals("m") ? "mon" : unit);
      any = true;
    }
    if (!any && !time) {
      throw wrong();
    }
  }

  private void add(BigDecimal count, String unit) {
    switch (unit) {
      case "us", "usec", "usecs", "microsecond", "microseconds" ->
          millis = millis.add(count.movePointLeft(3));
      case "ms", "msec", "msecs", "millisecond", "milliseconds" -> millis = millis.add(count);
      case "s", "sec", "secs", "second", "seconds" -> millis = millis.add(count.multiply(SECOND));
      case "m", "min", "mins", "minute", "minutes" -> millis = millis.add(count.multiply(MINUTE));
      case "h", "hr", "hrs", "hour", "hours" -> millis = millis.add(count.multiply(HOUR));
      case "d", "day", "days" -> days(count);
      case "w", "week", "weeks" -> days(count.multiply(BigDecimal.valueOf(7)));
      case "mon", "mons", "month", "months" -> months = months.add(exact(count));
      case "y", "yr", "yrs", "year", "years" -> years(count, 1);
      case "dec", "decs", "decade", "decades" -> years(count, 10);
      case "c", "cent", "century", "centuries" -> years(count, 100);
      case "mil", "mils", "millennium", "millennia" -> years(count, 1_000);
      default -> throw wrong();
    }
  }

  private void days(BigDecimal count) {
    hasDays = true;
    millis = millis.add(count.multiply(DAY));
  }

  private void years(BigDecimal count, int years) {
    months =
        months.add(
            count
                .multiply(YEAR)
                .multiply(BigDecimal.valueOf(years))
                .setScale(0, RoundingMode.HALF_EVEN));
  }

  /** A part of a month is days, which don't go with months here. */
  private BigDecimal exact(BigDecimal count) {
    if (count.stripTrailingZeros().scale() > 0) {
      throw wrong();
    }
    return count;
  }

  private static BigDecimal number(Matcher matcher, int group) {
    return new BigDecimal(matcher.group(group));
  }

  private @Nullable Matcher find(Pattern pattern) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find(at)) {
      return null;
    }
    at = matcher.end();
    return matcher;
  }

  private StatementException wrong() {
    return new StatementException(
        SqlState.BAD_DATE_TIME,
        "'%s' is not an interval that fits there: one of days and less is written 1 day 02:03:04, one of months 1 year 2 months"
            .formatted(StatementException.shortened(original)));
  }
}
