package io.github.wandbjdbc.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * The official client as judge: what it can't read, or sees otherwise than it was put in, the
 * stand-in plays wrongly. Needs a Python with the {@code wandb} package, named by the environment
 * variable {@code WANDB_PYTHON}.
 */
@EnabledIfEnvironmentVariable(
    named = "WANDB_PYTHON",
    matches = ".+",
    disabledReason = "WANDB_PYTHON names no Python with the wandb package to judge the stand-in")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficialClientTest {
  private static final int RUNS = 25;
  private static final int STEPS = 2_500;
  private static final int EXPORTED_STEPS = 300;

  private final Experiment big = SampleExperiments.everything("big", STEPS, 20);
  private @Nullable StandIn standIn;
  private @Nullable JsonNode seen;

  @BeforeAll
  void readWithTheOfficialClient(@TempDir Path scratch) throws IOException, InterruptedException {
    String python = Objects.requireNonNull(System.getenv("WANDB_PYTHON"));
    standIn = StandIn.start();
    standIn.holds(SampleExperiments.many(RUNS).toArray(Experiment[]::new)).holds(big);
    standIn.holds(
        StandIn.ENTITY,
        "exported",
        Experiment.experiment("old")
            .logging("loss")
            .forSteps(EXPORTED_STEPS)
            .exported(
                Export.steps(100, EXPORTED_STEPS).packed(),
                Export.steps(0, 100).withDoubleSteps()));
    Path script = Files.writeString(scratch.resolve("official_client.py"), script());
    Path out = scratch.resolve("out");
    Path errors = scratch.resolve("errors");
    Process process =
        new ProcessBuilder(
                python,
                script.toString(),
                standIn.url().toString(),
                StandIn.ENTITY,
                StandIn.PROJECT,
                StandIn.API_KEY,
                scratch.toString())
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
    seen = Api.JSON.readTree(Files.readString(out).replace("NaN", "\"NaN\""));
  }

  @AfterAll
  void stop() {
    if (standIn != null) {
      standIn.close();
    }
  }

  @Test
  void itListsProjectsAndRuns() {
    assertThat(texts("projects")).containsExactly(StandIn.PROJECT, "exported");
    assertThat(number("length")).isEqualTo(RUNS + 1);
    assertThat(texts("ids")).hasSize(RUNS + 1).startsWith("run00000", "run00001").endsWith("big");
    assertThat(texts("newest_first")).startsWith("big", "run00024");
  }

  @Test
  void itOrdersByConfigWithRunsThatLackTheKeyLast() {
    assertThat(texts("by_lr").subList(0, RUNS))
        .isEqualTo(IntStream.range(0, RUNS).mapToObj("run%05d"::formatted).toList());
  }

  @Test
  void itFiltersByNumbersStatesAndTags() {
    assertThat(texts("fast"))
        .containsExactly(
            "run00019", "run00020", "run00021", "run00022", "run00023", "run00024", "big");
    assertThat(number("fast_length")).isEqualTo(7);
    assertThat(texts("failed_or_tagged"))
        .containsExactly(
            "run00000",
            "run00002",
            "run00004",
            "run00008",
            "run00012",
            "run00014",
            "run00016",
            "run00020",
            "run00024");
  }

  @Test
  void itSeesConfigTagsAndSummary() {
    assertThat(member("config").path("optimizer").asText()).isEqualTo("sgd");
    assertThat(member("config").path("model").path("depth").asInt()).isEqualTo(5);
    assertThat(texts("tags")).containsExactly("baseline", "größer");
    assertThat(member("best").asDouble()).isEqualTo(0.003);
  }

  @Test
  void itScansEveryStepOfALongRun() {
    List<Long> logged = new ArrayList<>();
    List<Long> nan = new ArrayList<>();
    big.forEachRow(
        (step, row) -> {
          logged.add(step);
          if (row.get("train/loss") instanceof Double loss && loss.isNaN()) {
            nan.add(step);
          }
        });

    assertThat(longs("scanned")).isEqualTo(logged);
    assertThat(longs("nan_steps")).isEqualTo(nan);
    assertThat(number("last_step")).isEqualTo(logged.get(logged.size() - 1));
  }

  @Test
  void itScansAWindowOfOneMetric() {
    List<Long> steps = new ArrayList<>();
    for (JsonNode row : member("loss")) {
      steps.add(row.get(0).asLong());
      assertThat(row.get(1).asDouble()).isEqualTo(row.get(0).asLong() * 1.5);
    }

    assertThat(steps).containsExactly(90L, 91L, 92L, 94L, 95L, 96L, 97L, 99L);
  }

  @Test
  void itScansAnExportedRun() {
    for (String scan : List.of("exported", "exported_loss")) {
      List<Long> steps = new ArrayList<>();
      for (JsonNode row : member(scan)) {
        steps.add(row.get(0).asLong());
        assertThat(row.get(1).asDouble()).as(scan).isEqualTo(row.get(0).asLong() + 0.5);
      }

      assertThat(steps).as(scan).isEqualTo(LongStream.range(0, EXPORTED_STEPS).boxed().toList());
    }
  }

  @Test
  void itSamplesOneRunAndMany() {
    assertThat(longs("samples")).hasSize(50).isSorted().doesNotHaveDuplicates();
    assertThat(new TreeSet<>(texts("histories"))).hasSize(RUNS + 1);
  }

  private JsonNode member(String name) {
    JsonNode value = Objects.requireNonNull(seen).path(name);
    assertThat(value.getNodeType()).as(name).isNotEqualTo(JsonNodeType.MISSING);
    return value;
  }

  private long number(String name) {
    return member(name).asLong();
  }

  private List<String> texts(String name) {
    return StreamSupport.stream(member(name).spliterator(), false).map(JsonNode::asText).toList();
  }

  private List<Long> longs(String name) {
    return StreamSupport.stream(member(name).spliterator(), false).map(JsonNode::asLong).toList();
  }

  private static String script() throws IOException {
    try (var in =
        Objects.requireNonNull(
            OfficialClientTest.class.getResourceAsStream("official_client.py"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
