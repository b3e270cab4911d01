package io.github.wandbjdbc.engine.values.times;

import static io.github.wandbjdbc.engine.values.EngineType.DOUBLE;
import static io.github.wandbjdbc.engine.values.EngineType.DURATION;
import static io.github.wandbjdbc.engine.values.EngineType.INTEGER;
import static io.github.wandbjdbc.engine.values.EngineType.MONTHS;

import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Family;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.Arrays;
import java.util.List;

/** Functions that give intervals: such of months, or such of days and less, but none of both. */
public final class IntervalFunctions implements Family {
  private static final int MOST_OPERANDS = 7;
  private static final long SECOND = 1_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  /** Milliseconds whose microseconds are 64 bits. */
  private static final long MOST_MILLIS = Long.MAX_VALUE / 1_000;

  @Override
  public String title() {
    return "Intervals";
  }

  @Override
  public List<String> names() {
    return List.of("MAKE_INTERVAL", "JUSTIFY_HOURS");
  }

  @Override
  public Entry entry(String name) {
    Entry.Builder entry = Entry.named(name);
    return switch (name) {
      case "MAKE_INTERVAL" -> {
        entry
            .manual(
                "the interval of years and months, or, where both are 0, of weeks, days, hours,"
                    + " minutes and seconds; in this order, or by names: MAKE_INTERVAL(days => 3)")
            .refusing(0, "MAKE_INTERVAL takes what it is of, as in MAKE_INTERVAL(days => 3)")
            .strict(MONTHS, Kernels.longs(years -> months(years, 0)), INTEGER)
            .strict(MONTHS, Kernels.longs(IntervalFunctions::months), INTEGER, INTEGER);
        for (int count = 3; count <= MOST_OPERANDS; count++) {
          EngineType[] operands = new EngineType[count];
          Arrays.fill(operands, INTEGER);
          operands[count - 1] = count == MOST_OPERANDS ? DOUBLE : INTEGER;
          entry.strict(DURATION, Kernels.strict(IntervalFunctions::duration), operands);
        }
        yield entry.entry();
      }
      case "JUSTIFY_HOURS" ->
          entry
              .manual("the interval with every 24 hours converted to a day")
              .strict(DURATION, Kernels.longs(millis -> millis), DURATION)
              .refused(
                  "JUSTIFY_HOURS takes intervals of days, hours and less: months have none", MONTHS)
              .entry();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static long months(long years, long months) {
    return checked(years * 12 + months);
  }

  private static long checked(long number) {
    if (number != (int) number) {
      throw Calendars.outOfRange("interval");
    }
    return number;
  }

  /** Of years and months, which must be 0, weeks, days, hours, minutes and seconds. */
  private static long duration(Object[] values) {
    if (whole(values, 0) != 0 || whole(values, 1) != 0) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "MAKE_INTERVAL gives months or days, not both: add one after the other, as in t +"
              + " INTERVAL '1' MONTH + INTERVAL '3' DAY");
    }
    long days = checked(whole(values, 2) * 7 + whole(values, 3));
    long micros = whole(values, 4) * HOUR + whole(values, 5) * MINUTE;
    double seconds = values.length < MOST_OPERANDS ? 0 : (Double) values[MOST_OPERANDS - 1];
    double more = Math.rint(seconds * SECOND);
    if (!(more >= -0x1p63 && more < 0x1p63)) {
      throw Calendars.outOfRange("interval");
    }
    try {
      micros = Math.addExact(micros, (long) more);
    } catch (ArithmeticException e) {
      throw Calendars.outOfRange("interval");
    }
    long millis = days * Calendars.DAY + Math.floorDiv(micros, 1_000L);
    if (Math.abs(millis) > MOST_MILLIS) {
      throw Calendars.outOfRange("interval");
    }
    return millis;
  }

  private static long whole(Object[] values, int place) {
    return place < Math.min(values.length, MOST_OPERANDS - 1) ? (Long) values[place] : 0;
  }
}
