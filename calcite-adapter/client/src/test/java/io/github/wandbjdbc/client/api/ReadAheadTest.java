package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.client.api.ApiFixture.all;
import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.RecordedRequest;
import io.github.wandbjdbc.standin.StandIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Prefetching: enough to keep the server busy, and never too much. */
class ReadAheadTest {
  private static final ProjectPath PROJECT = new ProjectPath(StandIn.ENTITY, StandIn.PROJECT);

  /** A key with a dot is read with whole rows. */
  private static final List<ValueColumn> LOSS =
      List.of(new ValueColumn("train.loss", ValueType.NUMBER));

  private static final ApiOptions PAGES_OF_100 = ApiOptions.builder().historyPageSize(100).build();

  private final StandIn standIn = StandIn.start();
  private final List<String> warnings = new ArrayList<>();
  private final CallScope scope = new CallScope(null, warning -> warnings.add(warning.message()));
  private ApiClient client = open(PAGES_OF_100);

  @AfterEach
  void close() {
    client.close();
    standIn.close();
  }

  @Test
  void windowsOfALongRunAreAskedForSideBySide() {
    standIn
        .holds(longRun("a", 30_000))
        .fails(Fault.together(new CountDownLatch(3)).when(from(500)));

    List<HistoryRow> rows = all(history(Long.MAX_VALUE));

    assertThat(rows)
        .extracting(HistoryRow::step)
        .isEqualTo(LongStream.range(0, 30_000).boxed().toList());
    assertThat(rows.get(29_999).value(0)).isEqualTo(29_999.0);
  }

  @Test
  void shortRunsAreAskedForSideBySide() {
    standIn.holds(runs(20, 60)).fails(Fault.together(new CountDownLatch(3)).when(ofRuns("r03")));

    List<HistoryRow> rows = all(history(Long.MAX_VALUE));

    assertThat(rows).extracting(HistoryRow::runId).isSorted().hasSize(1200).contains("r00", "r19");
    assertThat(standIn.requestsFor("history")).hasSize(20);
  }

  @Test
  void runsOfWhichSeveralFitIntoAPageAreAskedForTogether() {
    standIn.holds(runs(20, 10));

    List<HistoryRow> rows = all(history(Long.MAX_VALUE));

    assertThat(rows).extracting(HistoryRow::runId).isSorted().hasSize(200).contains("r00", "r19");
    assertThat(standIn.requestsFor("history")).hasSize(2);
  }

  @Test
  void whoIsContentWithAPageCostsOneRequest() {
    standIn.holds(longRun("a", 30_000), longRun("b", 30_000));

    try (Pages<HistoryRow> pages = history(Long.MAX_VALUE)) {
      assertThat(pages.next()).hasSize(100);
    }

    assertThat(standIn.requestsFor("history")).hasSize(1);
  }

