package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.client.api.ApiFixture.PROJECT;
import static io.github.wandbjdbc.client.api.ApiFixture.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.WandbException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SampledHistoryPagesTest {
  private ApiFixture fixture;

  @BeforeEach
  void open() throws IOException {
    fixture = new ApiFixture();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void eachMetricIsSampledByItselfAndMergedByStep() {
    fixture.api.answers(
        answer(
            run(
                "a",
                "[{\"_step\": 0, \"loss\": 1}, {\"_step\": 3.0, \"loss\": \"NaN\"}]",
                "[{\"_step\": 3, \"acc\": 0.5}, {\"_step\": 4, \"acc\": null}]")));

    List<HistoryRow> rows = read(request(StepRange.ALL, false, "loss", "acc"));

    assertThat(rows).extracting(HistoryRow::step).containsExactly(0L, 3L);
    assertThat(values(rows.get(0), 2)).containsExactly(1.0, null);
    assertThat(values(rows.get(1), 2)).containsExactly(Double.NaN, 0.5);
    assertThat(specs())
        .containsExactly(
            "{\"keys\":[\"_step\",\"loss\"],\"samples\":10}",
            "{\"keys\":[\"_step\",\"acc\"],\"samples\":10}");
  }

  @Test
  void togetherTheyAreOneSeries() {
    fixture.api.answers(
        answer(
            run(
                "a",
                "[{\"_step\": 0, \"loss\": 1, \"acc\": 2}, {\"_step\": 4, \"loss\": 1, \"acc\": 3}]")));

    List<HistoryRow> rows = read(request(new StepRange(0, 5), true, "loss", "acc"));

    assertThat(values(rows.get(0), 2)).containsExactly(1.0, 2.0);
    assertThat(specs())
        .containsExactly("{\"keys\":[\"_step\",\"loss\",\"acc\"],\"samples\":10,\"maxStep\":4}");
  }

  @Test
  void alongAnAxisEachPointHasItAndComesByIt() {
    fixture.api.answers(
        answer(
            run(
                "a",
                "[{\"_step\": 0, \"tokens\": 30, \"loss\": 1}, {\"_step\": 2, \"tokens\": \"NaN\", \"loss\": 2},"
                    + " {\"_step\": 3, \"tokens\": null, \"loss\": 3}, {\"_step\": 4, \"tokens\": 10, \"loss\": 4}]",
                "[{\"_step\": 1, \"tokens\": 20, \"acc\": 0.5}, {\"_step\": 4, \"tokens\": 10, \"acc\": 1}]")));

    List<HistoryRow> rows = read(request(StepRange.ALL, false, "loss", "acc").along("tokens"));

    assertThat(rows).extracting(HistoryRow::step).containsExactly(4L, 1L, 0L, 2L);
    assertThat(values(rows.get(0), 3)).containsExactly(4.0, 1.0, 10.0);
    assertThat(specs())
        .containsExactly(
            "{\"keys\":[\"tokens\",\"_step\",\"loss\"],\"samples\":10}",
            "{\"keys\":[\"tokens\",\"_step\",\"acc\"],\"samples\":10}");
  }

  @Test
  void aTimeThatIsTheAxisIsNeededAndNotLeftOut() {
    fixture.api.answers(answer(run("a", "[]")));

    assertThat(read(request(StepRange.ALL, false, "loss").along("_runtime"))).isEmpty();

    assertThat(fixture.api.asked()).hasSize(1);
    assertThat(specs())
        .containsExactly("{\"keys\":[\"_runtime\",\"_step\",\"loss\"],\"samples\":10}");
  }

  @Test
  void theLastStepIsIncluded() {
    fixture.api.answers(
        answer(
            run("a", "[{\"_step\": 99}, {\"_step\": 100}, {\"_step\": 199}, {\"_step\": 200}]")));

    List<HistoryRow> rows = read(request(new StepRange(100, 200), false));

    assertThat(rows).extracting(HistoryRow::step).containsExactly(100L, 199L);
    assertThat(specs())
        .containsExactly("{\"keys\":[\"_step\"],\"samples\":10,\"minStep\":100,\"maxStep\":199}");
  }

  @Test
  void aRunThatLacksTheTimeIsAskedAgainWithoutIt() {
    fixture.api.answers(
        answer(run("a", "[]"), run("b", "[{\"_step\": 1, \"loss\": 2, \"_runtime\": 3}]")),
        answer(run("a", "[{\"_step\": 0, \"loss\": 1}]")));

    List<HistoryRow> rows = read(request(StepRange.ALL, false, "loss", "_runtime"));

    assertThat(rows).extracting(HistoryRow::runId).containsExactly("a", "b");
    assertThat(values(rows.get(0), 2)).containsExactly(1.0, null);
    assertThat(values(rows.get(1), 2)).containsExactly(2.0, 3.0);
    assertThat(fixture.api.asked()).hasSize(2);
  }

  @Test
  void severalRunsAreOneRequest() throws IOException {
    fixture.api.answers(
        answer(
            run("a", "[{\"_step\": 0, \"loss\": 1}]"), run("b", "[{\"_step\": 0, \"loss\": 1}]")));
    SampledHistoryRequest request =
        SampledHistoryRequest.all(PROJECT, 10)
            .withRuns(new RunFilter.In(RunField.ID, List.of("a", "b")))
            .withColumns(columns("loss"));

    List<HistoryRow> rows = read(request);

    assertThat(rows).extracting(HistoryRow::runId).containsExactly("a", "b");
    assertThat(fixture.api.asked()).hasSize(1);
    assertThat(fixture.api.asked().get(0).filters().toString())
        .isEqualTo("{\"name\":{\"$in\":[\"a\",\"b\"]}}");
  }

  @Test
  void aMissingSeriesIsAnError() {
    fixture.api.otherwise(asked -> ScriptedApi.Answer.ok(answer(run("a", "[]"))));

    WandbException e =
        catchThrowableOfType(
            WandbException.class, () -> read(request(StepRange.ALL, false, "loss", "acc")));

    assertThat(e).hasMessageContaining("run a has 1 series, where 2 were asked for");
  }

  private List<HistoryRow> read(SampledHistoryRequest request) {
    return all(fixture.client.sampledHistory(request, fixture.scope));
  }

  private List<String> specs() {
    return Stream.iterate(0, i -> i + 1)
        .limit(fixture.api.asked().get(0).variable("specs").size())
        .map(i -> fixture.api.asked().get(0).variable("specs").get(i).asText())
        .toList();
  }

  private static SampledHistoryRequest request(StepRange steps, boolean together, String... keys) {
    return SampledHistoryRequest.all(PROJECT, 10)
        .withSteps(steps)
        .withColumns(columns(keys))
        .withTogether(together);
  }

  private static List<ValueColumn> columns(String... keys) {
    return Arrays.stream(keys).map(key -> new ValueColumn(key, ValueType.NUMBER)).toList();
  }

  private static List<Object> values(HistoryRow row, int count) {
    return Stream.iterate(0, i -> i + 1).limit(count).map(row::value).collect(Collectors.toList());
  }

  private static String run(String id, String... series) {
    return "{\"cursor\": \"%1$s\", \"node\": {\"name\": \"%1$s\", \"sampledHistory\": [%2$s]}}"
        .formatted(id, String.join(", ", series));
  }

  private static String answer(String... runs) {
    return """
        {"data": {"project": {"runs": {"edges": [%s], "pageInfo": {"hasNextPage": false}}}}}
        """
        .formatted(String.join(", ", runs));
  }
}
