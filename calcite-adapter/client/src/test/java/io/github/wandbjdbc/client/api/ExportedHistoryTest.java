package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.client.api.ApiFixture.all;
import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.client.api.configuration.ExportOptions;
import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Export;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import io.github.wandbjdbc.standin.StorageRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** However a run was exported, its rows are those that it logged. */
class ExportedHistoryTest {
  private static final ProjectPath PROJECT = new ProjectPath(StandIn.ENTITY, StandIn.PROJECT);
  private static final int STEPS = 200;

  private static final List<ValueColumn> ALL =
      List.of(
          new ValueColumn("loss", ValueType.NUMBER),
          new ValueColumn("acc", ValueType.NUMBER),
          new ValueColumn("inner.x", ValueType.NUMBER),
          new ValueColumn("inner.text", ValueType.TEXT),
          new ValueColumn("hist", ValueType.TEXT),
          new ValueColumn("list", ValueType.TEXT),
          new ValueColumn("name", ValueType.TEXT),
          new ValueColumn("flag", ValueType.BOOLEAN),
          new ValueColumn("odd", ValueType.NUMBER),
          new ValueColumn("_step", ValueType.NUMBER),
          new ValueColumn("no/such", ValueType.NUMBER));

  private static final List<ValueColumn> ONE = ALL.subList(0, 1);

  private static final ApiOptions SMALL_PAGES =
      ApiOptions.builder().historyPageSize(10).maxConcurrentRequests(4).build();

  private static final ExportOptions NOT_READ = ExportOptions.DEFAULTS.withRead(false);

  private static final Map<Object, List<String>> TRUTHS = new ConcurrentHashMap<>();

  private final List<String> warnings = new ArrayList<>();
  private final CallScope scope = new CallScope(null, warning -> warnings.add(warning.message()));
  private StandIn standIn = StandIn.start();

  @AfterEach
  void close() {
    standIn.close();
  }

  /** A way in which a run was exported. */
  private record Case(String name, List<Export> exports) {
    Case(String name, Export... exports) {
      this(name, List.of(exports));
    }
  }

  private static List<Case> cases() {
    return List.of(
        new Case("not at all"),
        new Case("wholly", Export.steps(0, STEPS)),
        new Case("wholly, packed, in one row group", whole().packed().rowsPerGroup(1000)),
        new Case("in its first half", Export.steps(0, 100)),
        new Case("in its second half", Export.steps(100, STEPS)),
        new Case("in two parts", Export.steps(0, 90), Export.steps(90, STEPS)),
        new Case("in three parts, the last first", part(120, 200), part(0, 70), part(70, 120)),
        new Case("with an overlap", Export.steps(0, 120), Export.steps(80, STEPS)),
        new Case("with a part within another", Export.steps(0, STEPS), Export.steps(50, 60)),
        new Case("with a gap", Export.steps(0, 80), Export.steps(120, STEPS)),
        new Case("with an overlap and a gap", part(0, 90), part(60, 110), part(140, 200)),
        new Case("twice", Export.steps(0, STEPS), Export.steps(0, STEPS)),
        new Case("with steps as doubles", whole().withDoubleSteps()),
        new Case("with a histogram before the steps", whole().leading("hist", "list")),
        new Case("without statistics", whole().withoutStatistics()),
        new Case("without statistics, with an overlap", bare(0, 150), bare(90, STEPS)),
        new Case("without steps", whole().withoutSteps()),
        new Case("with one part without steps", part(0, 100), part(100, 200).withoutSteps()),
        new Case("with dotted columns", whole().dotted()),
        new Case("as a file without rows", Export.steps(900, 901)),
        new Case("with a file without rows", Export.steps(0, STEPS), Export.steps(900, 901)),
        new Case(
            "as something else", Export.of("<html>".repeat(99).getBytes(StandardCharsets.UTF_8))));
  }

  private static Export whole() {
    return Export.steps(0, STEPS);
  }

  private static Export part(long first, long end) {
    return Export.steps(first, end);
  }

  private static Export bare(long first, long end) {
    return part(first, end).withoutStatistics();
  }

  @TestFactory
  Stream<DynamicTest> aRunGivesItsRowsHoweverItWasExported() {
    return cases().stream()
        .map(it -> dynamicTest("exported " + it.name(), () -> givesItsRows(it.exports(), 0)));
  }

