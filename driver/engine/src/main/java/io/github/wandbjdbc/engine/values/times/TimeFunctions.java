package io.github.wandbjdbc.engine.values.times;

import static io.github.wandbjdbc.engine.values.EngineType.BIGINT;
import static io.github.wandbjdbc.engine.values.EngineType.DATE;
import static io.github.wandbjdbc.engine.values.EngineType.DOUBLE;
import static io.github.wandbjdbc.engine.values.EngineType.DURATION;
import static io.github.wandbjdbc.engine.values.EngineType.INTEGER;
import static io.github.wandbjdbc.engine.values.EngineType.MONTHS;
import static io.github.wandbjdbc.engine.values.EngineType.TEXT;
import static io.github.wandbjdbc.engine.values.EngineType.TIME;
import static io.github.wandbjdbc.engine.values.EngineType.TIMESTAMP;

import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Family;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.function.LongUnaryOperator;
import org.apache.calcite.sql.SqlKind;

/** Functions of dates and times without a unit. */
public final class TimeFunctions implements Family {
  private static final List<String> NAMES =
      List.of(
          "DATE_ADD",
          "DATE_SUB",
          "DATETIME_ADD",
          "DATETIME_SUB",
          "TIMESTAMP_ADD",
          "TIMESTAMP_SUB",
          "TIME_ADD",
          "TIME_SUB",
          "ADD_MONTHS",
          "LAST_DAY",
          "DAYNAME",
          "MONTHNAME",
          "YEAR",
          "QUARTER",
          "MONTH",
          "WEEK",
          "DAYOFYEAR",
          "DAYOFMONTH",
          "DAYOFWEEK",
          "HOUR",
          "MINUTE",
          "SECOND",
          "MAKE_DATE",
          "MAKE_TIMESTAMP",
          "MAKE_TIME",
          "DATE_BIN",
          "UNIX_SECONDS",
          "UNIX_MILLIS",
          "UNIX_MICROS",
          "UNIX_DATE",
          "TIMESTAMP_SECONDS",
          "TIMESTAMP_MILLIS",
          "TIMESTAMP_MICROS",
          "DATE_FROM_UNIX_DATE");

  @Override
  public String title() {
    return "Dates and times";
  }

  @Override
  public List<String> names() {
    return NAMES;
  }

