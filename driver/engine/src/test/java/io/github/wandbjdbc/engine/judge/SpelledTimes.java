package io.github.wandbjdbc.engine.judge;

import static io.github.wandbjdbc.engine.judge.OperandClass.GREATEST;
import static io.github.wandbjdbc.engine.judge.OperandClass.INFINITY;
import static io.github.wandbjdbc.engine.judge.OperandClass.LEAST;
import static io.github.wandbjdbc.engine.judge.OperandClass.MINUS_INFINITY;
import static io.github.wandbjdbc.engine.judge.OperandClass.NAN;
import static io.github.wandbjdbc.engine.judge.OperandClass.NEGATIVE;
import static io.github.wandbjdbc.engine.judge.OperandClass.ZERO;
import static io.github.wandbjdbc.engine.values.ValueType.BIGINT;
import static io.github.wandbjdbc.engine.values.ValueType.DOUBLE;
import static io.github.wandbjdbc.engine.values.ValueType.INTEGER;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How PostgreSQL spells functions of dates and times. */
final class SpelledTimes {
  private SpelledTimes() {}

  static Map<String, Spelled> all() {
    Map<String, Spelled> all = new HashMap<>();
    moved(all);
    fields(all);
    made(all);
    formats(all);
    return all;
  }

  private static void moved(Map<String, Spelled> all) {
    for (String name : List.of("DATE", "DATETIME", "TIMESTAMP", "TIME")) {
      all.put(name + "_ADD", Spelled.as("@1 + @2"));
      all.put(name + "_SUB", Spelled.as("@1 - @2"));
    }
    for (String name : List.of("DATE_ADD", "DATE_SUB")) {
      all.get(name).only(2, days()).refusing(2, INTEGER, GREATEST, LEAST);
    }
    all.put(
        "ADD_MONTHS",
        Spelled.as("(@1 + make_interval(months => %s))::date".formatted(SpelledTexts.cut(2)))
            .only(2, Grids.with(Grids.counts(BIGINT), Operands.bigints(13L, -300L)))
            .refusing(2, BIGINT, GREATEST, LEAST));
    all.put(
        "LAST_DAY",
        Spelled.as("(date_trunc('month', @1::timestamp) + interval '1 month - 1 day')::date"));
  }

  private static List<Operand> days() {
    return Operands.integers(null, 0L, 1L, -1L, 400L, -700_000L, 2147483647L, -2147483648L);
  }

  private static void fields(Map<String, Spelled> all) {
    all.put("DAYNAME", Spelled.as("to_char(@1, 'FMDay')"));
    all.put("MONTHNAME", Spelled.as("to_char(@1, 'FMMonth')"));
    Map<String, String> fields =
        Map.of(
            "YEAR", "year",
            "QUARTER", "quarter",
            "MONTH", "month",
            "WEEK", "week",
            "DAYOFYEAR", "doy",
            "DAYOFMONTH", "day",
            "HOUR", "hour",
            "MINUTE", "minute");
    fields.forEach(
        (name, field) -> all.put(name, Spelled.as("extract(%s from @1)::int8".formatted(field))));
    all.put("DAYOFWEEK", Spelled.as("(extract(dow from @1) + 1)::int8"));
    all.put("SECOND", Spelled.as("floor(extract(second from @1))::int8"));
    all.put("UNIX_SECONDS", Spelled.as("floor(extract(epoch from @1))::int8"));
    all.put("UNIX_MILLIS", Spelled.as("(extract(epoch from @1) * 1000)::int8"));
    all.put("UNIX_MICROS", Spelled.as("(extract(epoch from @1) * 1000000)::int8"));
    all.put("UNIX_DATE", Spelled.as("@1 - date '1970-01-01'"));
  }

  private static void made(Map<String, Spelled> all) {
    all.put(
        "MAKE_DATE",
        Spelled.as("make_date(@1, @2, @3)")
            .only(
                1,
                Operands.integers(
                    null, 2024L, 2023L, 0L, -44L, 1L, 9999L, 2147483647L, -2147483648L))
            .only(2, Operands.integers(null, 1L, 2L, 12L, 0L, 13L, -1L, 2147483647L, -2147483648L))
            .only(
                3,
                Operands.integers(null, 1L, 28L, 29L, 31L, 0L, 32L, -1L, 2147483647L, -2147483648L))
            .refusing(1, INTEGER, ZERO, GREATEST, LEAST)
            .refusing(2, INTEGER, ZERO, GREATEST, LEAST, NEGATIVE)
            .refusing(3, INTEGER, ZERO, GREATEST, LEAST, NEGATIVE));
    List<Operand> small =
        Operands.integers(null, 0L, 1L, 2L, 11L, 23L, -1L, 2147483647L, -2147483648L);
    Spelled timestamp =
        Spelled.as("make_timestamp(@1, @2, @3, @4, @5, @6)")
            .only(
                1,
                Operands.integers(
                    null, 2024L, 2023L, 1L, -44L, 0L, 9999L, 2147483647L, -2147483648L))
            .only(
                6,
                Operands.doubles(
                    null,
                    0.0,
                    -0.0,
                    0.5,
                    1.25,
                    59.9996,
                    60.0,
                    60.5,
                    -1.0,
                    Double.NaN,
                    Double.POSITIVE_INFINITY,
                    Double.NEGATIVE_INFINITY,
                    Double.MAX_VALUE,
                    -Double.MAX_VALUE))
            .refusing(1, INTEGER, ZERO, GREATEST, LEAST)
            .refusing(6, DOUBLE, NAN, INFINITY, MINUS_INFINITY, GREATEST, LEAST);
    for (int place = 2; place <= 5; place++) {
      timestamp.usually(place, 1L, 2L, 11L);
      timestamp.only(place, small).refusing(place, INTEGER, GREATEST, LEAST, NEGATIVE);
    }
    all.put("MAKE_TIMESTAMP", timestamp.refusing(2, INTEGER, ZERO).refusing(3, INTEGER, ZERO));
    all.put(
        "DATE_FROM_UNIX_DATE",
        Spelled.as("date '1970-01-01' + @1").refusing(1, INTEGER, GREATEST, LEAST));
    Map.of("SECONDS", "second", "MILLIS", "millisecond", "MICROS", "microsecond")
        .forEach(
            (name, unit) ->
                all.put(
                    "TIMESTAMP_" + name,
                    Spelled.as("timestamp 'epoch' + " + SpelledUnits.times(1, unit))
                        .more(1, Operands.bigints(1_700_000_000L, 1_700_000_000_123_999L))
                        .refusing(1, BIGINT, LEAST)));
    all.get("TIMESTAMP_SECONDS").refusing(1, BIGINT, GREATEST);
    all.get("TIMESTAMP_MILLIS").refusing(1, BIGINT, GREATEST);
  }