  @TestFactory
  Stream<DynamicTest> aResumedRunGivesItsRowsHoweverItWasExported() {
    return cases().stream()
        .map(it -> dynamicTest("exported " + it.name(), () -> givesItsRows(it.exports(), 37)));
  }

  private void givesItsRows(List<Export> exports, int firstStep) {
    List<List<Setting>> settings =
        List.of(
            List.of(),
            List.of(Setting.SHUFFLED_EXPORTS, Setting.FLOAT_STEP),
            List.of(Setting.NO_LIVE_DATA, Setting.SHUFFLED_ROWS),
            List.of(Setting.NO_RANGES, Setting.NAN_AS_STRING));
    for (List<Setting> some : settings) {
      standIn.close();
      standIn = StandIn.start().holds(run(firstStep).exported(exports.toArray(Export[]::new)));
      some.forEach(standIn::with);
      for (List<ValueColumn> columns : List.of(ALL, ONE, List.<ValueColumn>of())) {
        for (StepRange steps : List.of(StepRange.ALL, new StepRange(41, 187))) {
          List<String> rows = rows(ExportOptions.DEFAULTS, columns, steps);

          assertThat(rows)
              .as("%s, %d columns, %s", some, columns.size(), steps)
              .isEqualTo(truth(firstStep, columns, steps));
        }
      }
    }
  }

  /** The rows as the API gives them to whoever doesn't read exports. */
  private static List<String> truth(int firstStep, List<ValueColumn> columns, StepRange steps) {
    return TRUTHS.computeIfAbsent(
        List.of(firstStep, columns, steps),
        any -> {
          try (StandIn plain = StandIn.start().holds(run(firstStep))) {
            return rows(plain, NOT_READ, columns, steps, CallScope.unbounded());
          }
        });
  }

  @Test
  void aWholeExportTakesTheListAndTheFileAfterTheFirstPage() {
    standIn.holds(dense().exported(whole()));

    List<String> rows = rows(ExportOptions.DEFAULTS, ALL, StepRange.ALL);

    assertThat(rows).hasSize(STEPS);
    assertThat(standIn.requests())
        .extracting("operation")
        .containsExactly("Runs", "History", "ExportedHistory");
    assertThat(standIn.storageRequests()).hasSize(1);
    assertThat(warnings).isEmpty();
  }

  @Test
  void theListsOfManyRunsComeWithOneRequestOnceOneWasWorthReading() {
    List<String> ids = IntStream.range(0, 20).mapToObj("run%02d"::formatted).toList();
    ids.forEach(id -> standIn.holds(dense(id).exported(whole())));

    List<String> rows = rows(ExportOptions.DEFAULTS, ONE, StepRange.ALL);

    assertThat(rows).isEqualTo(rows(NOT_READ, ONE, StepRange.ALL));
    assertThat(rows).hasSize(20 * STEPS);
    assertThat(standIn.requestsFor("parquetHistory"))
        .extracting("operation")
        .containsExactly("ExportedHistory", "ExportedHistories");
  }

  @Test
  void aListThatHasBecomeOldIsAskedForAnew() {
    for (int i = 0; i < 6; i++) {
      standIn.holds(dense("run%02d".formatted(i)).exported(whole()));
    }
    Experiment last = dense("that goes on").exported(whole());
    standIn.holds(last);
    List<HistoryRow> rows = new ArrayList<>();

    try (ApiClient client = open(standIn, ExportOptions.DEFAULTS);
        Pages<HistoryRow> pages = client.history(request(ONE, StepRange.ALL), scope)) {
      for (List<HistoryRow> page = pages.next(); page != null; page = pages.next()) {
        rows.addAll(page);
        if (rows.size() == 2 * STEPS) {
          last.generated(20L * STEPS - 1, ExportedHistoryTest::row);
        }
      }
    }

    assertThat(rows).hasSize(26 * STEPS);
    assertThat(standIn.requestsFor("parquetHistory"))
        .extracting("operation")
        .containsExactly("ExportedHistory", "ExportedHistories", "ExportedHistory");
  }

  @Test
  void aFewPagesAreReadWithoutAskingForExports() {
    standIn.holds(experiment("short").logging("loss").forSteps(30).exported(Export.steps(0, 30)));

    assertThat(rows(ExportOptions.DEFAULTS, ALL, StepRange.ALL)).hasSize(30);

    assertThat(standIn.requestsFor("parquetHistory")).isEmpty();
  }

