package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.client.api.ApiFixture.all;
import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.Artifact;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ConsoleLine;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFile;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.SystemMetric;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.RecordedRequest;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files, console lines, system metrics and artifacts of many runs, several to a request. */
class ItemsOfManyRunsTest {
  private static final ProjectPath PROJECT = new ProjectPath(StandIn.ENTITY, StandIn.PROJECT);
  private static final int RUNS = 60;
  private static final int RUNS_OF_A_REQUEST = 25;
  private static final int TOGETHER = (RUNS + RUNS_OF_A_REQUEST - 1) / RUNS_OF_A_REQUEST;

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

  /** The kinds of things that a run may hold. */
  private enum Items {
    FILES,
    LINES,
    METRICS,
    ARTIFACTS
  }

  @ParameterizedTest
  @EnumSource
  void namedRunsAreARequestForEach25(Items items) {
    hold(3);

    assertThat(read(items, named())).isEqualTo(expected(items, 3));
    assertThat(standIn.requests()).hasSize(TOGETHER);
  }

  @ParameterizedTest
  @EnumSource
  void listedRunsAreThoseOfTheListMore(Items items) {
    hold(3);

    assertThat(read(items, RunFilter.ALL)).isEqualTo(expected(items, 3));
    assertThat(standIn.requests().stream().filter(ItemsOfManyRunsTest::isOfItems).count())
        .isLessThanOrEqualTo(TOGETHER + 1);
  }

