package io.github.wandbjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.values.StatementException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Aggregates give what statisticians expect, whatever the type and the size of the numbers. */
class AggregatesTest {
  private final LossTable losses =
      new LossTable(
          Arrays.asList(
              new @Nullable Object[][] {
                {1L, 100_000_001.0, "a", null, true},
                {2L, 100_000_002.0, "a", null, false},
                {3L, 100_000_003.0, "b", null, true},
                {4L, null, "c", null, null}
              }));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(select max(o.step))",
        "(select max(o.step) from losses k)",
        "(select sum(o.step + o.loss) from losses k)",
        "(select max((select i.note from losses i where i.step = o.step)))",
        "(select max((select note from losses i where i.step = o.step)) from (values (1)) k (x))",
        "(select max((select i.step from losses i join losses j on i.step = o.step)) from losses k)",
      })
  void areNotOfTheColumnsOfAQueryAroundAlone(String query) {
    assertThatThrownBy(() -> losses.firstColumn("select " + query + " from losses o"))
        .isInstanceOf(StatementException.class)
        .hasMessageContaining("of columns of the query around belongs to that query");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          max((select i.note from losses i where i.step = o.step))                            ~ c
          (select max((select i.step from losses i where i.step = k.step)) from losses k)     ~ 4
          (select max((select max(o.step) from losses o)))                                     ~ 4
          (select max((select 5)) from losses k)                                               ~ 5
          """)
  void mayBeOfQueries(String aggregate, String answer) {
    assertThat(losses.firstColumn("select " + aggregate + ", max(o.step) from losses o"))
        .containsExactly(answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          string_agg(note, ',' order by step desc)                 ~ c,b,a,a
          string_agg(note, ',' order by step) || '!'               ~ a,a,b,c!
          listagg(note, '') within group (order by step)           ~ aabc
          string_agg(distinct note, ',')                           ~ a,b,c
          arg_max(note, loss)                                      ~ b
          percentile_cont(0.5) within group (order by step)        ~ 2.5
          """)
  void standBesideWindows(String aggregate, String answer) {
    for (String window :
        new String[] {"rank() over ()", "sum(count(*)) over ()", "count(*) over (order by %s)"}) {
      assertThat(
              losses.firstColumn(
                  "select %s, %s from losses"
                      .formatted(aggregate, window.formatted("max(loss), " + aggregate))))
          .containsExactly(answer);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          avg(step)                                  ~ 2.5
          avg(cast(step as integer))                 ~ 2.5
          avg(case when ok then 1 else 0 end)        ~ 0.5
          avg(distinct step) filter (where step < 3) ~ 1.5
          avg(loss)                                  ~ 1.00000002E8
          avg(cast(step as decimal(5, 2)) / 4)       ~ 0.625
          sum(cast(2000000000 as integer))           ~ 8000000000
          sum(case when ok then 1 else 0 end)        ~ 2
          sum(cast(step as smallint))                ~ 10
          stddev(loss)                               ~ 1.0
          stddev_samp(loss)                          ~ 1.0
          stddev_pop(loss)                           ~ 0.816496580927726
          variance(loss)                             ~ 1.0
          var_samp(loss)                             ~ 1.0
          var_pop(loss)                              ~ 0.6666666666666666
          stddev(step)                               ~ 1.2909944487358056
          var_pop(cast(step as integer))             ~ 1.25
          var_pop(cast(step as decimal(5, 2)))       ~ 1.25
          stddev(distinct step) filter (where step < 3) ~ 0.7071067811865476
          stddev(loss) filter (where step = 1)       ~ null
          stddev_pop(loss) filter (where step = 1)   ~ 0.0
          var_pop(loss) filter (where step = 4)      ~ null
          """)
  void wholeNumbersAndLargeOnesLoseNothing(String aggregate, String answer) {
    assertThat(losses.firstColumn("select " + aggregate + " from losses")).containsExactly(answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          select avg(step) from losses group by note order by 1                       ~ 1.5 ~ 3.0 ~ 4.0
          select stddev(step) from losses group by note order by 1                    ~ 0.7071067811865476 ~ null ~ null
          select sum(step) from losses group by note order by 1                       ~ 3 ~ 3 ~ 4
          select avg(step) over (order by step) from losses where step < 4 order by 1 ~ 1.0 ~ 1.5 ~ 2.0
          select stddev(loss) over (order by step rows 1 preceding) from losses where step < 4 order by step ~ null ~ 0.7071067811865476 ~ 0.7071067811865476
          select sum(step) over (order by step rows 1 preceding) from losses where step < 4 order by step ~ 1 ~ 3 ~ 5
          """)
  void soItIsInGroupsAndWindows(String sql, String a, String b, String c) {
    assertThat(losses.firstColumn(sql)).containsExactly(a, b, c);
  }

  @ParameterizedTest
  @ValueSource(strings = {"avg(step)", "stddev(step)", "var_pop(loss)", "sum(step)"})
  void ofNothingThereIsNone(String aggregate) {
    assertThat(losses.firstColumn("select " + aggregate + " from losses where step > 9"))
        .containsExactly("null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          sum(9223372036854775800 + step - 1)          ~ 36893488147419103206
          sum(9223372036854775800 + step - 1) over ()  ~ 36893488147419103206
          avg(9223372036854775800 + step - 1)          ~ 9.223372036854776E18
          """)
  void aSumOfBigintHasRoom(String aggregate, String sum) {
    assertThat(losses.firstColumn("select " + aggregate + " from losses limit 1"))
        .containsExactly(sum);
  }
}
