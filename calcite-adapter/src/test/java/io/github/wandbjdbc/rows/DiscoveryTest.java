package io.github.wandbjdbc.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.schema.HeldExperiments;
import io.github.wandbjdbc.schema.TestRuns;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("text")
class DiscoveryTest {
  private final HeldExperiments held = new HeldExperiments();
  private int day;

  private void config(String json) {
    held.holds(TestRuns.run("r" + ++day, "finished", day, json, "{}", Map.of()), Map.of());
  }

  private void summary(String json) {
    held.holds(TestRuns.run("r" + ++day, "finished", day, "{}", json, Map.of()), Map.of());
  }

  private void logged(Map<Long, String> rows) {
    held.holds(TestRuns.run("r" + ++day, "finished", day, "{}", "{}", rows), rows);
  }

  private TableColumns runs(int maxColumns) {
    return new Discovery(100, maxColumns)
        .runs(held, HeldExperiments.PROJECT, CallScope.unbounded());
  }

  private Map<String, String> found(TableColumns table, int fixed) {
    List<Column> columns = table.columns();
    return columns.subList(fixed, columns.size()).stream()
        .collect(Collectors.toMap(Column::name, column -> column.type().name()));
  }

  private Map<String, String> foundInRuns() {
    return found(runs(1000), FixedColumns.RUNS.size());
  }

  private Map<String, String> foundInHistory() {
    Discovery discovery = new Discovery(100, 1000);
    return found(
        discovery.history(held, HeldExperiments.PROJECT, CallScope.unbounded()).history(),
        FixedColumns.HISTORY.size());
  }

  @Test
  void scalarsOfAConfigAreColumnsOfTheirType() {
    config("{\"lr\": 0.1, \"nesterov\": true, \"optimizer\": \"sgd\"}");

    Map<String, String> found = foundInRuns();

    assertThat(found)
        .isEqualTo(
            Map.of(
                "config.lr", "DOUBLE",
                "config.nesterov", "BOOLEAN",
                "config.optimizer", "VARCHAR"));
  }

  @Test
  void nestedObjectsAreJoinedWithDots() {
    config("{\"optimizer\": {\"name\": \"sgd\", \"args\": {\"lr\": 0.1}}}");

    Map<String, String> found = foundInRuns();

    assertThat(found)
        .isEqualTo(
            Map.of("config.optimizer.name", "VARCHAR", "config.optimizer.args.lr", "DOUBLE"));
  }

  @Test
  void listsAndEmptyObjectsAndMediaAreLeaves() {
    config("{\"layers\": [1, 2], \"extra\": {}}");
    summary("{\"image\": {\"_type\": \"image-file\", \"path\": \"a.png\"}}");

    Map<String, String> found = foundInRuns();

    assertThat(found)
        .isEqualTo(
            Map.of(
                "config.layers", "VARCHAR",
                "config.extra", "VARCHAR",
                "summary.image", "VARCHAR"));
  }

  @Test
  void aKeyThatIsAMapInSomeRunsAndANumberInOthersHasAColumnForEach() {
    config("{\"lr\": 0.1}");
    config("{\"lr\": {\"start\": 0.1, \"end\": 0.01}}");

    Map<String, String> found = foundInRuns();

    assertThat(found)
        .isEqualTo(
            Map.of("config.lr", "DOUBLE", "config.lr.start", "DOUBLE", "config.lr.end", "DOUBLE"));
  }

  @Test
  void nullNeverChangesAType() {
    config("{\"lr\": null}");
    config("{\"lr\": 0.1}");

    Map<String, String> found = foundInRuns();

    assertThat(found).isEqualTo(Map.of("config.lr", "DOUBLE"));
  }

  @Test
  void aMixOfTypesIsText() {
    config("{\"seed\": 1}");
    config("{\"seed\": \"random\"}");

    Map<String, String> found = foundInRuns();

    assertThat(found).isEqualTo(Map.of("config.seed", "VARCHAR"));
  }

  @Test
  void theStringNanIsANumberWhereOtherValuesAre() {
    summary("{\"loss\": 0.1, \"word\": \"NaN\"}");
    summary("{\"loss\": \"NaN\", \"word\": \"text\"}");

    Map<String, String> found = foundInRuns();

    assertThat(found).isEqualTo(Map.of("summary.loss", "DOUBLE", "summary.word", "VARCHAR"));
  }

  @Test
  void internalKeysOfASummaryGetNoColumn() {
    summary("{\"_wandb\": {\"runtime\": 3}, \"_step\": 9, \"_runtime\": 3.5, \"_secret\": 1}");

    Map<String, String> found = foundInRuns();

    assertThat(found).isEqualTo(Map.of("summary._step", "DOUBLE", "summary._runtime", "DOUBLE"));
  }

  @Test
  void columnsOfMostRunsStayIfThereAreTooMany() {
    config("{\"a\": 1, \"z\": 1}");
    config("{\"b\": 1, \"z\": 1}");

    TableColumns table = runs(2);

    assertThat(found(table, FixedColumns.RUNS.size())).containsOnlyKeys("config.a", "config.z");
    assertThat(table.notices())
        .singleElement()
        .satisfies(notice -> assertThat(notice.text()).contains("3 keys").contains("maxColumns=2"));
  }

  @Test
  void onlyTheNewestRunsAreLookedAt() {
    config("{\"old\": 1}");
    config("{\"new\": 1}");

    TableColumns table =
        new Discovery(1, 1000).runs(held, HeldExperiments.PROJECT, CallScope.unbounded());

    assertThat(found(table, FixedColumns.RUNS.size())).containsOnlyKeys("config.new");
    assertThat(table.notices()).isEmpty();
  }

  @Test
  void metricsAreColumnsUnderTheirExactNames() {
    logged(
        Map.of(
            0L,
            "{\"train/loss\": 1, \"val acc\": true, \"system/cpu\": 3, \"_timestamp\": 5, \"_mine\": 2}",
            1L,
            "{\"note\": \"x\", \"hist\": {\"_type\": \"histogram\"}}"));

    Map<String, String> found = foundInHistory();

    assertThat(found)
        .isEqualTo(
            Map.of(
                "train/loss",
                "DOUBLE",
                "val acc",
                "BOOLEAN",
                "note",
                "VARCHAR",
                "hist",
                "VARCHAR",
                // Of a log, that is a key of its history like any other.
                "system/cpu",
                "DOUBLE",
                "_mine",
                "DOUBLE"));
  }

  @Test
  void stringsOfAMetricAreLookedAtToTellNanFromText() {
    logged(
        Map.of(
            0L, "{\"loss\": 1, \"phase\": 1}",
            1L, "{\"loss\": \"NaN\", \"phase\": \"warm-up\"}"));

    Map<String, String> found = foundInHistory();

    assertThat(found).isEqualTo(Map.of("loss", "DOUBLE", "phase", "VARCHAR"));
  }

  @Test
  void aRenamedColumnTellsItsExactKeyAndIsNotDecidable() {
    config("{\"LR\": 1, \"lr\": 2}");

    Column renamed = runs(1000).columns().get(FixedColumns.RUNS.size() + 1);

    assertThat(renamed.name()).isEqualTo("config.lr_2");
    assertThat(renamed.remarks()).contains("key lr.");
    assertThat(((ColumnSource.Config) renamed.source()).decidable()).isFalse();
  }
}
