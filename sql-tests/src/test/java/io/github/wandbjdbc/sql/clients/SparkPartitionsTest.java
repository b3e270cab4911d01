package io.github.wandbjdbc.sql.clients;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.wandbjdbc.standin.RecordedRequest;
import io.github.wandbjdbc.standin.StandIn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spark reads a large run, and a project, in parts: all of it, once, and no faster than it may. */
@Tag("large-clients")
final class SparkPartitionsTest {
  private static final long STEPS = 1_000_000;
  private static final int SMALL_RUNS = 20;
  private static final long SMALL_STEPS = 500;
  private static final int LIMIT = 4;

  private final StandIn standIn = StandIn.start();

  @TempDir Path directory;

  @AfterEach
  void stop() {
    standIn.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark", "spark3"})
  void partsAddUpAndEachWindowIsAskedForOnce(String module) throws Exception {
    standIn.holds(experiment("big").generated(STEPS - 1, step -> Map.of("loss", step % 7 + 0.5)));
    for (int i = 0; i < SMALL_RUNS; i++) {
      standIn.holds(experiment("small" + i).generated(SMALL_STEPS - 1, step -> Map.of("loss", 1)));
    }

    List<String> lines =
        new Client(module)
            .printed(
                directory,
                openToSpark(),
                "SparkPartitionsProgram",
                "jdbc:wandb://%s/lab/vision?maxConcurrentRequests=%d"
                    .formatted(standIn.hostAndPort(), LIMIT),
                StandIn.API_KEY,
                String.valueOf(STEPS),
                directory.resolve("parquet").toString());

    double losses = 0;
    for (long step = 0; step < STEPS; step++) {
      losses += step % 7 + 0.5;
    }
    String big = "1 %d %d %s".formatted(STEPS, STEPS * (STEPS - 1) / 2, losses);
    String all =
        "%d %d %d %s"
            .formatted(
                1 + SMALL_RUNS,
                STEPS + SMALL_RUNS * SMALL_STEPS,
                STEPS * (STEPS - 1) / 2 + SMALL_RUNS * (SMALL_STEPS * (SMALL_STEPS - 1) / 2),
                losses + SMALL_RUNS * SMALL_STEPS);
    assertThat(lines)
        .containsExactly(
            module.equals("spark") ? "Spark 4" : "Spark 3",
            "steps 8: " + big,
            "now by predicates",
            lines.get(3),
            "parquet: " + all);
    assertThat(lines.get(3)).matches("predicates [89]: " + all.replace(".", "\\."));
    assertThat(standIn.mostAtOnce()).isLessThanOrEqualTo(LIMIT);
    assertThat(timesRead()).containsOnly(3);
  }

  /**
   * How often each step of the long run was asked for. It is read three times: by steps, and by
   * predicates to be summed and to be written.
   */
  private List<Integer> timesRead() throws Exception {
    List<long[]> edges = new ArrayList<>();
    for (RecordedRequest request : standIn.requests()) {
      if ("big".equals(request.argument("run", "name"))) {
        long[] window = window(request);
        if (window != null) {
          edges.add(new long[] {window[0], 1});
          edges.add(new long[] {Math.min(window[1], STEPS), -1});
        }
      }
    }
    edges.sort(Comparator.<long[]>comparingLong(edge -> edge[0]).thenComparing(edge -> edge[1]));
    List<Integer> times = new ArrayList<>();
    int open = 0;
    for (int i = 0; i < edges.size(); i++) {
      open += (int) edges.get(i)[1];
      boolean isLast = i + 1 == edges.size() || edges.get(i + 1)[0] != edges.get(i)[0];
      if (isLast && edges.get(i)[0] < STEPS) {
        times.add(open);
      }
    }
    return times;
  }

  /** The steps that a request asks for, the second exclusive; null if it asks for none. */
  private static long @Nullable [] window(RecordedRequest request) throws Exception {
    Object first = request.argument("history", "minStep");
    if (first != null) {
      return new long[] {
        number(first), number(request.argument("history", "maxStep")),
      };
    }
    Object specs = request.argument("sampledHistory", "specs");
    if (specs instanceof List<?> list && !list.isEmpty()) {
      JsonNode spec = new ObjectMapper().readTree(list.get(0).toString());
      return new long[] {spec.path("minStep").asLong(), spec.path("maxStep").asLong() + 1};
    }
    return null;
  }

  private static long number(@Nullable Object value) {
    return Long.parseLong(String.valueOf(value));
  }

  private static List<String> openToSpark() {
    List<String> options = new ArrayList<>(LargeClientsTest.OPEN_TO_SPARK);
    options.add("-Xmx2g");
    return options;
  }
}
