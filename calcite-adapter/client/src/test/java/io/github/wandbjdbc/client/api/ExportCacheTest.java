package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.client.api.ApiFixture.all;
import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.client.api.configuration.ExportOptions;
import io.github.wandbjdbc.client.diagnostics.CachedFile;
import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Export;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows are the same with the cache and without, whatever became of it; what is kept is spared. */
class ExportCacheTest {
  private static final ProjectPath PROJECT = new ProjectPath(StandIn.ENTITY, StandIn.PROJECT);
  private static final int STEPS = 1000;

  private static final ValueColumn LOSS = new ValueColumn("loss", ValueType.NUMBER);
  private static final ValueColumn TEXT = new ValueColumn("text0", ValueType.TEXT);

  private static final List<ValueColumn> ALL =
      List.of(LOSS, TEXT, new ValueColumn("text9", ValueType.TEXT));

  @TempDir Path directory;

  private final StandIn standIn = StandIn.start();
  private final List<String> warnings = new ArrayList<>();

  @AfterEach
  void close() {
    standIn.close();
  }

  @Test
  void aSecondReadingFetchesTheEndsOfFilesOnly() {
    standIn.holds(run(STEPS).exported(Export.steps(0, 400), Export.steps(400, STEPS)));

    List<String> cold = rows(ALL);
    int fetched = storageRequests();
    List<String> warm = rows(ALL);

    assertThat(warm).isEqualTo(cold).isEqualTo(withoutCache(ALL)).hasSize(STEPS);
    assertThat(fetched).isGreaterThan(2);
    assertThat(storageRequests() - fetched).isGreaterThan(fetched);
    assertThat(requestsOf(() -> rows(ALL))).isEqualTo(2);
    assertThat(warnings).isEmpty();
  }

  @Test
  void oneColumnOfWhatIsKeptIsNotFetchedAgain() {
    standIn.holds(run(STEPS).exported(Export.steps(0, STEPS)));
    rows(ALL);

    assertThat(requestsOf(() -> rows(List.of(TEXT)))).isEqualTo(1);
    assertThat(rows(List.of(TEXT))).isEqualTo(withoutCache(List.of(TEXT)));
  }

  @Test
  void aRunThatHasNotEndedIsNotKept() {
    standIn.holds(run(STEPS).state("running").exported(Export.steps(0, STEPS)));

    rows(ALL);

    assertThat(entries()).isEmpty();
    assertThat(requestsOf(() -> rows(ALL))).isEqualTo(requestsOf(() -> withoutCache(ALL)));
  }

  @Test
  void aRunThatWasResumedGivesItsRowsAsTheyAreNow() {
    Experiment run = run(STEPS).exported(Export.steps(0, STEPS));
    standIn.holds(run);
    rows(ALL);

    run.generated(2L * STEPS - 1, step -> row(step, 2));
    run.exported(Export.steps(0, 2L * STEPS));

    assertThat(rows(ALL)).hasSize(2 * STEPS).isEqualTo(withoutCache(ALL));
  }

  @Test
  void aFileThatWasReplacedIsReadAnew() {
    Experiment run = run(STEPS).exported(Export.steps(0, STEPS));
    standIn.holds(run);
    List<String> before = rows(ALL);

    run.generated(STEPS - 1, step -> row(step, 2));
    run.exported(Export.steps(0, STEPS));

    assertThat(rows(ALL)).isEqualTo(withoutCache(ALL)).isNotEqualTo(before);
  }

  @Test
  void entriesThatAreDamagedAreReplaced() throws IOException {
    standIn.holds(run(STEPS).exported(Export.steps(0, STEPS)));
    List<String> rows = rows(ALL);

    for (Path entry : entries()) {
      byte[] bytes = Files.readAllBytes(entry);
      bytes[bytes.length / 2] ^= 8;
      Files.write(entry, bytes);
    }

    assertThat(rows(ALL)).isEqualTo(rows);
    assertThat(requestsOf(() -> rows(ALL))).isEqualTo(1);
    assertThat(warnings).isEmpty();
  }

  @Test
  void whatCannotBeWrittenIsToldOnce() throws IOException {
    standIn.holds(run(STEPS).exported(Export.steps(0, STEPS)));

    try (ApiClient client = client(StandIn.API_KEY, directory)) {
      Files.createFile(directory.resolve("wandb-jdbc"));

      assertThat(rows(client, ALL)).isEqualTo(withoutCache(ALL));
      assertThat(rows(client, ALL)).isEqualTo(withoutCache(ALL));
    }

    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("the cache in ")
        .contains("can't be written");
  }

