package io.github.wandbjdbc.engine.values.times;

import static io.github.wandbjdbc.engine.values.ValueType.BIGINT;
import static io.github.wandbjdbc.engine.values.ValueType.DATE;
import static io.github.wandbjdbc.engine.values.ValueType.DURATION;
import static io.github.wandbjdbc.engine.values.ValueType.MONTHS;
import static io.github.wandbjdbc.engine.values.ValueType.TIME;
import static io.github.wandbjdbc.engine.values.ValueType.TIMESTAMP;

import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Family;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.Overload;
import io.github.wandbjdbc.engine.values.ValueType;
import io.github.wandbjdbc.engine.values.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Functions of dates and times that are told a unit by a word.
 *
 * <p>The word is a literal: in a statement a unit ({@code HOUR}, which the parser takes for an
 * interval's qualifier) or a text ({@code 'hour'}), in a plan a flag ({@code FLAG(HOUR)}, a symbol)
 * or a text. {@link Entry#call} finds it, chooses the overload by it, and leaves it out of the
 * values; the kernel never sees it. Calcite's parser makes operators of its own of most of them:
 * whoever validates puts the entry's in their place, with the operands as they are, {@code FLOOR(x
 * TO unit)} and {@code CEIL} being the entries {@code FLOOR TO} and {@code CEIL TO}.
 */
public final class UnitFunctions implements Family {
  private static final List<String> NAMES =
      List.of(
          "EXTRACT",
          "DATE_PART",
          "DATE_TRUNC",
          "FLOOR TO",
          "CEIL TO",
          "TIMESTAMP_TRUNC",
          "DATETIME_TRUNC",
          "TIME_TRUNC",
          "TIMESTAMPADD",
          "TIMESTAMPDIFF",
          "TIMESTAMP_DIFF",
          "DATETIME_DIFF",
          "DATE_DIFF",
          "TIME_DIFF");

  private static final List<String> FIELDS =
      List.of(
          "MICROSECOND",
          "MILLISECOND",
          "SECOND",
          "MINUTE",
          "HOUR",
          "DAY",
          "WEEK",
          "MONTH",
          "QUARTER",
          "YEAR",
          "DECADE",
          "CENTURY",
          "MILLENNIUM",
          "ISOYEAR",
          "DOW",
          "ISODOW",
          "DOY",
          "EPOCH",
          "JULIAN");

  private static final List<String> UNITS = FIELDS.subList(0, 13);
  private static final List<String> TIME_UNITS = FIELDS.subList(0, 5);

  @Override
  public String title() {
    return "Units of dates and times";
  }

  @Override
  public List<String> names() {
    return NAMES;
  }