  @ParameterizedTest
  @EnumSource
  void aRunThatHoldsMoreGoesOnByItself(Items items) {
    hold(3);
    standIn.holds(holding(experiment("large"), 450));

    List<String> read = read(items, RunFilter.ALL);

    assertThat(read.stream().filter(one -> one.startsWith("large ")))
        .containsExactlyElementsOf(ofRun(items, "large", 450));
    assertThat(read).hasSize(3 * RUNS + 450);
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void namedRunsThatAreNotThereAreNoRequestMore(Items items) {
    hold(3);
    List<Object> ids = new ArrayList<>(ids());
    ids.add(0, "nobody");

    assertThat(read(items, new RunFilter.In(RunField.ID, ids))).isEqualTo(expected(items, 3));
    assertThat(standIn.requests()).hasSize(TOGETHER);
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aListedRunThatTheAnswerLacksIsAskedByItself(Items items) {
    hold(3);
    standIn.fails(
        Fault.status(500).when(asked -> isOfItems(asked) && asked.selects("runs")).times(1000));

    assertThat(read(items, RunFilter.ALL)).isEqualTo(expected(items, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"files", "logLines"})
  void aServerWithoutThemIsNotAskedForEachRun(String field) {
    hold(3);
    standIn.lacks(field);

    read(field.equals("files") ? Items.FILES : Items.LINES, RunFilter.ALL);

    assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(2 + 1);
    assertThat(warnings).hasSize(RUNS).allMatch(told -> told.contains("doesn't know " + field));
  }

  @ParameterizedTest
  @ValueSource(strings = {"inputArtifacts", "outputArtifacts"})
  void aServerThatKnowsOneSideOfArtifactsIsAskedForTheOther(String lacking) {
    hold(3);
    standIn.lacks(lacking);

    List<Artifact.Use> uses = uses(named(), null);

    boolean isInput = lacking.equals("outputArtifacts");
    assertThat(uses).hasSize(3 * RUNS).allMatch(use -> use.isInput() == isInput);
    assertThat(standIn.requests()).hasSize(1 + TOGETHER);
    assertThat(warnings).singleElement().asString().contains("doesn't know " + lacking);
  }

  @Test
  void aServerThatKnowsNeitherSideIsNotAskedForEachRun() {
    hold(3);
    standIn.lacks("inputArtifacts").lacks("outputArtifacts");

    assertThat(uses(named(), null)).isEmpty();
    assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(2 + TOGETHER);
    assertThat(warnings).hasSize(2);
  }

  @Test
  void bothSidesOfARunGoOnUntilEachEnds() {
    hold(3);
    Experiment large = holding(experiment("large"), 130);
    standIn.holds(large);

    List<Artifact.Use> uses =
        uses(RunFilter.ALL, null).stream().filter(use -> use.runId().equals("large")).toList();

    assertThat(uses.stream().filter(Artifact.Use::isInput).map(Artifact.Use::artifactId))
        .containsExactlyElementsOf(
            IntStream.range(0, 130).mapToObj("file%03d"::formatted).toList());
    assertThat(uses.stream().filter(use -> !use.isInput())).hasSize(130);
    assertThat(warnings).isEmpty();
  }

  @Test
  void onlyTheSideThatIsWantedIsAskedFor() {
    hold(3);

    assertThat(uses(named(), false)).hasSize(3 * RUNS).noneMatch(Artifact.Use::isInput);
    assertThat(standIn.requests())
        .hasSize(TOGETHER)
        .allSatisfy(
            asked ->
                assertThat(asked.variables())
                    .containsEntry("inputs", false)
                    .containsEntry("outputs", true));
  }

  @Test
  void aServerThatCannotPageForwardIsAskedRunByRun() {
    hold(3);
    standIn.lacks("useImprovedPagination");

    assertThat(read(Items.LINES, RunFilter.ALL)).isEqualTo(expected(Items.LINES, 3));
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void theyAreComplete(Setting setting) {
    standIn.with(setting);
    hold(3);
    standIn.holds(holding(experiment("Run00"), 2), holding(experiment("large"), 450));

    for (Items items : Items.values()) {
      List<String> all = new ArrayList<>(expected(items, 3));
      all.addAll(ofRun(items, "Run00", 2));
      all.addAll(ofRun(items, "large", 450));
      assertThat(read(items, RunFilter.ALL)).containsExactlyInAnyOrderElementsOf(all);
      assertThat(read(items, named())).isEqualTo(expected(items, 3));
    }
  }

  @Test
  void whoWantsAFewRowsDoesNotAskForManyRuns() {
    hold(3);

    List<RunFile> page =
        client.runStreams().files(PROJECT, named(), null, null, scope.withRowsPerPage(2)).next();

    assertThat(page).hasSize(3);
    assertThat(standIn.requests()).singleElement().matches(asked -> asked.selects("run"));
  }

  private static boolean isOfItems(RecordedRequest asked) {
    return asked.selects("files")
        || asked.selects("logLines")
        || asked.selects("events")
        || asked.selects("inputArtifacts");
  }

  private void hold(int items) {
    for (int i = 0; i < 450; i++) {
      String id = "file%03d".formatted(i);
      standIn.holdsArtifact(Map.of("id", id, "type", "dataset", "collection", id, "version", "v0"));
    }
    for (String id : ids()) {
      standIn.holds(holding(experiment(id), items));
    }
  }

  private static Experiment holding(Experiment run, int items) {
    for (int i = 0; i < items; i++) {
      run.file(Map.of("name", "file%03d".formatted(i), "sizeBytes", i))
          .logLine(Map.of("number", i, "line", "line " + i))
          .event(Map.of("_timestamp", 1.7e9 + i, "_runtime", (double) i, "system.cpu", i / 2.0))
          .using("file%03d".formatted(i))
          .making("file%03d".formatted(i));
    }
    return run;
  }

  private List<String> read(Items items, RunFilter runs) {
    return switch (items) {
      case FILES ->
          all(client.runStreams().files(PROJECT, runs, null, null, scope)).stream()
              .map(file -> file.runId() + " " + file.name())
              .toList();
      case LINES ->
          all(client.runStreams().consoleLogs(PROJECT, runs, Long.MAX_VALUE, scope)).stream()
              .map(ItemsOfManyRunsTest::text)
              .toList();
      case METRICS ->
          all(client.runStreams().systemMetrics(PROJECT, runs, scope)).stream()
              .map(ItemsOfManyRunsTest::text)
              .toList();
      case ARTIFACTS ->
          uses(runs, true).stream().map(use -> use.runId() + " " + use.artifactId()).toList();
    };
  }

  private List<Artifact.Use> uses(RunFilter runs, @Nullable Boolean isInput) {
    return all(client.artifacts().uses(PROJECT, runs, isInput, scope));
  }

  private static String text(ConsoleLine line) {
    return line.runId() + " " + line.number();
  }

  private static String text(SystemMetric metric) {
    return metric.runId() + " " + metric.value();
  }

  private static List<String> expected(Items items, int each) {
    return ids().stream().flatMap(id -> ofRun(items, id, each).stream()).toList();
  }

  private static List<String> ofRun(Items items, String id, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                switch (items) {
                  case FILES, ARTIFACTS -> id + " file%03d".formatted(i);
                  case LINES -> id + " " + i;
                  case METRICS -> id + " " + i / 2.0;
                })
        .toList();
  }

  private static RunFilter named() {
    return new RunFilter.In(RunField.ID, List.copyOf(ids()));
  }

  private static List<String> ids() {
    return IntStream.range(0, RUNS).mapToObj("run%02d"::formatted).toList();
  }
}
