package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.client.api.ApiFixture.all;
import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that weren't asked for, or that don't say which step they are. */
class OddRowsTest {
  private static final ProjectPath PROJECT = new ProjectPath(StandIn.ENTITY, StandIn.PROJECT);
  private static final ValueColumn LOSS = new ValueColumn("loss", ValueType.NUMBER);

  /** A key with a dot is read with whole rows. */
  private static final ValueColumn NESTED = new ValueColumn("no.such", ValueType.NUMBER);

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
  @CsvSource({"minStep, true", "minStep, false", "maxStep, true", "maxStep, false"})
  void aServerThatDoesNotKeepToAWindowIsAnErrorSoon(String bound, boolean asSeries) {
    standIn.holds(dense("a", 5000)).ignores(bound);

    WandbException e = failure(new StepRange(1000, 2000), asSeries ? LOSS : NESTED);

    assertThat(e.kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
    assertThat(e)
        .hasMessageContaining("history of run a of lab/vision, steps 1000 to 1999")
        .hasMessageContaining("the server answers with step");
    assertThat(standIn.requests()).hasSizeLessThan(6);
  }

  @Test
  void aServerThatIgnoresTheFirstStepIsAnErrorOnceItIsSeen() {
    standIn.holds(dense("a", 5000)).ignores("minStep");

    assertThat(failure(StepRange.ALL, NESTED)).hasMessageContaining("answers with step");

    assertThat(standIn.requests()).hasSizeLessThan(6);
  }

  @Test
  void aRowAtTheEndOfAWindowIsNotTakenAndTakesNoOthersPlace() {
    standIn.holds(dense("a", 2500)).with(Setting.HISTORY_END_INCLUDED);

    List<HistoryRow> rows = read(new StepRange(100, 2300), NESTED);

    assertThat(rows).extracting(HistoryRow::step).hasSize(2200).isSorted().doesNotHaveDuplicates();
    assertThat(warnings).isEmpty();
    assertThat(standIn.requestsFor("history")).hasSizeLessThan(10);
  }

  @Test
  void aRowAtTheEndTakesNoOthersPlaceThoughTheServerReturnsButOne() {
    standIn.with(Setting.HISTORY_END_INCLUDED).capSamples(1);
    for (int i = 0; i < 30; i++) {
      standIn.holds(experiment("a" + i).row(1, Map.of("loss", 1)).row(2, Map.of("loss", 2)));
    }

    List<HistoryRow> rows = read(StepRange.ALL, NESTED);

    assertThat(rows).hasSize(60);
    assertThat(warnings).isEmpty();
  }

  @Test
  void rowsWithoutAStepAreToldToWhoReadsNotAll() {
    standIn.holds(dense("a", 300).withoutStepAt(3L));
    HistoryRequest few = HistoryRequest.all(PROJECT).withColumns(List.of(NESTED)).withLimit(4);

    List<HistoryRow> rows = all(client.history(few, scope));

    assertThat(rows).extracting(HistoryRow::step).containsExactly(0L, 1L, 2L, 4L);
    assertThat(warnings)
        .anySatisfy(warning -> assertThat(warning).contains("don't say which step they are"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 10_000})
  void rowsWithoutAStepAreToldAndNoOtherIsLost(int cap) {
    standIn.capSamples(cap).holds(dense("a", 300).withoutStepAt(0L, 17L, 299L));

    List<HistoryRow> rows = read(StepRange.ALL, NESTED);

    assertThat(rows).extracting(HistoryRow::step).hasSize(297).doesNotContain(0L, 17L, 299L);
    assertThat(warnings)
        .anySatisfy(warning -> assertThat(warning).contains("don't say which step they are"));
  }

  @Test
  void aRunWhoseRowsAllLackAStepEnds() {
    Long[] steps = new Long[100];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = (long) i;
    }
    standIn.holds(dense("a", 100).withoutStepAt(steps).withoutHistoryKeys(), dense("b", 10));

    List<HistoryRow> rows = read(StepRange.ALL, NESTED);

    assertThat(rows).hasSize(10);
    assertThat(warnings)
        .containsExactly(
            "history of run a of lab/vision: 100 or more rows don't say which step they are (_step),"
                + " and were left out");
    assertThat(standIn.requestsFor("history")).hasSizeLessThan(10);
  }

  @Test
  void aCountOfStepsThatRowsDoNotTellIsNoReasonToAskForEver() {
    Long[] steps = LongStream.range(0, 1600).map(i -> 5 * i + 3).boxed().toArray(Long[]::new);
    standIn.holds(
        dense("a", 8000)
            .withoutStepAt(steps)
            .historyKeys(
                Map.of(
                    "lastStep",
                    7999,
                    "keys",
                    Map.of(
                        "_step",
                        Map.of("typeCounts", List.of(Map.of("type", "number", "count", 8000)))))));

    List<HistoryRow> rows = read(StepRange.ALL, NESTED);

    assertThat(rows).hasSize(6400);
    assertThat(warnings)
        .anySatisfy(warning -> assertThat(warning).contains("don't say which step they are"));
    assertThat(standIn.requests()).hasSizeLessThan(40);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 61_010, 5_000_000_000L})
  void aRunOfWhichTheServerTellsNothingIsReadToItsEnd(long first) {
    Experiment run = experiment("a");
    for (long step = first; step < first + 900; step++) {
      run.row(step, Map.of("a.b", step));
    }
    standIn.holds(
        run.answering("historyLineCount", null)
            .historyKeys(Map.of("keys", Map.of("a.b", Map.of("typeCounts", List.of())))),
        experiment("none").answering("historyLineCount", null).withoutHistoryKeys());

    List<HistoryRow> rows = read(StepRange.ALL, NESTED);

    assertThat(rows).hasSize(900);
    assertThat(standIn.requestsFor("history")).hasSizeLessThan(60);
  }

