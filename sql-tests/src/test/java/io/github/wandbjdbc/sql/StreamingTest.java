package io.github.wandbjdbc.sql;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

      Jvm.Result result =
          Jvm.runAlone(
              directory,
              SumAlone.class,
              List.of("-Xmx128m"),
              "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision",
              StandIn.API_KEY,
              sql);

      assertThat(result.err()).isEmpty();
      assertThat(result.out().strip()).isEqualTo(rows + " rows, sum " + sum);
    }
  }
}
