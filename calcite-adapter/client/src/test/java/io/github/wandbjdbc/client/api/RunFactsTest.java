package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.client.logged.MetricDefinition;
import io.github.wandbjdbc.client.logged.RunEnvironment;
import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server tells of runs how metrics were defined, and what they ran on. */
class RunFactsTest {
  private static final ProjectPath PROJECT = new ProjectPath(StandIn.ENTITY, StandIn.PROJECT);
  private static final int RUNS = 60;
  private static final int RUNS_OF_A_REQUEST = 25;
  private static final int TOGETHER = (RUNS + RUNS_OF_A_REQUEST - 1) / RUNS_OF_A_REQUEST;

  private static final int LISTED = (RUNS + 49) / 50;

  /** As the client writes them: by the numbers of fields, steps by their place in the list. */
  private static final List<Map<String, Object>> BY_NUMBERS =
      List.of(
          Map.of("1", "epoch", "6", List.of(2, 3)),
          Map.of("2", "val/*", "5", 1, "6", List.of(1, 3)),
          Map.of("1", "loss", "6", List.of(3), "7", List.of(1, 2, 5), "8", 1));

  /** The same by names, in the forms in which other writers may have it. */
  private static final List<Map<String, Object>> BY_NAMES =
      List.of(
          Map.of("name", "epoch", "options", Map.of("hidden", true, "defined", true)),
          Map.of(
              "glob_name", "val/*", "step_metric", "epoch", "options", Map.of("step_sync", true)),
          Map.of(
              "name",
              "loss",
              "summary",
              Map.of("min", true, "max", 1, "last", true, "mean", false),
              "goal",
              "GOAL_MINIMIZE"));

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

  private static <T> List<T> all(Pages<T> pages) {
    List<T> all = new ArrayList<>();
    try (pages) {
      for (List<T> page = pages.next(); page != null; page = pages.next()) {
        all.addAll(page);
      }
    }
    return all;
  }

  private List<MetricDefinition> definitions(RunFilter runs) {
    return all(client.runStreams().metricDefinitions(PROJECT, runs, scope));
  }

  private List<RunEnvironment> environments(RunFilter runs) {
    return all(client.runStreams().environments(PROJECT, runs, scope));
  }

