package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.client.api.ApiFixture.all;
import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ConsoleLine;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Report;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that the caller may not see leave pages short or empty; all others are read. */
class HiddenRowsTest {
  private static final ProjectPath PROJECT = new ProjectPath(StandIn.ENTITY, StandIn.PROJECT);
  private static final int COUNT = 250;

  private final StandIn standIn = StandIn.start().with(Setting.HIDDEN_ROWS);
  private final List<String> warnings = new ArrayList<>();
  private final CallScope scope = new CallScope(null, warning -> warnings.add(warning.message()));
  private final ApiClient client =
      ApiClient.open(
          ApiOptions.builder()
              .baseUrl(BaseUrl.of(standIn.url().toString()))
              .credential(Credential.of(StandIn.API_KEY, "the test"))
              .build(),
          new FixedTiming());

  @BeforeEach
  void hold() {
    Experiment[] runs =
        IntStream.range(0, COUNT)
            .mapToObj(i -> experiment("run" + i).logging("loss").forSteps(1))
            .toArray(Experiment[]::new);
    for (int i = 0; i < COUNT; i++) {
      runs[0].logLine(Map.of("number", i, "line", "line " + i));
      standIn.holdsReport(
          Map.of(
              "id",
              "report" + i,
              "name",
              "r",
              "displayName",
              "R",
              "createdAt",
              "2024-01-01T00:00:00"));
      standIn.holds(StandIn.ENTITY, "project" + i);
    }
    standIn.holds(runs);
  }

  @AfterEach
  void close() {
    client.close();
    standIn.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 100, 1000})
  void allRunsThatMayBeSeenAreListed(int page) {
    standIn.capFirst(page);

    List<Run> runs = all(client.runs(RunsRequest.all(PROJECT), scope));

    assertThat(runs).extracting(Run::id).hasSize(COUNT).doesNotHaveDuplicates();
    assertThat(warnings).isEmpty();
  }

  @Test
  void theFirstOnesAreFoundBehindThoseThatMayNotBeSeen() {
    standIn.capFirst(2);

    List<Run> runs = all(client.runs(RunsRequest.all(PROJECT).withLimit(5), scope));

    assertThat(runs).hasSize(5);
  }

  @Test
  void runsThatAreCountedButMayNotBeSeenAreToldInAWarning() {
    standIn.countsHidden();

    List<Run> runs = all(client.runs(RunsRequest.all(PROJECT), scope));

    assertThat(runs).hasSize(COUNT);
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("but listed 250", "may be hidden from the API key's owner");
  }

  @Test
  void sampledHistoriesOfAllRunsAreRead() {
    SampledHistoryRequest request = SampledHistoryRequest.all(PROJECT, 10);

    List<HistoryRow> rows = all(client.sampledHistory(request, scope));

    assertThat(rows).extracting(HistoryRow::runId).hasSize(COUNT).doesNotHaveDuplicates();
    assertThat(warnings).isEmpty();
  }

  @Test
  void projectsAndReportsAndConsoleLinesAreReadToTheEnd() {
    standIn.capFirst(2);

    List<String> projects = all(client.projects(StandIn.ENTITY, scope));
    List<Report> reports = all(client.reports().list(PROJECT, scope));
    List<ConsoleLine> lines =
        all(client.runStreams().consoleLogs(PROJECT, onlyRun("run0"), Long.MAX_VALUE, scope));

    assertThat(projects).hasSize(COUNT + 1);
    assertThat(reports).extracting(Report::id).hasSize(COUNT).doesNotHaveDuplicates();
    assertThat(lines).extracting(ConsoleLine::number).hasSize(COUNT).doesNotHaveDuplicates();
    assertThat(warnings).isEmpty();
  }

  private static RunFilter onlyRun(String id) {
    return new RunFilter.In(RunField.ID, List.of(id));
  }
}
