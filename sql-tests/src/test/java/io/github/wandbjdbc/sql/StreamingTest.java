package io.github.wandbjdbc.sql;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory doesn't grow with the result. */
final class StreamingTest {
  private static final long STEPS = 1_000_000;

  @TempDir Path directory;

  @Test
  void aMillionRowsPassThroughASmallHeap() throws IOException, InterruptedException {
    try (StandIn standIn = StandIn.start()) {
      standIn.holds(experiment("million").logging("loss", "acc", "lr").forSteps(STEPS));

      Jvm.Result result =
          Jvm.runAlone(
              directory,
              SumAlone.class,
              List.of("-Xmx128m"),
              "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision",
              StandIn.API_KEY,
              "SELECT _step, loss, acc, lr FROM history WHERE run_id = 'million'");

      assertThat(result.err()).isEmpty();
      assertThat(result.out().strip()).isEqualTo("1000000 rows, sum " + STEPS * (STEPS - 1) / 2);
    }
  }
}
