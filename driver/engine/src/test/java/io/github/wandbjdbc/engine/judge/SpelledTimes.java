package io.github.wandbjdbc.engine.judge;

import static io.github.wandbjdbc.engine.judge.OperandClass.GREATEST;
import static io.github.wandbjdbc.engine.judge.OperandClass.INFINITY;
import static io.github.wandbjdbc.engine.judge.OperandClass.LEAST;
import static io.github.wandbjdbc.engine.judge.OperandClass.MINUS_INFINITY;
import static io.github.wandbjdbc.engine.judge.OperandClass.NAN;
import static io.github.wandbjdbc.engine.judge.OperandClass.NEGATIVE;
import static io.github.wandbjdbc.engine.judge.OperandClass.ZERO;
import static io.github.wandbjdbc.engine.values.EngineType.BIGINT;
import static io.github.wandbjdbc.engine.values.EngineType.DATE;
import static io.github.wandbjdbc.engine.values.EngineType.DOUBLE;
import static io.github.wandbjdbc.engine.values.EngineType.DURATION;
import static io.github.wandbjdbc.engine.values.EngineType.INTEGER;
import static io.github.wandbjdbc.engine.values.EngineType.NUMERIC;
import static io.github.wandbjdbc.engine.values.EngineType.TEXT;
import static io.github.wandbjdbc.engine.values.EngineType.TIMESTAMP;