  @Test
  void liveRowsAreReadFromTheirFirstStepOnAndCountForMoreThanExportedOnes() {
    Export stale = Export.steps(0, 160).holding(row -> Map.of("loss", -1.0));
    standIn.holds(dense().exported(stale).liveFrom(150));

    List<String> rows = rows(ExportOptions.DEFAULTS, ONE, StepRange.ALL);

    List<String> truth = rows(NOT_READ, ONE, StepRange.ALL);
    assertThat(rows).hasSize(STEPS);
    assertThat(rows.subList(150, STEPS)).isEqualTo(truth.subList(150, STEPS));
    assertThat(rows.get(149)).isEqualTo("run 149 [-1.0]");
  }

  @Test
  void ofTwoFilesTheOneThatBeginsLaterCountsAsAWholeRow() {
    Export early = Export.steps(0, 120).holding(row -> Map.of("loss", 1.0, "acc", 1.0));
    Export late = Export.steps(80, STEPS).holding(row -> Map.of("loss", 2.0));
    standIn.holds(dense().exported(late, early));

    List<String> rows = rows(ExportOptions.DEFAULTS, ALL.subList(0, 2), StepRange.ALL);

    assertThat(rows.get(79)).isEqualTo("run 79 [1.0, 1.0]");
    assertThat(rows.get(80)).isEqualTo("run 80 [2.0, null]");
    assertThat(rows).hasSize(STEPS);
  }

  @Test
  void expiredUrlsAreAskedForAgain() {
    standIn.holds(wide().exported(whole()).expiringAfter(1));

    List<String> rows = rows(ExportOptions.DEFAULTS, ONE, StepRange.ALL);

    assertThat(rows).isEqualTo(rows(NOT_READ, ONE, StepRange.ALL));
    assertThat(standIn.requestsFor("parquetHistory").size()).isGreaterThan(1);
    assertThat(standIn.storageRequests()).extracting(StorageRequest::status).contains(206, 403);
  }

  @Test
  void urlsThatAreNeverGoodLeadBackToTheApi() {
    standIn.holds(dense().exported(whole()).expiringAfter(0));

    List<String> rows = rows(ExportOptions.DEFAULTS, ONE, StepRange.ALL);

    assertThat(rows).hasSize(STEPS);
    assertThat(standIn.storageRequests()).hasSizeLessThan(4);
  }

  @Test
  void noCredentialGoesToTheStorage() {
    standIn.holds(wide().exported(whole()));

    assertThat(rows(ExportOptions.DEFAULTS, ALL, StepRange.ALL)).hasSize(STEPS);

    assertThat(standIn.storageRequests())
        .hasSizeGreaterThan(1)
        .allSatisfy(
            request -> {
              assertThat(request.headers()).doesNotContainKeys("authorization", "cookie");
              assertThat(request.headers().toString()).doesNotContain(StandIn.API_KEY);
            });
  }

  @Test
  void oneKeyOfManyMovesLittleMoreThanItsColumns() {
    Experiment run = wide().exported(whole().rowsPerGroup(1000));
    standIn.holds(run);

    assertThat(rows(ExportOptions.DEFAULTS, ONE, StepRange.ALL)).hasSize(STEPS);

    int moved = standIn.storageRequests().stream().mapToInt(StorageRequest::bytes).sum();
    assertThat(moved).isLessThan(400_000);
  }

  @Test
  void whatLiesBetweenColumnsIsFetchedOnlyIfItIsLittle() {
    int steps = 20_000;
    Experiment run =
        experiment("run")
            .generated(
                steps - 1,
                step -> {
                  Map<String, Object> row = new LinkedHashMap<>();
                  row.put("other", 0.5 * step);
                  row.put("loss", 1.5 * step);
                  return row;
                });
    standIn.holds(run.exported(Export.steps(0, steps).rowsPerGroup(steps).rowsPerPage(5000)));

    assertThat(rows(ExportOptions.DEFAULTS, ONE, StepRange.ALL)).hasSize(steps);

    int columns = 2 * steps * Long.BYTES;
    int moved = standIn.storageRequests().stream().mapToInt(StorageRequest::bytes).sum();
    assertThat(moved).isBetween(columns, columns + columns / 2);
  }

