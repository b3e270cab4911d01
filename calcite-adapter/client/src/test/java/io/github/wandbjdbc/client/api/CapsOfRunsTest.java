package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.client.api.ApiFixture.all;
import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.StandIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server's answers about one run say nothing about its answers about another. */
class CapsOfRunsTest {
  private static final ProjectPath PROJECT = new ProjectPath(StandIn.ENTITY, StandIn.PROJECT);

  /** A key with a dot is read with whole rows. */
  private static final List<ValueColumn> LOSS =
      List.of(new ValueColumn("train.loss", ValueType.NUMBER));

  private final StandIn standIn = StandIn.start();
  private final List<String> warnings = new ArrayList<>();
  private final CallScope scope = new CallScope(null, warning -> warnings.add(warning.message()));
  private final ApiClient client =
      ApiClient.open(
          ApiOptions.builder()
              .baseUrl(BaseUrl.of(standIn.url().toString()))
              .credential(Credential.of(StandIn.API_KEY, "the test"))
              .build(),
          new FixedTiming());

  @AfterEach
  void close() {
    client.close();
    standIn.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 150, 999})
  void noRowOfARunIsLostSinceAnotherShowedMore(int cap) {
    standIn.holds(
        run("a", 3000, 1),
        run("b", 3000, 1).capSamples(cap),
        run("c", 900, 3).capSamples(cap),
        run("d", 1980, 1).capSamples(cap));

    List<HistoryRow> rows = read(StepRange.ALL);

    assertThat(rows).hasSize(3000 + 3000 + 300 + 1980);
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 150, 399})
  void noRowOfAWindowIsLostEither(int cap) {
    standIn.holds(
        run("a", 3000, 1), run("b", 3000, 1).capSamples(cap), run("c", 3000, 7).capSamples(cap));

    List<HistoryRow> rows = read(new StepRange(100, 1500));

    assertThat(rows).hasSize(1400 + 1400 + 200);
    assertThat(warnings).isEmpty();
  }

  @Test
  void shortRunsWithAsManyRowsAsTheServerCountsAreOneRequest() {
    standIn.holds(run("a", 900, 10), run("b", 800, 7), run("c", 500, 1), run("d", 30, 29));

    read(StepRange.ALL);

    assertThat(standIn.requestsFor("history")).hasSize(1);
  }

  @Test
  void aWindowOfASparseRunTakesOneLookAtWhatTheServerReturns() {
    standIn.holds(run("a", 5000, 10));

    List<HistoryRow> rows = read(new StepRange(1000, 1100));

    assertThat(rows).hasSize(10);
    assertThat(standIn.requestsFor("history")).hasSize(2);
  }

  @Test
  void aStepThatIsMissingThoughTheServerCountsARowForEachCostsAFewRequestsAndAWarning() {
    standIn.holds(
        experiment("a")
            .generated(4999, step -> step % 50 == 49 && step < 4999 ? null : row(step))
            .historyKeys(counting(5000, 4999)));

    List<HistoryRow> rows = read(StepRange.ALL);

    assertThat(rows).hasSize(4901);
    assertThat(standIn.requestsFor("history")).hasSizeLessThan(60);
    assertThat(warnings)
        .containsExactly(
            "history of run a of lab/vision: 4901 rows were read, where the server states 5000");
  }

  @Test
  void moreRowsThanThereAreInASparseRunCostAFewRequestsAndAWarning() {
    standIn.holds(run("a", 100_000, 1000).historyKeys(counting(130, 99_000)));

    List<HistoryRow> rows = read(StepRange.ALL);

    assertThat(rows).hasSize(100);
    assertThat(standIn.requestsFor("history")).hasSizeLessThan(20);
    assertThat(warnings).singleElement().asString().contains("100 rows", "states 130");
  }

  @Test
  void aWindowWithFewerRowsThanTheCountLeavesRoomForIsTold() {
    standIn.holds(
        experiment("a")
            .generated(999, step -> step == 150 ? null : row(step))
            .historyKeys(counting(1000, 999)));

    List<HistoryRow> rows = read(new StepRange(100, 200));

    assertThat(rows).hasSize(99);
    assertThat(warnings)
        .containsExactly(
            "history of run a of lab/vision, steps 100 to 199: 99 rows were read, where the server"
                + " states 1000 of 1000 steps, and so 100 or more here");
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 61, (1L << 62) - 2, 1L << 40})
  void aLastStepFarBeyondTheRowsEnds(long lastStep) {
    standIn.holds(run("a", 1500, 1).historyKeys(counting(1500, lastStep)));

    assertThat(read(StepRange.ALL)).hasSize(1500);
    assertThat(standIn.requestsFor("history")).hasSizeLessThan(30);
  }

  @ParameterizedTest
  @ValueSource(longs = {100_000, 1L << 40, 1L << 60})
  void aNumberOfRowsFarBeyondTheRowsEnds(long count) {
    standIn.holds(run("a", 1500, 1).historyKeys(counting(count, count - 1)));

    assertThat(read(StepRange.ALL)).hasSize(1500);
    assertThat(standIn.requestsFor("history")).hasSizeLessThan(60);
    assertThat(warnings).singleElement().asString().contains("1500 rows were read");
  }

  @Test
  void aLastStepBelowTheRowsThatComeIsNotBelieved() {
    standIn.holds(run("a", 3000, 1).historyKeys(counting(3000, 5)));

    assertThat(read(StepRange.ALL)).hasSize(3000);
    assertThat(warnings).isEmpty();
  }

  private static Experiment run(String id, int steps, int stride) {
    return experiment(id).generated(steps - 1, step -> step % stride == 0 ? row(step) : null);
  }

  private static Map<String, Object> row(long step) {
    return Map.of("train", Map.of("loss", step));
  }

  private static Map<String, Object> counting(long rows, long lastStep) {
    return Map.of(
        "lastStep",
        lastStep,
        "keys",
        Map.of("_step", Map.of("typeCounts", List.of(Map.of("type", "number", "count", rows)))));
  }

  private List<HistoryRow> read(StepRange steps) {
    return all(
        client.history(HistoryRequest.all(PROJECT).withSteps(steps).withColumns(LOSS), scope));
  }
}