  @Test
  void aCacheThatIsReadOnlyIsRead() throws IOException {
    standIn.holds(run(STEPS).exported(Export.steps(0, STEPS)));
    rows(List.of(TEXT));
    permit("r-x------");
    assumeTrue(!Files.isWritable(directory.resolve("wandb-jdbc")), "root may write anywhere");

    assertThat(requestsOf(() -> rows(List.of(TEXT)))).isEqualTo(1);
    assertThat(warnings).isEmpty();
    assertThat(rows(ALL)).isEqualTo(withoutCache(ALL));
    assertThat(warnings).singleElement().asString().contains("can't be written");
    permit("rwx------");
  }

  private void permit(String permissions) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.filter(Files::isDirectory).toList()) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
      }
    }
  }

  @Test
  void whoeverAsksWithoutAKeyIsNotGivenWhatIsKeptForAUser() {
    standIn.isPublic(true).holds(run(STEPS).exported(Export.steps(0, STEPS)));
    rows(ALL);
    int ofUser = entries().size();

    List<String> anonymous = rows(null, directory, ALL);

    assertThat(anonymous).isEqualTo(withoutCache(ALL));
    assertThat(entries()).hasSize(2 * ofUser);
  }

  @Test
  void aStorageWithoutRangesIsReadAsEver() {
    standIn.with(Setting.NO_RANGES).holds(run(STEPS).exported(Export.steps(0, STEPS)));

    assertThat(rows(ALL)).isEqualTo(withoutCache(ALL));

    assertThat(entries()).isEmpty();
  }

  @Test
  void whatIsKeptIsToldAndCleared() {
    standIn.holds(run(STEPS).exported(Export.steps(0, 400), Export.steps(400, STEPS)));
    rows(ALL);

    try (ApiClient client = client(StandIn.API_KEY, directory)) {
      List<CachedFile> files = client.cache().files(CallScope.unbounded());
      assertThat(files).hasSize(2).extracting(CachedFile::run).containsOnly("run");
      assertThat(client.cache().clear(CallScope.unbounded())).hasSize(2);
      assertThat(client.cache().files(CallScope.unbounded())).isEmpty();
    }

    assertThat(entries()).isEmpty();
  }

  @Test
  void noFileHoldsAKeyOrASignature() throws IOException {
    standIn.holds(run(STEPS).exported(Export.steps(0, STEPS)));

    rows(ALL);

    assertThat(entries()).isNotEmpty();
    for (Path entry : entries()) {
      String text = Files.readString(entry, StandardCharsets.ISO_8859_1);
      assertThat(text).contains("lab vision run http").doesNotContain("ignature", StandIn.API_KEY);
    }
  }

  private int storageRequests() {
    return standIn.storageRequests().size();
  }

  private int requestsOf(Runnable reading) {
    int before = storageRequests();
    reading.run();
    return storageRequests() - before;
  }

  private List<String> rows(List<ValueColumn> columns) {
    return rows(StandIn.API_KEY, directory, columns);
  }

  private List<String> withoutCache(List<ValueColumn> columns) {
    return rows(StandIn.API_KEY, null, columns);
  }

  private List<String> rows(@Nullable String key, @Nullable Path cache, List<ValueColumn> columns) {
    try (ApiClient client = client(key, cache)) {
      return rows(client, columns);
    }
  }

  private List<String> rows(ApiClient client, List<ValueColumn> columns) {
    CallScope scope = new CallScope(null, warning -> warnings.add(warning.message()));
    HistoryRequest request = HistoryRequest.all(PROJECT).withColumns(columns);
    return all(client.history(request, scope)).stream()
        .map(
            row -> {
              List<String> values = new ArrayList<>();
              for (int i = 0; i < columns.size(); i++) {
                values.add(String.valueOf(row.value(i)));
              }
              return row.step() + " " + values;
            })
        .toList();
  }

  private ApiClient client(@Nullable String key, @Nullable Path cache) {
    return ApiClient.open(
        ApiOptions.builder()
            .historyPageSize(10)
            .baseUrl(BaseUrl.of(standIn.url().toString()))
            .credential(key == null ? null : Credential.of(key, "the test"))
            .exports(ExportOptions.DEFAULTS.withCacheDirectory(cache))
            .build(),
        new FixedTiming());
  }

  private List<Path> entries() {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).filter(path -> !path.endsWith("secret")).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A run whose exported files are larger than what the first answer brings. */
  private static Experiment run(int steps) {
    return experiment("run").generated(steps - 1, step -> row(step, 1));
  }

  private static Map<String, Object> row(long step, int version) {
    Map<String, Object> row = new HashMap<>();
    row.put("loss", version / (1.0 + step));
    for (int i = 0; i < 10; i++) {
      row.put("text" + i, "version %d of step %d %s".formatted(version, step, "x".repeat(99)));
    }
    return row;
  }
}