  @Test
  void troublesOfTheStorageAreSatOut() {
    standIn.holds(dense().exported(whole()));
    for (Fault fault :
        List.of(
            Fault.status(500),
            Fault.status(503),
            Fault.rateLimited(1),
            Fault.reset(),
            Fault.truncated())) {
      standIn.failsStorage(fault);

      assertThat(rows(ExportOptions.DEFAULTS, ONE, StepRange.ALL)).hasSize(STEPS);
    }
    assertThat(warnings).isEmpty();
  }

  @Test
  void aFileThatDripsIsFetchedAnew() {
    standIn.holds(dense().exported(whole()));
    standIn.failsStorage(Fault.dripping());
    ApiOptions impatient =
        options(standIn).toBuilder().requestTimeout(Duration.ofMillis(300)).build();

    try (ApiClient client = ApiClient.open(impatient)) {
      assertThat(all(client.history(request(ONE, StepRange.ALL), scope))).hasSize(STEPS);
    }

    assertThat(standIn.storageRequests()).hasSize(2);
  }

  @Test
  void aRedirectIsFollowedWithinBounds() {
    standIn.holds(dense().exported(whole()));
    standIn.failsStorage(Fault.redirect("/elsewhere"));

    assertThat(rows(ExportOptions.DEFAULTS, ONE, StepRange.ALL)).hasSize(STEPS);

    assertThat(standIn.storageRequests()).extracting(StorageRequest::status).contains(302, 403);
  }

  @Test
  void aSmallFileWhoseStepsAreGarbageIsNotReadAtAll() {
    standIn.holds(dense().exported(whole().damaged()));

    assertThat(rows(ExportOptions.DEFAULTS, ONE, StepRange.ALL)).hasSize(STEPS);

    assertThat(warnings).singleElement().asString().contains("its rows were read from the API");
  }

  @Test
  void aFileThatBreaksOffInMidReadingIsAnErrorThatNamesTheRun() {
    standIn.holds(wide().exported(whole().damaged()));

    assertThatThrownBy(() -> rows(ExportOptions.DEFAULTS, ONE, StepRange.ALL))
        .isInstanceOf(WandbException.class)
        .hasMessageContaining("exported history of run run of lab/vision")
        .hasMessageContaining("exports=false");
  }

  @TestFactory
  Stream<DynamicTest> aFileWhoseStepsAreNoneIsNotTrusted() {
    Map<String, Export> files = new LinkedHashMap<>();
    files.put("each step twice", whole().steps(step -> step / 2));
    files.put("a step twice", whole().steps(step -> step == 100 ? 99 : step));
    files.put("each double twice", whole().withDoubleSteps().steps(step -> step - step % 2));
    files.put("NaN", whole().withDoubleSteps().steps(step -> step == 100 ? Double.NaN : step));
    files.put("a fraction", whole().withDoubleSteps().steps(step -> step == 100 ? 99.5 : step));
    files.put("a huge double", whole().withDoubleSteps().steps(step -> step == 199 ? 1e300 : step));
    files.put("a huge one", whole().steps(step -> step == 199 ? 1L << 60 : step));
    files.put("a negative one", whole().steps(step -> step - 1));
    files.put("one beyond the last", whole().steps(step -> step + 1));
    files.put("disorder", whole().steps(step -> step == 100 ? 150 : step == 150 ? 100 : step));
    files.put("none in a row", whole().steps(step -> step == 100 ? null : step));
    List<DynamicTest> tests = new ArrayList<>();
    for (boolean isWide : List.of(false, true)) {
      files.forEach(
          (name, file) ->
              tests.add(
                  dynamicTest(
                      "%s in a %s file".formatted(name, isWide ? "wide" : "small"),
                      () -> isNotTrusted(file, isWide))));
    }
    return tests.stream();
  }

  private void isNotTrusted(Export file, boolean isWide) {
    standIn.close();
    standIn = StandIn.start().holds((isWide ? wide() : dense()).exported(file));
    for (StepRange steps : List.of(StepRange.ALL, new StepRange(41, 187))) {
      assertThat(rows(ExportOptions.DEFAULTS, ONE, steps)).isEqualTo(rows(NOT_READ, ONE, steps));
    }
  }

