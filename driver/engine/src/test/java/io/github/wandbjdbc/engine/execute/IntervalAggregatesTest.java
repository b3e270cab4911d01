package io.github.wandbjdbc.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.judge.Postgres;
import io.github.wandbjdbc.engine.values.AggregateEntry;
import io.github.wandbjdbc.engine.values.Intervals;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.aggregates.Aggregates;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Aggregates of intervals, dates and times. */
class IntervalAggregatesTest {
  private static final List<RelDataType> FIELDS =
      List.of(
          Intervals.duration(AggregateTable.TYPES),
          Intervals.months(AggregateTable.TYPES),
          AggregateTable.TYPES.createSqlType(SqlTypeName.DATE),
          AggregateTable.TYPES.createSqlType(SqlTypeName.TIMESTAMP));

  /** How PostgreSQL makes them of the numbers that are held, and gives those back. */
  private static final List<String> TO =
      List.of(
          "make_interval(secs => x / 1000.0)",
          "make_interval(months => x)",
          "DATE '1970-01-01' + x",
          "TIMESTAMP '1970-01-01' + make_interval(secs => x)");

  private static final List<String> FROM =
      List.of(
          "EXTRACT(EPOCH FROM %s) * 1000",
          "EXTRACT(YEAR FROM %1$s) * 12 + EXTRACT(MONTH FROM %1$s)",
          "%s - DATE '1970-01-01'",
          "EXTRACT(EPOCH FROM %s)");

  @Test
  void theyAreThoseOfPostgres() throws Exception {
    Postgres postgres = start();
    Random random = new Random(1);
    int cells = 0;
    for (int i = 0; i < 40; i++) {
      List<@Nullable Object> values = new ArrayList<>();
      for (int k = random.nextInt(6); k > 0; k--) {
        values.add(random.nextInt(5) == 0 ? null : (Object) (random.nextInt(20_000) - 10_000L));
      }
      for (int field = 0; field < FIELDS.size(); field++) {
        List<String> names = new ArrayList<>(List.of("MIN", "MAX"));
        if (field < 2) {
          names.add("SUM");
        }
        if (field == 0) {
          names.add("AVG");
        }
        for (String name : names) {
          String sql = name + "(" + TO.get(field) + ")";
          String list = values.isEmpty() ? "NULL" : values.toString().replaceAll("[\\[\\]]", "");
          String theirs =
              postgres.value(
                  "SELECT round("
                      + FROM.get(field).formatted(sql)
                      + ") FROM unnest(ARRAY["
                      + list
                      + "]::integer[]) AS t(x)");

          assertThat(String.valueOf(ours(name, FIELDS.get(field), values)))
              .as("%s of %s", sql, list)
              .isEqualTo(String.valueOf(theirs));
          cells++;
        }
      }
    }
    System.out.printf("Aggregates of intervals, dates and times: %d cells%n", cells);
  }

  @Test
  void aSumOfMonthsBeyondTheirRangeFails() {
    RelDataType months = Intervals.months(AggregateTable.TYPES);
    long most = Integer.MAX_VALUE;

    assertThat(ours("SUM", months, List.of(most, -1L, 1L))).isEqualTo(most);
    assertThatThrownBy(() -> ours("SUM", months, List.of(most, 1L)))
        .isInstanceOfSatisfying(
            StatementException.class, e -> assertThat(e.state()).isEqualTo(SqlState.OUT_OF_RANGE));
  }

  private static @Nullable Object ours(
      String name, RelDataType type, List<@Nullable Object> values) {
    AggregateEntry entry = Objects.requireNonNull(Aggregates.entry(name));
    RelDataType row = AggregateTable.TYPES.builder().add("x", type).build();
    RelDataType result =
        entry
            .operator()
            .inferReturnType(
                new Aggregate.AggCallBinding(
                    AggregateTable.TYPES, entry.operator(), List.of(), List.of(type), true, false));
    assertThat(result.getSqlTypeName()).isEqualTo(type.getSqlTypeName());
    assertThat(result.isNullable()).isTrue();
    AggregateCall call =
        AggregateCall.create(
            entry.operator(),
            false,
            false,
            false,
            List.of(),
            List.of(0),
            -1,
            null,
            RelCollations.EMPTY,
            result,
            null);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Object value : values) {
      List<@Nullable Object> one = new ArrayList<>();
      one.add(value);
      rows.add(one);
    }
    GroupOperator total =
        new GroupOperator(
            new ListedRows(List.of(Kind.LONG), rows, 2),
            List.of(Kind.LONG),
            List.of(),
            List.of(List.of()),
            List.of(AggregateSpec.of(call, row)),
            CountingScope.unbounded());
    return ListedRows.all(total, 1).get(0).get(0);
  }

  private static Postgres start() throws Exception {
    try {
      return Postgres.start();
    } catch (IOException e) {
      Assumptions.assumeFalse(!Boolean.getBoolean("postgres.required"), "no PostgreSQL: " + e);
      throw e;
    }
  }
}
