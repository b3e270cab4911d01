package io.github.wandbjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.wandbjdbc.engine.source.NoTables;
import io.github.wandbjdbc.engine.source.SearchPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statistics of experiments that PostgreSQL doesn't have, as NumPy and SciPy compute them. */
final class StatisticsTest {
  private static final List<String> SCORES =
      List.of(
          "10.004", "10.896", "9.178", "7.328", "8.636", "7.025", "10.18", "14.021", "8.523",
          "8.139", "11.47", "11.071", "10.316", "7.209", "9.912", "12.086", "5.967", "55.5",
          "-20.25");

  /** Of SciPy's trim_mean(x, 0.25). */
  @ParameterizedTest
  @CsvSource({"19, 9.471181818181819", "10, 9.110000000000001", "3, 10.026000000000002"})
  void theInterquartileMeanIsThatOfScipy(int count, double expected) {
    assertThat((Double) value("IQM(x)", SCORES.subList(0, count)))
        .isCloseTo(expected, within(1e-12));
  }

  /**
   * Of scipy.stats.bootstrap((x,), np.mean, method='percentile', n_resamples=400000): another ten
   * thousand draws differ by the noise of their percentiles.
   */
  @ParameterizedTest
  @CsvSource({
    "0.95, 5.0684144736842125, 16.78863552631579",
    "0.9, 6.031842105263159, 15.305581578947368"
  })
  void theBootstrapsIntervalIsThatOfScipy(String level, double low, double high) {
    Offset<Double> noise = within((high - low) / 50);

    assertThat((Double) value("BOOTSTRAP_LOW(x, %s)".formatted(level), SCORES))
        .isCloseTo(low, noise);
    assertThat((Double) value("BOOTSTRAP_HIGH(x, %s)".formatted(level), SCORES))
        .isCloseTo(high, noise);
  }

  @Test
  void theIntervalDependsOnTheNumbersAloneNotOnTheirOrder() {
    List<String> shuffled = new ArrayList<>(SCORES);
    Collections.shuffle(shuffled, new Random(1));

    assertThat(value("BOOTSTRAP_LOW(x, 0.95)", shuffled))
        .isEqualTo(value("BOOTSTRAP_LOW(x, 0.95)", SCORES));
  }

  @Test
  void ofManyNumbersTheIntervalIsThatOfTheStandardError() {
    String numbers = "(SELECT CAST(x AS DOUBLE) FROM TABLE(GENERATE_SERIES(1, 5000)) s (x)) t (x)";

    assertThat((Double) only("SELECT BOOTSTRAP_HIGH(x, 0.95) FROM " + numbers))
        .isCloseTo(2500.5 + 1.96 * 1443.4 / Math.sqrt(5000), within(4.0));
  }

  /** Of m = w * m + (1 - w) * x and m / (1 - w ** t) in NumPy. */
  @Test
  void theMovingAverageIsThatOfTheWebAppsCharts() {
    double[] expected = {
      10.004,
      10.499555555555556,
      9.95793442622951,
      9.067035230352303,
      8.938811994288434,
      8.420062537947786,
      8.865455758734068,
      10.104429989941217
    };

    List<Object> smoothed =
        values(
            "SELECT EMA(x, 0.8) OVER (ORDER BY step) FROM "
                + numbered(SCORES.subList(0, 8))
                + " ORDER BY step");

    assertThat(smoothed).hasSize(8);
    for (int i = 0; i < expected.length; i++) {
      assertThat((Double) smoothed.get(i)).isCloseTo(expected[i], within(1e-12));
    }
  }

  @Test
  void rowsOfNullDoNotCountAndEachPartitionBeginsAnew() {
    assertThat(
            values(
                "SELECT EMA(x, 0.5) OVER (PARTITION BY p ORDER BY step) FROM (VALUES (1, 1, NULL),"
                    + " (1, 2, 4.0), (1, 3, NULL), (1, 4, 1.0), (2, 1, 8.0), (2, 2, 8.0))"
                    + " t (p, step, x) ORDER BY p, step"))
        .containsExactly(null, 4.0, 4.0, 2.0, 8.0, 8.0);
  }

  @Test
  void nanIsAnswered() {
    List<String> numbers = List.of("1", "2", "'NaN'");

    assertThat(value("BOOTSTRAP_HIGH(x, 0.95)", numbers)).isEqualTo(Double.NaN);
    assertThat(value("IQM(x)", List.of("1", "2", "3", "'NaN'"))).isEqualTo(2.5);
    assertThat(
            values(
                "SELECT EMA(x, 0.5) OVER (ORDER BY step) FROM "
                    + numbered(numbers)
                    + " ORDER BY step"))
        .last()
        .isEqualTo(Double.NaN);
  }

  @Test
  void nothingHasNoStatistics() {
    for (String call : List.of("IQM(x)", "BOOTSTRAP_LOW(x, 0.9)", "BOOTSTRAP_HIGH(x, NULL)")) {
      assertThat(value(call + " FILTER (WHERE x > 100)", SCORES)).as(call).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EMA(x, 1) OVER (ORDER BY step)|is no weight of EMA",
        "EMA(x, -0.1) OVER (ORDER BY step)|is no weight of EMA",
        "EMA(x, CAST('NaN' AS DOUBLE)) OVER (ORDER BY step)|is no weight of EMA",
        "EMA(x, 0.9) OVER ()|EMA take ORDER BY",
        "EMA(x, 0.9) OVER (ORDER BY step ROWS BETWEEN 3 PRECEDING AND CURRENT ROW)|no ROWS or RANGE",
        "BOOTSTRAP_LOW(x, 95)|is no level of confidence",
        "BOOTSTRAP_LOW(x, step / 100.0)|must be the same",
      })
  void whatMeansNothingIsRefused(String callAndMessage) {
    String[] parts = callAndMessage.split("\\|", -1);

    assertThatThrownBy(() -> values("SELECT " + parts[0] + " FROM " + numbered(SCORES)))
        .hasMessageContaining(parts[1]);
  }

  private static Object value(String call, List<String> numbers) {
    return only("SELECT " + call + " FROM " + numbered(numbers));
  }

  private static String numbered(List<String> numbers) {
    return IntStream.range(0, numbers.size())
        .mapToObj(i -> "(%d, CAST(%s AS DOUBLE))".formatted(i + 1, numbers.get(i)))
        .collect(Collectors.joining(", ", "(VALUES ", ") t (step, x)"));
  }

  private static Object only(String sql) {
    List<Object> values = values(sql);
    assertThat(values).hasSize(1);
    return values.get(0);
  }

  private static List<Object> values(String sql) {
    List<Object> values = new ArrayList<>();
    try (Rows rows =
        new QueryEngine(SqlOperatorTables.of(), "")
            .prepare(sql, SearchPath.NONE, 0, NoTables.INSTANCE)
            .execute(List.of(), NoTables.INSTANCE)) {
      while (rows.next()) {
        values.add(rows.value(0));
      }
    }
    return values;
  }
}