import io.github.wandbjdbc.engine.values.EngineType;
import java.util.ArrayList;
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
    intervals(all);
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
        "MAKE_TIME",
        Spelled.as("make_time(@1, @2, @3)")
            .only(1, Operands.integers(null, 0L, 1L, 13L, 23L, 25L, -1L))
            .only(2, Operands.integers(null, 0L, 1L, 59L, 60L, -1L))
            .more(3, Operands.doubles(1.5, 59.999, 59.9999999, 60.0, 60.5))
            .refusing(1, INTEGER, GREATEST, LEAST, NEGATIVE)
            .refusing(2, INTEGER, GREATEST, LEAST, NEGATIVE)
            .refusing(3, DOUBLE, NAN, GREATEST, LEAST, INFINITY, MINUS_INFINITY)
            .because(
                "a TIME is before 24:00", cell -> Long.valueOf(86_400_000).equals(cell.theirs())));
    all.put(
        "DATE_BIN",
        Spelled.as("date_bin(@1, @2, @3)")
            .more(1, Operands.durations(900_000L, 86_400_000L, 604_800_000L))
            .refusing(1, DURATION, ZERO, NEGATIVE));
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

  private static void intervals(Map<String, Spelled> all) {
    List<Operand> some =
        Operands.integers(null, 0L, 1L, 3L, 25L, -1L, -40L, 2147483647L, -2147483648L);
    Spelled made =
        Spelled.by((types, word) -> SpelledTexts.called("make_interval", types.size()))
            .more(7, Operands.doubles(1.25, -90.0005, 86_400.0))
            .because("months and days are two types of intervals", SpelledTimes::isRefusedByName)
            .because("an interval is 64 bits of microseconds", SpelledTimes::isLongInterval)
            .refusing(1, INTEGER, GREATEST, LEAST)
            .refusing(3, INTEGER, GREATEST, LEAST)
            .refusing(4, INTEGER, GREATEST, LEAST)
            .refusing(7, DOUBLE, NAN, INFINITY, MINUS_INFINITY, GREATEST, LEAST);
    for (int place = 1; place <= 6; place++) {
      made.only(place, some).usually(place, place <= 2 ? new Object[] {0L} : new Object[] {0L, 1L});
    }
    all.put("MAKE_INTERVAL", made);
    all.put("JUSTIFY_HOURS", Spelled.as("justify_hours(@1)"));
  }

  private static boolean isLongInterval(Cell cell) {
    return "22003".equals(cell.ourState()) && cell.isTheirsAnswered();
  }

  private static void formats(Map<String, Spelled> all) {
    all.put("STRFTIME", byPercent(STRFTIME));
    all.put("DATE_FORMAT", byPercent(DATE_FORMAT));
    all.put(
        "TO_CHAR",
        Spelled.by((types, word) -> isPrinted(types.get(0)) ? "to_char(@1, @2)" : null)
            .more(1, Operands.doubles(12.5, -0.4, 1234.567, 0.05))
            .more(1, Operands.numerics("12.5", "-0.45", "1234.567", "0.05", "-12"))
            .more(1, Operands.integers(12L, 485L, 111L, -3L))
            .because("other fields are refused by name", SpelledTimes::isRefusedByName)
            .because("-0.0 is 0.0", cell -> Double.valueOf(-0.0).equals(cell.operand(0)))
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
                    "RM|rm|FMRM|FMrm|RMth",
                    "\"a \\\" b\" \\\" \\x é FM",
                    "yyyy mm dd hh24 mi ss ms us iw",
                    "\"ß ı 😀 e\u0301\"\nMM",
                    "999",
                    "FM999",
                    "9,999.99",
                    "FM9,999.00",
                    "FM999990.099",
                    "0.9",
                    "9.9",
                    "FM9.9",
                    "00000",
                    "0009.990",
                    "S999.9",
                    "999.9S",
                    "S0.0",
                    "FMS999",
                    "999MI",
                    "MI999",
                    "FMMI999",
                    "PL999",
                    "SG999",
                    "999PR",
                    "FM999.9PR",
                    "999th",
                    "FM999TH",
                    "9G999D99",
                    "\"n=\"999\" !\"",
                    "999 999",
                    "9.9.9",
                    "99990D00S",
                    "99999999999999999999.99999",
                    "FM99999999999999999999.09999",
                    ".99",
                    "FM.99",
                    "FM0.99",
                    "9PR9",
                    "SS9",
                    "é9",
                    "RN",
                    "9V9",
                    "9.9EEEE",
                    "L9")));
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
            "2460898.5",
            "2025-W33-7",
            "2025-223",
            "21 25 8 10",
            "44-03-15 BC",
            "0044-03-15 b.c.",
            "2025 VIII 10",
            "2,025-08-10",
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
            "J",
            "IYYY-\"W\"IW-ID",
            "IYYY-IDDD",
            "IYY IY I",
            "YYYY-WW",
            "YYYY-MM W D",
            "YYYY Q",
            "CC YY MM DD",
            "CC",
            "YYYY-MM-DD BC",
            "YYYY-MM-DD A.D.",
            "YYYY RM DD",
            "Y,YYY-MM-DD",
            "YYYY-MM-DD SSSSS",
            "YYYY-MM-DD TZ",
            "FXYYYY-MM-DD",
            "YYYY-MM-DD IW",
            "FMYYYY-FMMM-FMDD FMHH24:FMMI:FMSS");
    numbers(all);
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

  private static void numbers(Map<String, Spelled> all) {
    all.put(
        "TO_NUMBER",
        Spelled.as("to_number(@1, @2)")
            .more(
                1,
                Operands.texts(
                    "485",
                    " 12.50",
                    "-12,454.8",
                    "12454.8-",
                    "1,234,567.89",
                    "+0.5",
                    ".5",
                    "5.",
                    "<12.5>",
                    "$ 12.50",
                    "12th",
                    "1 2 3",
                    "00012",
                    "--5",
                    "- 5",
                    "5 -",
                    "é1é2",
                    "1ß2",
                    "1ı2",
                    "1😀2",
                    "1e\u03012",
                    "1\n2",
                    "9".repeat(45),
                    "7" + " ".repeat(4_000),
                    "Infinity"))
            .more(
                2,
                Operands.texts(
                    "999",
                    "9",
                    "999.99",
                    "99G999D9S",
                    "S99,999.9",
                    "9,999,999.99",
                    "FM9,999,999.99",
                    "FM999.999MI",
                    "MI999",
                    "PL999.9",
                    "SG999.9",
                    "999.9PR",
                    "999TH",
                    "999th.",
                    "L999",
                    "\"$ \"99.99",
                    "x9x9",
                    "0000.00",
                    "99.99S",
                    "9S",
                    ".99",
                    "D9",
                    "999 999",
                    "9".repeat(50),
                    "9.9.9",
                    "9é9\n9",
                    "9ı9",
                    "9ß9",
                    "9😀9",
                    "9e\u03019",
                    "9" + " ".repeat(4_000),
                    "RN",
                    "9V9",
                    "9.9EEEE"))
            .because("other fields are refused by name", SpelledTimes::isRefusedByName)
            .refusing(1, TEXT, OperandClass.EMPTY));
  }

  private static final Map<String, String> STRFTIME =
      Map.of(
          "%Y-%m-%d %H:%M:%S", "YYYY-MM-DD HH24:MI:SS",
          "%d.%m.%y, %I %p", "DD.MM.YY, HH12 AM",
          "%A %a %B %b %j", "FMDay Dy FMMonth Mon DDD",
          "%F T %T 100%%", "YYYY-MM-DD \"T\" HH24:MI:SS 100%",
          "%R %G-%V-%u ß ı", "HH24:MI IYYY-IW-ID ß ı",
          "%y 😀 e\u0301\n", "YY 😀 \"e\"\u0301\n");

  private static final Map<String, String> DATE_FORMAT =
      Map.of(
          "%Y-%m-%d %H:%i:%s", "YYYY-MM-DD HH24:MI:SS",
          "%c/%e/%y %k %l %h %I", "FMMM/FMDD/YY FMHH24 FMHH12 HH12 HH12",
          "%W %a %M %b %D %j", "FMDay Dy FMMonth Mon FMDDth DDD",
          "%r %T %S.%f %p", "HH12:MI:SS AM HH24:MI:SS SS.US AM",
          "%x %v ß ı 100%%", "IYYY IW ß ı 100%",
          "😀\u0301\n", "😀\u0301\n");

  /** Patterns of fields behind a %, and others are refused. */
  private static Spelled byPercent(Map<String, String> patterns) {
    List<Operand> all = new ArrayList<>(Operands.texts((String) null));
    StringBuilder ours = new StringBuilder("CASE @2");
    patterns.forEach(
        (percent, fields) -> {
          all.addAll(Operands.texts(percent));
          ours.append(" WHEN %s THEN %s".formatted(quoted(percent), quoted(fields)));
        });
    ours.append(" END");
    Spelled spelled =
        Spelled.by(
            (types, word) -> types.get(0) == TIMESTAMP ? "to_char(@1, %s)".formatted(ours) : null);
    return spelled.only(2, all).refusing(2, TEXT, OperandClass.EMPTY, OperandClass.VERY_LONG);
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static boolean isPrinted(EngineType type) {
    return type == TIMESTAMP
        || type == DATE
        || type == INTEGER
        || type == BIGINT
        || type == NUMERIC
        || type == DOUBLE;
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
