package io.github.wandbjdbc.engine.judge;

import static io.github.wandbjdbc.engine.values.EngineType.DATE;
import static io.github.wandbjdbc.engine.values.EngineType.TIME;

import io.github.wandbjdbc.engine.values.EngineType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How PostgreSQL spells functions that are told a unit. It has EXTRACT and DATE_TRUNC; the others
 * are said by these.
 */
final class SpelledUnits {
  private static final Set<String> SHORT =
      Set.of("microsecond", "millisecond", "second", "minute", "hour");
  private static final Set<String> FRACTIONS = Set.of("epoch", "second", "millisecond");

  private SpelledUnits() {}

  static Map<String, Spelled> all() {
    Map<String, Spelled> all = new HashMap<>();
    for (String name : List.of("EXTRACT", "DATE_PART")) {
      all.put(
          name,
          Spelled.by(
              (types, unit) ->
                  "extract(%s from @1)::%s"
                      .formatted(unit, FRACTIONS.contains(unit) ? "float8" : "int8")));
    }
    all.put("DATE_TRUNC", Spelled.by((types, unit) -> "date_trunc('%s', @1)".formatted(unit)));
    all.put("FLOOR TO", Spelled.by((types, unit) -> floor(unit, "@1", types.get(0))));
    all.put(
        "CEIL TO",
        Spelled.by(
            (types, unit) -> {
              String floor = floor(unit, "@1", types.get(0));
              String next = "(%s + interval '1 %s')".formatted(floor, unit(unit));
              return types.get(0) == DATE && SHORT.contains(unit)
                  ? "@1"
                  : "CASE WHEN %1$s = @1 THEN @1 ELSE %2$s::%3$s END"
                      .formatted(floor, next, Operands.postgres(types.get(0)));
            }));
    for (String name : List.of("TIMESTAMP_TRUNC", "DATETIME_TRUNC", "TIME_TRUNC")) {
      all.put(name, Spelled.by((types, unit) -> floor(unit, "@1", types.get(0))));
    }
    all.put(
        "TIMESTAMPADD",
        Spelled.by(
                (types, unit) ->
                    "CASE WHEN @2 IS NOT NULL THEN %s END"
                        .formatted(
                            types.get(1) == TIME
                                ? ofDay(unit)
                                : "(@2 + %s)::%s"
                                    .formatted(times(1, unit), Operands.postgres(types.get(1)))))
            .only(
                1,
                Operands.bigints(
                    null,
                    0L,
                    1L,
                    2L,
                    3L,
                    7L,
                    100L,
                    -1L,
                    -2L,
                    -4L,
                    Long.MAX_VALUE,
                    Long.MIN_VALUE)));
    all.put("TIMESTAMPDIFF", Spelled.by((types, unit) -> whole(unit, "@1", "@2")));
    all.put("TIMESTAMP_DIFF", Spelled.by((types, unit) -> whole(unit, "@2", "@1")));
    all.put("TIME_DIFF", Spelled.by((types, unit) -> whole(unit, "@2", "@1")));
    for (String name : List.of("DATETIME_DIFF", "DATE_DIFF")) {
      all.put(name, Spelled.by((types, unit) -> begun(unit, "@2", "@1")));
    }
    return all;
  }

  /**
   * So many units as an interval: PostgreSQL multiplies by doubles, which seconds are too many for.
   */
  static String times(int place, String unit) {
    String units =
        switch (unit) {
          case "second" -> "86400";
          case "millisecond" -> "86400000";
          case "microsecond" -> "86400000000";
          default -> "";
        };
    return units.isEmpty()
        ? "@%d * interval '1 %s'".formatted(place, unit(unit))
        : "((@%1$d / %2$s)::int * interval '1 day' + (@%1$d %% %2$s)::int8 * interval '1 %3$s')"
            .formatted(place, units, unit);
  }

  /** A time of the day so many units later, if these are an interval of microseconds. */
  private static String ofDay(String unit) {
    String micros = "(@1::numeric * extract(epoch from interval '1 %s') * 1000000)".formatted(unit);
    return ("CASE WHEN abs(%1$s) > 9223372036854775808 THEN (1 / (@1 * 0))::text::time"
            + " ELSE time '00:00' + mod(mod(%1$s + extract(epoch from @2) * 1000000, 86400000000)"
            + " + 86400000000, 86400000000)::float8 * interval '1 microsecond' END")
        .formatted(micros);
  }

  /** As an interval's unit; there are no quarters. */
  private static String unit(String unit) {
    return unit.equals("quarter") ? "month' * 3 + interval '0" : unit;
  }

  private static String floor(String unit, String value, EngineType type) {
    if (type == DATE && SHORT.contains(unit)) {
      return value;
    }
    String name = Operands.postgres(type);
    if (type == TIME) {
      return "date_trunc('%s', %s)::time".formatted(unit, value);
    }
    return unit.equals("week")
        ? "(date_trunc('week', %s::timestamp + interval '1 day') - interval '1 day')::%s"
            .formatted(value, name)
        : "date_trunc('%s', %s::timestamp)::%s".formatted(unit, value, name);
  }

  private static String whole(String unit, String from, String to) {
    int months = months(unit);
    if (months == 0) {
      String micros =
          unit.equals("week")
              ? "604800000000"
              : "(extract(epoch from interval '1 %s') * 1000000)".formatted(unit);
      return "trunc(extract(epoch from (%s - %s)) * 1000000 / %s)::int8"
          .formatted(to, from, micros);
    }
    String day = "(extract(day from %1$s), (%1$s)::time)";
    return ("CASE WHEN %1$s > 0 AND %2$s < %3$s THEN %1$s - 1"
            + " WHEN %1$s < 0 AND %2$s > %3$s THEN %1$s + 1 ELSE %1$s END / %4$d")
        .formatted(months(from, to), day.formatted(to), day.formatted(from), months);
  }

  private static String months(String from, String to) {
    String count = "(extract(year from %1$s) * 12 + extract(month from %1$s))";
    return "(%s - %s)::int8".formatted(count.formatted(to), count.formatted(from));
  }

  private static String begun(String unit, String from, String to) {
    int months = months(unit);
    if (SHORT.contains(unit)) {
      return whole(unit, from, to);
    }
    return switch (unit) {
      case "day" -> "((%s)::date - (%s)::date)::int8".formatted(to, from);
      case "isoyear" ->
          "(extract(isoyear from %s) - extract(isoyear from %s))::int8".formatted(to, from);
      case "week" ->
          "((%s - %s) / 7)::int8".formatted(floor(unit, to, DATE), floor(unit, from, DATE));
      default -> {
        String first = "date_trunc('%s', %s)";
        yield months(first.formatted(unit, from), first.formatted(unit, to)) + " / " + months;
      }
    };
  }

  private static int months(String unit) {
    return switch (unit) {
      case "month" -> 1;
      case "quarter" -> 3;
      case "year" -> 12;
      case "decade" -> 120;
      case "century" -> 1_200;
      case "millennium" -> 12_000;
      default -> 0;
    };
  }
}