  @Override
  public Entry entry(String name) {
    Entry.Builder entry = Entry.named(name);
    return switch (name) {
      case "DATE_ADD" ->
          shifted(
              entry.manual("the TIMESTAMP plus an interval, or the DATE plus a number of days"),
              true);
      case "DATE_SUB" ->
          shifted(
              entry.manual("the TIMESTAMP minus an interval, or the DATE minus a number of days"),
              false);
      case "DATETIME_ADD", "TIMESTAMP_ADD" ->
          intervals(entry.manual("the TIMESTAMP plus an interval"), SqlKind.PLUS).entry();
      case "DATETIME_SUB", "TIMESTAMP_SUB" ->
          intervals(entry.manual("the TIMESTAMP minus an interval"), SqlKind.MINUS).entry();
      case "TIME_ADD" -> time(entry.manual("the time of day plus an interval"), SqlKind.PLUS);
      case "TIME_SUB" -> time(entry.manual("the time of day minus an interval"), SqlKind.MINUS);
      case "ADD_MONTHS" ->
          entry
              .manual("the date plus so many months; the last day of the month if it is shorter")
              .strict(DATE, Kernels.longs(Calendars::plusMonths), DATE, BIGINT)
              .entry();
      case "LAST_DAY" ->
          entry
              .manual("the last day of the month")
              .strict(DATE, Kernels.longs((LongUnaryOperator) TimeFunctions::lastDay), DATE)
              .strict(
                  DATE,
                  Kernels.longs((LongUnaryOperator) t -> lastDay(Calendars.day(t))),
                  TIMESTAMP)
              .entry();
      case "DAYNAME" ->
          entry
              .manual("the name of the day of the week, in English")
              .strict(TEXT, name(date -> english(date.getDayOfWeek())), TIMESTAMP)
              .entry();
      case "MONTHNAME" ->
          entry
              .manual("the name of the month, in English")
              .strict(TEXT, name(date -> english(date.getMonth())), TIMESTAMP)
              .entry();
      case "YEAR", "QUARTER", "MONTH" ->
          ofDate(entry.manual("EXTRACT(%s FROM x)".formatted(name)), Unit.valueOf(name));
      case "WEEK" -> ofDate(entry.manual("the week by ISO 8601, 1 to 53"), Unit.WEEK);
      case "DAYOFYEAR" -> ofDate(entry.manual("the day of the year, from 1"), Unit.DOY);
      case "DAYOFMONTH" -> ofDate(entry.manual("the day of the month, from 1"), Unit.DAY);
      case "DAYOFWEEK" ->
          entry
              .manual("the day of the week, 1 on Sundays to 7 on Saturdays")
              .strict(
                  BIGINT,
                  Kernels.longs(
                      (LongUnaryOperator)
                          t -> 1 + Fields.ofDate(Unit.DOW, Calendars.date(Calendars.day(t)))),
                  TIMESTAMP)
              .entry();
      case "HOUR" -> ofTime(entry, 3_600_000, 24);
      case "MINUTE" -> ofTime(entry, 60_000, 60);
      case "SECOND" -> ofTime(entry, 1_000, 60);
      case "MAKE_DATE" ->
          entry
              .manual("the date with this year, month and day; negative years are BC")
              .strict(
                  DATE,
                  Kernels.strict(v -> day((Long) v[0], (Long) v[1], (Long) v[2])),
                  INTEGER,
                  INTEGER,
                  INTEGER)
              .entry();
      case "MAKE_TIMESTAMP" ->
          entry
              .manual("the timestamp with this year, month, day, hour, minute and seconds")
              .strict(
                  TIMESTAMP,
                  Kernels.strict(TimeFunctions::timestamp),
                  INTEGER,
                  INTEGER,
                  INTEGER,
                  INTEGER,
                  INTEGER,
                  DOUBLE)
              .entry();
      case "MAKE_TIME" ->
          entry
              .manual("the time of day with this hour, minute and seconds")
              .strict(
                  TIME,
                  Kernels.strict(v -> inDay(timeOfDay((Long) v[0], (Long) v[1], (Double) v[2]))),
                  INTEGER,
                  INTEGER,
                  DOUBLE)
              .entry();
      case "DATE_BIN" ->
          entry
              .manual(
                  "the timestamp truncated to a multiple of the interval, counted from the third"
                      + " argument")
              .strict(
                  TIMESTAMP,
                  Kernels.strict(v -> bin((Long) v[0], (Long) v[1], (Long) v[2])),
                  DURATION,
                  TIMESTAMP,
                  TIMESTAMP)
              .refused(
                  "DATE_BIN takes intervals of days, hours and less; DATE_TRUNC('month', x) takes"
                      + " months",
                  MONTHS,
                  TIMESTAMP,
                  TIMESTAMP)
              .entry();
      case "UNIX_SECONDS" ->
          since(entry, "the whole seconds", t -> Math.floorDiv(t, 1_000L), TIMESTAMP, BIGINT);
      case "UNIX_MILLIS" -> since(entry, "the milliseconds", t -> t, TIMESTAMP, BIGINT);
      case "UNIX_MICROS" ->
          since(entry, "the microseconds", t -> Calendars.times(t, 1_000), TIMESTAMP, BIGINT);
      case "UNIX_DATE" -> since(entry, "the days", days -> days, DATE, INTEGER);
      case "TIMESTAMP_SECONDS" ->
          since(
              entry,
              "the TIMESTAMP so many seconds",
              n -> Calendars.checkedMillis(Calendars.times(n, 1_000)),
              BIGINT,
              TIMESTAMP);
      case "TIMESTAMP_MILLIS" ->
          since(
              entry,
              "the TIMESTAMP so many milliseconds",
              Calendars::checkedMillis,
              BIGINT,
              TIMESTAMP);
      case "TIMESTAMP_MICROS" ->
          since(
              entry,
              "the TIMESTAMP so many microseconds",
              n -> Calendars.checkedMillis(Math.floorDiv(n, 1_000L)),
              BIGINT,
              TIMESTAMP);
      case "DATE_FROM_UNIX_DATE" ->
          since(entry, "the DATE so many days", Calendars::checkedDay, INTEGER, DATE);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Entry.Builder intervals(Entry.Builder entry, SqlKind kind) {
    return entry
        .strict(
            TIMESTAMP, TimeArithmetic.kernel(kind, TIMESTAMP, MONTHS).kernel(), TIMESTAMP, MONTHS)
        .strict(
            TIMESTAMP,
            TimeArithmetic.kernel(kind, TIMESTAMP, DURATION).kernel(),
            TIMESTAMP,
            DURATION);
  }

  private static Entry shifted(Entry.Builder entry, boolean later) {
    SqlKind kind = later ? SqlKind.PLUS : SqlKind.MINUS;
    return intervals(entry, kind)
        .strict(DATE, TimeArithmetic.kernel(kind, DATE, INTEGER).kernel(), DATE, INTEGER)
        .entry();
  }

  private static Entry time(Entry.Builder entry, SqlKind kind) {
    return entry
        .strict(TIME, TimeArithmetic.kernel(kind, TIME, DURATION).kernel(), TIME, DURATION)
        .entry();
  }

  private static Entry ofDate(Entry.Builder entry, Unit unit) {
    return entry
        .strict(
            BIGINT,
            Kernels.longs(
                (LongUnaryOperator) t -> Fields.ofDate(unit, Calendars.date(Calendars.day(t)))),
            TIMESTAMP)
        .entry();
  }

  private static Entry ofTime(Entry.Builder entry, long unit, long most) {
    Kernel kernel = Kernels.longs((LongUnaryOperator) t -> Calendars.timeOfDay(t) / unit % most);
    return entry
        .manual("this field of a time, an integer")
        .refused("a DATE has no hours, minutes and seconds", DATE)
        .strict(BIGINT, kernel, TIMESTAMP)
        .strict(BIGINT, kernel, TIME)
        .entry();
  }

  private static Entry since(
      Entry.Builder entry,
      String what,
      LongUnaryOperator function,
      EngineType operand,
      EngineType result) {
    return entry
        .manual(what + " since 1970-01-01")
        .strict(result, Kernels.longs(function), operand)
        .entry();
  }

  private interface OfDate {
    String apply(LocalDate date);
  }

  private static Kernel name(OfDate function) {
    return Kernels.strict(v -> function.apply(Calendars.date(Calendars.day((Long) v[0]))));
  }

  private static String english(DayOfWeek day) {
    return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static String english(Month month) {
    return month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static long lastDay(long days) {
    LocalDate date = Calendars.date(days);
    return days - date.getDayOfMonth() + date.lengthOfMonth();
  }

  /** Before the year 1 comes -1. */
  private static long day(long year, long month, long day) {
    try {
      if (year != 0) {
        long since = year < 0 ? year + 1 : year;
        return Calendars.checkedDay(LocalDate.of((int) since, (int) month, (int) day).toEpochDay());
      }
    } catch (DateTimeException e) {
      // Is told below.
    }
    throw new StatementException(
        SqlState.OUT_OF_RANGE,
        "there is no day %d of month %d in the year %d".formatted(day, month, year));
  }

  private static long timestamp(Object[] values) {
    long days = day((Long) values[0], (Long) values[1], (Long) values[2]);
    return Calendars.plusMillis(
        Calendars.midnight(days),
        timeOfDay((Long) values[3], (Long) values[4], (Double) values[5]));
  }

  private static long timeOfDay(long hour, long minute, double second) {
    boolean isEndOfDay = hour == 24 && minute == 0 && second == 0;
    boolean isInDay = hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
    if (!(second >= 0 && second <= 60) || !(isInDay || isEndOfDay)) {
      throw new StatementException(
          SqlState.OUT_OF_RANGE, "there is no time %d:%d:%s".formatted(hour, minute, second));
    }
    // As PostgreSQL, to microseconds; of which milliseconds stay.
    return (hour * 60 + minute) * 60_000 + Math.floorDiv((long) Math.rint(second * 1e6), 1_000L);
  }

  private static long inDay(long time) {
    if (time >= Calendars.DAY) {
      throw new StatementException(SqlState.OUT_OF_RANGE, "a TIME is before 24:00:00");
    }
    return time;
  }

  private static long bin(long stride, long moment, long origin) {
    if (stride <= 0) {
      throw new StatementException(
          SqlState.OUT_OF_RANGE, "the interval of DATE_BIN must be greater than zero");
    }
    return Calendars.checkedMillis(moment - Math.floorMod(moment - origin, stride));
  }
}
