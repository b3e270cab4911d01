package io.github.wandbjdbc.engine.values.times;

import static io.github.wandbjdbc.engine.values.ValueType.ANY;
import static io.github.wandbjdbc.engine.values.ValueType.BOOLEAN;
import static io.github.wandbjdbc.engine.values.ValueType.DATE;
import static io.github.wandbjdbc.engine.values.ValueType.DOUBLE;
import static io.github.wandbjdbc.engine.values.ValueType.DURATION;
import static io.github.wandbjdbc.engine.values.ValueType.MONTHS;
import static io.github.wandbjdbc.engine.values.ValueType.NUMERIC;
import static io.github.wandbjdbc.engine.values.ValueType.TEXT;
import static io.github.wandbjdbc.engine.values.ValueType.TIME;
import static io.github.wandbjdbc.engine.values.ValueType.TIMESTAMP;

import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Family;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.formats.NumberFormat;
import io.github.wandbjdbc.engine.values.formats.NumberParse;
import io.github.wandbjdbc.engine.values.times.TimePattern.Part;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Texts of dates, times and numbers by patterns, and the other way. */
public final class FormatFunctions implements Family {
  private static final List<String> NAMES =
      List.of("TO_CHAR", "TO_NUMBER", "TO_DATE", "TO_TIMESTAMP", "STRFTIME", "DATE_FORMAT");

  private static final String READ =
      " with a pattern of Y,YYY YYYY YYY YY Y CC MM MON MONTH RM DD DDD D DY DAY WW W"
          + " Q J AD BC, or IYYY IYY IY I IW IDDD ID, and HH24 HH12 HH MI SS SSSS MS US FF1"
          + " to FF6 AM PM";

  @Override
  public String title() {
    return "Texts of dates, times and numbers";
  }

  @Override
  public List<String> names() {
    return NAMES;
  }

