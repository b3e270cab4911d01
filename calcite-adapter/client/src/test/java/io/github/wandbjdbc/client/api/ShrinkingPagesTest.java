package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.client.api.ApiFixture.all;
import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.client.Budget;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.client.api.discovery.PageBound;
import io.github.wandbjdbc.client.api.discovery.PageKind;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.paging.PageSize;
import io.github.wandbjdbc.client.api.runs.RunListing;
import io.github.wandbjdbc.client.api.runs.RunSelector;
import io.github.wandbjdbc.client.diagnostics.ServerFinding;
import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.RecordedRequest;
import io.github.wandbjdbc.standin.StandIn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that fails at large pages is asked for smaller ones, from the first page on. */
class ShrinkingPagesTest {
  private static final ProjectPath PROJECT = new ProjectPath(StandIn.ENTITY, StandIn.PROJECT);
  private static final int MANY = 1_000_000;
  private static final RunsRequest LIGHT = RunsRequest.all(PROJECT);
  private static final RunsRequest HEAVY = LIGHT.withFields(Set.of(RunField.CONFIG));

  private final StandIn standIn = StandIn.start().holds(runs(100));
  private final List<String> warnings = new ArrayList<>();
  private final CallScope scope = new CallScope(null, warning -> warnings.add(warning.message()));
  private final FixedTiming timing = new FixedTiming();
  private ApiClient client = open(ApiOptions.DEFAULTS);

  @AfterEach
  void close() {
    client.close();
    standIn.close();
  }

  @Test
  void theFirstPageHalvesUntilTheServerBearsIt() {
    standIn.bearsRuns(MANY, 20);

    List<Run> runs = all(client.runs(HEAVY, scope));

    assertThat(runs).extracting(Run::id).hasSize(100).doesNotHaveDuplicates();
    assertThat(sizes()).startsWith(100, 100, 50, 50, 25, 25, 12, 12);
    assertThat(warnings).isEmpty();
  }

  @Test
  void whatTheServerBearsIsRemembered() {
    standIn.bearsRuns(MANY, 20);
    all(client.runs(HEAVY.withLimit(40), scope));
    assertThat(findings()).containsExactly("at most 20");
    standIn.forgetRequests();

    all(client.runs(HEAVY.withLimit(40), scope));

    assertThat(sizes()).containsExactly(20, 20);
  }

  @Test
  void lightPagesStayLarge() {
    standIn.bearsRuns(MANY, 20);
    all(client.runs(HEAVY, scope));
    standIn.forgetRequests();

    all(client.runs(LIGHT, scope));

    assertThat(sizes()).containsExactly(100);
  }

  @Test
  void aServerThatRecoversIsSoonAskedForMore() {
    standIn.bearsRuns(MANY, 20);
    all(client.runs(HEAVY, scope));
    standIn.bearsRuns(MANY, MANY);
    IntStream.range(0, 5).forEach(i -> all(client.runs(HEAVY, scope)));
    standIn.forgetRequests();

    all(client.runs(HEAVY, scope));

    assertThat(sizes()).containsExactly(100);
  }

  @Test
  void aPageOfTheUsersOwnSizeHalvesAsWell() {
    client.close();
    client = open(ApiOptions.builder().pageSize(8).build());
    standIn.bearsRuns(1, 1);

    List<Run> runs = all(client.runs(LIGHT, scope));

    assertThat(runs).hasSize(100);
    assertThat(sizes()).startsWith(8, 8, 4, 4, 2, 2, 1, 1);
  }

  @Test
  void aConnectionThatBreaksAtLargePagesIsAskedForLess() {
    standIn.fails(Fault.reset().when(request -> firstOf(request) > 20).times(Integer.MAX_VALUE));

    List<Run> runs = all(client.runs(HEAVY, scope));

    assertThat(runs).hasSize(100);
  }

  static Stream<Fault> outages() {
    return Stream.of(
        Fault.status(503), Fault.html(502), Fault.status(504).retryAfter("20"), Fault.reset());
  }

