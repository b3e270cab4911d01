package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.client.api.ApiFixture.all;
import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ConsoleLine;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The last lines of console logs, which are asked for from the end. */
class LastLinesTest {
  private static final ProjectPath PROJECT = new ProjectPath(StandIn.ENTITY, StandIn.PROJECT);
  private static final int LINES = 2500;

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
  void theyAreOneSmallRequest() {
    standIn.holds(writing(experiment("a"), LINES));

    assertThat(numbers(3, "a")).containsExactly(LINES - 3L, LINES - 2L, LINES - 1L);
    assertThat(standIn.requests()).hasSize(1);
    assertThat(standIn.sent()).isLessThan(1000);
  }

  @Test
  void ofManyRunsTheyAreARequestForEach25() {
    String[] ids = new String[60];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = "run" + i;
      standIn.holds(writing(experiment(ids[i]), 300));
    }

    assertThat(numbers(2, ids)).hasSize(2 * ids.length).containsOnly(298L, 299L);
    assertThat(standIn.requests()).hasSize(3);
  }

  @Test
  void aShortLogAndOneThatIsEmptyAreWhole() {
    standIn.holds(writing(experiment("a"), 2), experiment("b"));

    assertThat(numbers(3, "a", "b")).containsExactly(0L, 1L);
    assertThat(numbers(3, "b")).isEmpty();
    assertThat(standIn.requests()).hasSize(2);
  }

  @Test
  void aServerThatCannotPageForwardGivesThemAsWell() {
    standIn.holds(writing(experiment("a"), LINES)).lacks("useImprovedPagination");

    assertThat(numbers(1, "a")).containsExactly(LINES - 1L);
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {LINES - 1, LINES + 1, 0})
  void allComeWhereTheCountIsAnother(long count) {
    standIn.holds(writing(experiment("a"), LINES).answering("logLineCount", count));

    assertThat(numbers(3, "a")).hasSize(LINES);
  }

  @Test
  void allComeWhereLinesHaveNoNumbers() {
    standIn.holds(
        experiment("a").logLine(line(null)).logLine(line(1L)).logLine(line(null)),
        experiment("b").logLine(line(7L)).logLine(line(3L)));

    assertThat(numbers(2, "a")).containsExactly(null, 1L, null);
    assertThat(numbers(1, "b")).containsExactly(7L, 3L);
  }

  @Test
  void allComeWhereTheServerGivesFewerOfTheLastOnes() {
    standIn.holds(writing(experiment("a"), 300)).capFirst(100);

    assertThat(numbers(200, "a")).hasSize(300);
  }

  @Test
  void allComeWhereTheServerDoesNotCountLines() {
    standIn.holds(writing(experiment("a"), 10)).lacks("logLineCount");

    assertThat(numbers(3, "a")).hasSize(10);
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void theyAreThoseThatTheWholeLogEndsWith(Setting setting) {
    standIn.with(setting).holds(writing(experiment("a"), 30), writing(experiment("b"), 700));

    for (int last : new int[] {30, 300}) {
      assertThat(ends(numbers(last, "a"), last)).isEqualTo(range(0, 30));
      assertThat(ends(numbers(last, "b"), last)).isEqualTo(range(700 - last, 700));
      // With those of others; here more may come.
      assertThat(ends(numbers(last, "a", "b"), last)).isEqualTo(range(700 - last, 700));
    }
  }

  private static List<@Nullable Long> ends(List<@Nullable Long> numbers, int last) {
    return numbers.subList(Math.max(0, numbers.size() - last), numbers.size());
  }

  private static List<@Nullable Long> range(long first, long end) {
    return new ArrayList<>(LongStream.range(first, end).boxed().toList());
  }

  private static Experiment writing(Experiment run, int lines) {
    for (long i = 0; i < lines; i++) {
      run.logLine(line(i));
    }
    return run;
  }

  private static Map<String, Object> line(@Nullable Long number) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("number", number);
    line.put("line", "line");
    return line;
  }

  private List<@Nullable Long> numbers(long last, String... runs) {
    RunFilter filter = new RunFilter.In(RunField.ID, List.of((Object[]) runs));
    List<@Nullable Long> numbers = new ArrayList<>();
    for (ConsoleLine line : all(client.runStreams().consoleLogs(PROJECT, filter, last, scope))) {
      numbers.add(line.number());
    }
    return numbers;
  }
}