  @Test
  void keysThatTheServerCountsAndRowsLackAreTold() {
    standIn.holds(
        experiment("wide")
            .generated(
                99,
                step -> {
                  Map<String, Object> row = new LinkedHashMap<>();
                  for (int i = 0; i < 8; i++) {
                    row.put("m" + i, step % 10 == 3 && i > 0 ? null : (Object) 0.5);
                  }
                  return row;
                })
            .capKeys(2));
    List<ValueColumn> columns =
        IntStream.range(0, 8).mapToObj(i -> new ValueColumn("m" + i, ValueType.NUMBER)).toList();

    assertThat(read(StepRange.ALL, columns)).hasSize(100);

    assertThat(warnings)
        .containsExactly(
            "history of run wide of lab/vision: the server's rows lack values that it counts:"
                + " 0 of 90 of m2, 0 of 90 of m3, 0 of 90 of m4, and too few of 3 other keys");
  }

  @Test
  void nestedKeysAndThoseOfHalfAHistoryAreTold() {
    standIn.holds(
        experiment("wide")
            .generated(
                99,
                step -> {
                  Map<String, Object> row = new LinkedHashMap<>();
                  row.put("loss", 1);
                  row.put("acc", 2);
                  row.put("opt", Map.of("lr", 0.5));
                  return row;
                })
            .capKeys(2));
    ValueColumn nested = new ValueColumn("opt.lr", ValueType.NUMBER);

    assertThat(read(StepRange.ALL, nested)).hasSize(100);
    assertThat(read(new StepRange(10, 80), nested)).hasSize(70);

    assertThat(warnings)
        .containsExactly(
            "history of run wide of lab/vision: the server's rows lack values that it counts:"
                + " 0 of 100 of opt.lr",
            "history of run wide of lab/vision: the server's rows lack values that it counts:"
                + " 0 of at least 70 of opt.lr");
  }

  @ParameterizedTest
  @CsvSource({"1000,false", "10000,false", "10000,true", "300,false"})
  void manyRowsWithoutAStepTakeFewRequests(int cap, boolean asSeries) {
    Long[] steps = LongStream.range(0, 1600).map(i -> 5 * i + 3).boxed().toArray(Long[]::new);
    standIn.capSamples(cap).holds(dense("a", 8000).withoutStepAt(steps));

    List<HistoryRow> rows = read(StepRange.ALL, asSeries ? LOSS : NESTED);

    assertThat(rows).hasSize(6400);
    assertThat(standIn.requests()).hasSizeLessThan(4 * 8000 / Math.min(cap, 1000));
  }

  @Test
  void keysWithDotsMapsNullsAndHalfAHistoryAreNoCauseForAWarning() {
    standIn.holds(
        experiment("a")
            .generated(
                99,
                step ->
                    step % 2 == 0
                        ? Map.of("a.b", 1, "a", Map.of("b", 2), "c", Map.of("x", 1))
                        : Map.of("c", 0.5, "d", "NaN", "system/gpu", 3)));
    List<ValueColumn> columns =
        Stream.of("a", "a.b", "c", "c.x", "d", "system/gpu")
            .map(key -> new ValueColumn(key, ValueType.NUMBER))
            .toList();

    assertThat(read(StepRange.ALL, columns)).hasSize(100);
    assertThat(read(new StepRange(0, 50), columns)).hasSize(50);

    assertThat(warnings).isEmpty();
  }

  private WandbException failure(StepRange steps, ValueColumn column) {
    return catchThrowableOfType(WandbException.class, () -> read(steps, column));
  }

  private List<HistoryRow> read(StepRange steps, ValueColumn column) {
    return read(steps, List.of(column));
  }

  private List<HistoryRow> read(StepRange steps, List<ValueColumn> columns) {
    return all(
        client.history(HistoryRequest.all(PROJECT).withSteps(steps).withColumns(columns), scope));
  }

  private static Experiment dense(String id, int steps) {
    return experiment(id).generated(steps - 1, step -> Map.of("loss", step, "acc", 0.5));
  }
}