  @Test
  void disorderIsAnErrorWhereRowsBeforeItMayBeMissing() {
    int end = 48_000;
    standIn.holds(
        experiment("run")
            .generated(end, step -> step % 2 == 0 ? Map.of("loss", 0.5 * step) : null)
            .exported(
                Export.steps(0, end + 1)
                    .rowsPerGroup(1000)
                    .rowsPerPage(1000)
                    .steps(step -> step == 47_000 ? 46_998 : step)));

    assertThatThrownBy(() -> rows(ExportOptions.DEFAULTS, ONE, StepRange.ALL))
        .isInstanceOf(WandbException.class)
        .hasMessageContaining("step 46998 follows step 46998")
        .hasMessageContaining("exports=false");
  }

  @Test
  void aClosedScanStopsTheStorage() {
    standIn.holds(wide().exported(whole()));

    try (ApiClient client = open(standIn, ExportOptions.DEFAULTS);
        Pages<HistoryRow> pages = client.history(request(ALL, StepRange.ALL), scope)) {
      assertThat(pages.next()).isNotEmpty();
      assertThat(pages.next()).isNotEmpty();
    }

    assertThat(rows(NOT_READ, ONE, StepRange.ALL)).hasSize(STEPS);
  }

  private static Experiment run(int firstStep) {
    return experiment("run")
        .generated(
            STEPS - 1,
            step -> step < firstStep || (step % 13 == 5 && step > 60) ? null : row(step));
  }

  private static Experiment dense() {
    return dense("run");
  }

  private static Experiment dense(String id) {
    return experiment(id).generated(STEPS - 1, ExportedHistoryTest::row);
  }

  /** A run whose file is too large to come with its end. */
  private static Experiment wide() {
    return experiment("run").generated(STEPS - 1, ExportedHistoryTest::wideRow);
  }

  private static Map<String, Object> wideRow(long step) {
    Map<String, Object> row = row(step);
    for (int i = 0; i < 30; i++) {
      row.put("text" + i, "text of step %d, %s".formatted(step, "x".repeat(300)));
    }
    return row;
  }

  private static Map<String, Object> row(long step) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("loss", step * 0.5);
    row.put("name", "n" + step % 4);
    if (step % 3 == 0) {
      row.put("acc", 1.0 / (step + 1));
      row.put("flag", step % 2 == 0);
      row.put("list", List.of(step, step + 1));
    }
    if (step % 5 == 0) {
      row.put("inner", Map.of("x", step));
      row.put("odd", step % 2 == 0 ? Double.NaN : Double.POSITIVE_INFINITY);
    } else if (step % 7 == 0) {
      row.put("inner", Map.of("text", "t" + step));
      Map<String, Object> histogram = new LinkedHashMap<>();
      histogram.put("_type", "histogram");
      histogram.put("bins", List.of(0.0, 0.5 * step, step * 1.0));
      histogram.put("values", List.of(1L, step));
      row.put("hist", histogram);
    }
    return row;
  }

  private List<String> rows(ExportOptions exports, List<ValueColumn> columns, StepRange steps) {
    return rows(standIn, exports, columns, steps, scope);
  }

  private static List<String> rows(
      StandIn standIn,
      ExportOptions exports,
      List<ValueColumn> columns,
      StepRange steps,
      CallScope scope) {
    try (ApiClient client = open(standIn, exports)) {
      return all(client.history(request(columns, steps), scope)).stream()
          .map(row -> text(row, columns.size()))
          .toList();
    }
  }

  private static String text(HistoryRow row, int columns) {
    return "%s %d %s"
        .formatted(
            row.runId(),
            row.step(),
            IntStream.range(0, columns).mapToObj(i -> String.valueOf(row.value(i))).toList());
  }

  private static HistoryRequest request(List<ValueColumn> columns, StepRange steps) {
    return HistoryRequest.all(PROJECT).withSteps(steps).withColumns(columns);
  }

  private static ApiClient open(StandIn standIn, ExportOptions exports) {
    return ApiClient.open(options(standIn).toBuilder().exports(exports).build(), new FixedTiming());
  }

  private static ApiOptions options(StandIn standIn) {
    return SMALL_PAGES.toBuilder()
        .baseUrl(BaseUrl.of(standIn.url().toString()))
        .credential(Credential.of(StandIn.API_KEY, "the test"))
        .build();
  }
}