  @Override
  public Entry entry(String name) {
    Entry.Builder entry = Entry.named(name);
    return switch (name) {
      case "TO_CHAR" -> {
        LastPattern<TimeFormat> last = new LastPattern<>(TimeFormat::of);
        yield entry
            .manual(
                "the time formatted with a pattern of PostgreSQL's fields, except TZ, TZH, TZM"
                    + " and OF, with FM, TH, th and \"texts\"; or the number formatted with 9 0 . , D"
                    + " G S MI PL SG PR TH FM; NULL for an empty pattern")
            .strictOrNull(
                TEXT,
                Kernels.strict(
                    v ->
                        ((String) v[1]).isEmpty()
                            ? null
                            : last.get((String) v[1]).text((Long) v[0])),
                TIMESTAMP,
                TEXT)
            .refused(
                "TO_CHAR of an interval isn't supported: CAST(x AS VARCHAR) is its text, EXTRACT"
                    + " gives its parts",
                MONTHS,
                TEXT)
            .refused(
                "TO_CHAR of an interval isn't supported: CAST(x AS VARCHAR) is its text, EXTRACT"
                    + " gives its parts",
                DURATION,
                TEXT)
            .refused(
                "TO_CHAR of a TIME isn't supported: add it to a date, as in TO_CHAR(DATE"
                    + " '2000-01-01' + x, 'HH24:MI')",
                TIME,
                TEXT)
            .refused("TO_CHAR takes a date, a timestamp or a number", BOOLEAN, TEXT)
            .strict(TEXT, ofNumber(), ANY, TEXT)
            .entry();
      }
      case "TO_NUMBER" -> {
        LastPattern<NumberParse> last = new LastPattern<>(NumberParse::of);
        yield entry
            .manual(
                "the number in a string with a pattern of 9 0 . , D G S MI PL SG PR TH FM, with"
                    + " as many decimal places as it has; NULL for an empty pattern")
            .refusing(
                1,
                "TO_NUMBER takes a pattern, as in TO_NUMBER('1,234.5', '9,999.9'); CAST(x AS"
                    + " DOUBLE) and CAST(x AS NUMERIC) read numbers without one")
            .strictOrNull(
                NUMERIC,
                Kernels.strict(
                    v ->
                        ((String) v[1]).isEmpty()
                            ? null
                            : last.get((String) v[1]).number((String) v[0])),
                TEXT,
                TEXT)
            .entry();
      }
      case "TO_DATE" -> {
        LastPattern<List<Part>> last = new LastPattern<>(TimeParse::parts);
        yield entry
            .manual("the DATE in a string" + READ)
            .strict(
                DATE,
                Kernels.strict(v -> TimeParse.days(last.get((String) v[1]), (String) v[0])),
                TEXT,
                TEXT)
            .entry();
      }
      case "TO_TIMESTAMP" -> {
        LastPattern<List<Part>> last = new LastPattern<>(TimeParse::parts);
        yield entry
            .manual("the TIMESTAMP in a string" + READ + "; or from seconds since 1970")
            .strict(
                TIMESTAMP,
                Kernels.strict(v -> TimeParse.millis(last.get((String) v[1]), (String) v[0])),
                TEXT,
                TEXT)
            .strict(TIMESTAMP, ofSeconds(), DOUBLE)
            .entry();
      }
      case "STRFTIME" -> {
        LastPattern<TimeFormat> last =
            new LastPattern<>(pattern -> TimeFormat.of(PercentPattern.ofStrftime(pattern)));
        yield entry
            .manual(
                "the time formatted with a pattern of %Y %y %m %d %H %I %M %S %p %j %a %A %b %B"
                    + " %F %T %R %u %G %V %%; the pattern may also be the first argument")
            .strict(
                TEXT,
                Kernels.strict(v -> last.get((String) v[1]).text((Long) v[0])),
                TIMESTAMP,
                TEXT)
            .strict(
                TEXT,
                Kernels.strict(v -> last.get((String) v[0]).text((Long) v[1])),
                TEXT,
                TIMESTAMP)
            .entry();
      }
      case "DATE_FORMAT" -> {
        LastPattern<TimeFormat> last =
            new LastPattern<>(pattern -> TimeFormat.of(PercentPattern.ofDateFormat(pattern)));
        yield entry
            .manual(
                "the time formatted with a pattern of MySQL's fields: %Y %y %m %c %M %b %d %e"
                    + " %D %a %W %j %H %k %h %I %l %i %s %S %f %p %r %T %v %x %%")
            .strict(
                TEXT,
                Kernels.strict(v -> last.get((String) v[1]).text((Long) v[0])),
                TIMESTAMP,
                TEXT)
            .entry();
      }
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Kernel ofNumber() {
    LastPattern<NumberFormat> last = new LastPattern<>(NumberFormat::of);
    return Kernels.strict(
        v -> {
          NumberFormat format = last.get((String) v[1]);
          if (v[0] instanceof Double number) {
            return format.text(number);
          }
          if (v[0] instanceof Long number) {
            return format.text(BigDecimal.valueOf(number));
          }
          if (v[0] instanceof BigDecimal number) {
            return format.text(number);
          }
          throw new StatementException(
              SqlState.STATEMENT_FAULT,
              "TO_CHAR takes a date, a timestamp or a number: cast the text to one");
        });
  }

  private static Kernel ofSeconds() {
    return Kernels.strict(
        v -> {
          double micros = Math.rint((Double) v[0] * 1e6);
          if (!(Math.abs(micros) < Long.MAX_VALUE)) {
            throw Calendars.outOfRange("timestamp");
          }
          return Calendars.checkedMillis(Math.floorDiv((long) micros, 1_000L));
        });
  }

  /** The format of the last pattern; several threads may use it. */
  private static final class LastPattern<T> {
    private record Made<T>(String pattern, T what) {}

    private final Function<String, T> make;
    private volatile @Nullable Made<T> last;

    LastPattern(Function<String, T> make) {
      this.make = make;
    }

    T get(String pattern) {
      Made<T> made = last;
      if (made == null || !made.pattern.equals(pattern)) {
        made = new Made<>(pattern, make.apply(pattern));
        last = made;
      }
      return made.what;
    }
  }
}
