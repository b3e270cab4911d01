package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.client.api.ApiFixture.all;
import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRequest.Ends;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.ApiOptions.OnRunError;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The first and the last rows of runs, which are asked for from the ends of their histories. */
class RunEndPagesTest {
  private static final ProjectPath PROJECT = new ProjectPath(StandIn.ENTITY, StandIn.PROJECT);
  private static final ValueColumn LOSS = new ValueColumn("loss", ValueType.NUMBER);
  private static final List<Ends> ENDS =
      List.of(new Ends(0, 3), new Ends(2, 0), new Ends(1, 1), new Ends(0, 50));

  private final StandIn standIn = StandIn.start();
  private final List<String> warnings = new ArrayList<>();
  private final CallScope scope = new CallScope(null, warning -> warnings.add(warning.message()));
  private final ApiClient client = open(OnRunError.FAIL);

  private ApiClient open(OnRunError onRunError) {
    return ApiClient.open(
        ApiOptions.builder()
            .baseUrl(BaseUrl.of(standIn.url().toString()))
            .credential(Credential.of(StandIn.API_KEY, "the test"))
            .onRunError(onRunError)
            .build(),
        new FixedTiming());
  }

  @AfterEach
  void close() {
    client.close();
    standIn.close();
  }

  @Test
  void theLastRowsOfALongRunAreTwoSmallRequests() {
    standIn.holds(experiment("a").generated(19_999, step -> Map.of("loss", step)));

    List<HistoryRow> rows = read(only("a"), StepRange.ALL, new Ends(0, 3), LOSS);

    assertThat(rows).extracting(HistoryRow::step).containsExactly(19_997L, 19_998L, 19_999L);
    assertThat(standIn.requests()).hasSize(2);
    assertThat(standIn.sent()).isLessThan(2000);
  }

  @Test
  void theFirstAndTheLastRowAreTwoRequestsAsWell() {
    standIn.holds(experiment("a").generated(19_999, step -> Map.of("loss", step)));

    List<HistoryRow> rows = read(only("a"), StepRange.ALL, new Ends(1, 1), LOSS);

    assertThat(rows).extracting(HistoryRow::step).containsExactly(0L, 19_999L);
    assertThat(standIn.requests()).hasSize(2);
  }

  @Test
  void stepsThatBeginLateCostFewRequestsMore() {
    standIn.holds(
        experiment("a").generated(19_999, step -> step < 13_000 ? null : Map.of("loss", step)));

    List<HistoryRow> rows = read(only("a"), StepRange.ALL, new Ends(1, 1));

    assertThat(rows).extracting(HistoryRow::step).containsExactly(13_000L, 19_999L);
    assertThat(standIn.requests().size()).isLessThanOrEqualTo(10);
  }

  @Test
  void aShortRunByItselfIsOneRequest() {
    standIn.holds(experiment("a").logging("loss").forSteps(40));

    List<HistoryRow> rows = read(only("a"), StepRange.ALL, new Ends(0, 50), LOSS);

    assertThat(rows).hasSize(40);
    assertThat(standIn.requests()).hasSize(1);
  }

  @Test
  void whatARunLogsWhileItIsReadIsNotRead() {
    Experiment run = experiment("a").generated(4_999, RunEndPagesTest::row);
    standIn.holds(run).fails(afterFirstAnswer(() -> run.generated(7_999, RunEndPagesTest::row)));

    List<HistoryRow> rows = read(only("a"), StepRange.ALL, new Ends(1, 3), LOSS);

    assertThat(rows).extracting(HistoryRow::step).containsExactly(0L, 4_997L, 4_998L, 4_999L);
  }

  @Test
  void aRunThatIsRewoundWhileItIsReadIsAnError() {
    Experiment run = experiment("a").generated(4_999, RunEndPagesTest::row);
    standIn.holds(run).fails(afterFirstAnswer(() -> run.generated(3_999, RunEndPagesTest::row)));

    WandbException e =
        catchThrowableOfType(
            WandbException.class, () -> read(only("a"), StepRange.ALL, new Ends(0, 3), LOSS));

    assertThat(e).hasMessageContaining("rewound from step 4999 to 3999");
  }

  @Test
  void aLastStepThatIsStatedTooEarlyHidesNoRows() {
    standIn.holds(
        experiment("a")
            .generated(4_999, RunEndPagesTest::row)
            .historyKeys(
                Map.of(
                    "lastStep",
                    3_999,
                    "keys",
                    Map.of(
                        "_step",
                        Map.of("typeCounts", List.of(Map.of("type", "number", "count", 5_000)))))));

    List<HistoryRow> rows = read(only("a"), StepRange.ALL, new Ends(0, 3), LOSS);

    assertThat(rows).extracting(HistoryRow::step).containsExactly(4_997L, 4_998L, 4_999L);
  }

  @Test
  void aRunThatIsDeletedWhileItIsReadIsAnError() {
    standIn
        .holds(experiment("a").generated(4_999, RunEndPagesTest::row))
        .fails(afterFirstAnswer(() -> standIn.deletes("a")));

    WandbException e =
        catchThrowableOfType(
            WandbException.class, () -> read(only("a"), StepRange.ALL, new Ends(0, 3), LOSS));

    assertThat(e).hasMessageContaining("run a of lab/vision was listed, but is gone");
  }

