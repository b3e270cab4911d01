package io.github.wandbjdbc.shell.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartAxisTest {

  @Test
  void numbersAreRound() {
    assertThat(labels(ChartAxis.of(0.07, 0.96, 5, false, true)))
        .containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1.0");
    assertThat(labels(ChartAxis.of(0, 5219, 5, false, false))).containsExactly("0", "2000", "4000");
    assertThat(labels(ChartAxis.of(0, 3_000_000, 3, false, false)))
        .containsExactly("0", "1M", "2M", "3M");
    assertThat(labels(ChartAxis.of(1e-7, 3e-7, 2, false, true)))
        .containsExactly("1e-7", "2e-7", "3e-7");
    assertThat(labels(ChartAxis.of(1e300, 1.5e300, 2, false, true))).isNotEmpty();
  }

  @Test
  void aSingleValueLiesInTheMiddle() {
    assertThat(ChartAxis.of(0, 0, 3, false, false).place(0)).isEqualTo(0.5);
    assertThat(ChartAxis.of(5, 5, 3, false, false).place(5)).isEqualTo(0.5);
    assertThat(labels(ChartAxis.of(1e-320, 1e-320, 3, true, true))).isNotNull();
  }

  @Test
  void powersOfTenAreEquallyFarApart() {
    ChartAxis axis = ChartAxis.of(0.0012, 950, 6, true, true);

    assertThat(labels(axis)).containsExactly("0.001", "0.01", "0.1", "1", "10", "100", "1000");
    assertThat(axis.place(1)).isEqualTo(0.5);
    assertThat(labels(ChartAxis.of(0.21, 1.7, 6, true, true)))
        .containsExactly("0.2", "0.5", "1", "2");
  }

  @Test
  void timesHaveTheLabelsOfTheirSpan() {
    assertThat(labels(time("2026-01-01T10:00:00Z", "2026-01-01T10:20:00Z")))
        .contains("10:05", "10:20");
    assertThat(labels(time("2026-01-01T10:00:00Z", "2026-01-02T10:00:00Z")))
        .contains("01-01 12:00", "01-02 00:00");
    assertThat(labels(time("2026-03-01T00:00:00Z", "2026-03-20T00:00:00Z"))).contains("03-05");
    assertThat(labels(time("2025-03-01T00:00:00Z", "2026-03-20T00:00:00Z"))).contains("2025-07");
    assertThat(labels(time("1990-03-01T00:00:00Z", "2026-03-20T00:00:00Z"))).contains("2000");
    assertThat(labels(time("0001-01-01T00:00:00Z", "9999-12-31T00:00:00Z"))).isNotEmpty();
  }

  private static ChartAxis time(String from, String end) {
    return ChartAxis.time(millis(from), millis(end), 5);
  }

  private static double millis(String time) {
    return (double) Instant.parse(time).toEpochMilli();
  }

  private static List<String> labels(ChartAxis axis) {
    return axis.ticks().stream().map(AxisTick::label).toList();
  }
}