  private static RunFilter named(int runs) {
    List<Object> ids = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      ids.add("run-" + i);
    }
    return new RunFilter.In(RunField.ID, ids);
  }

  private void hold(Object metrics) {
    for (int i = 0; i < RUNS; i++) {
      standIn.holds(experiment("run-" + i).internal("m", metrics));
    }
  }

  private static List<MetricDefinition> expected(int runs) {
    List<MetricDefinition> all = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      all.add(new MetricDefinition("run-" + i, "epoch", null, null, null, true));
      all.add(new MetricDefinition("run-" + i, "val/*", "epoch", null, null, false));
      all.add(new MetricDefinition("run-" + i, "loss", null, "min,max,last", "minimize", false));
    }
    return all;
  }

  @Test
  void definitionsAreReadWhetherTheyAreByNumbersOrByNames() {
    hold(BY_NUMBERS);
    standIn.holds(experiment("by-names").internal("m", BY_NAMES));

    assertThat(definitions(RunFilter.ALL)).containsAll(expected(RUNS));
    assertThat(definitions(new RunFilter.In(RunField.ID, List.of("by-names"))))
        .isEqualTo(
            expected(1).stream()
                .map(
                    it ->
                        new MetricDefinition(
                            "by-names",
                            it.name(),
                            it.stepMetric(),
                            it.summary(),
                            it.goal(),
                            it.hidden()))
                .toList());
    assertThat(warnings).isEmpty();
  }

  @Test
  void definitionsOfNamedRunsAreARequestForEach25AndEnvironmentsForEach50() {
    hold(BY_NUMBERS);

    assertThat(definitions(named(RUNS))).isEqualTo(expected(RUNS));
    assertThat(standIn.requests()).hasSize(TOGETHER);
    assertThat(environments(named(RUNS))).hasSize(RUNS);
    assertThat(standIn.requests()).hasSize(TOGETHER + LISTED);
  }

  @Test
  void aServerThatFindsNothingOfTheClientsByKeysIsAskedForAllOfAConfig() {
    standIn.with(Setting.KEYS_LACK_INTERNAL);
    hold(BY_NUMBERS);

    assertThat(definitions(named(RUNS))).isEqualTo(expected(RUNS));
    // Those that came with the first answer are asked for one by one, until one shows it.
    assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(TOGETHER + RUNS_OF_A_REQUEST);
  }

  @Test
  void runsOfWhichTheClientKeepsNothingHaveNoDefinitions() {
    for (int i = 0; i < RUNS; i++) {
      standIn.holds(experiment("run-" + i).config("lr", 1).withoutInternal());
    }

    assertThat(definitions(named(RUNS))).isEmpty();
    assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(TOGETHER + RUNS_OF_A_REQUEST);
    assertThat(warnings).isEmpty();
  }

  @Test
  void aServerWithoutKeysIsAskedForAllOfAConfig() {
    standIn.lacks("keys");
    hold(BY_NUMBERS);

    assertThat(definitions(named(RUNS))).isEqualTo(expected(RUNS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no JSON", "[1]", "\"text\""})
  void aConfigThatIsNoObjectIsToldOfAndPassedOver(String config) {
    standIn.holds(experiment("odd").answering("config", config));
    standIn.holds(experiment("run-0").internal("m", BY_NUMBERS));

    assertThat(definitions(RunFilter.ALL)).isEqualTo(expected(1));
    assertThat(warnings).singleElement().asString().contains("run odd", "config is no JSON object");
  }

  @Test
  void definitionsThatAreNoneArePassedOver() {
    standIn.holds(experiment("run-0").internal("m", "text"));
    standIn.holds(
        experiment("run-1")
            .internal(
                "m",
                List.of(
                    5,
                    Map.of("1", 7, "5", 99),
                    Map.of("1", "a", "5", "1", "6", "x", "7", Map.of("9", true), "8", 7),
                    Map.of("1", "b", "5", 3))));

    assertThat(definitions(RunFilter.ALL))
        .containsExactlyInAnyOrder(
            new MetricDefinition("run-1", "a", null, null, null, false),
            new MetricDefinition("run-1", "b", "a", null, null, false));
  }

  @Test
  void whatMetricsAreDrawnOverIsNoDefinitionByItself() {
    standIn.holds(
        experiment("run-0")
            .internal(
                "m", List.of(Map.of("1", "epoch"), Map.of("1", "loss", "5", 1, "6", List.of(3)))));

    assertThat(definitions(RunFilter.ALL))
        .containsExactly(new MetricDefinition("run-0", "loss", "epoch", null, null, false));
  }

  private static Experiment equipped(String id) {
    return experiment(id)
        .answering(
            "runInfo",
            Map.of(
                "program",
                "train.py",
                "args",
                List.of("--lr", "1"),
                "python",
                "3.11",
                "gpu",
                "A100",
                "gpuCount",
                8,
                "git",
                Map.of("remote", "https://example.org/x.git", "commit", "c0ffee")))
        .answering("exitcode", 254.0)
        .answering("computeSeconds", 60)
        .answering("storageBytes", 1024)
        .answering("commit", null)
        .answering("host", "node-1")
        .internal("python_version", "3.9")
        .internal(
            "e", Map.of("w", Map.of("os", "Linux", "host", "other", "cpu_count", "16", "args", 1)));
  }

  @Test
  void anEnvironmentIsOfWhatTheServerKnowsAndTheRestOfWhatTheClientNoted() {
    standIn.holds(equipped("run-0"));

    assertThat(environments(RunFilter.ALL))
        .containsExactly(
            new RunEnvironment(
                "run-0",
                "train.py",
                List.of("--lr", "1"),
                "3.11",
                "Linux",
                "node-1",
                "A100",
                8L,
                16L,
                "https://example.org/x.git",
                "c0ffee",
                254L,
                60.0,
                1024L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"runInfo", "exitcode", "computeSeconds", "storageBytes", "host"})
  void anOldServerGivesTheRest(String lacking) {
    standIn.lacks(lacking);
    standIn.holds(equipped("run-0"));

    RunEnvironment environment = environments(RunFilter.ALL).get(0);

    assertThat(environment.os()).isEqualTo("Linux");
    assertThat(environment.gpu()).isEqualTo(lacking.equals("runInfo") ? null : "A100");
    assertThat(environment.host()).isEqualTo(lacking.equals("host") ? "other" : "node-1");
    assertThat(environment.exitCode()).isEqualTo(lacking.equals("exitcode") ? null : 254L);
  }

  @Test
  void aRunOfWhichNothingIsKnownHasARowAllTheSame() {
    standIn.holds(
        experiment("run-0")
            .answering("runInfo", null)
            .answering("exitcode", null)
            .answering("host", null)
            .answering("commit", null)
            .withoutConfig());

    assertThat(environments(RunFilter.ALL))
        .extracting(RunEnvironment::runId)
        .containsExactly("run-0");
  }

  @Test
  void aRunThatIsNotThereHasNoRow() {
    standIn.holds(experiment("run-0"));

    assertThat(environments(new RunFilter.In(RunField.ID, List.of("nobody", "run-0"))))
        .extracting(RunEnvironment::runId)
        .containsExactly("run-0");
    assertThat(environments(new RunFilter.In(RunField.ID, List.of("nobody")))).isEmpty();
  }
}
