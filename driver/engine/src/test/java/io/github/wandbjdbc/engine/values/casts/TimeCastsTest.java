package io.github.wandbjdbc.engine.values.casts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.judge.Cells;
import io.github.wandbjdbc.engine.judge.Operand;
import io.github.wandbjdbc.engine.judge.Operands;
import io.github.wandbjdbc.engine.judge.SqlTypes;
import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.Intervals;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.times.TimeTexts;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.junit.jupiter.api.Test;

/** Texts read as dates, times and intervals. */
class TimeCastsTest {
  private static final List<Operand> DATES =
      Operands.texts(
          "2024-02-29",
          "2023-02-29",
          "2024-2-9",
          "20240229",
          "2024-060",
          "2024.060",
          "2024-366",
          "2023-366",
          "99-01-01",
          "2024-01",
          "2024",
          "0001-01-01",
          "0000-01-01",
          "10000-01-01",
          " 2024-02-29 ",
          "2024/02/29",
          "2024.02.29",
          "2024-02/29",
          "2024-13-01",
          "2024-00-10",
          "2024-01-32",
          "240229",
          "991231",
          "2024-02-29 junk",
          "2024-W09-4",
          "2024-02 29",
          "2024-02-29T",
          "",
          "abc",
          "12345-1-1",
          "1582-10-10",
          "9999-12-31",
          "2024-02-29-",
          "2024-0229",
          "1-1",
          "2024--1-1");

  private static final List<Operand> TIMES =
      Operands.texts(
          "10:11",
          "10:11:12",
          "10:11:12.5",
          "10:11:12.123456",
          "10:11:12.1234567",
          "101112",
          "1011",
          "10",
          "24:00:00",
          "24:00:01",
          "23:59:60",
          "10:60:00",
          "10:11:60",
          "10:11:60.5",
          "10:11:61",
          "T10:11:12",
          "t101112",
          "1:2:3",
          "01:02:3",
          "-10:00",
          "10:11:12,5",
          "10:11:12.",
          "10.5",
          "101112.5",
          "23:59:59.9996",
          "10:11:12.0005",
          "10:11:12.0015",
          "10:11:12.00049999",
          "T10",
          "",
          "x",
          "2024-02-29 10:11:12",
          "2024-02-29",
          "2024-02-29T10:11:12",
          "20240229T101112",
          "20240229 10:11",
          "2024-02-29 101112",
          "2024-060 1:2",
          "2024/02/29 10:11",
          "10:11:12.0004996",
          "25:00:00");

  private static final List<Operand> TIMESTAMPS =
      Operands.texts(
          "2024-02-29 10:11:12",
          "2024-02-29T10:11:12.789",
          "2024-02-29 10",
          "2024-02-29T10",
          "2024-02-29 10:11",
          "2024-02-29 1011",
          "2024-02-29T101112",
          "20240229T101112",
          "20240229 101112",
          "20240229T101112.5",
          "20240229101112",
          "2024-060 10:11:12",
          "2024-02-29 24:00:00",
          "2024-02-29 24:00:01",
          "2024-02-29 23:59:60",
          "2024-02-29 23:59:59.9999999",
          "2024-02-29 10:11:12.123456",
          "2024-02-29 10:11:12.1235",
          "2024-02-29 10:11:12.1225",
          "1969-12-31 10:00:00.0005",
          "1969-12-31 10:00:00.0015",
          "1999-12-31 23:59:59.9995",
          "2024-02-29t10:11:12",
          "2024-02-29  10:11:12",
          "x",
          "",
          "0001-01-01 00:00:00",
          "10000-01-01 00:00:00",
          "294276-12-31 00:00",
          "294277-01-01 00:00",
          "2024-02-29 1:2:3",
          "2024-2-9 1:2",
          "10:11:12",
          "10:11:12 2024-02-29",
          "2024-02-29 10:11:12 -",
          "2024-02-29\t10:11:12",
          "2024-02-30 00:00:00",
          "2024-02-29 10:11:12 junk",
          "1709201472");

  private static final List<Operand> WITH_ZONES =
      Operands.texts(
          "2024-02-29T10:11:12.789Z",
          "2024-02-29 10:11:12z",
          "2024-02-29 10:11:12+05:30",
          "2024-02-29 10:11:12-0530",
          "2024-02-29 10:11:12+05",
          "2024-02-29 10:11:12+5",
          "2024-02-29 10:11:12 +05",
          "2024-02-29 10:11:12 UTC",
          "2024-02-29 10:11:12 GMT",
          "2024-02-29T10:11:12 Z",
          "2024-02-29 10:11:12+16:00",
          "2024-02-29 10:11:12+15:59:59",
          "2024-02-29 10:11:12-05:30:15",
          "2024-05-31T23:30:00-01:00",
          "2024-02-29 10:11:12.+05",
          "2024-02-29 10:11+05",
          "2024-02-29 10:11:12+05:60",
          "2024-02-29 10:11:12+",
          "2024-02-29T00:30:00.5+01:00",
          "20240229T101112+0100",
          "20240229T101112Z");

  private static Kernel ofText(RelDataType to) {
    return Casts.kernel(SqlTypes.of(SqlTypeName.VARCHAR), to);
  }

  private static void compare(
      Cells cells, SqlTypeName type, EngineType result, String spelling, List<Operand> texts) {
    cells.compare(ofText(SqlTypes.of(type)), List.of(EngineType.TEXT), result, spelling, texts);
  }

