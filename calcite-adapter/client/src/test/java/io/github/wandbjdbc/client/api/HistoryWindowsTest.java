package io.github.wandbjdbc.client.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryWindowsTest {
  private static final ProjectPath PROJECT = new ProjectPath("ml", "vision");

  private ScriptedApi api;
  private ApiClient client;

  @BeforeEach
  void open() throws IOException {
    api = new ScriptedApi();
    client = ApiClient.open(ApiOptions.builder().baseUrl(api.baseUrl()).build(), new FixedTiming());
  }

  @AfterEach
  void close() {
    client.close();
    api.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void noStepIsLostWhateverTheServersCap(int seed) {
    Random random = new Random(seed);
    NavigableSet<Long> steps = randomSteps(random);
    int cap = List.of(10, 37, 100, 500, 1000, 10_000).get(random.nextInt(6));
    api.otherwise(new HistoryServer(steps, cap, seed));

    List<Long> read = read(StepRange.ALL, Long.MAX_VALUE);

    assertThat(read).containsExactlyElementsOf(steps);
  }

  @Test
  void rowsThatTheServerCountsAreLookedForInHalvesOfTheLastWindow() {
    HistoryServer few = new HistoryServer(steps(0, 4000, 2), 40, 1);
    HistoryServer many = new HistoryServer(steps(0, 4000, 2), 900, 1);
    // What it returns at most isn't the same everywhere.
    api.otherwise(asked -> (asked.variable("maxStep").asLong() < 4000 ? many : few).apply(asked));

    List<Long> read = read(StepRange.ALL, Long.MAX_VALUE);

    assertThat(read).containsExactlyElementsOf(steps(0, 4000, 2));
    assertThat(api.asked()).hasSizeLessThan(60);
  }

  @Test
  void aDenseRunCostsOneRequestPerPage() {
    api.otherwise(new HistoryServer(steps(0, 3000, 1), 10_000, 1));

    List<Long> read = read(StepRange.ALL, Long.MAX_VALUE);

    assertThat(read).hasSize(3000);
    assertThat(api.asked()).hasSize(2);
  }

  @Test
  void pagesGrowOnlyAsFarAsTheServerGoes() {
    api.otherwise(new HistoryServer(steps(0, 20_000, 1), 1000, 1));

    List<Long> read = read(StepRange.ALL, Long.MAX_VALUE);

    assertThat(read).hasSize(20_000);
    assertThat(api.asked()).hasSizeLessThan(25);
  }

  @Test
  void aRunOfTenMillionStepsLoggedEveryThousandCostsFewRequests() {
    api.otherwise(new HistoryServer(steps(0, 10_000_000, 1000), 10_000, 1));

    List<Long> read = read(StepRange.ALL, Long.MAX_VALUE);

    assertThat(read).hasSize(10_000);
    assertThat(api.asked()).hasSizeLessThan(20);
  }

  @Test
  void aRunThatStartsHighCostsFewRequests() {
    api.otherwise(new HistoryServer(steps(61_010, 65_000, 1), 10_000, 1));

    List<Long> read = read(StepRange.ALL, Long.MAX_VALUE);

    assertThat(read).hasSize(3990);
    assertThat(api.asked()).hasSizeLessThan(20);
  }

  @Test
  void aStepRangeAsksForItsWindowOnly() {
    api.otherwise(new HistoryServer(steps(0, 10_000, 1), 10_000, 1));

    List<Long> read = read(new StepRange(100, 200), Long.MAX_VALUE);

    assertThat(read).containsExactlyElementsOf(steps(100, 200, 1));
    assertThat(api.asked())
        .singleElement()
        .satisfies(
            asked -> {
              assertThat(asked.variable("minStep").asLong()).isEqualTo(100);
              assertThat(asked.variable("maxStep").asLong()).isEqualTo(200);
            });
  }

  @Test
  void aLimitAsksForNoMoreRowsThanItNeeds() {
    api.otherwise(new HistoryServer(steps(0, 10_000, 1), 10_000, 1));

    List<Long> read = read(StepRange.ALL, 10);

    assertThat(read).containsExactlyElementsOf(steps(0, 10, 1));
    assertThat(api.asked())
        .singleElement()
        .satisfies(asked -> assertThat(asked.variable("samples").asInt()).isEqualTo(10));
  }

  @Test
  void pagesThatGrewTooHeavyForTheServerShrinkAgain() {
    HistoryServer rows = new HistoryServer(steps(0, 20_000, 1), 10_000, 1);
    api.otherwise(
        asked ->
            asked.variable("samples").asInt() > 3000
                ? ScriptedApi.Answer.status(500, "{\"error\": \"too heavy\"}")
                : rows.apply(asked));

    List<Long> read = read(StepRange.ALL, Long.MAX_VALUE);

    assertThat(read).hasSize(20_000);
    assertThat(api.asked()).hasSizeLessThan(20);
  }

  private List<Long> read(StepRange steps, long limit) {
    HistoryRequest request =
        HistoryRequest.all(PROJECT)
            .withRuns(new RunFilter.In(RunField.ID, List.of("ab12cd34")))
            .withSteps(steps)
            .withColumns(List.of(new ValueColumn("loss", ValueType.NUMBER)))
            .withNoteOtherKeys(true)
            .withLimit(limit);
    List<Long> read = new ArrayList<>();
    try (Pages<HistoryRow> pages = client.history(request, CallScope.unbounded())) {
      for (List<HistoryRow> page = pages.next(); page != null; page = pages.next()) {
        page.forEach(row -> read.add(row.step()));
      }
    }
    return read;
  }

  private static NavigableSet<Long> steps(long first, long end, long stride) {
    return LongStream.range(0, (end - first + stride - 1) / stride)
        .mapToObj(i -> first + i * stride)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Stretches of dense, regular and random steps, with gaps between them. */
  private static NavigableSet<Long> randomSteps(Random random) {
    NavigableSet<Long> steps = new TreeSet<>();
    long position = random.nextInt(3) == 0 ? random.nextInt(100_000) : 0;
    for (int stretch = random.nextInt(5); stretch >= 0; stretch--) {
      int stride = List.of(1, 1, 2, 10, 1000).get(random.nextInt(5));
      boolean isRandom = random.nextBoolean();
      for (int i = random.nextInt(3000); i >= 0; i--) {
        steps.add(position);
        position += isRandom ? 1 + random.nextInt(2 * stride) : stride;
      }
      position += random.nextInt(4) == 0 ? random.nextInt(1_000_000) : random.nextInt(100);
    }
    return steps;
  }
}
