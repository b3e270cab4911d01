package io.github.wandbjdbc.engine.values.times;

import io.github.wandbjdbc.engine.judge.Operand;
import io.github.wandbjdbc.engine.judge.Operands;
import io.github.wandbjdbc.engine.values.EngineType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Dates, times and intervals that functions are tried with. */
final class TimeGrids {
  private TimeGrids() {}

  static List<Operand> timestamps() {
    List<Operand> grid = new ArrayList<>(Operands.timestamps());
    grid.addAll(
        Operands.timestamps(
            "1900-12-31T23:59:59.999",
            "1901-01-01T00:00:00",
            "2000-01-01T00:00:00",
            "2001-01-01T00:00:00",
            "1999-12-31T12:00:00",
            "2021-01-03T06:07:08.009",
            "2024-12-30T00:00:00",
            "2026-12-31T18:30:15.500",
            "2010-01-03T00:00:00.001",
            "1000-06-15T12:30:00",
            "0010-02-28T00:00:00"));
    grid.add(beforeChrist("0044-03-15T12:30:05", "0044-03-15 12:30:05 BC"));
    grid.add(beforeChrist("0001-12-31T23:59:59", "0001-12-31 23:59:59 BC"));
    grid.add(beforeChrist("0101-01-01T00:00:00", "0101-01-01 00:00:00 BC"));
    return grid;
  }

  private static Operand beforeChrist(String text, String postgres) {
    LocalDateTime time = LocalDateTime.parse(text);
    long millis = time.withYear(1 - time.getYear()).toInstant(ZoneOffset.UTC).toEpochMilli();
    return new Operand(EngineType.TIMESTAMP, millis, "'" + postgres + "'::timestamp");
  }

  static List<Operand> dates() {
    List<Operand> grid = new ArrayList<>(Operands.dates());
    grid.addAll(
        Operands.dates(
            "2024-01-31", "2024-12-30", "2026-01-01", "1900-02-28", "0004-02-29", "2001-01-01"));
    grid.add(
        new Operand(
            EngineType.DATE, LocalDate.of(-43, 3, 15).toEpochDay(), "'0044-03-15 BC'::date"));
    grid.add(new Operand(EngineType.DATE, -2_440_588L, "'4714-11-24 BC'::date"));
    grid.add(
        new Operand(
            EngineType.DATE,
            LocalDate.of(5_874_897, 12, 31).toEpochDay(),
            "'5874897-12-31'::date"));
    return grid;
  }

  static List<Operand> months() {
    return Operands.months(
        null, 0L, 1L, -1L, 5L, -5L, 11L, 12L, -14L, 25L, 1300L, -125L, 12_345L, 119_988L);
  }

  static List<Operand> durations() {
    return Operands.durations(
        null,
        0L,
        1L,
        -1L,
        999L,
        61_001L,
        3_599_999L,
        -3_600_000L,
        5_400_000L,
        86_399_999L,
        86_400_000L,
        -93_784_500L,
        -86_400_001L,
        1_296_000_000L,
        315_537_897_599_999L);
  }
}
