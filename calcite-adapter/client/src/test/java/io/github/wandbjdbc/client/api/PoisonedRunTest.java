package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.client.api.ApiFixture.all;
import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunOrder;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.client.api.discovery.PageBound;
import io.github.wandbjdbc.client.api.discovery.PageKind;
import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.StandIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One run that the server can't send spoils no other. */
class PoisonedRunTest {
  private static final ProjectPath PROJECT = new ProjectPath(StandIn.ENTITY, StandIn.PROJECT);
  private static final RunsRequest ALL =
      RunsRequest.all(PROJECT).withFields(Set.of(RunField.CONFIG)).withOrder(RunOrder.OLDEST_FIRST);

  private final StandIn standIn = StandIn.start().holds(runs(100));
  private final List<String> warnings = new ArrayList<>();
  private final CallScope scope = new CallScope(null, warning -> warnings.add(warning.message()));
  private ApiClient client = open(ApiOptions.OnRunError.WARN);

  @AfterEach
  void close() {
    client.close();
    standIn.close();
  }

  @ParameterizedTest
  @CsvSource({"0,500", "42,500", "99,500", "0,200", "42,200", "99,200"})
  void itIsPassedOverWithAWarningThatNamesIt(int poisoned, int status) {
    standIn.poisons(id(poisoned), status);

    List<Run> runs = all(client.runs(ALL, scope));

    assertThat(runs).extracting(Run::id).hasSize(99).doesNotContain(id(poisoned));
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("a row is missing: run " + id(poisoned), "panic occurred");
  }

  @Test
  void severalArePassedOver() {
    List.of(3, 4, 50, 98).forEach(i -> standIn.poisons(id(i), 200));

    List<Run> runs = all(client.runs(ALL, scope));

    assertThat(runs).hasSize(96);
    assertThat(warnings).hasSize(4);
  }

  @Test
  void itIsNoReasonToAskForLessLater() {
    standIn.poisons(id(42), 500);
    all(client.runs(ALL, scope));

    assertThat(client.context().server().bound(PageKind.HEAVY_RUNS).most())
        .isEqualTo(PageBound.NONE);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 500})
  void itEndsTheListingIfThatIsThePolicy(int status) {
    client.close();
    client = open(ApiOptions.OnRunError.FAIL);
    standIn.poisons(id(42), status);

    WandbException e =
        catchThrowableOfType(WandbException.class, () -> all(client.runs(ALL, scope)));

    assertThat(e.kind()).isEqualTo(status == 200 ? Kind.REFUSED : Kind.SERVER_ERROR);
    assertThat(e)
        .hasMessageContaining("run %s, number 43 of the runs listed".formatted(id(42)))
        .hasMessageContaining("onRunError=warn passes over it");
    assertThat(warnings).isEmpty();
  }

  @Test
  void whoeverReadsASampleMayPassOverItWhateverThePolicy() {
    client.close();
    client = open(ApiOptions.OnRunError.FAIL);
    standIn.poisons(id(42), 200);

    List<Run> runs = all(client.runs(ALL.withLimit(100).passingOverUnreadable(), scope));

    assertThat(runs).hasSize(99);
    assertThat(warnings).hasSize(1);
  }

  @Test
  void aRunThatIsAskedForByItsIdIsPassedOverAsWell() {
    standIn.poisons(id(42), 200);

    List<Run> runs =
        all(client.runs(ALL.withFilter(new RunFilter.In(RunField.ID, List.of(id(42)))), scope));

    assertThat(runs).isEmpty();
    assertThat(warnings).singleElement().asString().contains("run " + id(42));
  }

  @Test
  void sampledHistoriesGoOnBehindIt() {
    standIn.poisons(id(42), 200);

    List<HistoryRow> rows =
        all(client.sampledHistory(SampledHistoryRequest.all(PROJECT, 10), scope));

    assertThat(rows).hasSize(99);
    assertThat(warnings).singleElement().asString().contains("run " + id(42));
  }

  @Test
  void aRunOfWhichNotEvenTheNameCanBeReadEndsTheListing() {
    standIn.fails(
        Fault.graphQlError("graphql: panic occurred")
            .when(request -> request.selects("runs"))
            .times(Integer.MAX_VALUE));

    WandbException e =
        catchThrowableOfType(WandbException.class, () -> all(client.runs(ALL, scope)));

    assertThat(e).hasMessageContaining("asked for the name of the first run alone, it fails");
    assertThat(warnings).isEmpty();
  }

  @Test
  void partialDataIsAFailureThatMayBeDivided() {
    standIn.fails(
        Fault.partialData("can't resolve edges[3]")
            .when(
                request -> request.variables().get("first") instanceof Integer first && first > 30)
            .times(Integer.MAX_VALUE));

    List<Run> runs = all(client.runs(ALL, scope));

    assertThat(runs).hasSize(100);
    assertThat(warnings).isEmpty();
  }

  private static String id(int number) {
    return "run%03d".formatted(number);
  }

  private static Experiment[] runs(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> experiment(id(i)).logging("loss").forSteps(1))
        .toArray(Experiment[]::new);
  }

  private ApiClient open(ApiOptions.OnRunError policy) {
    return ApiClient.open(
        ApiOptions.builder()
            .onRunError(policy)
            .baseUrl(BaseUrl.of(standIn.url().toString()))
            .credential(Credential.of(StandIn.API_KEY, "the test"))
            .build(),
        new FixedTiming());
  }
}
