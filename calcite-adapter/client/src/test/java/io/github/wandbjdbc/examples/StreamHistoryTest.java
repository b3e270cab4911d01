package io.github.wandbjdbc.examples;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.standin.StandIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The program without SQL in docs/embedding.md streams a run, and sends no request for another. */
final class StreamHistoryTest {
  @Test
  void theClientAloneStreamsARun() {
    try (StandIn standIn = StandIn.start()) {
      standIn.holds(
          experiment("r5").row(0, Map.of("val/acc", 0.0)).row(1, Map.of("val/acc", 0.05)),
          experiment("r6").row(0, Map.of("val/acc", 0.0)));
      List<String> lines = new ArrayList<>();

      StreamHistory.stream(
          standIn.url().toString(),
          StandIn.API_KEY,
          new ProjectPath(StandIn.ENTITY, StandIn.PROJECT),
          "r5",
          "val/acc",
          lines::add);

      assertThat(lines).containsExactly("0 0.0", "1 0.05");
      assertThat(standIn.requests())
          .filteredOn(request -> request.selects("history") || request.selects("sampledHistory"))
          .extracting(request -> request.argument("run", "name"))
          .containsOnly("r5");
    }
  }
}
