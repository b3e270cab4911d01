package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.client.api.ApiFixture.all;
import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.client.diagnostics.ServerFinding;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The last step of a sample's window, which old servers leave out. */
class SampleEndTest {
  private static final ProjectPath PROJECT = new ProjectPath(StandIn.ENTITY, StandIn.PROJECT);

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
  void aServerThatLeavesTheLastStepOutIsAskedForOneMore() {
    standIn
        .with(Setting.SAMPLE_END_EXCLUDED)
        .holds(experiment("a").logging("loss").forSteps(100), experiment("b"));

    List<HistoryRow> rows = sample(new StepRange(10, 20), 100);

    assertThat(rows).extracting(HistoryRow::step).hasSize(10).contains(10L, 19L);
    assertThat(findings()).containsExactly("excluded");
    standIn.forgetRequests();
    assertThat(sample(new StepRange(10, 30), 100)).hasSize(20);
    assertThat(standIn.requests()).hasSize(1);
    assertThat(specs(0)).contains("\"maxStep\":30");
  }

  @Test
  void aWindowOfOneStepIsFoundThere() {
    standIn.with(Setting.SAMPLE_END_EXCLUDED).holds(experiment("a").logging("loss").forSteps(100));

    List<HistoryRow> rows = sample(new StepRange(5, 6), 100);

    assertThat(rows).extracting(HistoryRow::step).containsExactly(5L);
  }

  @Test
  void aSampleWithItsLastStepSettlesItWithoutARequest() {
    standIn.holds(experiment("a").logging("loss").forSteps(100));

    assertThat(sample(new StepRange(10, 20), 100)).hasSize(10);

    assertThat(standIn.requests()).hasSize(1);
    assertThat(specs(0)).contains("\"maxStep\":19");
    assertThat(findings()).containsExactly("included");
  }

  @Test
  void aStepThatCameSettlesItWithOneRequestForAll() {
    standIn.holds(experiment("a").logging("loss").forSteps(100));

    assertThat(sample(new StepRange(50, 2000), 100)).hasSize(50);
    assertThat(sample(new StepRange(60, 2000), 100)).hasSize(40);

    assertThat(standIn.requests()).hasSize(3);
    assertThat(specs(1)).contains("\"minStep\":50,\"maxStep\":50");
    assertThat(findings()).containsExactly("included");
  }

  @Test
  void whereNoRunHasTheLastStepNothingIsLost() {
    standIn.with(Setting.SAMPLE_END_EXCLUDED).holds(experiment("a").logging("loss").forSteps(10));

    assertThat(sample(new StepRange(50, 60), 100)).isEmpty();

    assertThat(findings()).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void whereItCanNotBeToldAWarningTellsWhichStepMayBeMissing() {
    standIn
        .holds(experiment("a").logging("loss").forSteps(100))
        .fails(Fault.body(400, "{\"error\": \"no\"}").after(1));

    assertThat(sample(new StepRange(50, 2000), 100)).hasSize(50);

    assertThat(warnings).singleElement().asString().contains("step 1999 may be missing");
  }

  @Test
  void pointsBeyondTheWindowAreLeftOutAndTold() {
    standIn.ignores("minStep").holds(experiment("a").logging("loss").forSteps(100));

    assertThat(sample(new StepRange(50, 60), 100)).hasSize(10);

    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("of run a, where steps 50 to 59 were asked for");
  }

  private List<String> findings() {
    return client.serverFindings().stream()
        .filter(finding -> finding.name().equals("maxStep of sampledHistory"))
        .map(ServerFinding::value)
        .toList();
  }

  private String specs(int request) {
    return String.valueOf(
        standIn.requestsFor("sampledHistory").get(request).argument("sampledHistory", "specs"));
  }

  private List<HistoryRow> sample(StepRange steps, int samples) {
    return all(
        client.sampledHistory(
            SampledHistoryRequest.all(PROJECT, samples)
                .withSteps(steps)
                .withColumns(List.of(new ValueColumn("loss", ValueType.NUMBER))),
            scope));
  }
}