  @Test
  void aRunThatIsDeletedHasNoLastRowsWhereThatIsToldInAWarning() {
    standIn
        .holds(experiment("a").generated(4_999, RunEndPagesTest::row))
        .fails(afterFirstAnswer(() -> standIn.deletes("a")));

    try (ApiClient lenient = open(OnRunError.WARN)) {
      HistoryRequest request =
          HistoryRequest.all(PROJECT).withRuns(only("a")).withEnds(new Ends(0, 3));
      assertThat(all(lenient.history(request, scope))).isEmpty();
    }

    assertThat(warnings).singleElement().asString().contains("was listed, but is gone");
  }

  /** Has {@code change} happen once the first answer is made. */
  private static Fault afterFirstAnswer(Runnable change) {
    AtomicInteger answers = new AtomicInteger();
    return Fault.none()
        .when(
            asked -> {
              if (answers.incrementAndGet() == 1) {
                change.run();
              }
              return false;
            });
  }

  @Test
  void theLastRowsOfManyShortRunsComeTogether() {
    for (int i = 0; i < 100; i++) {
      standIn.holds(experiment("run%03d".formatted(i)).logging("loss").forSteps(30));
    }

    List<HistoryRow> rows = read(RunFilter.ALL, StepRange.ALL, new Ends(0, 2), LOSS);

    assertThat(rows).hasSize(200).extracting(HistoryRow::step).containsOnly(28L, 29L);
    assertThat(standIn.requests().size()).isLessThanOrEqualTo(100 / 20 + 3);
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void theyAreThoseThatTheWholeHistoryBeginsAndEndsWith(Setting setting) {
    standIn.with(setting).holds(runs());
    // The settings take the columns and the steps in turn: all of each would take minutes.
    int turn = List.of(Setting.values()).indexOf(setting);
    ValueColumn[] columns =
        List.of(new ValueColumn[] {LOSS}, new ValueColumn[0], wholeRows()).get(turn % 3);
    StepRange steps = turn % 2 == 0 ? StepRange.ALL : new StepRange(30, 9000);

    List<HistoryRow> whole = read(RunFilter.ALL, steps, Ends.ALL, columns);

    for (Ends ends : ENDS) {
      assertThat(strings(read(RunFilter.ALL, steps, ends, columns), columns.length))
          .as("%s of %s", ends, steps)
          .isEqualTo(strings(ends(whole, ends), columns.length));
    }
  }

  @Test
  void aRunThatCannotBeReadIsAnError() {
    standIn
        .holds(experiment("a").generated(19_999, step -> Map.of("loss", step)))
        .fails(Fault.status(400).when(asked -> asked.selects("historyKeys")).times(1000));

    WandbException e =
        catchThrowableOfType(
            WandbException.class, () -> read(RunFilter.ALL, StepRange.ALL, new Ends(0, 3), LOSS));

    assertThat(e).hasMessageContaining("history of run a");
  }

  private static ValueColumn[] wholeRows() {
    return new ValueColumn[] {LOSS, new ValueColumn("eval.acc", ValueType.NUMBER)};
  }

  private static Experiment[] runs() {
    return new Experiment[] {
      experiment("long").generated(9_999, step -> Map.of("loss", step)),
      experiment("sparse").generated(99_990, step -> step % 1000 == 7 ? row(step) : null),
      experiment("bursts")
          .generated(60_000, step -> step < 4000 || step % 20_000 == 0 ? row(step) : null),
      experiment("late").generated(20_000, step -> step < 13_000 ? null : row(step)),
      experiment("short").logging("loss").forSteps(40),
      experiment("shorter").logging("loss").forSteps(2),
      experiment("untold").generated(6_999, step -> row(step)).withoutHistoryKeys(),
      experiment("none"),
      experiment("capped").generated(6_999, step -> row(step)).capSamples(30),
    };
  }

  private static Map<String, Object> row(long step) {
    return Map.of("loss", step / 2.0);
  }

  private static List<HistoryRow> ends(List<HistoryRow> rows, Ends ends) {
    Map<String, List<HistoryRow>> runs = new LinkedHashMap<>();
    rows.forEach(row -> runs.computeIfAbsent(row.runId(), id -> new ArrayList<>()).add(row));
    return runs.values().stream()
        .flatMap(
            of ->
                IntStream.range(0, of.size())
                    .filter(i -> i < ends.first() || i >= of.size() - ends.last())
                    .mapToObj(of::get))
        .toList();
  }

  private static RunFilter only(String id) {
    return new RunFilter.In(RunField.ID, List.of(id));
  }

  private List<HistoryRow> read(
      RunFilter runs, StepRange steps, Ends ends, ValueColumn... columns) {
    HistoryRequest request =
        HistoryRequest.all(PROJECT)
            .withRuns(runs)
            .withSteps(steps)
            .withEnds(ends)
            .withColumns(List.of(columns));
    return all(client.history(request, scope));
  }

  private static List<String> strings(List<HistoryRow> rows, int columns) {
    return rows.stream()
        .map(
            row ->
                "%s %d %s"
                    .formatted(
                        row.runId(),
                        row.step(),
                        IntStream.range(0, columns).mapToObj(row::value).toList()))
        .toList();
  }
}
