package io.github.wandbjdbc.sql.clients;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.sql.TouchedRuns;
import io.github.wandbjdbc.standin.StandIn;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export of many runs that breaks down goes on where it was, and is whole at its end. */
@Tag("large-clients")
final class SparkExportTest {
  private static final int RUNS = 5000;
  private static final int STEPS = 20;

  /** Of 3,500 runs in 7 batches, each of 8 tasks of up to 63 runs, 25 of them in a request. */
  private static final int REQUESTS_OF_THE_REST = 7 * 8 * ((63 + 24) / 25);

  private final StandIn standIn = StandIn.start();

  @TempDir Path directory;

  @BeforeEach
  void hold() {
    for (int i = 0; i < RUNS; i++) {
      standIn.holds(
          experiment("run" + i).generated(STEPS - 1, step -> Map.of("loss", 1.0 / (1 + step))));
    }
  }

  @AfterEach
  void stop() {
    standIn.close();
  }

  @Test
  void anExportIsResumedByRun() throws Exception {
    List<String> first = export(3);
    Set<String> before = TouchedRuns.of(standIn);
    standIn.forgetRequests();

    List<String> second = export(0);

    assertThat(first).containsExactly("left 5000");
    assertThat(before).hasSize(1500);
    assertThat(second).containsExactly("left 3500", "rows " + RUNS * STEPS);
    assertThat(standIn.requestsFor("history")).hasSize(REQUESTS_OF_THE_REST);
    assertThat(TouchedRuns.of(standIn)).hasSize(3500).doesNotContainAnyElementsOf(before);
  }

  private List<String> export(int breakdown) throws Exception {
    return new Client("spark")
        .printed(
            directory,
            LargeClientsTest.OPEN_TO_SPARK,
            "SparkExportProgram",
            "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision",
            StandIn.API_KEY,
            directory.resolve("parquet").toString(),
            String.valueOf(breakdown));
  }
}
