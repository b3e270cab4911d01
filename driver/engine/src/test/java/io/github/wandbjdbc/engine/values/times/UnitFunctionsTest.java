package io.github.wandbjdbc.engine.values.times;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.judge.Cells;
import io.github.wandbjdbc.engine.judge.Operand;
import io.github.wandbjdbc.engine.judge.Operands;
import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Keywords;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.engine.values.Overload;
import io.github.wandbjdbc.engine.values.RefusedCall;
import io.github.wandbjdbc.engine.values.StatementException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitFunctionsTest {
  private static final List<String> FIELDS =
      List.of(
          "microsecond",
          "millisecond",
          "second",
          "minute",
          "hour",
          "day",
          "week",
          "month",
          "quarter",
          "year",
          "decade",
          "century",
          "millennium",
          "isoyear",
          "dow",
          "isodow",
          "doy",
          "epoch",
          "julian");

  @Test
  void fieldsAreThoseOfPostgresql() {
    Cells cells = Cells.named("EXTRACT and DATE_PART");

    for (String field : FIELDS) {
      for (List<Operand> grid : grids()) {
        compareField(cells, "EXTRACT", field, "extract(%s from %%s)", grid);
        compareField(cells, "DATE_PART", field, "date_part('%s', %%s)", grid);
      }
    }

    cells.end();
  }

  private static List<List<Operand>> grids() {
    return List.of(
        TimeGrids.dates(),
        TimeGrids.timestamps(),
        Operands.times(),
        TimeGrids.months(),
        TimeGrids.durations());
  }

  private static void compareField(
      Cells cells, String function, String field, String spelling, List<Operand> grid) {
    EngineType type = grid.get(0).type();
    Overload way = way(function, field, type);
    if (way != null && way.operand(0) == type) {
      String cast = way.result() == EngineType.DOUBLE ? "float8" : "int8";
      cells.compare(
          way.kernel(),
          List.of(type),
          way.result(),
          "(" + spelling.formatted(field) + ")::" + cast,
          grid);
    }
  }

  @Test
  void beginningsOfUnitsAreThoseOfPostgresql() {
    Cells cells = Cells.named("DATE_TRUNC");

    for (String unit : FIELDS.subList(0, 13)) {
      for (List<Operand> grid :
          List.of(TimeGrids.timestamps(), TimeGrids.months(), TimeGrids.durations())) {
        EngineType type = grid.get(0).type();
        Overload way = way("DATE_TRUNC", unit, type);
        if (way != null) {
          cells.compare(
              way.kernel(), List.of(type), type, "date_trunc('%s', %%s)".formatted(unit), grid);
        }
      }
    }

    cells.end();
  }

  @Test
  void whatHasNoSuchFieldIsRefusedByName() {
    for (String unit : List.of("HOUR", "minute", "Second")) {
      Overload way = way("EXTRACT", unit, EngineType.DATE);

      assertThat(way).isNull();
    }
    assertThatThrownBy(() -> words("EXTRACT").overloads("EXTRACT", "fortnight"))
        .isInstanceOf(StatementException.class)
        .hasMessageContaining("EXTRACT doesn't take 'fortnight', but MICROSECOND, MILLISECOND");
    assertThat(way("EXTRACT", "DAY", EngineType.TIME)).isNull();
    assertThat(way("DATE_TRUNC", "WEEK", EngineType.MONTHS)).isNull();
  }

  /** By the calendar; TIMESTAMPDIFF is JDBC's, the others are BigQuery's. */
  @ParameterizedTest
  @CsvSource({
    "TIMESTAMPDIFF, MONTH, 2024-03-31T00:00, 2024-02-29T00:00, -1",
    "TIMESTAMPDIFF, MONTH, 2024-02-29T00:00, 2024-03-31T00:00, 1",
    "TIMESTAMPDIFF, MONTH, 2024-01-31T10:00, 2024-02-29T10:00, 0",
    "TIMESTAMPDIFF, MONTH, 2024-02-29T10:00, 2024-01-29T10:00:00.001, 0",
    "TIMESTAMPDIFF, MONTH, 2024-02-29T10:00, 2024-01-29T10:00, -1",
    "TIMESTAMPDIFF, YEAR, 2024-02-29T00:00, 2025-02-28T00:00, 0",
    "TIMESTAMPDIFF, QUARTER, 2024-01-01T00:00, 2024-12-31T00:00, 3",
    "TIMESTAMPDIFF, WEEK, 2024-01-01T00:00, 2024-01-14T23:59, 1",
    "TIMESTAMPDIFF, DAY, 2024-01-02T00:00, 2024-01-01T00:00:00.001, 0",
    "TIMESTAMPDIFF, SQL_TSI_FRAC_SECOND, 2024-01-01T00:00, 2024-01-01T00:00:00.001, 1000000",
    "TIMESTAMPDIFF, MICROSECOND, 2024-01-01T00:00, 2024-01-01T00:00:00.001, 1000",
    "TIMESTAMPDIFF, SECOND, 0001-01-01T00:00, 9999-12-31T23:59:59, 315537897599",
    "TIMESTAMPDIFF, HOUR, 1969-12-31T23:30, 1970-01-01T01:00, 1",
    "TIMESTAMP_DIFF, HOUR, 2001-02-01T01:00, 2001-02-01T00:00:01, 0",
    "TIMESTAMP_DIFF, DAY, 2018-08-14T00:00, 2018-10-14T00:00, -61",
    "DATE_DIFF, YEAR, 2017-12-30T00:00, 2014-12-30T00:00, 3",
    "DATE_DIFF, WEEK, 2017-10-15T00:00, 2017-10-14T00:00, 1",
    "DATE_DIFF, ISOWEEK, 2017-10-15T00:00, 2017-10-14T00:00, 0",
    "DATE_DIFF, ISOWEEK, 2017-10-16T00:00, 2017-10-15T00:00, 1",
    "DATE_DIFF, ISOYEAR, 2017-12-30T00:00, 2014-12-30T00:00, 2",
    "DATE_DIFF, MONTH, 2024-02-01T00:00, 2024-01-31T00:00, 1",
    "DATE_DIFF, MONTH, 2024-01-31T00:00, 2024-02-01T00:00, -1",
    "DATETIME_DIFF, DAY, 2010-07-07T10:20, 2008-12-25T15:30, 559",
    "DATETIME_DIFF, HOUR, 2024-01-01T02:59, 2024-01-01T01:30, 1"
  })
  void differencesAreWorkedOutByTheCalendar(
      String function, String unit, LocalDateTime first, LocalDateTime second, long expected) {
    Overload way = Objects.requireNonNull(way(function, unit, EngineType.TIMESTAMP));

    long given = compute(way, millis(first), millis(second));

    assertThat(given).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "MONTH, 1, 2024-01-31T10:00:00.001, 2024-02-29T10:00:00.001",
    "MONTH, -1, 2024-03-31T00:00, 2024-02-29T00:00",
    "YEAR, 1, 2024-02-29T00:00, 2025-02-28T00:00",
    "QUARTER, 1, 2023-11-30T00:00, 2024-02-29T00:00",
    "WEEK, -1, 1970-01-01T00:00, 1969-12-25T00:00",
    "SECOND, 90, 2024-02-28T23:59:00, 2024-02-29T00:00:30",
    "MICROSECOND, 1500, 2024-01-01T00:00, 2024-01-01T00:00:00.001",
    "MICROSECOND, -1, 2024-01-01T00:00, 2023-12-31T23:59:59.999"
  })
  void timestampsAreMovedByTheCalendar(
      String unit, long count, LocalDateTime from, LocalDateTime to) {
    Overload way = Objects.requireNonNull(way("TIMESTAMPADD", unit, EngineType.TIMESTAMP));

    long moved = compute(way, count, millis(from));

    assertThat(moved).isEqualTo(millis(to));
  }

  /** Weeks begin on Sundays, as Calcite and BigQuery have it. */
  @ParameterizedTest
  @CsvSource({
    "FLOOR TO, WEEK, 2024-01-06T10:00, 2023-12-31T00:00",
    "FLOOR TO, HOUR, 1969-12-31T23:30, 1969-12-31T23:00",
    "CEIL TO, HOUR, 1969-12-31T23:30, 1970-01-01T00:00",
    "CEIL TO, MONTH, 2024-02-29T00:00:00.001, 2024-03-01T00:00",
    "CEIL TO, MONTH, 2024-02-01T00:00, 2024-02-01T00:00",
    "CEIL TO, WEEK, 2024-01-06T10:00, 2024-01-07T00:00",
    "CEIL TO, YEAR, 1999-12-31T23:59:59.999, 2000-01-01T00:00",
    "CEIL TO, MILLENNIUM, 1999-12-31T00:00, 2001-01-01T00:00",
    "TIMESTAMP_TRUNC, WEEK, 2024-01-06T10:00, 2023-12-31T00:00",
    "TIMESTAMP_TRUNC, ISOWEEK, 2024-01-07T10:00, 2024-01-01T00:00",
    "TIMESTAMP_TRUNC, ISOYEAR, 2024-01-07T10:00, 2024-01-01T00:00",
    "TIMESTAMP_TRUNC, ISOYEAR, 2023-01-01T10:00, 2022-01-03T00:00"
  })
  void timesAreRoundedToUnits(String function, String unit, LocalDateTime from, LocalDateTime to) {
    Overload way = Objects.requireNonNull(way(function, unit, EngineType.TIMESTAMP));

    long rounded = compute(way, millis(from));

    assertThat(rounded).isEqualTo(millis(to));
  }

  private static long compute(Overload way, Long... operands) {
    LongColumn[] columns = new LongColumn[operands.length];
    for (int i = 0; i < operands.length; i++) {
      columns[i] = new LongColumn(1);
      columns[i].set(0, operands[i]);
    }
    LongColumn result = new LongColumn(1);
    way.kernel().compute(columns, 1, result, () -> {});
    return result.values()[0];
  }

  private static long millis(LocalDateTime time) {
    return time.toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  private static Keywords words(String function) {
    Entry entry = new UnitFunctions().entry(function);
    return Objects.requireNonNull(entry.words());
  }

  /** The way whose last operand is of {@code type}; null if there is none, or it is refused. */
  private static @Nullable Overload way(String function, String unit, EngineType type) {
    for (Overload way : words(function).overloads(function, unit)) {
      if (way.operand(way.operands().size() - 1) == type) {
        return way.kernel() instanceof RefusedCall ? null : way;
      }
    }
    return null;
  }
}
