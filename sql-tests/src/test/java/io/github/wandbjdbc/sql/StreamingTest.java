package io.github.wandbjdbc.sql;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.Export;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Memory doesn't grow with the result. */
final class StreamingTest {
  private static final long STEPS = 1_000_000;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT _step, loss, acc, lr FROM history                                | 1000000 | 499999500000
          SELECT _step, loss FROM history ORDER BY loss DESC LIMIT 5              | 5       | 4999985
          SELECT _step, loss, lr FROM history ORDER BY acc, _step LIMIT 2 OFFSET 3 | 2      | 7
          SELECT COUNT(*), MAX(loss), MIN(acc) FROM history GROUP BY run_id       | 1       | 1000000
          SELECT h._step, r.name FROM runs r JOIN history h ON h.run_id = r.run_id | 1000000 | 499999500000
          """)
  void aMillionRowsPassThroughASmallHeap(String sql, long rows, long sum)
      throws IOException, InterruptedException {
    try (StandIn standIn = StandIn.start()) {
      standIn.holds(experiment("million").logging("loss", "acc", "lr").forSteps(STEPS));

      Jvm.Result result = runInASmallHeap(standIn, sql);

      assertThat(result.err()).isEmpty();
      assertThat(result.out().strip()).isEqualTo(rows + " rows, sum " + sum);
    }
  }

  @Test
  void soDoAMillionExportedOnes() throws IOException, InterruptedException {
    try (StandIn standIn = StandIn.start()) {
      standIn.holds(
          experiment("million")
              .logging("loss", "acc", "lr")
              .forSteps(STEPS)
              .exported(exported(0, STEPS / 2), exported(STEPS / 2, STEPS)));

      Jvm.Result result = runInASmallHeap(standIn, "SELECT _step, loss, acc, lr FROM history");

      assertThat(result.err()).isEmpty();
      assertThat(result.out().strip()).isEqualTo("1000000 rows, sum 499999500000");
      assertThat(standIn.storageRequests()).hasSizeGreaterThan(2);
    }
  }

  @Test
  void configsOfRunsThatNobodyJoinsAreNotKept() throws Exception {
    try (StandIn standIn = StandIn.start()) {
      String note = "x".repeat(60_000);
      for (int i = 0; i < 3000; i++) {
        standIn.holds(experiment("run" + i).config("note", note));
      }

      Jvm.Result result =
          runInASmallHeap(
              standIn,
              "SELECT 1, r.name FROM run_config c JOIN runs r ON r.run_id = c.run_id"
                  + " WHERE c.path = 'note' AND c.value_text LIKE '%y'");

      assertThat(result.out()).as(result.err()).startsWith("0 rows, sum 0");
    }
  }

  private static Export exported(long first, long end) {
    return Export.steps(first, end)
        .packed()
        .rowsPerPage(10_000)
        .rowsPerGroup(100_000)
        .writtenOnce();
  }

  private Jvm.Result runInASmallHeap(StandIn standIn, String sql)
      throws IOException, InterruptedException {
    return Jvm.runAlone(
        directory,
        SumAlone.class,
        List.of("-Xmx128m"),
        VisionProject.url(standIn),
        StandIn.API_KEY,
        sql);
  }
}
