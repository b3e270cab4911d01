package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.client.api.ApiFixture.all;
import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.client.api.runs.ProjectMeasurements;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.RecordedRequest;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Samples of runs that are named, from servers that can't find runs by a list of names. */
class SampledRunsTest {
  private static final ProjectPath PROJECT = new ProjectPath(StandIn.ENTITY, StandIn.PROJECT);

  private final StandIn standIn =
      StandIn.start()
          .holds(
              experiment("a").logging("loss").forSteps(30),
              experiment("b").logging("loss").forSteps(20),
              experiment("c").logging("loss").forSteps(10));
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

  static List<Fault> failures() {
    return List.of(
        Fault.status(400),
        Fault.status(422),
        Fault.status(500),
        Fault.graphQlError("invalid filter"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void eachIsAskedForByItsName(Fault failure) {
    standIn.fails(failure.when(SampledRunsTest::findsByName).times(1000));

    List<HistoryRow> rows = sample(StepRange.ALL, "c", "a", "nope");

    assertThat(rows).hasSize(40).extracting(HistoryRow::runId).containsOnly("a", "c");
    assertThat(warnings).isEmpty();
    standIn.forgetRequests();
    assertThat(sample(StepRange.ALL, "b", "c")).hasSize(30);
    assertThat(standIn.requests()).hasSize(2).noneMatch(SampledRunsTest::findsByName);
  }

  @ParameterizedTest
  @EnumSource(
      value = Setting.class,
      names = {"MISSING_RUN_IS_AN_ERROR", "NULLS_IN_SAMPLES", "SAMPLE_END_EXCLUDED"})
  void theyAreWhatAListWouldHold(Setting setting) {
    standIn.with(setting).fails(Fault.status(400).when(SampledRunsTest::findsByName).times(1000));

    List<HistoryRow> rows = sample(new StepRange(5, 15), "c", "nope", "a");

    assertThat(rows).extracting(HistoryRow::runId).filteredOn("a"::equals).hasSize(10);
    assertThat(rows).extracting(HistoryRow::runId).filteredOn("c"::equals).hasSize(5);
    assertThat(warnings).isEmpty();
  }

  @Test
  void aServerThatFailsAtTheSamplesIsNotAskedByNames() {
    standIn.fails(Fault.status(400).when(request -> request.selects("sampledHistory")).times(1000));

    WandbException e =
        catchThrowableOfType(WandbException.class, () -> sample(StepRange.ALL, "a", "b"));

    assertThat(e.kind()).isEqualTo(Kind.BAD_REQUEST);
    assertThat(standIn.requestsFor("run")).isEmpty();
    assertThat(ProjectMeasurements.of(client.context(), PROJECT).refuses("name $in")).isFalse();
  }

  @Test
  void aServerInTroubleIsWaitedFor() {
    standIn.fails(Fault.status(500).times(3));

    assertThat(sample(StepRange.ALL, "a", "b")).hasSize(50);
  }

  @Test
  void whoCanDoWithoutDoesNotWait() {
    standIn.fails(Fault.status(500).when(request -> request.selects("sampledHistory")).times(1000));

    WandbException e =
        catchThrowableOfType(
            WandbException.class,
            () -> all(client.sampledHistory(request(StepRange.ALL, "a", "b").asOptional(), scope)));

    assertThat(e.kind()).isEqualTo(Kind.SERVER_ERROR);
    assertThat(standIn.requestsFor("sampledHistory")).hasSizeLessThan(4);
  }

  private static boolean findsByName(RecordedRequest request) {
    return String.valueOf(request.argument("runs", "filters")).contains("\"name\"");
  }

  private List<HistoryRow> sample(StepRange steps, String... runs) {
    return all(client.sampledHistory(request(steps, runs), scope));
  }

  private static SampledHistoryRequest request(StepRange steps, String... runs) {
    return SampledHistoryRequest.all(PROJECT, 1000)
        .withRuns(new RunFilter.In(RunField.ID, Arrays.<Object>asList((Object[]) runs)))
        .withSteps(steps)
        .withColumns(List.of(new ValueColumn("loss", ValueType.NUMBER)));
  }
}