  @Override
  public Entry entry(String name) {
    Entry.Builder entry = Entry.named(name);
    return switch (name) {
      case "EXTRACT" ->
          entry
              .manual(
                  "a field of a date, time or interval: BIGINT, except EPOCH, SECOND and"
                      + " MILLISECOND, which are DOUBLE with fractions; DOW is 0 on Sundays, WEEK"
                      + " follows ISO 8601")
              .words(words(FIELDS, unit -> Fields.of(name, unit), 0))
              .entry();
      case "DATE_PART" ->
          entry
              .manual("like EXTRACT; a DATE is a TIMESTAMP at midnight")
              .words(
                  words(
                      FIELDS,
                      unit ->
                          Fields.of(name, unit).stream()
                              .filter(way -> way.operand(0) != DATE)
                              .toList(),
                      0))
              .entry();
      case "DATE_TRUNC" ->
          entry
              .manual("the time truncated to a unit; weeks begin on Monday")
              .words(words(UNITS, UnitFunctions::truncations, 0, 1))
              .entry();
      case "FLOOR TO" ->
          entry
              .manual("the date or time truncated to a unit; weeks begin on Sunday")
              .words(
                  words(
                      UNITS,
                      unit ->
                          rounding(
                              unit,
                              days -> Truncation.ofDays(unit, true, days),
                              millis -> Truncation.ofMillis(unit, true, millis),
                              millis -> Truncation.ofMillis(unit, true, millis)),
                      1))
              .entry();
      case "CEIL TO" ->
          entry
              .manual("the date or time rounded up to a unit; weeks as in FLOOR TO")
              .words(
                  words(
                      UNITS,
                      unit ->
                          rounding(
                              unit,
                              days -> Truncation.ceilingOfDays(unit, days),
                              millis -> Truncation.ceilingOfMillis(unit, millis),
                              millis ->
                                  Calendars.timeOfDay(Truncation.ceilingOfMillis(unit, millis))),
                      1))
              .entry();
      case "TIMESTAMP_TRUNC", "DATETIME_TRUNC" ->
          entry
              .manual(
                  "the date or time truncated to a unit; WEEK begins on Sunday, ISOWEEK on Monday")
              .words(
                  words(
                      UNITS,
                      unit ->
                          unit.isTime() || unit.isDate()
                              ? List.of(
                                  one(
                                      TIMESTAMP,
                                      TIMESTAMP,
                                      millis -> Truncation.ofMillis(unit, true, millis)))
                              : List.of(),
                      1))
              .entry();
      case "TIME_TRUNC" ->
          entry
              .manual("the time of day truncated to a unit")
              .words(
                  words(
                      TIME_UNITS,
                      unit ->
                          unit.isTime()
                              ? List.of(
                                  one(TIME, TIME, time -> Truncation.ofMillis(unit, true, time)))
                              : List.of(),
                      1))
              .entry();
      case "TIMESTAMPADD" ->
          entry
              .manual("the date or time so many units later; a DATE plus hours is a TIMESTAMP")
              .words(words(UNITS, UnitFunctions::additions, 0))
              .entry();
      case "TIMESTAMPDIFF" ->
          difference(
              entry, "the number of complete units from the first to the second", 0, false, false);
      case "TIMESTAMP_DIFF" ->
          difference(
              entry, "the number of complete units from the second to the first", 2, true, false);
      case "DATETIME_DIFF", "DATE_DIFF" ->
          difference(
              entry,
              "the number of unit boundaries from the second to the first, or of complete"
                  + " units for hours and less; WEEK begins on Sunday, ISOWEEK on Monday",
              2,
              true,
              true);
      case "TIME_DIFF" ->
          entry
              .manual("the number of complete units from the second time of day to the first")
              .words(
                  words(
                      TIME_UNITS,
                      unit ->
                          unit.isTime()
                              ? List.of(two(BIGINT, TIME, (a, b) -> Differences.whole(unit, b, a)))
                              : List.of(),
                      2))
              .entry();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private interface Ways {
    List<Overload> of(Unit unit);
  }

  private static Words words(List<String> all, Ways ways, int... places) {
    return new Words(
        all,
        word -> {
          Unit unit = Unit.of(word);
          return unit == null ? List.of() : ways.of(unit);
        },
        places);
  }

  private static Overload one(ValueType type, ValueType result, LongUnaryOperator function) {
    return new Overload(List.of(type), false, result, false, true, Kernels.longs(function));
  }

  private static Overload two(ValueType result, ValueType type, LongBinaryOperator function) {
    return new Overload(List.of(type, type), false, result, false, true, Kernels.longs(function));
  }

  private static List<Overload> truncations(Unit unit) {
    if (unit == Unit.NANOSECOND || unit == Unit.ISOYEAR || !(unit.isTime() || unit.isDate())) {
      return List.of();
    }
    List<Overload> ways = new ArrayList<>();
    ways.add(one(TIMESTAMP, TIMESTAMP, millis -> Truncation.ofMillis(unit, false, millis)));
    if (unit.months() > 0) {
      ways.add(one(DURATION, DURATION, millis -> 0));
      ways.add(one(MONTHS, MONTHS, months -> Truncation.ofInterval(months, unit.months())));
    } else if (unit == Unit.DAY || unit.isTime()) {
      ways.add(one(DURATION, DURATION, millis -> Truncation.ofInterval(millis, unit.millis())));
      ways.add(one(MONTHS, MONTHS, months -> months));
    }
    return ways;
  }

  private static List<Overload> rounding(
      Unit unit, LongUnaryOperator days, LongUnaryOperator millis, LongUnaryOperator time) {
    if (unit == Unit.ISOYEAR || (!unit.isTime() && !unit.isDate())) {
      return List.of();
    }
    List<Overload> ways = new ArrayList<>();
    ways.add(one(DATE, DATE, unit.isTime() ? same -> same : days));
    ways.add(one(TIMESTAMP, TIMESTAMP, millis));
    if (unit.isTime()) {
      ways.add(one(TIME, TIME, time));
    }
    return ways;
  }

  private static List<Overload> additions(Unit unit) {
    @Nullable LongBinaryOperator toMillis = toMillis(unit);
    if (toMillis == null) {
      return List.of();
    }
    List<Overload> ways = new ArrayList<>();
    BiFunction<ValueType, LongBinaryOperator, Overload> to =
        (type, function) ->
            new Overload(List.of(BIGINT, type), false, type, false, true, Kernels.longs(function));
    if (unit.months() > 0) {
      ways.add(
          to.apply(
              DATE, (n, days) -> Calendars.plusMonths(days, Calendars.times(n, unit.months()))));
    } else if (unit.isDate()) {
      long unitDays = unit.millis() / Calendars.DAY;
      ways.add(
          to.apply(
              DATE,
              // What overflows as milliseconds is no date.
              (n, days) ->
                  Calendars.checkedDay(
                      days + Calendars.times(n, unit.millis()) / unit.millis() * unitDays)));
    } else {
      ways.add(
          to.apply(TIME, (n, time) -> Calendars.timeOfDay(time + Calendars.interval(n, unit))));
    }
    ways.add(to.apply(TIMESTAMP, toMillis));
    return ways;
  }

  /** Adds units to milliseconds; what is shorter than one is cut. */
  private static @Nullable LongBinaryOperator toMillis(Unit unit) {
    if (unit.months() > 0) {
      return (n, millis) -> Calendars.plusMonthsToMillis(millis, Calendars.times(n, unit.months()));
    }
    if (unit.millis() > 0) {
      return (n, millis) -> Calendars.plusMillis(millis, Calendars.times(n, unit.millis()));
    }
    return switch (unit) {
      case MICROSECOND -> (n, millis) -> Calendars.plusMillis(millis, Math.floorDiv(n, 1_000L));
      case NANOSECOND -> (n, millis) -> Calendars.plusMillis(millis, Math.floorDiv(n, 1_000_000L));
      default -> null;
    };
  }

  private static Entry difference(
      Entry.Builder entry, String manual, int place, boolean laterFirst, boolean begun) {
    return entry
        .manual(manual)
        .words(
            words(
                UNITS,
                unit -> {
                  boolean parts = unit.isTime() || unit.isDate();
                  if (!parts || (unit == Unit.ISOYEAR && !begun)) {
                    return List.of();
                  }
                  LongBinaryOperator between =
                      begun
                          ? (from, to) -> Differences.begun(unit, from, to)
                          : (from, to) -> Differences.whole(unit, from, to);
                  return List.of(
                      two(
                          BIGINT,
                          TIMESTAMP,
                          laterFirst ? (a, b) -> between.applyAsLong(b, a) : between));
                },
                place))
        .entry();
  }
}
