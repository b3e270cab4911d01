package io.github.wandbjdbc.engine.values.times;

import static io.github.wandbjdbc.engine.values.ValueType.BIGINT;
import static io.github.wandbjdbc.engine.values.ValueType.DATE;
import static io.github.wandbjdbc.engine.values.ValueType.DOUBLE;
import static io.github.wandbjdbc.engine.values.ValueType.DURATION;
import static io.github.wandbjdbc.engine.values.ValueType.MONTHS;
import static io.github.wandbjdbc.engine.values.ValueType.TIME;
import static io.github.wandbjdbc.engine.values.ValueType.TIMESTAMP;

import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.engine.values.Overload;
import io.github.wandbjdbc.engine.values.Refusal;
import io.github.wandbjdbc.engine.values.ValueType;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import java.util.function.LongUnaryOperator;

/** The fields of dates, times and intervals: BIGINT, but EPOCH, SECOND and MILLISECOND DOUBLE. */
final class Fields {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long JULIAN_OF_1970 = 2_440_588;
  private static final int MONTHS_A_YEAR = 12;

  /** As PostgreSQL counts intervals: 365.25 days a year, 30 a month. */
  private static final double YEAR_SECONDS = 365.25 * 86_400;

  private static final double MONTH_SECONDS = 30.0 * 86_400;

  private Fields() {}

  /** How {@code function} gives {@code unit} of each type that has it; empty if none does. */
  static List<Overload> of(String function, Unit unit) {
    List<Overload> ways = new ArrayList<>();
    switch (unit) {
      case NANOSECOND -> {
        return List.of();
      }
      case EPOCH -> {
        ways.add(doubles(DATE, days -> days * 86_400.0));
        ways.add(doubles(TIMESTAMP, millis -> millis / 1e3));
        ways.add(doubles(TIME, millis -> millis / 1e3));
        ways.add(doubles(DURATION, millis -> millis / 1e3));
        ways.add(
            doubles(
                MONTHS,
                months -> {
                  long years = months / MONTHS_A_YEAR;
                  return years * YEAR_SECONDS + months % MONTHS_A_YEAR * MONTH_SECONDS;
                }));
      }
      case SECOND, MILLISECOND -> {
        double each = unit == Unit.SECOND ? 1e3 : 1;
        ways.add(without(function, unit, DATE));
        ways.add(doubles(TIMESTAMP, millis -> Calendars.timeOfDay(millis) % MINUTE / each));
        ways.add(doubles(TIME, millis -> millis % MINUTE / each));
        ways.add(doubles(DURATION, millis -> millis % MINUTE / each));
        ways.add(doubles(MONTHS, months -> 0));
      }
      case MICROSECOND, MINUTE, HOUR -> {
        ways.add(without(function, unit, DATE));
        ways.add(longs(TIMESTAMP, millis -> ofTime(unit, Calendars.timeOfDay(millis))));
        ways.add(longs(TIME, millis -> ofTime(unit, millis)));
        ways.add(longs(DURATION, millis -> ofTime(unit, millis % Calendars.DAY)));
        ways.add(longs(MONTHS, months -> 0));
      }
      case JULIAN -> {
        ways.add(longs(DATE, days -> days + JULIAN_OF_1970));
        ways.add(without(function, unit, TIMESTAMP));
      }
      default -> {
        ways.add(longs(DATE, days -> ofDate(unit, Calendars.date(days))));
        ways.add(longs(TIMESTAMP, millis -> ofDate(unit, Calendars.date(Calendars.day(millis)))));
        addOfIntervals(ways, unit);
      }
    }
    return ways;
  }

  private static void addOfIntervals(List<Overload> ways, Unit unit) {
    if (unit.months() > 0) {
      ways.add(longs(DURATION, millis -> unit == Unit.QUARTER ? 1 : 0));
      ways.add(longs(MONTHS, months -> ofMonths(unit, months)));
    } else if (unit == Unit.DAY || unit == Unit.WEEK) {
      ways.add(longs(DURATION, millis -> millis / unit.millis()));
      ways.add(longs(MONTHS, months -> 0));
    }
  }

  private static long ofTime(Unit unit, long millis) {
    return switch (unit) {
      case HOUR -> millis / HOUR;
      case MINUTE -> millis % HOUR / MINUTE;
      default -> millis % MINUTE * SECOND;
    };
  }

  /** Of a unit that dates have. Before the year 1 comes -1, as in PostgreSQL. */
  static long ofDate(Unit unit, LocalDate date) {
    int year = date.getYear();
    return switch (unit) {
      case YEAR -> year > 0 ? year : year - 1;
      case QUARTER -> (date.getMonthValue() - 1) / 3 + 1;
      case MONTH -> date.getMonthValue();
      case DAY -> date.getDayOfMonth();
      case WEEK, ISOWEEK -> date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case DOW -> date.getDayOfWeek().getValue() % 7;
      case ISODOW -> date.getDayOfWeek().getValue();
      case DOY -> date.getDayOfYear();
      case DECADE -> Math.floorDiv(year, 10);
      case CENTURY -> part(year, 100);
      case MILLENNIUM -> part(year, 1_000);
      case ISOYEAR -> {
        int isoYear = date.get(IsoFields.WEEK_BASED_YEAR);
        yield isoYear > 0 ? isoYear : isoYear - 1;
      }
      default -> throw new IllegalArgumentException(unit.name());
    };
  }

  /** The first one ends with year {@code years}; there is no zeroth. */
  private static long part(int year, int years) {
    return year > 0 ? (year + years - 1) / years : -((years - year) / years);
  }

  private static long ofMonths(Unit unit, long months) {
    long month = months % MONTHS_A_YEAR;
    return switch (unit) {
      case MONTH -> month;
      case QUARTER -> month < 0 ? month / 3 - 1 : month / 3 + 1;
      default -> months / unit.months();
    };
  }

  /** Of DATE, which otherwise would serve as a TIMESTAMP. */
  private static Overload without(String function, Unit unit, ValueType type) {
    return new Overload(
        List.of(type),
        false,
        BIGINT,
        false,
        true,
        new Refusal("%s: a %s has no field %s".formatted(function, type, unit.name())));
  }

  private static Overload longs(ValueType type, LongUnaryOperator function) {
    return new Overload(List.of(type), false, BIGINT, false, true, Kernels.longs(function));
  }

  private static Overload doubles(ValueType type, LongToDoubleFunction function) {
    return new Overload(List.of(type), false, DOUBLE, false, true, toDoubles(function));
  }

  private static Kernel toDoubles(LongToDoubleFunction function) {
    return (operands, size, result, look) -> {
      long[] from = ((LongColumn) operands[0]).values();
      double[] to = ((DoubleColumn) result).values();
      for (int i = 0; i < size; i++) {
        if (operands[0].isNull(i)) {
          result.setNull(i);
        } else {
          to[i] = function.applyAsDouble(from[i]);
        }
      }
    };
  }
}
