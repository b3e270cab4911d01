package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.client.api.ApiFixture.PROJECT;
import static io.github.wandbjdbc.client.api.ApiFixture.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunAttribute.ConfigPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunFilter.And;
import io.github.wandbjdbc.client.RunFilter.Comparison;
import io.github.wandbjdbc.client.RunFilter.Exists;
import io.github.wandbjdbc.client.RunFilter.HasTag;
import io.github.wandbjdbc.client.RunFilter.In;
import io.github.wandbjdbc.client.RunFilter.Operator;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.ScriptedApi.Answer;
import io.github.wandbjdbc.client.api.ScriptedApi.Asked;
import io.github.wandbjdbc.client.diagnostics.ServerFinding;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterNegotiationTest {
  private static final RunsRequest ALL = RunsRequest.all(PROJECT);
  private static final RunFilter CREATED =
      new Comparison(
          RunField.CREATED_AT, Operator.GREATER, Instant.parse("2024-05-01T10:00:00.700Z"));
  private static final RunFilter TAG = new HasTag("x");
  private static final RunFilter FAILED = new In(RunField.STATE, List.of("failed"));
  private static final Answer FAILS = Answer.status(500, "{\"error\": \"boom\"}");

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
  void whatAFilterTakesForGrantedIsCountedOnceBesideItsPage() {
    fixture.api.answers(page(counts(3, 3, 3), "a"), page("", "b"));

    assertThat(ids(ALL.withFilter(CREATED))).containsExactly("a");
    assertThat(ids(ALL.withFilter(CREATED))).containsExactly("b");

    assertThat(asked("createdAtBounds")).containsExactly(true, null);
    assertThat(asked("exists")).containsExactly(false, null);
    assertThat(sentFilters()).allMatch(filter -> filter.contains("createdAt"));
  }

  @Test
  void itIsCountedAgainWhenWhatIsKnownIsOld() {
    fixture.api.answers(page(counts(3, 3, 3), "a"), page(counts(3, 0, 3), "b"), page("", "c"));

    ids(ALL.withFilter(CREATED));
    fixture.timing.pause(fixture.scope, Duration.ofSeconds(61));

    assertThat(ids(ALL.withFilter(CREATED))).containsExactly("c");
    assertThat(sentFilters()).last().isEqualTo("{}");
  }

  @Test
  void aPageIsThrownAwayWhoseCountDisagrees() {
    RunFilter both = new And(List.of(CREATED, FAILED));
    fixture.api.answers(page(counts(3, 1, 3), "wrong"), page("", "a"), page("", "b"));

    assertThat(ids(ALL.withFilter(both).withLimit(5))).containsExactly("a");
    assertThat(ids(ALL.withFilter(both).withLimit(5))).containsExactly("b");

    assertThat(sentFilters().subList(1, 3)).containsOnly("{\"state\":\"failed\"}");
    assertThat(asked("first")).containsExactly(5, 5, 5);
    assertThat(fixture.client.serverFindings())
        .extracting(ServerFinding::name, ServerFinding::value)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "ml/vision: createdAt >= 1970-01-01T00:00:00Z finds all runs", "no: 1 of 3"));
  }

  @Test
  void aCountThatChangedMeanwhileIsAskedOnceMore() {
    fixture.api.answers(page(counts(3, 3, 4), "early"), page(counts(4, 4, 4), "a"));

    assertThat(ids(ALL.withFilter(CREATED))).containsExactly("a");
    assertThat(sentFilters()).allMatch(filter -> filter.contains("createdAt"));
  }

  @Test
  void aCountThatNeverStandsStillIsNotTrusted() {
    fixture.api.answers(
        page(counts(3, 3, 4), "early"), page(counts(4, 5, 4), "late"), page("", "a"));

    assertThat(ids(ALL.withFilter(CREATED))).containsExactly("a");
    assertThat(sentFilters()).last().isEqualTo("{}");
  }

  @Test
  void anEmptyProjectShowsNothing() {
    fixture.api.answers(page(counts(0, 0, 0)), page(counts(1, 0, 1), "wrong"), page("", "a"));

    assertThat(ids(ALL.withFilter(CREATED))).isEmpty();
    assertThat(ids(ALL.withFilter(CREATED))).containsExactly("a");
  }

  @Test
  void aServerThatCountsNothingIsNotSentWhatNeedsIt() {
    RunFilter both = new And(List.of(CREATED, TAG));
    fixture.api.answers(page("", "wrong"), page("", "a"));

    assertThat(ids(ALL.withFilter(both))).containsExactly("a");
    assertThat(sentFilters()).last().isEqualTo("{\"tags\":\"x\"}");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 500})
  void aCountThatFailsByNameIsLeftOutAlone(int status) {
    RunFilter both = new And(List.of(CREATED, new Exists(new ConfigPath("lr"))));
    Answer failing =
        Answer.status(
            status,
            "{\"data\": {\"project\": null}, \"errors\": [{\"message\": \"unknown operator\","
                + " \"path\": [\"project\", \"exists\"]}]}");
    fixture.api.otherwise(
        asked ->
            asked.variable("exists").asBoolean() ? failing : Answer.ok(page(counts(2, 2, 2), "a")));

    assertThat(ids(ALL.withFilter(both))).containsExactly("a");

    assertThat(asked("createdAtBounds")).last().isEqualTo(true);
    assertThat(sentFilters()).last().asString().contains("createdAt").doesNotContain("exists");
    assertThat(fixture.api.asked()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void countsThatMakeARequestFailAreLeftOutAndRemembered() {
    RunFilter both = new And(List.of(CREATED, TAG));
    fixture.api.otherwise(asked -> hasCounts(asked) ? FAILS : Answer.ok(page("", "a")));

    assertThat(ids(ALL.withFilter(both))).containsExactly("a");
    assertThat(ids(ALL.withFilter(both))).containsExactly("a");

    // Twice with the counts, and then no more.
    assertThat(fixture.api.asked().stream().map(FilterNegotiationTest::hasCounts))
        .containsExactly(true, true, false, false);
    assertThat(sentFilters()).last().isEqualTo("{\"tags\":\"x\"}");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 500})
  void aFilterThatFailsIsLeftOutAndRemembered(int status) {
    RunFilter both = new And(List.of(TAG, FAILED));
    Answer failing =
        Answer.status(status, "{\"errors\": [{\"message\": \"invalid filter column\"}]}");
    fixture.api.otherwise(
        asked -> sentFilter(asked).contains("tags") ? failing : Answer.ok(page("", "a")));

    assertThat(ids(ALL.withFilter(both))).containsExactly("a");
    int requests = fixture.api.asked().size();
    assertThat(ids(ALL.withFilter(both))).containsExactly("a");

    assertThat(requests).isLessThanOrEqualTo(3);
    assertThat(fixture.api.asked()).hasSize(requests + 1);
    assertThat(sentFilters()).last().isEqualTo("{\"state\":\"failed\"}");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 500})
  void onlyWhatMayHaveBeenTroubleOfTheServerIsTriedAgain(int status) {
    failWithFilters(status, asked -> true);

    ids(ALL.withFilter(TAG));
    fixture.timing.pause(fixture.scope, Duration.ofSeconds(61));
    int before = fixture.api.asked().size();
    ids(ALL.withFilter(TAG));

    assertThat(fixture.api.asked()).hasSize(before + (status == 400 ? 1 : 3));
  }

  @Test
  void aFilterIsNotToBlameForPagesThatFailWithoutIt() {
    List<Answer> answers = new ArrayList<>(List.of(FAILS, FAILS, FAILS, FAILS));
    fixture.api.otherwise(
        asked -> answers.isEmpty() ? Answer.ok(page("", "a")) : answers.remove(0));

    assertThat(ids(ALL.withFilter(TAG))).containsExactly("a");
    assertThat(ids(ALL.withFilter(TAG))).containsExactly("a");

    assertThat(sentFilters())
        .containsExactly(
            "{\"tags\":\"x\"}",
            "{\"tags\":\"x\"}",
            "{}",
            "{}",
            "{\"tags\":\"x\"}",
            "{\"tags\":\"x\"}");
  }

  @Test
  void aFilterThatFailsIsFoundOutThoughLargePagesFailAsWell() {
    Answer failing = Answer.status(500, "{\"errors\": [{\"message\": \"too much\"}]}");
    fixture.api.otherwise(
        asked ->
            sentFilter(asked).contains("tags") || asked.variable("first").asInt() > 8
                ? failing
                : Answer.ok(page("", "a")));

    assertThat(ids(ALL.withFilter(TAG))).containsExactly("a");

    int before = sentFilters().size();
    assertThat(ids(ALL.withFilter(TAG))).containsExactly("a");
    assertThat(sentFilters().subList(before, sentFilters().size()))
        .isNotEmpty()
        .noneMatch(filter -> filter.contains("tags"));
  }

  @Test
  void aServerThatIsAwayIsWaitedForWithTheFilter() {
    Answer away = Answer.status(503, "");
    fixture.api.answers(away, away, away, Answer.ok(page("", "a")));

    assertThat(ids(ALL.withFilter(TAG))).containsExactly("a");
    assertThat(sentFilters()).containsOnly("{\"tags\":\"x\"}");
  }

  @Test
  void aPermissionIsNotAMatterOfFilters() {
    fixture.api.answers(Answer.status(403, "{\"error\": \"permission denied\"}"));

    WandbException e = catchThrowableOfType(WandbException.class, () -> ids(ALL.withFilter(TAG)));

    assertThat(e.kind()).isEqualTo(Kind.FORBIDDEN);
    assertThat(fixture.api.asked()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 500})
  void statesAreDecidedHereWhereTheServerCant(int status) {
    failWithFilters(status, asked -> true);

    assertThat(ids(ALL.withFilter(FAILED).withLimit(2))).containsExactly("r1", "r3");
    assertThat(ids(ALL.withFilter(new In(RunField.STATE, List.of("finished")))))
        .containsExactly("r0", "r2", "r4");
    assertThat(fixture.client.count(PROJECT, FAILED, fixture.scope)).isEqualTo(2);
    assertThat(fixture.client.count(PROJECT, RunFilter.ALL, fixture.scope)).isEqualTo(5);
  }

  @Test
  void runsAreLookedForInOneListingWhereTheServerCantFindThem() {
    failWithFilters(400, asked -> true);
    List<Object> wanted =
        IntStream.range(2, 120).mapToObj(i -> "r" + i).collect(Collectors.toList());

    assertThat(ids(ALL.withFilter(new And(List.of(FAILED, new In(RunField.ID, wanted))))))
        .containsExactly("r3");
    assertThat(fixture.api.asked()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void aCountThatTheServerCantGiveIsMadeHere() {
    failWithFilters(500, asked -> asked.document().contains("RunCount"));

    assertThat(fixture.client.count(PROJECT, FAILED, fixture.scope)).isEqualTo(2);
    int requests = fixture.api.asked().size();
    assertThat(fixture.client.count(PROJECT, FAILED, fixture.scope)).isEqualTo(2);

    assertThat(fixture.api.asked()).hasSize(requests + 1);
  }

  @Test
  void aServerWithoutCountsIsToldByItsName() {
    fixture.api.otherwise(
        asked ->
            asked.document().contains("runCount")
                ? Answer.ok(
                    "{\"errors\": [{\"message\":"
                        + " \"Cannot query field \\\"runCount\\\" on type \\\"Project\\\".\"}]}")
                : Answer.ok(page("", "a")));

    assertThat(ids(ALL.withFilter(new And(List.of(CREATED, TAG))))).containsExactly("a");
    assertThat(fixture.client.count(PROJECT, RunFilter.ALL, fixture.scope)).isEqualTo(1);
    assertThat(sentFilters()).contains("{\"tags\":\"x\"}");
    assertThat(fixture.api.asked()).last().asString().doesNotContain("$count");
  }

  /** Five runs, every second of them failed, where no filter works that {@code isHit} knows. */
  private void failWithFilters(int status, Predicate<Asked> isHit) {
    fixture.api.otherwise(
        asked -> {
          if (!sentFilter(asked).equals("{}") && isHit.test(asked)) {
            return Answer.status(status, "{\"error\": \"no filters\"}");
          }
          if (asked.document().contains("query RunCount")) {
            return Answer.ok("{\"data\": {\"project\": {\"runCount\": 5}}}");
          }
          boolean isFailed = sentFilter(asked).contains("failed");
          String[] runs =
              IntStream.range(0, 5)
                  .filter(i -> !isFailed || i % 2 == 1)
                  .mapToObj(i -> "r" + i)
                  .toArray(String[]::new);
          return Answer.ok(page("", runs));
        });
  }

  private List<String> ids(RunsRequest request) {
    return all(fixture.client.runs(request, fixture.scope)).stream().map(Run::id).toList();
  }

  private static boolean hasCounts(Asked asked) {
    return asked.document().contains("runsBefore");
  }

  private static String sentFilter(Asked asked) {
    return asked.variable("filters").asText();
  }

  private List<String> sentFilters() {
    return fixture.api.asked().stream().map(FilterNegotiationTest::sentFilter).toList();
  }

  private List<Object> asked(String variable) {
    List<Object> values = new ArrayList<>();
    for (Asked asked : fixture.api.asked()) {
      var value = asked.variable(variable);
      values.add(
          value.isMissingNode() ? null : value.isBoolean() ? value.asBoolean() : value.asInt());
    }
    return values;
  }

  private static String counts(int before, int found, int after) {
    return """
        "runsBefore": %d, "createdAtBounds": %d, "runsAfter": %d,
        """
        .formatted(before, found, after);
  }

  /** A page that is the last; every second run failed. */
  private static String page(String counts, String... ids) {
    String edges =
        IntStream.range(0, ids.length)
            .mapToObj(
                i ->
                    "{\"cursor\": \"c%d\", \"node\": {\"name\": \"%s\", \"state\": \"%s\"}}"
                        .formatted(i, ids[i], isOdd(ids[i]) ? "failed" : "finished"))
            .collect(Collectors.joining(", "));
    return """
        {"data": {"project": {%s "runs": {"edges": [%s],
         "pageInfo": {"endCursor": null, "hasNextPage": false}}}}}
        """
        .formatted(counts, edges);
  }

  private static boolean isOdd(String id) {
    return (id.charAt(id.length() - 1) & 1) == 1;
  }
}
