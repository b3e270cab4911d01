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
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.RecordedRequest;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A few keys of a history, which are asked for by name where no row can get lost by it. */
class KeySeriesTest {
  private static final ProjectPath PROJECT = new ProjectPath(StandIn.ENTITY, StandIn.PROJECT);
  private static final ValueColumn LOSS = new ValueColumn("loss", ValueType.NUMBER);
  private static final ValueColumn ACC = new ValueColumn("val/acc", ValueType.NUMBER);

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
  @EnumSource(Setting.class)
  void theRowsAreTheSameHoweverTheyAreRead(Setting setting) {
    standIn.with(setting);
    standIn.holds(
        experiment("dense").generated(2499, step -> Map.of("loss", step / 2.0, "val/acc", 0.5)),
        experiment("gaps").generated(499, step -> step % 3 == 0 ? null : Map.of("loss", step)),
        experiment("odd")
            .generated(
                1999, step -> Map.of("loss", step == 1500 ? "NaN" : step, "note", "n" + step)),
        experiment("rare")
            .generated(99, step -> step % 10 == 0 ? Map.of("val/acc", step) : Map.of("loss", step)),
        experiment("none"));

    List<HistoryRow> few = read(StepRange.ALL, Long.MAX_VALUE, false, LOSS, ACC);

    List<HistoryRow> whole = read(StepRange.ALL, Long.MAX_VALUE, true, LOSS, ACC);
    assertThat(strings(few)).isEqualTo(strings(whole)).hasSize(4933);
    assertThat(steps(read(StepRange.ALL, Long.MAX_VALUE, false)))
        .isEqualTo(steps(read(StepRange.ALL, Long.MAX_VALUE, true)))
        .hasSize(4933);
    assertThat(warnings)
        .allMatch(it -> it.contains("keys that were logged") || it.contains("Project.runCount"));
  }

  @Test
  void rowsAreCountedByTheirStepsAlone() {
    standIn.holds(experiment("a").logging("loss", "val/acc", "lr", "b1", "b2").forSteps(1500));

    List<HistoryRow> rows = read(StepRange.ALL, Long.MAX_VALUE, false);

    assertThat(rows).hasSize(1500);
    assertThat(standIn.requestsFor("history")).isEmpty();
    assertThat(standIn.requestsFor("sampledHistory"))
        .isNotEmpty()
        .allSatisfy(
            asked ->
                assertThat(asked.argument("sampledHistory", "specs"))
                    .asString()
                    .contains("[\"_step\"]")
                    .doesNotContain("loss", "acc"));
  }

  @Test
  void whatEachStepLoggedIsAskedForAlone() {
    standIn.holds(experiment("a").logging("loss", "val/acc", "lr", "b1", "b2").forSteps(1500));

    List<HistoryRow> rows = read(new StepRange(100, 1400), Long.MAX_VALUE, false, ACC);

    assertThat(rows).hasSize(1300);
    assertThat(standIn.requestsFor("history")).isEmpty();
    List<RecordedRequest> asked = standIn.requestsFor("sampledHistory");
    assertThat(asked).hasSize(2);
    assertThat(asked.get(0).argument("sampledHistory", "specs"))
        .asString()
        .contains("\"_step\",\"val/acc\"", "\"minStep\":100", "\"maxStep\":1099", "1000")
        .doesNotContain("loss");
  }

  @Test
  void whatSomeStepsDidNotLogIsReadFromWholeRows() {
    for (String run : List.of("a", "b", "c", "d")) {
      standIn.holds(
          experiment(run)
              .generated(
                  5999, step -> step % 10 == 0 ? Map.of("val/acc", 0.5) : Map.of("loss", 0.5)));
    }

    List<HistoryRow> rows = read(StepRange.ALL, Long.MAX_VALUE, false, ACC);

    assertThat(rows).hasSize(24_000);
    // The third run is spared the attempt.
    assertThat(standIn.requestsFor("sampledHistory")).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("failuresOfSamples")
  void aServerThatFailsAtSamplesIsAskedForWholeRows(Fault fault) {
    standIn
        .holds(experiment("a").logging("loss").forSteps(6000))
        .fails(fault.when(request -> request.selects("sampledHistory")).times(1000));

    List<HistoryRow> rows = read(StepRange.ALL, Long.MAX_VALUE, false, LOSS);
    List<HistoryRow> step = read(new StepRange(1, 2), Long.MAX_VALUE, false, LOSS);

    assertThat(rows).hasSize(6000);
    assertThat(step).hasSize(1);
    assertThat(warnings).isEmpty();
    assertThat(client.serverFindings())
        .anyMatch(finding -> finding.name().equals("histories by sampledHistory"));
    standIn.forgetRequests();
    read(StepRange.ALL, Long.MAX_VALUE, false, LOSS);
    assertThat(standIn.requestsFor("sampledHistory")).isEmpty();
  }

  static List<Fault> failuresOfSamples() {
    return List.of(
        Fault.status(500),
        Fault.status(400),
        Fault.status(503),
        Fault.html(200),
        Fault.reset(),
        Fault.graphQlError("graphql: panic occurred"),
        Fault.graphQlError("Cannot query field \"sampledHistory\" on type \"Run\"."),
        Fault.nulls("project/run/sampledHistory"));
  }

  @Test
  void aSampleThatTheServerCutsIsNotTakenForTheWhole() {
    standIn.capSamples(70).holds(experiment("a").logging("loss").forSteps(300));

    List<HistoryRow> rows = read(StepRange.ALL, Long.MAX_VALUE, false, LOSS);

    assertThat(rows).extracting(HistoryRow::step).hasSize(300).doesNotHaveDuplicates();
  }

  @Test
  void aLimitAsksForNoMoreStepsThanItNeeds() {
    standIn.holds(experiment("a").logging("loss").forSteps(300));

    List<HistoryRow> rows = read(StepRange.ALL, 5, false, LOSS);

    assertThat(rows).hasSize(5);
    assertThat(standIn.requestsFor("sampledHistory"))
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.argument("sampledHistory", "specs"))
                    .asString()
                    .contains("\"samples\":5"));
  }

  @Test
  void keysThatMayLeadIntoNestedValuesAreReadFromWholeRows() {
    standIn.holds(experiment("a").generated(9, step -> Map.of("eval.acc", 0.5)));

    read(StepRange.ALL, Long.MAX_VALUE, false, new ValueColumn("eval.acc", ValueType.NUMBER));

    assertThat(standIn.requestsFor("sampledHistory")).isEmpty();
  }

  private List<HistoryRow> read(
      StepRange steps, long limit, boolean noteOtherKeys, ValueColumn... columns) {
    HistoryRequest request =
        HistoryRequest.all(PROJECT)
            .withSteps(steps)
            .withColumns(List.of(columns))
            .withNoteOtherKeys(noteOtherKeys)
            .withLimit(limit);
    return all(client.history(request, scope));
  }

  private static List<String> steps(List<HistoryRow> rows) {
    return rows.stream().map(row -> row.runId() + " " + row.step()).toList();
  }

  private static List<String> strings(List<HistoryRow> rows) {
    return rows.stream()
        .map(row -> row.runId() + " " + row.step() + " " + row.value(0) + " " + row.value(1))
        .toList();
  }
}
