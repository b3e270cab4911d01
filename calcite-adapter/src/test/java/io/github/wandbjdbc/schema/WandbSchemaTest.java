package io.github.wandbjdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.rows.Column;
import java.time.Duration;
import java.util.List;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.lookup.LikePattern;
import org.junit.jupiter.api.Test;

class WandbSchemaTest {
  private final HeldExperiments held = Vision.held();
  private final WandbSchema schema = WandbSchema.over(held, SchemaOptions.DEFAULT);
  private final CallScope scope = CallScope.unbounded();

  private static Table table(Schema root, String entity, String project, String name) {
    return root.subSchemas()
        .getIgnoreCase(entity)
        .entity()
        .subSchemas()
        .getIgnoreCase(project)
        .entity()
        .tables()
        .getIgnoreCase(name)
        .entity();
  }

  @Test
  void namingATableAsksForNothing() {
    Table runs = table(schema.root(scope), "ml", "vision", "RUNS");

    assertThat(runs).isNotNull();
    assertThat(held.asked()).isEmpty();
  }

  @Test
  void namingAProjectDoesNotListThem() {
    Table history = table(schema.root(scope), "ml", "vision", "history");

    history.getRowType(new JavaTypeFactoryImpl());

    assertThat(held.asked()).first().isEqualTo(HeldExperiments.PROJECT);
    assertThat(held.asked()).doesNotContain("projects of ml");
  }

  @Test
  void plannersListNothing() {
    Schema root = schema.root(scope);

    assertThat(root.subSchemas().getNames(LikePattern.any())).isEmpty();
    assertThat(root.subSchemas().get("ml").subSchemas().getNames(LikePattern.any())).isEmpty();
    assertThat(held.asked()).isEmpty();
  }

  @Test
  void aProjectIsFoundIgnoringCase() {
    ProjectPath found = schema.resolve(new ProjectPath("ML", "Vision"), scope);

    assertThat(found).isEqualTo(HeldExperiments.PROJECT);
  }

  @Test
  void twoProjectsThatDifferOnlyInCaseAreAnError() {
    assertThatThrownBy(() -> schema.resolve(new ProjectPath("ml", "TWIN"), scope))
        .isInstanceOf(WandbException.class)
        .hasMessageContaining("[Twin, twiN]")
        .extracting("kind")
        .isEqualTo(Kind.UNKNOWN_PROJECT);
  }

  @Test
  void aProjectThatIsNotThereMayBeHidden() {
    assertThatThrownBy(() -> schema.resolve(new ProjectPath("ml", "nope"), scope))
        .hasMessage(
            "project ml/nope: there is none, or this credential has no access to it; SELECT project"
                + " FROM \"ml\".\"*\".projects lists the 3 of ml that it sees: \"Twin\", \"twiN\", \"vision\"")
        .extracting("kind")
        .isEqualTo(Kind.UNKNOWN_PROJECT);
  }

  @Test
  void aMisspeltNameIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> schema.resolve(new ProjectPath("ml", "visoin"), scope))
        .hasMessageEndingWith("; did you mean \"vision\"?");
    assertThatThrownBy(() -> schema.resolveEntity("mm", scope))
        .hasMessageEndingWith("; did you mean \"ml\"?");
  }

  @Test
  void anEntityThatIsNotThereIsUnknown() {
    assertThatThrownBy(() -> schema.resolve(new ProjectPath("nobody", "vision"), scope))
        .extracting("kind")
        .isEqualTo(Kind.UNKNOWN_ENTITY);
    assertThatThrownBy(() -> schema.resolveEntity("nobody", scope))
        .extracting("kind")
        .isEqualTo(Kind.UNKNOWN_ENTITY);
    assertThat(schema.resolveEntity("ML", scope)).isEqualTo("ml");
  }

  @Test
  void columnsAreDiscoveredOnceForAWhile() {
    schema.table(HeldExperiments.PROJECT, "history", scope);
    schema.table(HeldExperiments.PROJECT, "sampled_history", scope);
    int asked = held.asked().size();

    schema.table(HeldExperiments.PROJECT, "history", scope);
    assertThat(held.asked()).hasSize(asked);

    schema.forget();
    schema.table(HeldExperiments.PROJECT, "history", scope);
    assertThat(held.asked()).hasSize(2 * asked);
  }

  @Test
  void columnsMayBeDiscoveredAnewEachTime() {
    WandbSchema forgetful =
        WandbSchema.over(held, SchemaOptions.builder().metadataCache(Duration.ZERO).build());
    forgetful.table(HeldExperiments.PROJECT, "runs", scope);
    int asked = held.asked().size();

    forgetful.table(HeldExperiments.PROJECT, "runs", scope);

    assertThat(held.asked()).hasSize(2 * asked);
  }

  @Test
  void tablesAreDescribedWithKeysAndRemarks() {
    List<TableDescription> tables = schema.tables(HeldExperiments.PROJECT, scope);

    assertThat(tables)
        .extracting(TableDescription::name)
        .contains("history", "runs", "run_config", "sampled_history")
        .isSorted();
    TableDescription history = schema.table(HeldExperiments.PROJECT, "history", scope);
    assertThat(history.primaryKey()).containsExactly("run_id", "_step");
    assertThat(history.foreignKeys()).extracting("table").containsExactly("runs");
    assertThat(tables).allSatisfy(table -> assertThat(table.remarks()).isNotBlank());
    assertThat(tables)
        .flatExtracting(TableDescription::columns)
        .allSatisfy(column -> assertThat(column.remarks()).isNotBlank());
  }

  @Test
  void runsBeginsWithItsFixedColumns() {
    TableDescription runs = schema.table(HeldExperiments.PROJECT, "runs", scope);

    assertThat(runs.columns().subList(0, 22))
        .extracting(Column::name)
        .containsExactly(
            "run_id",
            "name",
            "state",
            "created_at",
            "heartbeat_at",
            "runtime_seconds",
            "username",
            "run_group",
            "job_type",
            "sweep_id",
            "host",
            "git_commit",
            "tags",
            "notes",
            "description",
            "read_only",
            "history_rows",
            "last_step",
            "url",
            "config",
            "summary",
            "system_metrics");
  }
}
