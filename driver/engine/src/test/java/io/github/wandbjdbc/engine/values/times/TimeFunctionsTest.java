package io.github.wandbjdbc.engine.values.times;

import io.github.wandbjdbc.engine.judge.Cells;
import io.github.wandbjdbc.engine.judge.Operand;
import io.github.wandbjdbc.engine.judge.Operands;
import io.github.wandbjdbc.engine.values.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Functions that PostgreSQL lacks are expressed in its terms. */
class TimeFunctionsTest {
  @Test
  void datesAndTimesAreMovedAsByPostgresql() {
    List<Operand> timestamps = TimeGrids.timestamps();
    Cells cells = Cells.named("functions that move times");

    for (String name : List.of("DATE", "DATETIME", "TIMESTAMP")) {
      cells
          .compare(entry(name + "_ADD"), "%s + %s", timestamps, TimeGrids.months())
          .compare(entry(name + "_ADD"), "%s + %s", timestamps, TimeGrids.durations())
          .compare(entry(name + "_SUB"), "%s - %s", timestamps, TimeGrids.months())
          .compare(entry(name + "_SUB"), "%s - %s", timestamps, TimeGrids.durations());
    }
    cells
        .compare(entry("DATE_ADD"), "%s + %s", TimeGrids.dates(), days())
        .compare(entry("DATE_SUB"), "%s - %s", TimeGrids.dates(), days())
        .compare(entry("TIME_ADD"), "%s + %s", Operands.times(), TimeGrids.durations())
        .compare(entry("TIME_SUB"), "%s - %s", Operands.times(), TimeGrids.durations())
        .compare(
            entry("ADD_MONTHS"),
            "(%s + make_interval(months => (%s)::int))::date",
            Operands.dates(),
            Operands.bigints(0L, 1L, -1L, 13L, -300L))
        .end();
  }

  private static List<Operand> days() {
    return Operands.integers(null, 0L, 1L, -1L, 400L);
  }

  @Test
  void fieldsAndNamesAreThoseOfPostgresql() {
    List<Operand> timestamps = TimeGrids.timestamps();

    Cells.named("fields and names of times")
        .compare(entry("YEAR"), "extract(year from %s)::int8", timestamps)
        .compare(entry("QUARTER"), "extract(quarter from %s)::int8", timestamps)
        .compare(entry("MONTH"), "extract(month from %s)::int8", timestamps)
        .compare(entry("WEEK"), "extract(week from %s)::int8", timestamps)
        .compare(entry("DAYOFYEAR"), "extract(doy from %s)::int8", timestamps)
        .compare(entry("DAYOFMONTH"), "extract(day from %s)::int8", timestamps)
        .compare(entry("DAYOFWEEK"), "(extract(dow from %s) + 1)::int8", timestamps)
        .compare(entry("HOUR"), "extract(hour from %s)::int8", timestamps)
        .compare(entry("HOUR"), "extract(hour from %s)::int8", Operands.times())
        .compare(entry("MINUTE"), "extract(minute from %s)::int8", timestamps)
        .compare(entry("SECOND"), "floor(extract(second from %s))::int8", timestamps)
        .compare(entry("DAYNAME"), "to_char(%s, 'FMDay')", timestamps)
        .compare(entry("MONTHNAME"), "to_char(%s, 'FMMonth')", timestamps)
        .compare(
            entry("LAST_DAY"),
            "(date_trunc('month', %s) + interval '1 month - 1 day')::date",
            timestamps)
        .compare(
            entry("LAST_DAY"),
            "(date_trunc('month', (%s)::timestamp) + interval '1 month - 1 day')::date",
            Operands.dates())
        .compare(entry("UNIX_SECONDS"), "floor(extract(epoch from %s))::int8", timestamps)
        .compare(entry("UNIX_MILLIS"), "(extract(epoch from %s) * 1000)::int8", timestamps)
        .compare(entry("UNIX_MICROS"), "(extract(epoch from %s) * 1000000)::int8", timestamps)
        .compare(entry("UNIX_DATE"), "%s - date '1970-01-01'", TimeGrids.dates())
        .end();
  }

  @Test
  void datesAndTimesAreMadeAsByPostgresql() {
    Cells.named("made dates and times")
        .compare(
            entry("MAKE_DATE"),
            "make_date(%s, %s, %s)",
            Operands.integers(null, 2024L, 2023L, 0L, -44L, 1L, 9999L, 5_874_897L, 5_874_898L),
            Operands.integers(null, 1L, 2L, 12L, 0L, 13L),
            Operands.integers(null, 1L, 28L, 29L, 31L, 0L, 32L))
        .compare(
            entry("MAKE_TIMESTAMP"),
            "make_timestamp(%s, %s, %s, %s, %s, %s)",
            Operands.integers(2024L, -1L),
            Operands.integers(2L),
            Operands.integers(29L, 28L),
            Operands.integers(0L, 23L, 24L, -1L),
            Operands.integers(0L, 59L, 60L),
            Operands.doubles(null, 0.0, 59.9996, 60.0, 60.5, -1.0, 1.25, Double.NaN))
        .compare(
            entry("DATE_FROM_UNIX_DATE"),
            "date '1970-01-01' + %s",
            Operands.integers(null, 0L, -1L, 20_000L, 2_147_483_647L, -2_147_483_648L))
        .compare(
            entry("TIMESTAMP_SECONDS"),
            "timestamp 'epoch' + %s * interval '1 second'",
            Operands.bigints(null, 0L, -1L, 1_700_000_000L))
        .compare(
            entry("TIMESTAMP_MILLIS"),
            "timestamp 'epoch' + %s * interval '1 millisecond'",
            Operands.bigints(null, 0L, -1L, 1_700_000_000_123L))
        .compare(
            entry("TIMESTAMP_MICROS"),
            "timestamp 'epoch' + %s * interval '1 microsecond'",
            Operands.bigints(null, 0L, -1L, 1_700_000_000_123_999L))
        .end();
  }

  private static Entry entry(String name) {
    return new TimeFunctions().entry(name);
  }
}
