package io.github.wandbjdbc.client.files;

import static io.github.wandbjdbc.client.files.Asking.number;
import static io.github.wandbjdbc.client.files.LogWriter.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueColumn;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samples of local histories: {@code loss} on each of 100 steps, {@code acc} on each tenth. */
class SampledHistoryOfFilesTest {
  private static final ProjectPath PROJECT = new ProjectPath("team", "vision");

  private final Path folder;

  SampledHistoryOfFilesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void writesARun() {
    LogWriter log = LogWriter.run("a", "team", "vision", 1_000);
    for (int step = 0; step < 100; step++) {
      String value = Integer.toString(step);
      if (step % 10 == 0) {
        log.row(step, item(value, "loss"), item(value, "acc"), item(value, "_timestamp"));
      } else {
        log.row(step, item(value, "loss"), item(value, "_timestamp"));
      }
    }
    log.exit(0).to(folder, "run-1", "a");
  }

  @Test
  void aSampleKeepsTheFirstAndTheLastStep() {
    List<HistoryRow> rows = sample(4, false, StepRange.ALL, number("loss"));

    assertThat(rows).extracting(HistoryRow::step).containsExactly(0L, 33L, 66L, 99L);
  }

  @Test
  void eachMetricIsSampledByItself() {
    List<HistoryRow> rows =
        sample(2, false, StepRange.ALL, number("loss"), number("acc"), number("_timestamp"));

    assertThat(rows).extracting(HistoryRow::step).containsExactly(0L, 90L, 99L);
    assertThat(rows).extracting(row -> row.value(0)).containsExactly(0.0, null, 99.0);
    assertThat(rows).extracting(row -> row.value(1)).containsExactly(0.0, 90.0, null);
    assertThat(rows).extracting(row -> row.value(2)).containsExactly(0.0, 90.0, 99.0);
  }

  @Test
  void metricsTogetherAreSampledWhereAllOfThemAre() {
    List<HistoryRow> rows = sample(3, true, StepRange.ALL, number("loss"), number("acc"));

    assertThat(rows).extracting(HistoryRow::step).containsExactly(0L, 40L, 90L);
    assertThat(rows).extracting(row -> row.value(0)).containsExactly(0.0, 40.0, 90.0);
  }

  @Test
  void aRangeOfTheAxisIsSampledByItself() {
    assertThat(within(20.5, 50, StepRange.ALL)).containsExactly(21L, 35L, 50L);
    assertThat(within(20.5, 50, new StepRange(0, 31))).containsExactly(21L, 25L, 30L);
    assertThat(within(20.5, 20.7, StepRange.ALL)).isEmpty();
    assertThat(within(Double.NEGATIVE_INFINITY, 2, StepRange.ALL)).containsExactly(0L, 1L, 2L);
  }

  private List<Long> within(double least, double most, StepRange steps) {
    SampledHistoryRequest request =
        SampledHistoryRequest.all(PROJECT, 3)
            .withSteps(steps)
            .withColumns(List.of(number("loss")))
            .along("_timestamp")
            .within(new SampledHistoryRequest.Range(least, most));
    return Asking.all(
            FilesClient.open(folder, Clock.systemUTC())
                .sampledHistory(request, CallScope.unbounded()))
        .stream()
        .map(HistoryRow::step)
        .toList();
  }

  @Test
  void theStepRangeIsTheWindowOfTheSample() {
    List<HistoryRow> rows = sample(2, false, new StepRange(20, 31), number("loss"));

    assertThat(rows).extracting(HistoryRow::step).containsExactly(20L, 30L);
  }

  @Test
  void withoutMetricsTheStepsAreSampled() {
    assertThat(sample(2, false, StepRange.ALL))
        .extracting(HistoryRow::step)
        .containsExactly(0L, 99L);
    assertThat(sample(1_000, false, StepRange.ALL)).hasSize(100);
    assertThat(sample(1, false, StepRange.ALL)).extracting(HistoryRow::step).containsExactly(0L);
  }

  @Test
  void alongAnAxisThePointsHaveItAndComeByIt() {
    LogWriter log = LogWriter.run("b", "team", "vision", 2_000);
    for (int step = 0; step < 9; step++) {
      String value = Integer.toString(step);
      if (step % 2 == 0) {
        log.row(step, item(value, "loss"), item(Integer.toString(100 - step), "tokens"));
      } else {
        log.row(step, item(value, "loss"));
      }
    }
    log.exit(0).to(folder, "run-2", "b");

    List<HistoryRow> rows =
        Asking.all(
            FilesClient.open(folder, Clock.systemUTC())
                .sampledHistory(
                    SampledHistoryRequest.all(PROJECT, 3)
                        .withColumns(List.of(number("loss")))
                        .along("tokens"),
                    CallScope.unbounded()));

    assertThat(rows).extracting(HistoryRow::runId).containsOnly("b");
    assertThat(rows).extracting(HistoryRow::step).containsExactly(8L, 4L, 0L);
    assertThat(rows).extracting(row -> row.value(1)).containsExactly(92.0, 96.0, 100.0);
  }

  @Test
  void theTimeAloneIsASeriesOfItsOwn() {
    assertThat(sample(2, false, StepRange.ALL, number("_timestamp")))
        .extracting(row -> row.value(0))
        .containsExactly(0.0, 99.0);
  }

  @Test
  void aMetricThatTheRunNeverLoggedHasNoPoints() {
    assertThat(sample(2, false, StepRange.ALL, number("unknown"))).isEmpty();
  }

  @Test
  void theSameSampleComesEachTime() {
    assertThat(sample(7, false, StepRange.ALL, number("loss"), number("acc")))
        .hasToString(sample(7, false, StepRange.ALL, number("loss"), number("acc")).toString());
  }

  private List<HistoryRow> sample(
      int samples, boolean together, StepRange steps, ValueColumn... columns) {
    return Asking.all(
        FilesClient.open(folder, Clock.systemUTC())
            .sampledHistory(
                SampledHistoryRequest.all(PROJECT, samples)
                    .withSteps(steps)
                    .withColumns(Arrays.asList(columns))
                    .withTogether(together),
                CallScope.unbounded()));
  }
}
