package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.client.api.ApiFixture.PROJECT;
import static io.github.wandbjdbc.client.api.ApiFixture.all;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.SystemMetric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventPagesTest {
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
  void rowsThatAreNoObjectsAreToldAndSpoilNoOther() {
    List<Object> rows = new ArrayList<>(List.of("[]", "", "{\"system.cpu\": ", "5", 7, List.of()));
    rows.add("{\"_runtime\": 1, \"system.cpu\": 0.5}");
    rows.add(null);
    fixture.api.answers(answer("8", rows));

    assertThat(read()).singleElement().extracting(SystemMetric::key).isEqualTo("cpu");

    assertThat(fixture.warnings)
        .containsExactly(
            "system_metrics of run a of ml/vision: 7 rows are no JSON objects, and were left out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "-1", "1e300", "\"many\"", "0", "[]", "3.5"})
  void aCountThatCanNotBeTrueIsNone(String count) {
    fixture.api.answers(answer(count, rows(1000)), answer(count, rows(1500)));

    assertThat(read()).hasSize(1500);

    assertThat(fixture.warnings).singleElement().asString().contains("doesn't say whether");
  }

  @Test
  void aFewRowsNeedNoCount() {
    fixture.api.answers(answer("null", rows(10)));

    assertThat(read()).hasSize(10);

    assertThat(fixture.warnings).isEmpty();
  }

  private List<SystemMetric> read() {
    RunFilter run = new RunFilter.In(RunField.ID, List.of("a"));
    return all(fixture.client.runStreams().systemMetrics(PROJECT, run, fixture.scope));
  }

  private static List<Object> rows(int count) {
    return IntStream.range(0, count)
        .<Object>mapToObj("{\"_runtime\": %d, \"system.cpu\": 0.5}"::formatted)
        .toList();
  }

  private static String answer(String count, List<Object> events) {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("events", events);
    return "{\"data\": {\"project\": {\"run\": {\"eventsLineCount\": %s, %s}}}"
        .formatted(count, ScriptedApi.json(run).substring(1));
  }
}
