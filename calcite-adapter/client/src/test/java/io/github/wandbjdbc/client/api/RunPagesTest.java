package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.client.api.ApiFixture.PROJECT;
import static io.github.wandbjdbc.client.api.ApiFixture.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunAttribute.ConfigPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunFilter.And;
import io.github.wandbjdbc.client.RunFilter.In;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.ScriptedApi.Answer;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunPagesTest {
  private static final RunsRequest ALL = RunsRequest.all(PROJECT);

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
  void theLastEdgesCursorLeadsToTheNextPage() {
    fixture.api.answers(page(3, true, "a", "b"), page(-1, false, "c"));

    assertThat(ids(ALL)).containsExactly("a", "b", "c");
    assertThat(fixture.api.asked())
        .extracting(asked -> asked.variable("after").asText(null))
        .containsExactly(null, "after b");
    assertThat(fixture.api.asked())
        .extracting(asked -> asked.variable("count").asBoolean())
        .containsExactly(true, false);
  }

  @Test
  void aRunThatComesTwiceIsToldOnceAndTheSkippedOneIsLookedFor() {
    fixture.api.answers(
        page(3, true, "a", "b"), page(-1, false, "b"), page(-1, false, "a", "b", "c"));

    assertThat(ids(ALL)).containsExactly("a", "b", "c");
    assertThat(fixture.warnings).isEmpty();
  }

  @Test
  void runsThatStayMissingAreToldInAWarning() {
    fixture.api.answers(page(3, false, "a", "b"), page(-1, false, "a", "b"));

    assertThat(ids(ALL)).containsExactly("a", "b");
    assertThat(fixture.warnings)
        .singleElement()
        .asString()
        .contains("the server counts 3, but listed 2; the others may be hidden");
  }

  @Test
  void anEmptyPageIsNotTheEnd() {
    String empty =
        """
        {"data": {"project": {"runs": {"edges": [],
         "pageInfo": {"endCursor": "further", "hasNextPage": true}}}}}
        """;
    fixture.api.answers(page(2, true, "a"), empty, page(-1, false, "b"));

    assertThat(ids(ALL)).containsExactly("a", "b");
  }

  @Test
  void aCursorThatComesBackIsAnError() {
    fixture.api.otherwise(asked -> Answer.ok(page(5, true, "a")));

    WandbException e = catchThrowableOfType(WandbException.class, () -> ids(ALL));

    assertThat(e.kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
    assertThat(fixture.api.asked()).hasSize(2);
  }

  @Test
  void emptyPagesAreFollowedToTheEndHoweverManyThereAre() {
    AtomicInteger pages = new AtomicInteger();
    fixture.api.otherwise(
        asked -> {
          int page = pages.incrementAndGet();
          return Answer.ok(
              page == 200
                  ? page(-1, false, "last")
                  : page(-1, true).replace("\"other\"", "\"further %d\"".formatted(page)));
        });

    assertThat(ids(ALL)).containsExactly("last");
    assertThat(fixture.warnings).isEmpty();
  }

  @Test
  void anEmptyPageWhoseCursorStandsStillIsAnError() {
    fixture.api.answers(page(-1, true, "a"));
    fixture.api.otherwise(asked -> Answer.ok(page(-1, true)));

    WandbException e = catchThrowableOfType(WandbException.class, () -> ids(ALL));

    assertThat(e.kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
    assertThat(e).hasMessageContaining("the same cursor twice");
  }

  @Test
  void morePagesWithoutACursorToThemAreAnError() {
    fixture.api.answers(page(-1, true, "a"), page(-1, true).replace("\"other\"", "null"));

    WandbException e = catchThrowableOfType(WandbException.class, () -> ids(ALL));

    assertThat(e.kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
    assertThat(e).hasMessageContaining("says that there are more, but not where");
  }

  @Test
  void aLimitIsOnePage() {
    fixture.api.answers(page(-1, true, "a", "b"));

    assertThat(ids(ALL.withLimit(2))).containsExactly("a", "b");
    assertThat(fixture.api.asked())
        .singleElement()
        .satisfies(asked -> assertThat(asked.variable("first").asInt()).isEqualTo(2));
  }

  @Test
  void pagesGrowAsTheyAreUsedUp() {
    fixture.api.otherwise(this::pageOf2000);

    assertThat(ids(ALL)).hasSize(2000).doesNotHaveDuplicates();
    assertThat(fixture.api.asked())
        .extracting(asked -> asked.variable("first").asInt())
        .containsExactly(100, 400, 1000, 1000);
  }

  @Test
  void aGrownPageThatTheServerCanNotGiveIsAskedForInHalves() {
    fixture.api.otherwise(
        asked ->
            asked.variable("first").asInt() > 300
                ? Answer.status(500, "{\"error\": \"too much\"}")
                : pageOf2000(asked));

    assertThat(ids(ALL)).hasSize(2000).doesNotHaveDuplicates();
    assertThat(fixture.api.asked())
        .extracting(asked -> asked.variable("first").asInt())
        .startsWith(100, 400, 400, 200)
        .endsWith(200);
  }

  @Test
  void pagesAreAsLargeAsIsAskedFor() throws IOException {
    try (ApiFixture small = new ApiFixture(ApiOptions.builder().pageSize(900).build())) {
      small.api.otherwise(this::pageOf2000);

      assertThat(all(small.client.runs(ALL, small.scope))).hasSize(2000);
      assertThat(small.api.asked())
          .extracting(asked -> asked.variable("first").asInt())
          .containsExactly(900, 900, 900);
    }
  }

  @Test
  void onlyWhatIsWantedIsSelected() {
    fixture.api.answers(page(0, false));

    ids(ALL.withFields(Set.of(RunField.STATE, RunField.USERNAME)));

    assertThat(fixture.api.asked().get(0).document())
        .contains("state", "user {", "username")
        .doesNotContain("config", "summaryMetrics", "systemMetrics", "historyKeys", "host");
  }

  @Test
  void aConditionThatAcceptsNothingAsksForNothing() {
    RunFilter none = new And(List.of(RunFilter.ALL, new In(RunField.STATE, List.of())));

    assertThat(ids(ALL.withFilter(none))).isEmpty();
    assertThat(fixture.client.count(PROJECT, none, fixture.scope)).isZero();
    assertThat(fixture.api.asked()).isEmpty();
  }

  @Test
  void oneRunIsAskedForByItsName() {
    fixture.api.answers(
        "{\"data\": {\"project\": {\"run\": {\"name\": \"a\"}}}}",
        "{\"data\": {\"project\": {\"run\": null}}}");
    RunsRequest request = ALL.withFilter(new In(RunField.ID, List.of("a")));

    assertThat(ids(request)).containsExactly("a");
    assertThat(ids(request)).isEmpty();
    assertThat(fixture.api.asked().get(0).variable("run").asText()).isEqualTo("a");
  }

  @Test
  void manyRunsAreAskedForInBatchesAndHeldAgainstWhatWasAsked() throws IOException {
    List<Object> wanted =
        IntStream.range(0, 120).mapToObj(i -> "run" + i).collect(Collectors.toList());
    fixture.api.answers(
        page(-1, false, "run0", "stray"), page(-1, false, "run60"), page(-1, false, "run119"));

    assertThat(ids(ALL.withFilter(new In(RunField.ID, wanted))))
        .containsExactly("run0", "run60", "run119");
    assertThat(fixture.api.asked()).hasSize(3);
    assertThat(fixture.api.asked().get(0).filters().path("name").path("$in")).hasSize(50);
  }

  @Test
  void aFilterThatTheServerRefusesIsLeftOutAndRemembered() throws IOException {
    RunFilter host = new In(RunField.HOST, List.of("gpu1"));
    RunFilter both = new And(List.of(host, new In(RunField.STATE, List.of("finished"))));
    fixture.api.answers(
        Answer.status(400, "{\"errors\": [{\"message\": \"unknown column\"}]}"),
        Answer.ok(page(1, false, "a")),
        Answer.ok(page(1, false, "a")));

    ids(ALL.withFilter(both));
    ids(
        ALL.withFilter(
            new And(
                List.of(
                    new In(RunField.HOST, List.of("gpu2")),
                    new In(RunField.STATE, List.of("failed"))))));

    assertThat(fixture.api.asked()).hasSize(3);
    assertThat(fixture.api.asked().get(1).filters().toString())
        .isEqualTo("{\"state\":\"finished\"}");
    assertThat(fixture.api.asked().get(2).filters().toString()).isEqualTo("{\"state\":\"failed\"}");
  }

  @Test
  void aFieldThatAnOldServerDoesNotKnowIsLeftOutWithAWarning() {
    fixture.api.answers(
        "{\"errors\": [{\"message\": \"Cannot query field \\\"host\\\" on type \\\"Run\\\".\"}]}",
        page(1, false, "a"),
        page(1, false, "a"));
    RunsRequest request = ALL.withFields(Set.of(RunField.HOST));

    ids(request);
    ids(request);

    assertThat(fixture.api.asked()).hasSize(3);
    assertThat(fixture.api.asked().get(2).document()).doesNotContain("host");
    assertThat(fixture.warnings)
        .containsExactly(
            "runs of ml/vision: this server doesn't know Run.host, so runs.host is NULL, and run_environment.host may be NULL");
  }

  @Test
  void aRunIsReadWithAllItsFields() {
    fixture.api.answers(
        """
        {"data": {"project": {"run": {"name": "a b/ü", "displayName": "tidy-frog-1",
         "state": "Finished", "createdAt": "2023-11-05T17:46:35",
         "heartbeatAt": "2023-11-05T17:46:36.250Z", "user": {"username": "ada"}, "group": "g",
         "jobType": "train", "sweepName": "s1", "host": "gpu1", "commit": "abc", "tags": ["x", "y"],
         "notes": null, "description": "d", "readOnly": false, "historyLineCount": "10",
         "config": "{\\"lr\\": {\\"value\\": NaN, \\"desc\\": null}, \\"_wandb\\": {\\"value\\": {}}, \\"wandb_version\\": 1, \\"plain\\": 2, \\"o\\": {\\"value\\": {\\"a\\": {\\"value\\": 1}}}, \\"raw\\": {\\"b\\": 1}}",
         "summaryMetrics": "{\\"loss\\": 0.50, \\"inf\\": -Infinity}", "systemMetrics": null,
         "historyKeys": "{\\"lastStep\\": 9.0, \\"keys\\": {\\"_step\\": {\\"typeCounts\\": [{\\"type\\": \\"number\\", \\"count\\": 10}]}, \\"m\\": {\\"typeCounts\\": [{\\"type\\": \\"map\\", \\"count\\": 2, \\"keys\\": {\\"b\\": [{\\"type\\": \\"string\\", \\"count\\": 2}]}}], \\"monotonic\\": true}}, \\"sets\\": []}"
        }}}}
        """);
    RunsRequest request =
        ALL.withFilter(new In(RunField.ID, List.of("a b/ü")))
            .withFields(EnumSet.allOf(RunField.class));

    Run run = all(fixture.client.runs(request, fixture.scope)).get(0);

    assertThat(run.state()).isEqualTo("finished");
    assertThat(run.createdAt()).isEqualTo(Instant.parse("2023-11-05T17:46:35Z"));
    assertThat(run.heartbeatAt()).isEqualTo(Instant.parse("2023-11-05T17:46:36.250Z"));
    assertThat(run.tags()).containsExactly("x", "y");
    assertThat(run.historyLineCount()).isEqualTo(10);
    assertThat(run.config())
        .isEqualTo("{\"lr\":\"NaN\",\"plain\":2,\"o\":{\"a\":{\"value\":1}},\"raw\":{\"b\":1}}");
    assertThat(run.summary()).isEqualTo("{\"loss\":0.50,\"inf\":\"-Infinity\"}");
    assertThat(run.url()).isEqualTo(fixture.api.baseUrl() + "/ml/vision/runs/a%20b%2F%C3%BC");
    HistoryKeys keys = Objects.requireNonNull(run.historyKeys());
    assertThat(keys.lastStep()).isEqualTo(9);
    assertThat(keys.steps()).isEqualTo(10);
    assertThat(keys.keys().get("m"))
        .singleElement()
        .satisfies(type -> assertThat(type.keys()).containsKey("b"));
  }

  @Test
  void userTextTravelsInVariablesOnly() throws IOException {
    String hostile = "\"){viewer{apiKeys}} #";
    fixture.api.answers(page(0, false));

    ids(ALL.withFilter(new In(new ConfigPath("lr"), List.of(hostile))));

    assertThat(fixture.api.asked().get(0).document()).doesNotContain("apiKeys");
    assertThat(fixture.api.asked().get(0).filters().path("config.lr").asText()).isEqualTo(hostile);
  }

  private Answer pageOf2000(ScriptedApi.Asked asked) {
    String after = asked.variable("after").asText("after 0");
    int start = Integer.parseInt(after.substring(after.indexOf(' ') + 1));
    int end = Math.min(2000, start + asked.variable("first").asInt());
    String[] ids =
        IntStream.rangeClosed(start + 1, end).mapToObj(String::valueOf).toArray(String[]::new);
    return Answer.ok(page(2000, end < 2000, ids));
  }

  private List<String> ids(RunsRequest request) {
    return all(fixture.client.runs(request, fixture.scope)).stream().map(Run::id).toList();
  }

  private static String page(int count, boolean hasNextPage, String... ids) {
    String edges =
        Arrays.stream(ids)
            .map("{\"cursor\": \"after %1$s\", \"node\": {\"name\": \"%1$s\"}}"::formatted)
            .collect(Collectors.joining(", "));
    return """
        {"data": {"project": {%s "runs": {"edges": [%s],
         "pageInfo": {"endCursor": "other", "hasNextPage": %s}}}}}
        """
        .formatted(count < 0 ? "" : "\"runCount\": " + count + ",", edges, hasNextPage);
  }
}
