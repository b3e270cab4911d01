package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.client.api.ApiFixture.all;
import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.client.reading.ValueReader;
import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.RecordedRequest;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Values of configs and summaries, which are asked for by their keys where none gets lost by it.
 */
class KeyedValuesTest {
  private static final ProjectPath PROJECT = new ProjectPath(StandIn.ENTITY, StandIn.PROJECT);
  private static final RunsRequest WHOLE =
      RunsRequest.all(PROJECT).withFields(Set.of(RunField.CONFIG, RunField.SUMMARY));

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
  void onlyTheKeysOfTheWantedValuesAreAskedFor() {
    standIn.holds(wide("a"), wide("b"));

    List<Run> runs =
        all(client.runs(reading(Set.of("lr", "model.size"), Set.of("val/acc")), scope));

    assertThat(runs).extracting(Run::config).containsOnly("{\"lr\":0.1,\"model\":{\"size\":3}}");
    assertThat(runs).extracting(Run::summary).containsOnly("{\"val/acc\":0.9}");
    RecordedRequest request = onlyRequest();
    assertThat(request.argument("config", "keys")).isEqualTo(List.of("lr", "model", "model.size"));
    assertThat(request.argument("summaryMetrics", "keys")).isEqualTo(List.of("val/acc"));
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void theValuesAreThoseOfTheWhole(Setting setting) throws IOException {
    standIn.with(setting).holds(odd());

    for (String path : List.of("a", "a.b", "a.b.c", "x/y", "none", "none.of", "_wandb")) {
      standIn.forgetRequests();
      List<String> keyed = values(reading(Set.of(path), Set.of(path)), path);

      assertThat(keyed).as(path).isEqualTo(values(WHOLE, path)).hasSize(odd().length);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Setting.class,
      names = {"KEYS_ARE_PATHS", "NAN_AS_STRING"})
  void runsThatAnAnswerMayHaveLeftOutAreReadWholeAndSoAreThoseThatFollow(Setting setting)
      throws IOException {
    standIn
        .with(setting)
        .holds(
            IntStream.range(0, 300)
                .mapToObj(
                    i ->
                        i % 2 == 0
                            ? experiment("run" + i).config("a", Map.of("b", i)).config("c", 1)
                            : experiment("run" + i).config("a.b", i).config("c", 1))
                .toArray(Experiment[]::new));

    List<String> values = values(reading(Set.of("a.b"), Set.of()), "a.b");

    assertThat(values).hasSize(300).doesNotContain("null null");
    boolean isLost = setting == Setting.KEYS_ARE_PATHS;
    // Two pages, and where names with dots aren't found those of the first that lack one.
    assertThat(standIn.requests()).hasSize(isLost ? 3 : 2);
    standIn.forgetRequests();
    assertThat(values(reading(Set.of("a.b"), Set.of()), "a.b")).isEqualTo(values);
    assertThat(standIn.requests()).hasSize(isLost ? 3 : 2);
    assertThat(client.serverFindings())
        .anyMatch(
            finding ->
                finding.name().equals("Run.config(keys:), keys with dots")
                    && finding.value().equals(isLost ? "not found" : "found"));
  }

  @Test
  void aKeyThatNoRunHasIsDoubtedUntilTheServerFoundAnother() {
    standIn.holds(wide("a"), wide("b"));

    all(client.runs(reading(Set.of(), Set.of("rare")), scope));
    int before = standIn.requests().size();
    all(client.runs(reading(Set.of(), Set.of("loss")), scope));
    standIn.forgetRequests();
    all(client.runs(reading(Set.of(), Set.of("rare")), scope));

    assertThat(before).isEqualTo(2);
    assertThat(standIn.requests()).hasSize(1);
  }

  @Test
  void aKeyThatTheHistoryCountsIsLookedForInTheWhole() {
    standIn.holds(
        experiment("a").summary("loss", 1).row(0, Map.of("loss", 1)),
        experiment("b").summary("acc", 1).row(0, Map.of("loss", 1)));
    RunsRequest request =
        reading(Set.of(), Set.of("loss"))
            .withFields(Set.of(RunField.SUMMARY, RunField.HISTORY_KEYS));

    List<Run> runs = all(client.runs(request, scope));

    assertThat(runs)
        .extracting(Run::summary)
        .containsExactlyInAnyOrder("{\"loss\":1}", "{\"acc\":1}");
    assertThat(standIn.requests()).hasSize(2);
  }

  @Test
  void aServerWithoutTheArgumentIsAskedForAll() {
    standIn.lacks("Run.config(keys:)", "Run.summaryMetrics(keys:)").holds(wide("a"), wide("b"));

    RunsRequest request = reading(Set.of("lr"), Set.of("loss"));
    List<Run> runs = all(client.runs(request, scope));
    all(client.runs(request, scope));

    assertThat(runs).extracting(Run::summary).allMatch(it -> it.contains("metric7"));
    assertThat(standIn.requests()).hasSize(3);
    assertThat(warnings).isEmpty();
    assertThat(client.serverFindings())
        .anyMatch(finding -> finding.name().equals("schema: Run.config(keys:)"));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 500})
  void aServerThatFailsAtKeysIsAskedForAll(int status) {
    standIn
        .holds(wide("a"), wide("b"))
        .fails(
            Fault.status(status)
                .when(request -> request.argument("config", "keys") != null)
                .times(1000));

    List<Run> runs = all(client.runs(reading(Set.of("lr"), Set.of()), scope));
    List<Run> named =
        all(
            client.runs(
                reading(Set.of("lr"), Set.of())
                    .withFilter(new RunFilter.In(RunField.ID, List.of("a"))),
                scope));
    standIn.forgetRequests();
    all(client.runs(reading(Set.of("lr"), Set.of()), scope));

    assertThat(runs).hasSize(2).extracting(Run::config).allMatch(it -> it.contains("\"lr\":0.1"));
    assertThat(named).hasSize(1);
    assertThat(onlyRequest().argument("config", "keys")).isNull();
  }

  @Test
  void oneRunIsAskedForByItsKeysToo() {
    standIn.holds(wide("a"), wide("b"));

    List<Run> runs =
        all(
            client.runs(
                reading(Set.of("lr"), Set.of())
                    .withFilter(new RunFilter.In(RunField.ID, List.of("a"))),
                scope));

    assertThat(runs).extracting(Run::config).containsExactly("{\"lr\":0.1}");
    assertThat(onlyRequest().argument("config", "keys")).isEqualTo(List.of("lr"));
  }

  private static RunsRequest reading(Set<String> config, Set<String> summary) {
    return WHOLE.withPaths(Map.of(RunField.CONFIG, config, RunField.SUMMARY, summary));
  }

  private static Experiment wide(String id) {
    Experiment run =
        experiment(id)
            .config("lr", 0.1)
            .config("model", Map.of("size", 3))
            .config("model.name", "m")
            .summary("loss", 0.5)
            .summary("val/acc", 0.9);
    for (int i = 0; i < 50; i++) {
      run.config("option" + i, i).summary("metric" + i, i);
    }
    return run;
  }

  /** Runs whose names with dots and nested objects meet in every way. */
  private static Experiment[] odd() {
    List<Map<String, Object>> values =
        List.of(
            Map.of("a", 1),
            Map.of("a", Map.of("b", 2)),
            Map.of("a.b", 3),
            Map.of("a", Map.of("b", 4), "a.b", 5),
            Map.of("a", Map.of("b", Map.of("c", 6))),
            Map.of("a", Map.of("b.c", 7)),
            Map.of("a.b", Map.of("c", 8)),
            Map.of("a.b.c", 9, "x/y", "z"),
            Map.of("a", Map.of("c", 10), "a.b.c", "NaN"),
            Map.of("x/y", List.of(1, 2)),
            Map.of());
    return IntStream.range(0, values.size())
        .mapToObj(
            i -> {
              Experiment run = experiment("run" + i);
              values.get(i).forEach((key, value) -> run.config(key, value).summary(key, value));
              return run;
            })
        .toArray(Experiment[]::new);
  }

  private List<String> values(RunsRequest request, String path) throws IOException {
    ValueReader reader = new ValueReader(List.of(new ValueColumn(path, ValueType.TEXT)), false);
    List<String> values = new ArrayList<>();
    for (Run run : all(client.runs(request, scope))) {
      values.add(
          run.id()
              + " "
              + Arrays.toString(reader.read(String.valueOf(run.config())))
              + " "
              + Arrays.toString(reader.read(String.valueOf(run.summary()))));
    }
    return values;
  }

  private RecordedRequest onlyRequest() {
    assertThat(standIn.requests()).hasSize(1);
    return standIn.requests().get(0);
  }
}