  private static void formats(Map<String, Spelled> all) {
    all.put(
        "TO_CHAR",
        Spelled.as("to_char(@1, @2)")
            .more(
                2,
                Operands.texts(
                    "YYYY-MM-DD HH24:MI:SS.MS",
                    "IYYY IYY IY I IDDD ID IW",
                    "Y,YYY YYYY YYY YY Y",
                    "MONTH|Month|month|MON|Mon|mon",
                    "DAY|Day|day|DY|Dy|dy",
                    "FMMONTH FMDay FMDD FMHH24 FMMS FMYYYY FMDDD",
                    "DDth DDTH HH12th MITH YYYYth DDDth FMDDth",
                    "YYYY-MM-DD\"T\"HH24:MI:SS",
                    "HH:MI AM p.m. A.M. pm BC ad B.C.",
                    "FF1 FF2 FF3 FF4 FF5 FF6 US SSSS SSSSS",
                    "CC Q WW W J D DDD",
                    "\"a \\\" b\" \\\" \\x é FM",
                    "yyyy mm dd hh24 mi ss ms us iw",
                    "\"ß ı 😀 e\u0301\"\nMM")));
    List<Operand> texts =
        Operands.texts(
            "2025-08-10 00:00:00.250000",
            "2025-08-10 13:45:59.5",
            "2025/8/1",
            "20250810",
            "20250810134559",
            "  2025 - 08 - 10  ",
            "2025-13-01",
            "2025-02-29",
            "2024-02-29",
            "2024-060",
            "10 Aug 2025",
            "10 august 2025 11:05 PM",
            "11:05 am",
            "99-1-2",
            "2025-08-10T13:45:59",
            "-2025-08-10",
            "2024-02-29\n",
            "2024-02-29 ß",
            "2024-02-29 ı",
            "2024-02-29 😀",
            "2024-02-29 e\u0301",
            "2024-02-29" + " ".repeat(4_000));
    List<Operand> patterns =
        Operands.texts(
            "YYYY-MM-DD HH24:MI:SS.US",
            "YYYY-MM-DD HH24:MI:SS.MS",
            "YYYY-MM-DD",
            "YYYY/MM/DD",
            "YYYYMMDD",
            "YYYYMMDDHH24MISS",
            "YYYY-DDD",
            "DD Mon YYYY",
            "DD Month YYYY HH12:MI AM",
            "YY-MM-DD",
            "DDth YYYY",
            "Dy DD MM YYYY",
            "YYYY-MM-DD\"T\"HH24:MI:SS",
            "FMYYYY-FMMM-FMDD FMHH24:FMMI:FMSS");
    all.put(
        "TO_DATE",
        Spelled.as("to_date(@1, @2)")
            .more(1, texts)
            .more(2, patterns)
            .because("other fields are refused by name", SpelledTimes::isRefusedByName));
    all.put(
        "TO_TIMESTAMP",
        Spelled.by(
                (types, word) ->
                    types.size() == 1
                        ? "to_timestamp(@1)::timestamp"
                        : "to_timestamp(@1, @2)::timestamp")
            .more(1, texts)
            .more(2, patterns)
            .more(1, Operands.doubles(1.5, -0.001, 1704067200.25))
            .because("other fields are refused by name", SpelledTimes::isRefusedByName)
            .refusing(1, DOUBLE, NAN, GREATEST, LEAST, INFINITY, MINUS_INFINITY)
            .because("a TIMESTAMP is finite", SpelledTimes::isInfinite));
  }

  private static boolean isRefusedByName(Cell cell) {
    return "42000".equals(cell.ourState());
  }

  private static boolean isInfinite(Cell cell) {
    return "22003".equals(cell.ourState())
        && cell.operand(0) instanceof Double seconds
        && seconds.isInfinite();
  }
}
