package io.github.wandbjdbc.standin;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stand-in, asked by a plain HTTP client. */
class StandInTest {
  private static final String RUNS =
      "query Runs($f: JSONString, $o: String, $n: Int, $c: String) {"
          + " project(name: \"vision\", entityName: \"lab\") { runCount(filters: $f)"
          + " runs(filters: $f, order: $o, first: $n, after: $c) {"
          + " edges { cursor node { name } } pageInfo { endCursor hasNextPage } } } }";
  private static final String HISTORY =
      "query History($a: Int64, $b: Int64, $n: Int) {"
          + " project(name: \"vision\", entityName: \"lab\") { run(name: \"baseline\") {"
          + " historyKeys history(minStep: $a, maxStep: $b, samples: $n) } } }";
  private static final String SAMPLES =
      "query Samples($s: [JSONString!]!) {"
          + " project(name: \"vision\", entityName: \"lab\") { run(name: \"baseline\") {"
          + " sampledHistory(specs: $s) } } }";

  private final StandIn standIn = StandIn.start();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    standIn.close();
  }

  @Test
  void aMissingValueMeetsNoComparisonButEqualsNull() {
    standIn.holds(
        experiment("slow").config("lr", 0.1),
        experiment("fast").config("lr", 10),
        experiment("text").config("lr", "0.1"),
        experiment("bare"));

    assertThat(filtered("{\"config.lr\": 0.1}")).containsExactly("slow");
    assertThat(filtered("{\"config.lr.value\": {\"$gt\": 0.05}}")).containsExactly("slow", "fast");
    assertThat(filtered("{\"config.lr\": {\"$ne\": 0.1}}")).containsExactly("fast", "text");
    assertThat(filtered("{\"config.lr\": null}")).containsExactly("bare");
    assertThat(filtered("{\"config.lr\": {\"$exists\": false}}")).containsExactly("bare");
    assertThat(filtered("{\"$nor\": [{\"config.lr\": {\"$in\": [10, null]}}]}"))
        .containsExactly("slow", "text");
  }

  @Test
  void aKeyOfAHistoryIsFoundUnlessItHoldsADot() {
    standIn.holds(experiment("with").row(0, Map.of("val/acc", 1, "a.b", 2)), experiment("without"));

    assertThat(filtered("{\"keys_info.keys.val/acc\": {\"$exists\": true}}"))
        .containsExactly("with");
    assertThat(filtered("{\"keys_info.keys.a.b\": {\"$exists\": true}}")).isEmpty();
  }

  @Test
  void aProjectListsItsFieldsByAPatternAndHoweverTheyAreCalled() {
    standIn.holds(
        experiment("a")
            .config("lr", 0.1)
            .summary("acc", true)
            .row(0, Map.of("loss", Map.of("x", 1))));

    assertThat(fields("%l%"))
        .containsExactlyInAnyOrder("config.lr: number", "keys_info.keys.loss.x: number");
    standIn.with(Setting.FIELDS_CALLED_OTHERWISE);
    assertThat(fields("%acc")).containsExactly("summary.acc: bool");
    assertThat(fields("%lr%")).containsExactly("config.lr.value: number");
    standIn.with(Setting.FIELD_PATTERN_IS_PART);
    assertThat(fields("%lr%")).isEmpty();
    assertThat(fields("loss")).containsExactly("history.loss.x: number");
    standIn.with(Setting.FIELD_PATTERN_IGNORED);
    assertThat(fields("loss")).hasSize(3);
  }

  @Test
  void aListOfRunsTellsTheKeysOfAllOfThemTogether() {
    standIn.holds(
        experiment("a").row(0, Map.of("loss", 1)).row(4, Map.of("loss", "x")),
        experiment("b").row(2, Map.of("loss", 2, "acc", true)));
    String document =
        "{ project(name: \"vision\", entityName: \"lab\") { runs(first: 1) { historyKeys } } }";

    JsonNode keys = json(ask(document, Map.of())).at("/data/project/runs/historyKeys");

    assertThat(keys.at("/keys/loss/typeCounts").toString())
        .contains("\"type\":\"number\",\"count\":2", "\"type\":\"string\",\"count\":1");
    assertThat(keys.at("/keys/acc/typeCounts/0/type").asText()).isEqualTo("bool");
    assertThat(keys.at("/lastStep").asLong()).isEqualTo(4);
    standIn.with(Setting.NO_KEYS_OF_ALL);
    assertThat(json(ask(document, Map.of())).at("/data/project/runs/historyKeys").isNull())
        .isTrue();
  }

  private List<String> fields(String pattern) {
    JsonNode edges =
        json(ask(
                "query Fields($p: String) { project(name: \"vision\", entityName: \"lab\") {"
                    + " fields(pattern: $p) { edges { node { path type } } } } }",
                Map.of("p", pattern)))
            .at("/data/project/fields/edges");
    List<String> fields = new ArrayList<>();
    edges.forEach(
        edge -> fields.add(edge.at("/node/path").asText() + ": " + edge.at("/node/type").asText()));
    return fields;
  }

  @Test
  void aTagIsFoundAmongOthersAndLackedOnlyByRunsWithTags() {
    standIn.holds(
        experiment("both").tags("x", "y"), experiment("one").tags("y"), experiment("none"));

    assertThat(filtered("{\"tags\": \"x\"}")).containsExactly("both");
    assertThat(filtered("{\"tags\": {\"$in\": [\"x\", \"y\"]}}")).containsExactly("both", "one");
    assertThat(filtered("{\"tags\": {\"$ne\": \"x\"}}")).containsExactly("one");
    assertThat(filtered("{\"$or\": [{\"tags\": null}, {\"tags\": {\"$ne\": \"x\"}}]}"))
        .containsExactly("one", "none");
  }

  @Test
  void aKeyWithALiteralDotIsNeverFound() {
    standIn.holds(
        experiment("literal").config("a.b", 1), experiment("nested").config("a", Map.of("b", 1)));

    assertThat(filtered("{\"config.a.b\": 1}")).containsExactly("nested");
  }

  @Test
  void timesAreComparedWithIsoText() {
    standIn.holds(
        experiment("old").createdAt(Instant.parse("2024-04-30T23:59:59Z")),
        experiment("new").createdAt(Instant.parse("2024-05-01T00:00:00Z")));

    assertThat(filtered("{\"createdAt\": {\"$gte\": \"2024-05-01\"}}")).containsExactly("new");
    assertThat(filtered("{\"created_at\": {\"$lt\": \"2024-05-01T00:00:00Z\"}}"))
        .containsExactly("old");
  }

  @Test
  void anUnknownColumnIsABadRequest() {
    standIn.holds(experiment("baseline"));

    var response = ask(RUNS, Map.of("f", "{\"summary.loss\": 1}"));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).at("/errors/0/message").asText()).contains("summary.loss");
  }

  @Test
  void pagesFollowEachOtherByCursor() {
    standIn.holds(SampleExperiments.many(10).toArray(Experiment[]::new)).capFirst(4);

    assertThat(paged(100)).hasSize(10).doesNotHaveDuplicates();
    assertThat(standIn.requests()).hasSize(3);
  }

  @Test
  void whatIsNotKnownOfFiltersCanBeSet() {
    standIn.holds(
        experiment("slow").config("lr", 0.1).createdAt(Instant.parse("2024-05-01T10:00:00.250Z")),
        experiment("bare").createdAt(Instant.parse("2024-05-01T10:00:01Z")));

    standIn.with(Setting.NE_MATCHES_MISSING);
    assertThat(filtered("{\"config.lr\": {\"$ne\": 7}}")).containsExactly("slow", "bare");
    standIn.with(Setting.FILTERS_CONVERT);
    assertThat(filtered("{\"config.lr\": \"0.1\"}")).containsExactly("slow");
    standIn.with(Setting.FILTERS_CUT_TIMES);
    assertThat(filtered("{\"createdAt\": {\"$lte\": \"2024-05-01T10:00:00\"}}"))
        .containsExactly("slow");
  }

  @Test
  void whatIsNotKnownOfOrdersCanBeSet() {
    Instant then = Instant.parse("2024-05-01T10:00:00Z");
    standIn.holds(
        experiment("one").createdAt(then).heartbeatAt(then),
        experiment("two").createdAt(then),
        experiment("three").createdAt(then));

    standIn.with(Setting.TIES_REVERSED).with(Setting.KEYSET_CURSORS);
    assertThat(paged(1)).containsExactly("two", "three", "one");
    standIn.with(Setting.MISSING_FIRST);
    assertThat(ordered("heartbeat_at")).containsExactly("two", "three", "one");
  }

  @Test
  void valuesMayBeOrderedAsTextsOrNotAtAll() {
    Instant then = Instant.parse("2024-05-01T10:00:00Z");
    standIn.holds(
        experiment("nine").createdAt(then).summary("loss", 9),
        experiment("ten").createdAt(then.plusSeconds(1)).summary("loss", 10),
        experiment("eight").createdAt(then.plusSeconds(2)).config("opt", Map.of("lr", 8)));

    assertThat(ordered("summary_metrics.loss")).startsWith("nine", "ten");
    assertThat(ordered("config.opt.value.lr")).startsWith("eight");
    standIn.with(Setting.ORDERS_AS_TEXTS);
    assertThat(ordered("summary_metrics.loss")).startsWith("ten", "nine");
    standIn.with(Setting.ORDERS_BY_CREATION_ALONE);
    assertThat(ordered("summary_metrics.loss")).containsExactly("eight", "ten", "nine");
  }

  private List<String> ordered(String key) {
    return json(ask(RUNS, Map.of("o", key))).path("data").findValuesAsText("name");
  }

  @Test
  void samplesMayBeRowsAtEvenDistances() {
    standIn.holds(experiment("baseline").logging("loss").forSteps(9));
    standIn.with(Setting.SAMPLES_EVENLY);

    assertThat(samples("{\"keys\":[\"_step\"],\"samples\":3}").get(0).findValuesAsText("_step"))
        .containsExactly("0", "3", "6");
  }

  @Test
  void whatIsWrittenToFilesIsWhatAnUploadWouldRead(@TempDir Path directory) throws IOException {
    standIn.holds(
        experiment("baseline")
            .state("failed")
            .config("lr", 0.1)
            .summary("loss", Double.NaN)
            .tags("best")
            .row(0, Map.of("loss", 1.5, "nested", Map.of("a", "ü")))
            .row(3, Map.of("loss", Double.NEGATIVE_INFINITY)));

    standIn.writesTo(directory);

    assertThat(UploadedRun.allBelow(directory))
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.project()).isEqualTo(StandIn.PROJECT);
              assertThat(run.experiment().state).isEqualTo("failed");
              assertThat(run.experiment().config).isEqualTo(Map.of("lr", 0.1));
              assertThat(run.experiment().summary).isEqualTo(Map.of("loss", Double.NaN));
              assertThat(run.experiment().tags).containsExactly("best");
              assertThat(run.experiment().rowCount()).isEqualTo(2);
            });
  }

  @Test
  void aDriftingPageRepeatsOneRunAndLosesAnother() {
    standIn.holds(SampleExperiments.many(6).toArray(Experiment[]::new)).driftsAt(3);

    assertThat(paged(3))
        .containsExactly("run00000", "run00001", "run00002", "run00002", "run00004", "run00005");
  }

  @Test
  void anEmptyPageIsNotTheLast() {
    standIn.holds(SampleExperiments.many(4).toArray(Experiment[]::new)).emptiesPageAt(2);

    assertThat(paged(2)).hasSize(4);
    assertThat(standIn.requests()).hasSize(3);
  }

  @Test
  void aHistoryWindowExcludesItsEnd() {
    standIn.holds(experiment("baseline").logging("loss").forSteps(100));

    assertThat(steps(Map.of("a", 10, "b", 20, "n", 10)))
        .isEqualTo(LongStream.range(10, 20).boxed().toList());
    assertThat(standIn.requests().get(0).argument("history", "maxStep")).hasToString("20");
  }

  @Test
  void moreRowsThanSamplesAreSampled() {
    standIn.holds(experiment("baseline").logging("loss").forSteps(100)).capSamples(30);

    assertThat(steps(Map.of("n", 10))).hasSize(10).isSorted();
    assertThat(steps(Map.of("n", 1000))).hasSize(30);
  }

  @Test
  void notANumberIsABareTokenOrAString() {
    standIn.holds(experiment("baseline").row(0, Map.of("loss", Double.NaN)));

    String bare = ask(HISTORY, Map.of()).body();
    standIn.with(Setting.NAN_AS_STRING);
    String quoted = ask(HISTORY, Map.of()).body();

    assertThat(bare).contains("\\\"loss\\\":NaN");
    assertThat(quoted).contains("\\\"loss\\\":\\\"NaN\\\"");
  }

  @Test
  void samplesHoldOnlyRowsWithAllKeysAndIncludeTheirLastStep() {
    standIn.holds(
        experiment("baseline")
            .row(0, Map.of("a", 1, "b", 2))
            .row(1, Map.of("a", 1))
            .row(2, Map.of("a", 1, "b", Map.of("c", 5))));

    JsonNode series =
        samples(
            "{\"keys\": [\"_step\", \"a\", \"b\"], \"samples\": 9, \"minStep\": 0, \"maxStep\": 1}",
            "{\"keys\": [\"_step\", \"b.c\"], \"samples\": 9}",
            "{\"keys\": [\"_step\"], \"minStep\": 1, \"maxStep\": 2}");

    assertThat(series.get(0).findValuesAsText("_step")).containsExactly("0");
    assertThat(series.get(1).findValuesAsText("b.c")).containsExactly("5");
    assertThat(series.get(2).findValuesAsText("_step")).containsExactly("1", "2");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void keysChooseValuesAndThoseWithDotsAreNamesOrPaths(boolean arePaths) {
    if (arePaths) {
      standIn.with(Setting.KEYS_ARE_PATHS);
    }
    standIn.holds(
        experiment("baseline")
            .summary("a", Map.of("b", 1, "c", 2))
            .summary("a.b", 3)
            .summary("loss", 4)
            .config("lr", 5)
            .config("x.y", 6));
    String document =
        "query Values($s: [String!], $c: [String!]) { project(name: \"vision\","
            + " entityName: \"lab\") { run(name: \"baseline\") {"
            + " summaryMetrics(keys: $s) config(keys: $c) } } }";

    JsonNode run =
        json(ask(document, Map.of("s", List.of("a.b", "none"), "c", List.of("lr", "x.y"))))
            .at("/data/project/run");

    assertThat(run.path("summaryMetrics").asText())
        .isEqualTo(arePaths ? "{\"a\":{\"b\":1}}" : "{\"a.b\":3}");
    assertThat(run.path("config").asText())
        .isEqualTo(
            arePaths ? "{\"lr\":{\"value\":5}}" : "{\"lr\":{\"value\":5},\"x.y\":{\"value\":6}}");
  }

  @Test
  void historyKeysCountTypesAndFollowDots() {
    standIn.holds(
        experiment("baseline")
            .row(0, Map.of("m", 1, "n", Map.of("k", true)))
            .row(7, Map.of("m", "text", "h", Media.histogram(List.of(0.0, 1.0), List.of(3)))));

    JsonNode keys = json(ask(HISTORY, Map.of())).at("/data/project/run/historyKeys");
    standIn.with(Setting.HISTORY_KEYS_AS_STRING).with(Setting.NO_LAST_STEP);
    JsonNode text = json(ask(HISTORY, Map.of())).at("/data/project/run/historyKeys");

    assertThat(keys.path("lastStep").asLong()).isEqualTo(7);
    assertThat(keys.at("/keys/m/typeCounts").findValuesAsText("type"))
        .containsExactly("number", "string");
    assertThat(keys.at("/keys/n.k/typeCounts/0/type").asText()).isEqualTo("bool");
    assertThat(keys.at("/keys/h/typeCounts/0/type").asText()).isEqualTo("histogram");
    assertThat(text.isTextual()).isTrue();
    assertThat(text.asText()).doesNotContain("lastStep");
  }

  @Test
  void anUnknownFieldIsWordedAsTheApiWordsIt() {
    var field = ask("{ viewer { nonsense } }", Map.of());
    var argument = ask("{ project(name: \"vision\", page: 2) { name } }", Map.of());

    assertThat(field.statusCode()).isEqualTo(200);
    assertThat(json(field).at("/errors/0/message").asText())
        .isEqualTo("Cannot query field \"nonsense\" on type \"User\".");
    assertThat(json(argument).at("/errors/0/message").asText())
        .startsWith("Unknown argument \"page\" on field \"project\"");
  }

  @Test
  void commentsEmptyNamesAliasesAndFragmentsAreUnderstood() {
    standIn.holds(experiment("baseline"));

    var response =
        ask(
            "#graphql\nquery Q($with: Boolean = false) { p: project(name: \"vision\") { ...P } }"
                + " fragment P on Project { name entityName @include(if: $with) }",
            Map.of());

    assertThat(json(response).at("/data/p")).hasToString("{\"name\":\"vision\"}");
  }

  @Test
  void faultsTakeTheirTurnAndCarryHeaders() {
    standIn.holds(experiment("baseline"));
    standIn.fails(
        Fault.rateLimited(2).retryAfter("0.05").after(1).when(r -> r.selects("runs")),
        Fault.html(502));

    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      statuses.add(ask(RUNS, Map.of()).statusCode());
    }

    assertThat(statuses).containsExactly(200, 429, 429, 502, 200);
    assertThat(standIn.requests()).extracting(RecordedRequest::status).isEqualTo(statuses);
  }

  @Test
  void dataMayComeWithErrorsOrWithoutItsRun() {
    standIn.holds(experiment("baseline").logging("loss").forSteps(3));
    standIn.fails(Fault.partialData("history is slow today"), Fault.nulls("project/run"));

    JsonNode partial = json(ask(HISTORY, Map.of()));
    JsonNode without = json(ask(HISTORY, Map.of()));

    assertThat(partial.at("/errors/0/message").asText()).isEqualTo("history is slow today");
    assertThat(partial.at("/data/project/run/history")).hasSize(3);
    assertThat(without.at("/data/project/run").isNull()).isTrue();
  }

  @Test
  void aTruncatedBodyIsAnErrorOfTheConnection() {
    standIn.holds(experiment("baseline").logging("loss").forSteps(100)).fails(Fault.truncated());

    assertThatThrownBy(() -> send(HISTORY, Map.of(), StandIn.API_KEY))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aSlowAnswerWaitsForTheTest() {
    CountDownLatch latch = new CountDownLatch(1);
    standIn.holds(experiment("baseline")).fails(Fault.slowUntil(latch));

    var answer = http.sendAsync(request(RUNS, Map.of(), StandIn.API_KEY), asText());
    boolean wasEarly = answer.isDone();
    latch.countDown();

    assertThat(answer.join().statusCode()).isEqualTo(200);
    assertThat(wasEarly).isFalse();
  }

  @Test
  void aWrongKeyIsRefusedAndAHiddenProjectIsNull() throws Exception {
    standIn.holds(experiment("baseline")).hides(StandIn.ENTITY, StandIn.PROJECT);

    var refused = send("{ viewer { entity } }", Map.of(), "wrong" + StandIn.API_KEY.substring(5));
    standIn.with(Setting.WRONG_KEY_IS_NO_KEY);
    var nobody = send("{ viewer { entity } }", Map.of(), "wrong" + StandIn.API_KEY.substring(5));
    JsonNode hidden = json(ask(RUNS, Map.of()));

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(json(nobody)).hasToString("{\"data\":{\"viewer\":null}}");
    assertThat(hidden).hasToString("{\"data\":{\"project\":null}}");
  }

  private List<String> filtered(String filter) {
    JsonNode project = json(ask(RUNS, Map.of("f", filter, "o", "+created_at"))).at("/data/project");
    List<String> names = project.path("runs").findValuesAsText("name");
    assertThat(project.path("runCount").asInt()).isEqualTo(names.size());
    return names;
  }

  private List<String> paged(int first) {
    List<String> names = new ArrayList<>();
    String cursor = "";
    JsonNode page;
    do {
      page =
          json(ask(RUNS, Map.of("o", "+created_at", "n", first, "c", cursor)))
              .at("/data/project/runs");
      names.addAll(page.findValuesAsText("name"));
      cursor = page.at("/pageInfo/endCursor").asText();
    } while (page.at("/pageInfo/hasNextPage").asBoolean());
    return names;
  }

  private List<Long> steps(Map<String, Object> window) {
    List<Long> steps = new ArrayList<>();
    for (JsonNode row : json(ask(HISTORY, window)).at("/data/project/run/history")) {
      steps.add(parsed(row.asText()).path("_step").asLong());
    }
    return steps;
  }

  private JsonNode samples(String... specs) {
    return json(ask(SAMPLES, Map.of("s", List.of(specs)))).at("/data/project/run/sampledHistory");
  }

  private HttpResponse<String> ask(String document, Map<String, Object> variables) {
    try {
      return send(document, variables, StandIn.API_KEY);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private HttpResponse<String> send(String document, Map<String, Object> variables, String key)
      throws IOException, InterruptedException {
    return http.send(request(document, variables, key), asText());
  }

  @Test
  void theLastLinesOfAConsoleAreCappedAtTheFront() throws Exception {
    Experiment run = experiment("baseline");
    for (int i = 0; i < 200; i++) {
      run.logLine(Map.of("number", i));
    }
    standIn.holds(run).capFirst(120);
    String lines =
        "{project(name: \"vision\", entityName: \"lab\") {run(name: \"baseline\")"
            + " {logLines(last: %d) {edges {node {number}}}}}}";

    List<String> some = json(ask(lines.formatted(70), Map.of())).findValuesAsText("number");
    List<String> many = json(ask(lines.formatted(200), Map.of())).findValuesAsText("number");

    assertThat(some).hasSize(70).startsWith("130").endsWith("199");
    assertThat(many).hasSize(120).startsWith("80").endsWith("199");
  }

  private HttpRequest request(String document, Map<String, Object> variables, String key) {
    ObjectNode body = Api.JSON.createObjectNode().put("query", document).put("operationName", "");
    if (!variables.isEmpty()) {
      body.set("variables", Api.JSON.valueToTree(variables));
    }
    return HttpRequest.newBuilder(standIn.url().resolve("/graphql"))
        .header("Content-Type", "application/json")
        .header("Authorization", HttpFace.basic(key))
        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
        .build();
  }

  private static HttpResponse.BodyHandler<String> asText() {
    return HttpResponse.BodyHandlers.ofString();
  }

  private static JsonNode json(HttpResponse<String> response) {
    return parsed(response.body());
  }

  private static JsonNode parsed(String text) {
    try {
      return Api.JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }
}