  @Test
  void aLimitAsksForNoRunThatItMayNotNeed() {
    standIn.holds(runs(20, 10));

    List<HistoryRow> rows = all(history(35));

    assertThat(rows).hasSize(35);
    assertThat(standIn.requestsFor("history"))
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.argument("runs", "filters"))
                    .isEqualTo("{\"name\":{\"$in\":[\"r00\",\"r01\",\"r02\",\"r03\"]}}"));
  }

  @Test
  void closingAbortsWhatIsUnderWayAndGivesItsPlacesBack() throws InterruptedException {
    client.close();
    client = open(PAGES_OF_100.toBuilder().maxConcurrentRequests(2).build());
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch arrived = new CountDownLatch(1);
    standIn
        .holds(longRun("a", 30_000))
        .fails(
            Fault.slowUntil(never)
                .when(
                    request -> {
                      boolean isLate = minStep(request) >= 300;
                      if (isLate) {
                        arrived.countDown();
                      }
                      return isLate;
                    })
                .times(Integer.MAX_VALUE));

    Pages<HistoryRow> pages = history(Long.MAX_VALUE);
    pages.next();
    pages.next();
    assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
    pages.close();

    assertThat(all(client.runs(RunsRequest.all(PROJECT), scope))).hasSize(1);
    assertThat(scope.isCancelled()).isFalse();
    never.countDown();
  }

  @Test
  void windowsThatAreCutAreAskedForAgainInTheirPlace() {
    standIn.capSamples(150).holds(longRun("a", 5_000));

    List<HistoryRow> rows = all(history(Long.MAX_VALUE));

    assertThat(rows)
        .extracting(HistoryRow::step)
        .isEqualTo(LongStream.range(0, 5_000).boxed().toList());
  }

  @Test
  void theNextPageOfRunsIsAskedForWhileOneIsRead() throws InterruptedException {
    client.close();
    client = open(ApiOptions.builder().pageSize(5).build());
    CountDownLatch third = new CountDownLatch(1);
    standIn.holds(runs(20, 10)).fails(Fault.together(third).when(request -> true).after(2));

    try (Pages<Run> pages = client.runs(RunsRequest.all(PROJECT), scope)) {
      assertThat(pages.next()).hasSize(5);
      assertThat(standIn.requests()).hasSize(1);
      assertThat(pages.next()).hasSize(5);
      assertThat(third.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(pages.next()).hasSize(5);
    }
  }

  @Test
  void aRunThatCannotBeReadIsAnError() {
    standIn.holds(runs(5, 10)).fails(Fault.graphQlError("boom").when(ofRun("r02")).times(100));

    WandbException e =
        catchThrowableOfType(WandbException.class, () -> all(history(Long.MAX_VALUE)));

    assertThat(e).hasMessageContaining("history of run r02");
  }

  @Test
  void aRunThatCannotBeReadMayBeLeftOutWithAWarning() {
    client.close();
    client = open(PAGES_OF_100.toBuilder().onRunError(ApiOptions.OnRunError.WARN).build());
    standIn.holds(runs(5, 10)).fails(Fault.graphQlError("boom").when(ofRun("r02")).times(100));

    List<HistoryRow> rows = all(history(Long.MAX_VALUE));

    assertThat(rows)
        .hasSize(40)
        .extracting(HistoryRow::runId)
        .contains("r01", "r03")
        .doesNotContain("r02");
    assertThat(warnings).singleElement().asString().contains("rows are missing", "r02", "boom");
  }

  @Test
  void ifEachRunFailsItIsNotTheRuns() {
    client.close();
    client = open(PAGES_OF_100.toBuilder().onRunError(ApiOptions.OnRunError.WARN).build());
    standIn
        .holds(runs(5, 10))
        .fails(Fault.graphQlError("boom").when(request -> request.selects("history")).times(100));

    WandbException e =
        catchThrowableOfType(WandbException.class, () -> all(history(Long.MAX_VALUE)));

    assertThat(e.kind()).isEqualTo(Kind.REFUSED);
    // All together; of three runs a window of 100 steps, and its halves down to one step.
    assertThat(standIn.requestsFor("history").size()).isLessThanOrEqualTo(1 + 3 * 7);
  }

  private static ApiClient openAt(StandIn standIn, ApiOptions options) {
    return ApiClient.open(
        options.toBuilder()
            .baseUrl(BaseUrl.of(standIn.url().toString()))
            .credential(Credential.of(StandIn.API_KEY, "the test"))
            .build(),
        new FixedTiming());
  }

  private ApiClient open(ApiOptions options) {
    return openAt(standIn, options);
  }

  private Pages<HistoryRow> history(long limit) {
    return client.history(HistoryRequest.all(PROJECT).withColumns(LOSS).withLimit(limit), scope);
  }

  private static Experiment longRun(String id, int steps) {
    return experiment(id)
        .generated(steps - 1, step -> Map.of("train", Map.of("loss", step), "lr", 0.5));
  }

  private static Experiment[] runs(int count, int steps) {
    return IntStream.range(0, count)
        .mapToObj(i -> longRun("r%02d".formatted(i), steps))
        .toArray(Experiment[]::new);
  }

  private static Predicate<RecordedRequest> from(long step) {
    return request -> minStep(request) >= step;
  }

  private static Predicate<RecordedRequest> ofRun(String run) {
    return request ->
        request.selects("history")
            && (run.equals(request.variables().get("run"))
                || String.valueOf(request.variables().get("filters")).contains(run));
  }

  private static Predicate<RecordedRequest> ofRuns(String first) {
    return request ->
        request.selects("history")
            && String.valueOf(request.variables().get("run")).compareTo(first) >= 0;
  }

  private static long minStep(RecordedRequest request) {
    return request.selects("history")
            && request.argument("history", "minStep") instanceof Number step
        ? step.longValue()
        : -1;
  }
}
