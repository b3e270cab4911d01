package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.client.api.ApiFixture.PROJECT;
import static io.github.wandbjdbc.client.api.ApiFixture.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Misfit;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryPagesTest {
  private static final List<ValueColumn> LOSS = List.of(new ValueColumn("loss", ValueType.NUMBER));

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
  void nonFiniteNumbersAreReadInEachSpelling() {
    fixture.api.answers(
        run(
            5,
            6,
            "{\"_step\": 0, \"loss\": NaN}",
            "{\"_step\": 1.0, \"loss\": \"NaN\"}",
            "{\"_step\": 2, \"loss\": -Infinity}",
            "{\"_step\": 3, \"loss\": \"Infinity\"}",
            "{\"_step\": 4, \"loss\": \"high\"}",
            "{\"_step\": 5}"));

    List<HistoryRow> rows = all(fixture.client.history(one(LOSS), fixture.scope));

    assertThat(rows)
        .extracting(row -> row.value(0))
        .containsExactly(
            Double.NaN,
            Double.NaN,
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            new Misfit("\"high\""),
            null);
    assertThat(rows).extracting(HistoryRow::step).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void rowsAreSortedAndOfTwoWithOneStepTheLaterCounts() {
    fixture.api.answers(
        run(
            1,
            2,
            "{\"_step\": 1, \"loss\": 1}",
            "{\"_step\": 0, \"loss\": 2}",
            "{\"_step\": 1, \"loss\": 3}",
            "{\"_step\": 7, \"loss\": 4}"));

    List<HistoryRow> rows = all(fixture.client.history(one(LOSS), fixture.scope));

    assertThat(rows).extracting(row -> row.value(0)).containsExactly(2.0, 3.0);
  }

  @Test
  void theStepItselfMayBeAColumn() {
    fixture.api.answers(run(0, 1, "{\"_step\": 0.0}"));
    List<ValueColumn> columns =
        List.of(
            new ValueColumn("_step", ValueType.NUMBER), new ValueColumn("_step", ValueType.TEXT));

    List<HistoryRow> rows = all(fixture.client.history(one(columns), fixture.scope));

    assertThat(rows.get(0).value(0)).isEqualTo(0.0);
    assertThat(rows.get(0).value(1)).isEqualTo("0");
  }

  @Test
  void aRunThatDoesNotExistHasNoRows() {
    fixture.api.answers("{\"data\": {\"project\": {\"run\": null}}}");

    assertThat(all(fixture.client.history(one(LOSS), fixture.scope))).isEmpty();
  }

  @Test
  void aProjectThatDoesNotExistIsAnError() {
    fixture.api.answers("{\"data\": {\"project\": null}}");

    WandbException e = failure(one(LOSS));

    assertThat(e.kind()).isEqualTo(Kind.UNKNOWN_PROJECT);
  }

  @Test
  void aListedRunThatIsGoneIsAnError() {
    fixture.api.answers(listed("a", "b"), "{\"data\": {\"project\": {\"run\": null}}}");

    WandbException e = failure(every());

    assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(e).hasMessageContaining("run a of ml/vision was listed, but is gone");
  }

  @Test
  void aListedRunThatIsGoneMayBeAWarning() throws IOException {
    ApiOptions warn = ApiOptions.builder().onRunError(ApiOptions.OnRunError.WARN).build();
    try (ApiFixture lenient = new ApiFixture(warn)) {
      lenient.api.answers(
          listed("a", "b"),
          "{\"data\": {\"project\": {\"run\": null}}}",
          run(0, 1, "{\"_step\": 0}"));

      List<HistoryRow> rows = all(lenient.client.history(every(), lenient.scope));

      assertThat(rows).extracting(HistoryRow::runId).containsExactly("b");
      assertThat(lenient.warnings).singleElement().asString().contains("run a of ml/vision");
    }
  }

  @Test
  void runsAreReadInOrderOfCreationAndOnlyAsFarAsTheLimitNeeds() {
    fixture.api.answers(
        listed("a", "b", "c"), run(0, 1, "{\"_step\": 0}"), run(0, 1, "{\"_step\": 0}"));

    HistoryRequest two = HistoryRequest.all(PROJECT).withColumns(LOSS).withLimit(2);
    List<HistoryRow> rows = all(fixture.client.history(two, fixture.scope));

    assertThat(rows).extracting(HistoryRow::runId).containsExactly("a", "b");
    assertThat(fixture.api.asked().get(0).variable("order").asText()).isEqualTo("+created_at");
    assertThat(fixture.api.asked()).hasSize(3);
  }

  @Test
  void missingRowsAreToldWithBothNumbers() {
    fixture.api.answers(run(0, 3, "{\"_step\": 0}"));

    all(fixture.client.history(one(LOSS), fixture.scope));

    assertThat(fixture.warnings)
        .containsExactly(
            "history of run a of ml/vision: 1 rows were read, where the server states 3");
  }

  @Test
  void keysWithoutAColumnAreToldOnce() {
    fixture.api.answers(
        run(
            1,
            2,
            "{\"_step\": 0, \"loss\": 1, \"acc\": 1, \"_x\": 1}",
            "{\"_step\": 1, \"f1\": 1}"));
    HistoryRequest request =
        HistoryRequest.all(PROJECT)
            .withRuns(new RunFilter.In(RunField.ID, List.of("a")))
            .withColumns(LOSS)
            .withNoteOtherKeys(true);

    all(fixture.client.history(request, fixture.scope));

    assertThat(fixture.warnings)
        .singleElement()
        .asString()
        .contains("3 keys that were logged have no column, for example acc");
  }

  @Test
  void aYoungRunThatDoesNotStateItsLastStepIsReadUntilItsLinesAreSeen() {
    List<Integer> steps = List.of(0, 5000, 5001);
    fixture.api.otherwise(
        asked -> {
          long first = asked.variable("minStep").asLong();
          long end = asked.variable("maxStep").asLong();
          List<String> rows =
              steps.stream()
                  .filter(step -> first <= step && step < end)
                  .limit(asked.variable("samples").asLong())
                  .map("{\"_step\": %d}"::formatted)
                  .toList();
          return ScriptedApi.Answer.ok(
              ScriptedApi.json(
                  Map.of(
                      "data",
                      Map.of(
                          "project",
                          Map.of("run", Map.of("historyLineCount", 3, "history", rows))))));
        });

    List<HistoryRow> rows = all(fixture.client.history(whole(one(LOSS)), fixture.scope));

    assertThat(rows).extracting(HistoryRow::step).containsExactly(0L, 5000L, 5001L);
    assertThat(fixture.warnings).isEmpty();
  }

  @Test
  void aRunWithoutHistoryHasNoRows() {
    fixture.api.answers(
        "{\"data\": {\"project\": {\"run\": {\"historyLineCount\": 0, \"historyKeys\": null,"
            + " \"history\": []}}}}");

    assertThat(all(fixture.client.history(one(LOSS), fixture.scope))).isEmpty();
    assertThat(fixture.api.asked()).hasSize(1);
  }

  @Test
  void aRunThatIsRewoundWhileItIsReadIsAnError() throws IOException {
    ApiOptions small = ApiOptions.builder().historyPageSize(2).build();
    try (ApiFixture slow = new ApiFixture(small)) {
      slow.api.answers(
          run(3, 4, "{\"_step\": 0}", "{\"_step\": 1}"),
          run(2, 3, "{\"_step\": 2}", "{\"_step\": 3}"));

      WandbException e =
          catchThrowableOfType(
              WandbException.class, () -> all(slow.client.history(one(LOSS), slow.scope)));

      assertThat(e).hasMessageContaining("rewound from step 3 to 2");
    }
  }

  @Test
  void anAnswerWithoutTheHistoryIsNotAnEmptyOne() {
    fixture.api.otherwise(
        asked ->
            ScriptedApi.Answer.ok(
                "{\"data\": {\"project\": {\"run\": {\"historyLineCount\": 1, \"history\": null}}}}"));

    assertThat(failure(one(LOSS)).kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void noStepAsksForNothing() {
    HistoryRequest none = HistoryRequest.all(PROJECT).withSteps(StepRange.NONE).withColumns(LOSS);

    assertThat(all(fixture.client.history(none, fixture.scope))).isEmpty();
    assertThat(fixture.api.asked()).isEmpty();
  }

  private WandbException failure(HistoryRequest request) {
    return catchThrowableOfType(
        WandbException.class, () -> all(fixture.client.history(request, fixture.scope)));
  }

  private static HistoryRequest one(List<ValueColumn> columns) {
    return HistoryRequest.all(PROJECT)
        .withRuns(new RunFilter.In(RunField.ID, List.of("a")))
        .withColumns(columns);
  }

  private static HistoryRequest every() {
    return HistoryRequest.all(PROJECT).withColumns(LOSS);
  }

  private static String run(long lastStep, long steps, String... rows) {
    Map<String, Object> keys =
        Map.of(
            "lastStep",
            lastStep,
            "keys",
            Map.of(
                "_step", Map.of("typeCounts", List.of(Map.of("type", "number", "count", steps)))));
    return ScriptedApi.json(
        Map.of(
            "data",
            Map.of(
                "project",
                Map.of(
                    "run",
                    Map.of("historyLineCount", steps, "historyKeys", keys, "history", rows)))));
  }

  /** Runs that are too long to be asked for together. */
  private static String listed(String... ids) {
    List<Object> edges =
        java.util.Arrays.stream(ids)
            .<Object>map(
                id ->
                    Map.of("cursor", id, "node", Map.of("name", id, "historyLineCount", 1_000_000)))
            .toList();
    return ScriptedApi.json(
        Map.of(
            "data",
            Map.of(
                "project",
                Map.of(
                    "runCount",
                    ids.length,
                    "runs",
                    Map.of("edges", edges, "pageInfo", Map.of("hasNextPage", false))))));
  }

  /** The same with whole rows rather than a few keys. */
  private static HistoryRequest whole(HistoryRequest request) {
    return HistoryRequest.all(request.project())
        .withRuns(request.runs())
        .withSteps(request.steps())
        .withColumns(request.columns())
        .withNoteOtherKeys(true)
        .withLimit(request.limit());
  }
}