  @Test
  void textsAreReadAsDatesAndTimesAsByPostgres() {
    Cells cells =
        Cells.named("texts as dates and times")
            .accepting(
                "only ISO forms of dates and times are read",
                cell -> "22007".equals(cell.ourState()) && cell.isTheirsAnswered());

    compare(cells, SqlTypeName.DATE, EngineType.DATE, "(%s)::date", DATES);
    compare(cells, SqlTypeName.DATE, EngineType.DATE, "(%s)::date", TIMESTAMPS.subList(0, 15));
    compare(cells, SqlTypeName.TIME, EngineType.TIME, "(%s)::time(3)", TIMES);
    compare(cells, SqlTypeName.TIMESTAMP, EngineType.TIMESTAMP, "(%s)::timestamp(3)", DATES);
    compare(cells, SqlTypeName.TIMESTAMP, EngineType.TIMESTAMP, "(%s)::timestamp(3)", TIMESTAMPS);
    for (int decimals = 0; decimals < 3; decimals++) {
      cells.compare(
          ofText(SqlTypes.of(SqlTypeName.TIMESTAMP, decimals)),
          List.of(EngineType.TEXT),
          EngineType.TIMESTAMP,
          "(%s)::timestamp(" + decimals + ")",
          TIMESTAMPS);
    }

    cells.end();
  }

  @Test
  void aTextThatNamesAnOffsetIsTurnedToUtc() {
    Cells cells = Cells.named("texts with offsets");

    compare(
        cells,
        SqlTypeName.TIMESTAMP,
        EngineType.TIMESTAMP,
        "((%s)::timestamptz(3) AT TIME ZONE 'UTC')",
        WITH_ZONES);
    compare(
        cells,
        SqlTypeName.DATE,
        EngineType.DATE,
        "((%s)::timestamptz AT TIME ZONE 'UTC')::date",
        WITH_ZONES);
    compare(
        cells,
        SqlTypeName.TIME,
        EngineType.TIME,
        "((%s)::timestamptz(3) AT TIME ZONE 'UTC')::time",
        WITH_ZONES);

    cells.end();
  }

  @Test
  void otherFormsAreRefused() {
    for (String text :
        List.of(
            "today",
            "now",
            "epoch",
            "infinity",
            "Feb 29 2024",
            "29-Feb-2024",
            "02/29/2024",
            "2024-02-29 BC",
            "J2451187",
            "2024-02-29 10:11 PM",
            "2024-02-29 10:11 PST",
            "x".repeat(100_000))) {
      assertThat(refused(() -> TimeTexts.parseTimestamp(text, 3))).isEqualTo("22007");
      assertThat(refused(() -> TimeTexts.parseDate(text))).isEqualTo("22007");
      assertThat(refused(() -> TimeTexts.parseTime(text, 3))).isEqualTo("22007");
    }
  }

  private static String refused(LongSupplier reading) {
    try {
      return "read as " + reading.getAsLong();
    } catch (StatementException e) {
      return e.state().code();
    }
  }

  /** As literals, of which PostgreSQL reads a number alone by the interval's last unit. */
  private static List<Operand> literals(List<Operand> texts) {
    return texts.stream()
        .map(o -> new Operand(o.type(), o.held(), o.postgres().replace("::text", "")))
        .toList();
  }

  @Test
  void textsAreReadAsIntervals() {
    List<Operand> durations =
        Operands.texts(
            "1 day",
            "1 days",
            "-1 day",
            "1 day 2 hours",
            "1:02:03",
            "1 02:03:04",
            "-1 02:03:04",
            "-1:02:03",
            "P3DT4H5M6S",
            "PT1H",
            "P1W",
            "PT1.5S",
            "1.5 hours",
            "1.5 days",
            "1",
            "1.5",
            "30",
            "1 h",
            "1m",
            "1 min",
            "1 s",
            "1 ms",
            "1 week",
            "1 day ago",
            "@ 1 day",
            "1 d",
            "",
            "abc",
            "1 foo",
            "12:34:56.789",
            "100:00:00",
            "1:60:00",
            "1 day -02:03:04",
            "1day",
            "1 hour 30 minutes",
            "1.5 weeks",
            "1e3 seconds",
            "5 days 3",
            "PT-1H",
            "P-1D",
            " 1 day ",
            "3 hrs",
            "4 secs",
            "5 millisecond",
            "1:2",
            "999:59",
            "1 2",
            "1 day 1 week",
            "0",
            "-0",
            "1 day 25:00:00",
            "P",
            "PT",
            "1,5 day",
            "1 fortnight",
            "500 us",
            "1500 microseconds");
    List<Operand> months =
        Operands.texts(
            "1-2",
            "-1-2",
            "+1-2",
            "1 year 2 months",
            "1 mon",
            "2 mons",
            "P1Y2M",
            "1.5 years",
            "1 century",
            "1 decade",
            "2 millennium",
            "1 y",
            "P1Y-2M",
            "-1 mons",
            "1 year ago",
            "x",
            "14",
            "0",
            "P1M");

    Cells cells = Cells.named("texts as intervals");
    cells.compare(
        ofText(Intervals.duration(SqlTypes.FACTORY)),
        List.of(EngineType.TEXT),
        EngineType.DURATION,
        "(%s)::interval day to second(3)",
        literals(durations));
    cells.compare(
        ofText(Intervals.months(SqlTypes.FACTORY)),
        List.of(EngineType.TEXT),
        EngineType.MONTHS,
        "(%s)::interval year to month",
        literals(months));

    cells.end();
  }
}
