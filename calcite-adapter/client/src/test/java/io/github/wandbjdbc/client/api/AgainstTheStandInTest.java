package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.client.api.ApiFixture.all;
import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunAttribute.ConfigPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunOrder;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AgainstTheStandInTest {
  private static final ProjectPath PROJECT = new ProjectPath(StandIn.ENTITY, StandIn.PROJECT);
  private static final List<ValueColumn> LOSS = List.of(new ValueColumn("loss", ValueType.NUMBER));

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

  @Test
  void theViewerIsKnown() {
    assertThat(client.viewer(scope).entities()).contains(StandIn.ENTITY);
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void whateverTheServersWaysTheRowsAreTheSame(Setting setting) {
    standIn.with(setting).capSamples(70);
    standIn.holds(
        experiment("a").config("lr", 0.1).logging("loss").forSteps(300),
        sparse("b"),
        experiment("c"));
    HistoryRequest request = HistoryRequest.all(PROJECT).withColumns(LOSS);

    List<HistoryRow> rows = all(client.history(request, scope));

    assertThat(rows.stream().filter(row -> row.runId().equals("a"))).hasSize(300);
    assertThat(rows.stream().filter(row -> row.runId().equals("b")).map(HistoryRow::step))
        .containsExactly(61_010L, 61_020L, 70_000L);
    // A server that doesn't count can't be held against its count.
    assertThat(warnings).allMatch(warning -> warning.contains("Project.runCount"));
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void whateverTheServersWaysRunsAreReadWithAllFields(Setting setting) {
    standIn
        .with(setting)
        .holds(experiment("a").config("lr", 0.1).tags("x").logging("loss").forSteps(3));
    RunsRequest request = RunsRequest.all(PROJECT).withFields(EnumSet.allOf(RunField.class));

    List<Run> runs = all(client.runs(request, scope));

    assertThat(runs)
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.id()).isEqualTo("a");
              assertThat(run.config()).isEqualTo("{\"lr\":0.1}");
              assertThat(run.tags()).containsExactly("x");
              assertThat(run.createdAt()).isNotNull();
            });
  }

  @Test
  void runsThatDriftWhileTheyAreListedAreAllFound() {
    hundredRuns();
    standIn.driftsAt(50);

    List<Run> runs = all(client.runs(RunsRequest.all(PROJECT), scope));

    assertThat(runs).extracting(Run::id).doesNotHaveDuplicates().hasSize(150);
  }

  @Test
  void samplesOfRunsThatDriftWhileTheyAreListedAreAllFound() {
    standIn.holds(
        IntStream.range(0, 150)
            .mapToObj(i -> experiment("run" + i).row(0, Map.of("loss", 1)))
            .toArray(Experiment[]::new));
    standIn.driftsAt(50);
    SampledHistoryRequest request = SampledHistoryRequest.all(PROJECT, 10);

    List<HistoryRow> rows = all(client.sampledHistory(request, scope));

    assertThat(rows).extracting(HistoryRow::runId).hasSize(150).doesNotHaveDuplicates();
  }

  @Test
  void anEmptyPageOfRunsIsNotTheEnd() {
    hundredRuns();
    standIn.emptiesPageAt(100);

    List<Run> runs = all(client.runs(RunsRequest.all(PROJECT), scope));

    assertThat(runs).hasSize(150);
  }

  @Test
  void filtersAndOrdersReachTheServer() {
    standIn.holds(
        experiment("a").state("finished").config("lr", 0.1),
        experiment("b").state("failed").config("lr", 0.2),
        experiment("c").state("finished").config("lr", 0.3));
    RunFilter filter =
        new RunFilter.And(
            List.of(
                new RunFilter.In(RunField.STATE, List.of("finished")),
                new RunFilter.Comparison(
                    new ConfigPath("lr"), RunFilter.Operator.LESS_OR_EQUAL, 0.3)));

    List<Run> runs =
        all(
            client.runs(
                RunsRequest.all(PROJECT).withFilter(filter).withOrder(RunOrder.NEWEST_FIRST),
                scope));

    assertThat(runs).extracting(Run::id).containsExactly("c", "a");
    assertThat(client.count(PROJECT, new RunFilter.In(RunField.STATE, List.of("finished")), scope))
        .isEqualTo(2);
  }

  @Test
  void samplesOfSeveralRunsAreOneRequest() {
    standIn.holds(
        experiment("a").logging("loss").forSteps(100),
        experiment("b").logging("loss").forSteps(100));
    SampledHistoryRequest request =
        SampledHistoryRequest.all(PROJECT, 500).withSteps(new StepRange(10, 20)).withColumns(LOSS);

    List<HistoryRow> rows = all(client.sampledHistory(request, scope));

    assertThat(rows).hasSize(20);
    assertThat(standIn.requestsFor("sampledHistory")).hasSize(1);
  }

  @Test
  void faultsThatPassAreSurvived() {
    standIn.holds(experiment("a").logging("loss").forSteps(10));
    standIn.fails(Fault.rateLimited(2), Fault.html(502), Fault.truncated(), Fault.status(500));

    List<HistoryRow> rows =
        all(
            client.history(
                HistoryRequest.all(PROJECT)
                    .withRuns(new RunFilter.In(RunField.ID, List.of("a")))
                    .withColumns(LOSS),
                scope));

    assertThat(rows).hasSize(10);
  }

  @Test
  void anAnswerThatBreaksOffIsAskedForAgain() {
    standIn.holds(experiment("a")).fails(Fault.truncated());

    assertThat(client.count(PROJECT, RunFilter.ALL, scope)).isEqualTo(1);
    assertThat(standIn.requests()).hasSize(2);
  }

  @Test
  void aWrongKeyIsUnauthenticated() {
    ApiOptions wrong =
        client.context().options().toBuilder()
            .credential(Credential.of("w".repeat(40), "the test"))
            .build();

    try (ApiClient other = ApiClient.open(wrong)) {
      WandbException e = catchThrowableOfType(WandbException.class, () -> other.viewer(scope));
      assertThat(e.kind()).isEqualTo(Kind.UNAUTHENTICATED);
    }
  }

  @Test
  void anUnknownProjectAndAnUnknownEntityAreTold() {
    standIn.holds(experiment("a"));
    ProjectPath unknown = new ProjectPath(StandIn.ENTITY, "nothing");

    WandbException project =
        catchThrowableOfType(
            WandbException.class, () -> all(client.runs(RunsRequest.all(unknown), scope)));
    WandbException entity =
        catchThrowableOfType(WandbException.class, () -> all(client.projects("nobody", scope)));

    assertThat(project.kind()).isEqualTo(Kind.UNKNOWN_PROJECT);
    assertThat(entity.kind()).isEqualTo(Kind.UNKNOWN_ENTITY);
    assertThat(client.project(unknown, scope)).isEmpty();
    assertThat(client.project(PROJECT, scope)).contains(PROJECT);
  }

  @Test
  void heavyFieldsAreAbsentWhenUnused() {
    standIn.holds(experiment("a"));

    all(client.runs(RunsRequest.all(PROJECT).withFields(Set.of(RunField.STATE)), scope));

    assertThat(standIn.requestsFor("config")).isEmpty();
    assertThat(standIn.requestsFor("state")).hasSize(1);
  }

  private void hundredRuns() {
    standIn.holds(
        IntStream.range(0, 150).mapToObj(i -> experiment("run" + i)).toArray(Experiment[]::new));
  }

  private static Experiment sparse(String id) {
    return experiment(id)
        .row(61_010, Map.of("loss", 1))
        .row(61_020, Map.of("acc", 1))
        .row(70_000, Map.of("loss", 2));
  }
}