  @ParameterizedTest
  @MethodSource("outages")
  void aServerThatIsDownIsGivenTheTimeForRetriesOnce(Fault outage) {
    standIn.fails(outage.times(Integer.MAX_VALUE));

    WandbException e =
        catchThrowableOfType(WandbException.class, () -> all(client.runs(HEAVY, scope)));

    assertThat(e.kind()).isIn(Kind.SERVER_ERROR, Kind.UNREACHABLE);
    assertThat(timing.waits().stream().reduce(Duration.ZERO, Duration::plus))
        .isLessThanOrEqualTo(ApiOptions.DEFAULTS.maxRetryTime());
    assertThat(sizes()).hasSizeLessThan(40).contains(1);
    assertThat(client.context().server().bound(PageKind.HEAVY_RUNS).most())
        .isEqualTo(PageBound.NONE);
  }

  @Test
  void aServerThatCanNotBeReachedIsNotAskedForLess() {
    standIn.close();

    WandbException e =
        catchThrowableOfType(WandbException.class, () -> all(client.runs(HEAVY, scope)));

    assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(client.serverFindings()).isEmpty();
  }

  @Test
  void aBudgetThatIsUsedUpIsNoReasonToAskForLess() {
    standIn.bearsRuns(MANY, 20);
    CallScope poor = scope.withBudget(new Budget(3, MANY));

    WandbException e =
        catchThrowableOfType(WandbException.class, () -> all(client.runs(HEAVY, poor)));

    assertThat(e.kind()).isEqualTo(Kind.LIMIT_EXCEEDED);
    assertThat(standIn.requests()).hasSize(3);
  }

  @Test
  void aPageThatSomebodyWantsAsItIsFailsAfterTwoAttempts() {
    standIn.bearsRuns(20, 20);
    RunListing<String> listing =
        new RunListing<>(
            client.context().graphQl(),
            scope,
            PROJECT,
            RunListing.question(
                    Document.RUNS, PROJECT, RunSelector.of(RunFilter.ALL), "+created_at")
                .withFields(Set.of(RunField.ID)),
            false,
            PageSize.of(100),
            node -> "run",
            run -> run);

    WandbException e = catchThrowableOfType(WandbException.class, () -> listing.tryFirst(100));

    assertThat(e.kind()).isEqualTo(Kind.SERVER_ERROR);
    assertThat(sizes()).containsExactly(100, 100);
  }

  @Test
  void sampledHistoriesHalveFromTheFirst() {
    standIn.bearsRuns(MANY, 3);
    SampledHistoryRequest request = SampledHistoryRequest.all(PROJECT, 100).withColumns(loss());

    assertThat(all(client.sampledHistory(request, scope))).hasSize(100);
    assertThat(sizes()).startsWith(25, 25, 12, 12, 6, 6, 3);
  }

  @Test
  void theFirstWindowOfAHistoryHalves() {
    standIn.holds("lab", "long", experiment("a").logging("loss").forSteps(5000));
    standIn.fails(
        Fault.status(500).when(samples(request -> request > 200)).times(Integer.MAX_VALUE));
    HistoryRequest request =
        HistoryRequest.all(new ProjectPath("lab", "long"))
            .withRuns(new RunFilter.In(RunField.ID, List.of("a")))
            .withColumns(loss())
            .withNoteOtherKeys(true);

    assertThat(all(client.history(request, scope))).hasSize(5000);
    standIn.forgetRequests();
    assertThat(all(client.history(request, scope))).hasSize(5000);
    assertThat(standIn.requests().get(0).variables().get("samples")).isIn(125, 250);
    assertThat(warnings).isEmpty();
  }

  private static Predicate<RecordedRequest> samples(Predicate<Integer> test) {
    return request ->
        request.variables().get("samples") instanceof Integer samples && test.test(samples);
  }

  private static int firstOf(RecordedRequest request) {
    return request.variables().get("first") instanceof Integer first ? first : 0;
  }

  private List<Integer> sizes() {
    return standIn.requests().stream().map(ShrinkingPagesTest::firstOf).toList();
  }

  private List<String> findings() {
    return client.serverFindings().stream().map(ServerFinding::value).toList();
  }

  private static List<ValueColumn> loss() {
    return List.of(new ValueColumn("loss", ValueType.NUMBER));
  }

  private static Experiment[] runs(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> experiment("run%03d".formatted(i)).logging("loss").forSteps(1))
        .toArray(Experiment[]::new);
  }

  private ApiClient open(ApiOptions options) {
    return ApiClient.open(
        options.toBuilder()
            .baseUrl(BaseUrl.of(standIn.url().toString()))
            .credential(Credential.of(StandIn.API_KEY, "the test"))
            .build(),
        timing);
  }
}
