package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.client.api.ApiFixture.all;
import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories of short runs, several of which come with one request where that loses no row. */
class ShortRunsTest {
  private static final ProjectPath PROJECT = new ProjectPath(StandIn.ENTITY, StandIn.PROJECT);
  private static final ValueColumn LOSS = new ValueColumn("loss", ValueType.NUMBER);
  private static final ValueColumn ACC = new ValueColumn("val/acc", ValueType.NUMBER);
  private static final ValueColumn NESTED = new ValueColumn("eval.acc", ValueType.NUMBER);

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
  @ValueSource(ints = {20, 300, 2000})
  void oneRequestAsksForTheKeysOf25Runs(int steps) {
    int runs = 250;
    standIn.holds(runs(runs, steps));

    List<HistoryRow> rows = read(StepRange.ALL, LOSS);

    assertThat(strings(rows)).isEqualTo(truth(runs, steps));
    assertThat(standIn.requests().size()).isLessThanOrEqualTo(runs / 20 + 3);
    assertThat(standIn.requestsFor("history")).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void oneRequestAsksForTheStepsOf25Runs() {
    standIn.holds(runs(250, 20));

    List<HistoryRow> rows = read(StepRange.ALL);

    assertThat(rows).hasSize(5000);
    assertThat(standIn.requests().size()).isLessThanOrEqualTo(250 / 20 + 3);
    assertThat(standIn.requestsFor("sampledHistory"))
        .allSatisfy(asked -> assertThat(String.valueOf(asked.variables())).doesNotContain("loss"));
  }

  @Test
  void oneRequestAsksForTheWholeRowsOf25Runs() {
    standIn.holds(runs(250, 20));

    List<HistoryRow> rows = read(StepRange.ALL, LOSS, NESTED);

    assertThat(rows).hasSize(5000);
    assertThat(standIn.requests().size()).isLessThanOrEqualTo(250 / 20 + 3);
  }

  @Test
  void runsThatAreNamedAreNotListedBefore() {
    standIn.holds(runs(60, 20));
    List<String> fifty = IntStream.range(5, 55).mapToObj(ShortRunsTest::id).toList();

    List<HistoryRow> rows = read(in(fifty), StepRange.ALL, LOSS);

    assertThat(rows).hasSize(50 * 20);
    assertThat(rows).extracting(HistoryRow::runId).containsAll(fifty);
    assertThat(standIn.requests()).hasSize(2);
  }

  @Test
  void aNamedRunThatDoesNotExistHasNoRows() {
    standIn.holds(runs(3, 20));

    List<HistoryRow> rows = read(in(List.of(id(0), "none", id(2))), StepRange.ALL, LOSS);

    assertThat(rows).hasSize(40);
    assertThat(standIn.requests()).hasSize(1);
    assertThat(warnings).isEmpty();
  }

  @Test
  void namedRunsThatAreLongAreListedTheNextTime() {
    standIn.holds(runs(4, 4000));
    List<String> ids = IntStream.range(0, 4).mapToObj(ShortRunsTest::id).toList();

    assertThat(strings(read(in(ids), StepRange.ALL, LOSS))).isEqualTo(truth(4, 4000));
    standIn.forgetRequests();
    assertThat(strings(read(in(ids), StepRange.ALL, LOSS))).isEqualTo(truth(4, 4000));

    assertThat(standIn.requests())
        .extracting("operation")
        .containsExactly("Runs", "HistoriesSeries");
  }

  @Test
  void someStepsOfManyRunsComeTogether() {
    standIn.holds(runs(100, 300));

    List<HistoryRow> rows = read(new StepRange(290, 1000), LOSS);

    assertThat(rows).hasSize(1000);
    assertThat(standIn.requests().size()).isLessThanOrEqualTo(100 / 20 + 3);
    assertThat(standIn.requestsFor("sampledHistory"))
        .allSatisfy(
            asked ->
                assertThat(String.valueOf(asked.variables()))
                    .contains("\"minStep\":290", "\"maxStep\":999"));
  }

  @Test
  void aKeyThatFewStepsLoggedIsWholeByTheServersCount() {
    for (int i = 0; i < 50; i++) {
      standIn.holds(
          experiment(id(i))
              .generated(
                  49, step -> step % 10 == 0 ? Map.of("val/acc", 0.5) : Map.of("loss", 0.5)));
    }

    List<HistoryRow> rows = read(StepRange.ALL, ACC);

    assertThat(rows).hasSize(2500);
    assertThat(rows.stream().filter(row -> row.has(0)).count()).isEqualTo(250);
    assertThat(standIn.requests()).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void theRowsAreThoseOfEachRunByItself(Setting setting) {
    standIn.with(setting);
    standIn.holds(oddRuns());
    List<String> ids = new ArrayList<>();
    List<HistoryRow> byThemselves = new ArrayList<>();
    for (Experiment run : oddRuns()) {
      ids.add(run.id());
      byThemselves.addAll(read(in(List.of(run.id())), StepRange.ALL, LOSS, ACC));
    }
    warnings.clear();

    assertThat(strings(read(StepRange.ALL, LOSS, ACC))).isEqualTo(strings(byThemselves));
    assertThat(strings(read(in(ids), StepRange.ALL, LOSS, ACC)))
        .containsExactlyInAnyOrderElementsOf(strings(byThemselves));
    assertThat(read(StepRange.ALL)).hasSameSizeAs(byThemselves);
    assertThat(read(StepRange.ALL, LOSS, NESTED)).hasSameSizeAs(byThemselves);
    assertThat(read(new StepRange(3, 15), LOSS)).hasSize(inWindow(byThemselves));
  }

  @Test
  void aRunWhoseCountIsWrongIsReadByItself() {
    standIn.holds(runs(10, 20));
    standIn.holds(
        experiment("odd")
            .logging("loss")
            .forSteps(20)
            .historyKeys(
                Map.of(
                    "lastStep",
                    19,
                    "keys",
                    Map.of("_step", Map.of("typeCounts", List.of(count("number", 22)))))));

    List<HistoryRow> rows = read(StepRange.ALL, LOSS);

    assertThat(rows).hasSize(220);
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("run odd", "20 rows were read, where the server states 22");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 19, 20})
  void whatTheServerCutsIsReadInWindows(int cap) {
    standIn.capSamples(cap).holds(runs(30, 20));

    assertThat(strings(read(StepRange.ALL, LOSS))).isEqualTo(truth(30, 20));
  }

  @Test
  void aServerThatFailsAtSeveralRunsIsAskedForOneAtATime() {
    standIn
        .holds(runs(60, 20))
        .fails(
            Fault.status(500)
                .when(asked -> asked.selects("sampledHistory") && asked.selects("runs"))
                .times(1000));

    assertThat(strings(read(StepRange.ALL, LOSS))).isEqualTo(truth(60, 20));
    assertThat(client.serverFindings())
        .anyMatch(finding -> finding.name().equals("histories of several runs at once"));
    standIn.forgetRequests();
    assertThat(strings(read(StepRange.ALL, LOSS))).isEqualTo(truth(60, 20));
    assertThat(standIn.requestsFor("sampledHistory")).hasSize(60);
  }

  @Test
  void aLimitAsksForNoMoreRunsThanItNeeds() {
    standIn.holds(runs(60, 20));

    List<HistoryRow> rows =
        all(
            client.history(
                HistoryRequest.all(PROJECT).withColumns(List.of(LOSS)).withLimit(45), scope));

    assertThat(rows).hasSize(45);
    assertThat(standIn.requestsFor("sampledHistory"))
        .singleElement()
        .satisfies(asked -> assertThat(asked.argument("runs", "first")).isEqualTo(3));
  }

  private static Experiment[] oddRuns() {
    return new Experiment[] {
      experiment("dense").generated(99, step -> Map.of("loss", step / 2.0, "val/acc", 0.5)),
      experiment("gaps").generated(59, step -> step % 3 == 0 ? null : Map.of("loss", step)),
      experiment("nan").generated(19, step -> Map.of("loss", step == 5 ? Double.NaN : step)),
      experiment("text").generated(19, step -> Map.of("loss", step == 5 ? "NaN" : step)),
      experiment("rare")
          .generated(49, step -> step % 10 == 0 ? Map.of("val/acc", step) : Map.of("loss", step)),
      experiment("null").generated(19, step -> step == 7 ? nothing() : Map.of("loss", step)),
      experiment("map")
          .generated(
              19, step -> Map.of("loss", step == 7 ? Map.of("min", 1, "max", 2) : (Object) step)),
      experiment("late").generated(19, step -> step < 4 ? null : Map.of("loss", step)),
      experiment("unplaced").logging("loss").forSteps(20).withoutStepAt(3L),
      experiment("wide").logging("loss", "val/acc", "a", "b", "c").forSteps(20).capKeys(3),
      experiment("capped").logging("loss").forSteps(30).capSamples(11),
      experiment("untold").logging("loss").forSteps(20).withoutHistoryKeys(),
      experiment("other").logging("lr").forSteps(20),
      experiment("none"),
      experiment("long").generated(6999, step -> Map.of("loss", step, "val/acc", 1)),
    };
  }

  private static Map<String, Object> nothing() {
    Map<String, Object> row = new HashMap<>();
    row.put("loss", null);
    return row;
  }

  private static int inWindow(List<HistoryRow> rows) {
    return (int) rows.stream().filter(row -> 3 <= row.step() && row.step() < 15).count();
  }

  private static Map<String, Object> count(String type, int count) {
    return Map.of("type", type, "count", count);
  }

  private static Experiment[] runs(int count, int steps) {
    return IntStream.range(0, count)
        .mapToObj(i -> experiment(id(i)).generated(steps - 1, step -> row(i, step)))
        .toArray(Experiment[]::new);
  }

  private static Map<String, Object> row(int run, long step) {
    return Map.of("loss", run + step / 4.0, "val/acc", 0.5, "note", "n" + step);
  }

  private static List<String> truth(int runs, int steps) {
    return IntStream.range(0, runs)
        .boxed()
        .flatMap(
            run ->
                IntStream.range(0, steps)
                    .mapToObj(step -> id(run) + " " + step + " [" + (run + step / 4.0) + "]"))
        .toList();
  }

  private static String id(int run) {
    return "run%03d".formatted(run);
  }

  private static RunFilter in(List<String> ids) {
    return new RunFilter.In(RunField.ID, List.copyOf(ids));
  }

  private List<HistoryRow> read(StepRange steps, ValueColumn... columns) {
    return read(RunFilter.ALL, steps, columns);
  }

  private List<HistoryRow> read(RunFilter runs, StepRange steps, ValueColumn... columns) {
    HistoryRequest request =
        HistoryRequest.all(PROJECT).withRuns(runs).withSteps(steps).withColumns(List.of(columns));
    return all(client.history(request, scope));
  }

  private static List<String> strings(List<HistoryRow> rows) {
    return rows.stream()
        .map(
            row -> {
              String text = row.toString();
              String values = text.substring(text.indexOf(" ["), text.lastIndexOf(", "));
              return row.runId() + " " + row.step() + values + "]";
            })
        .toList();
  }
}
