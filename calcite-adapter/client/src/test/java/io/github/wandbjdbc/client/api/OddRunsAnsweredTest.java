package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.client.api.ApiFixture.PROJECT;
import static io.github.wandbjdbc.client.api.ApiFixture.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A field of a run that isn't what it should be is told; all else of the page is read. */
@Tag("text")
class OddRunsAnsweredTest {
  private static final RunsRequest ALL =
      RunsRequest.all(PROJECT).withFields(EnumSet.allOf(RunField.class));

  private ApiFixture fixture;

  @BeforeEach
  void open() throws IOException {
    fixture = new ApiFixture();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  /** A member of a run's node that is odd, and the field that is null for it. */
  private record Odd(RunField field, String member, Function<Run, @Nullable Object> value) {}

  static List<Odd> odds() {
    List<Odd> odds = new ArrayList<>();
    String deep = "[".repeat(600) + "]".repeat(600);
    for (String text :
        List.of(
            "[1, 2]",
            "\"a text\"",
            "5",
            "true",
            "{\"lr\": {\"value\": 0.1",
            "{\"lr\": {\"value\": 0.1}} and more",
            "no JSON",
            "{\"a\": " + deep + "}",
            "{\"a\": \"\\x\"}")) {
      String quoted = ScriptedApi.json(text);
      odds.add(new Odd(RunField.CONFIG, "\"config\": " + quoted, Run::config));
      odds.add(new Odd(RunField.SUMMARY, "\"summaryMetrics\": " + quoted, Run::summary));
      odds.add(
          new Odd(RunField.SYSTEM_METRICS, "\"systemMetrics\": " + quoted, Run::systemMetrics));
      odds.add(new Odd(RunField.HISTORY_KEYS, "\"historyKeys\": " + quoted, Run::historyKeys));
    }
    for (String json : List.of("[1, {\"a\": [2]}]", "5", "true")) {
      odds.add(new Odd(RunField.CONFIG, "\"config\": " + json, Run::config));
      odds.add(new Odd(RunField.SUMMARY, "\"summaryMetrics\": " + json, Run::summary));
      odds.add(new Odd(RunField.HISTORY_KEYS, "\"historyKeys\": " + json, Run::historyKeys));
    }
    for (String keys :
        List.of(
            "{\"lastStep\": \"soon\"}",
            "{\"lastStep\": 1e30, \"keys\": {}}",
            "{\"lastStep\": %s}".formatted("1".repeat(1000)),
            "{\"keys\": [\"loss\"], \"lastStep\": 3}",
            "{\"keys\": {\"loss\": {\"typeCounts\": {\"type\": \"number\"}}}, \"lastStep\": 3}")) {
      odds.add(new Odd(RunField.HISTORY_KEYS, "\"historyKeys\": " + keys, Run::historyKeys));
    }
    for (String tags : List.of("\"best\"", "[\"a\", 5]", "[{\"name\": \"a\"}]", "{\"a\": [1]}")) {
      odds.add(
          new Odd(
              RunField.TAGS, "\"tags\": " + tags, run -> run.tags().isEmpty() ? null : run.tags()));
    }
    for (String time : List.of("\"yesterday\"", "\"2024-13-01T00:00:00\"", "{}", "[5]", "17")) {
      odds.add(new Odd(RunField.CREATED_AT, "\"createdAt\": " + time, Run::createdAt));
      odds.add(new Odd(RunField.HEARTBEAT_AT, "\"heartbeatAt\": " + time, Run::heartbeatAt));
    }
    for (String count :
        List.of(
            "\"many\"", "-3", "1e30", "9".repeat(1000), "\"%s\"".formatted("9".repeat(50)), "[]")) {
      odds.add(
          new Odd(
              RunField.HISTORY_LINE_COUNT,
              "\"historyLineCount\": " + count,
              Run::historyLineCount));
    }
    odds.add(new Odd(RunField.DISPLAY_NAME, "\"displayName\": {\"a\": [1]}", Run::displayName));
    odds.add(new Odd(RunField.STATE, "\"state\": [\"running\"]", Run::state));
    odds.add(new Odd(RunField.READ_ONLY, "\"readOnly\": \"no\"", Run::readOnly));
    odds.add(new Odd(RunField.USERNAME, "\"user\": [{\"username\": \"ada\"}]", Run::username));
    odds.add(new Odd(RunField.USERNAME, "\"user\": \"ada\"", Run::username));
    return odds;
  }

  @ParameterizedTest
  @MethodSource("odds")
  void whatIsOddIsNullAndTheRestIsRead(Odd odd) {
    fixture.api.answers(
        """
        {"data": {"project": {"runCount": 2, "runs": {"edges": [
         {"cursor": "c1", "node": {"name": "odd", "host": "gpu1", %s, "notes": "n"}},
         {"cursor": "c2", "node": {"name": "plain", "config": "{}", "tags": ["x"]}}],
         "pageInfo": {"endCursor": "c2", "hasNextPage": false}}}}}
        """
            .formatted(odd.member()));

    List<Run> runs = all(fixture.client.runs(ALL, fixture.scope));

    assertThat(runs).extracting(Run::id).containsExactly("odd", "plain");
    assertThat(runs.get(0).faults()).containsOnlyKeys(odd.field());
    assertThat(odd.value().apply(runs.get(0))).isNull();
    assertThat(runs.get(0).host()).isEqualTo("gpu1");
    assertThat(runs.get(0).notes()).isEqualTo("n");
    assertThat(runs.get(1).tags()).containsExactly("x");
    assertThat(runs.get(1).faults()).isEmpty();
  }

  @Test
  void numbersOfAnyLengthStayAsTheyAre() {
    String digits = "1".repeat(5000);
    fixture.api.answers(
        pageOf(
            "\"name\": \"a\", \"config\": %s, \"summaryMetrics\": {\"x\": %s.5}"
                .formatted(
                    ScriptedApi.json("{\"lr\": {\"value\": %s}}".formatted(digits)), digits)));

    Run run = all(fixture.client.runs(ALL, fixture.scope)).get(0);

    assertThat(run.config()).isEqualTo("{\"lr\":%s}".formatted(digits));
    assertThat(run.summary()).isEqualTo("{\"x\":%s.5}".formatted(digits));
    assertThat(run.faults()).isEmpty();
  }

  @Test
  void manyLinesAreACountHoweverItIsSpelled() {
    fixture.api.answers(pageOf("\"name\": \"a\", \"historyLineCount\": \"10.0\""));

    Run run = all(fixture.client.runs(ALL, fixture.scope)).get(0);

    assertThat(run.historyLineCount()).isEqualTo(10);
  }

  @Test
  void aRunWithoutANameIsAMalformedAnswer() {
    fixture.api.otherwise(asked -> ScriptedApi.Answer.ok(pageOf("\"state\": \"running\"")));

    WandbException e =
        catchThrowableOfType(
            WandbException.class, () -> all(fixture.client.runs(ALL, fixture.scope)));

    assertThat(e.kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
    assertThat(e).hasMessageContaining("a run without a name");
  }

  @Test
  void anAnswerThatIsCutWithinAFieldIsNotARunWithoutIt() {
    fixture.api.otherwise(
        asked ->
            ScriptedApi.Answer.ok(
                "{\"data\": {\"project\": {\"runs\": {\"edges\": [{\"cursor\": \"c\", \"node\":"
                    + " {\"name\": \"a\", \"tags\": [\"x\", "));

    WandbException e =
        catchThrowableOfType(
            WandbException.class, () -> all(fixture.client.runs(ALL, fixture.scope)));

    assertThat(e.kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void phrasesGoOnBehindTheName() {
    fixture.api.answers(
        pageOf(
            "\"name\": \"a\", \"tags\": 5, \"config\": \"{\", \"summaryMetrics\": %s"
                .formatted(ScriptedApi.json("{\"a\": " + "[".repeat(600)))));

    Run run = all(fixture.client.runs(ALL, fixture.scope)).get(0);

    assertThat(run.faults())
        .isEqualTo(
            Map.of(
                RunField.TAGS, "can't be read: a list was expected, not a number",
                RunField.CONFIG, "is no JSON, or cut off",
                RunField.SUMMARY, "is nested too deep, or too long"));
    assertThat(Objects.requireNonNull(run.tags())).isEmpty();
  }

  private static String pageOf(String node) {
    return """
        {"data": {"project": {"runs": {"edges": [{"cursor": "c1", "node": {%s}}],
         "pageInfo": {"endCursor": "c1", "hasNextPage": false}}}}}
        """
        .formatted(node);
  }
}
