package io.github.wandbjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions give what they say for all values, NaN and the least number among them. */
class OwnFunctionsTest {
  private final LossTable losses =
      new LossTable(
          Arrays.asList(
              new @Nullable Object[][] {
                {1L, Double.NaN, "2024-01-01", 1_704_067_202_100L, true},
                {2L, -2.375, "2024-03-01", 1_704_067_200_900L, true},
                {3L, Double.POSITIVE_INFINITY, null, null, null},
                {4L, null, null, null, null}
              }));

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          round(loss, 2)          ~ NaN ~ -2.38  ~ Infinity ~ null
          round(loss)             ~ NaN ~ -2.0   ~ Infinity ~ null
          truncate(loss, 1)       ~ NaN ~ -2.3   ~ Infinity ~ null
          power(loss, 2)          ~ NaN ~ 5.640625 ~ Infinity ~ null
          power(loss, step)       ~ NaN ~ 5.640625 ~ Infinity ~ null
          power(loss, 2.0)        ~ NaN ~ 5.640625 ~ Infinity ~ null
          greatest(loss, 1)       ~ NaN ~ 1.0    ~ Infinity ~ 1.0
          greatest(1, loss, 3)    ~ NaN ~ 3.0    ~ Infinity ~ 3.0
          least(loss, 1)          ~ 1.0 ~ -2.375 ~ 1.0      ~ 1.0
          least(5, 1e0, loss)     ~ 1.0 ~ -2.375 ~ 1.0      ~ 1.0
          greatest(step, 2)       ~ 2   ~ 2      ~ 3        ~ 4
          abs(loss)               ~ NaN ~ 2.375  ~ Infinity ~ null
          abs(step - 3)           ~ 2   ~ 1      ~ 0        ~ 1
          abs(cast(step - 3 as integer)) ~ 2 ~ 1 ~ 0        ~ 1
          """)
  void doublesKeepWhatTheyAre(String expression, String a, String b, String c, String d) {
    assertThat(losses.firstColumn("select " + expression + " from losses"))
        .containsExactly(a, b, c, d);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          timestampdiff(millisecond, seen_at, timestamp '2024-01-01 00:00:01')     ~ -1100 ~ 100
          timestampdiff(microsecond, seen_at, timestamp '2024-01-01 00:00:01')     ~ -1100000 ~ 100000
          timestampdiff(millisecond, seen_at, timestamp '2124-01-01 00:00:00')     ~ 3155673597900 ~ 3155673599100
          {fn timestampdiff(SQL_TSI_FRAC_SECOND, seen_at, timestamp '2024-01-01 00:00:01')} ~ -1100000000 ~ 100000000
          timestamp_diff(timestamp '2024-01-01 00:00:01', seen_at, millisecond)    ~ -1100 ~ 100
          timestampdiff(second, seen_at, timestamp '2024-01-01 00:00:01')          ~ -1 ~ 0
          timestampdiff(day, cast(note as date), seen_at)                          ~ 0 ~ -59
          timestampdiff(day, seen_at, cast(note as date))                          ~ 0 ~ 59
          timestampdiff(day, cast(note as date), date '2024-03-01')                ~ 60 ~ 0
          timestampdiff(month, note::date, '2024-03-31')                           ~ 2 ~ 0
          """)
  void timesAreAsFarApartAsTheyAre(String expression, String first, String second) {
    assertThat(losses.firstColumn("select " + expression + " from losses where step <= 2"))
        .containsExactly(first, second);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abs(-9223372036854775807 - step)",
        "abs(cast(-2147483647 - step as integer))",
        "abs(-9223372036854775808)"
      })
  void theLeastNumberHasNoAbsoluteValue(String expression) {
    assertThatThrownBy(
            () -> losses.firstColumn("select " + expression + " from losses where step = 1"))
        .isInstanceOfSatisfying(
            StatementException.class, e -> assertThat(e.state()).isEqualTo(SqlState.OUT_OF_RANGE));
  }
}
