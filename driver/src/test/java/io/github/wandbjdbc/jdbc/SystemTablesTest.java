package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.StandIn;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables that belong to no project: names, all projects together, and the requests. */
class SystemTablesTest {
  private static final int PROJECTS = 120;

  private final StandIn standIn = StandIn.start();
  private Tables tables;

  @BeforeEach
  void hold() throws SQLException {
    standIn.holds(
        experiment("a").config("lr", 0.5).config("Lr", "high").logging("loss", "a/b").forSteps(2));
    for (int i = 0; i < PROJECTS; i++) {
      standIn.holds("lab", "p%03d".formatted(i), experiment("run" + i).state("crashed"));
    }
    tables = Tables.of(standIn);
  }

  @AfterEach
  void close() throws SQLException {
    tables.close();
    standIn.close();
  }

  @Test
  void schemataAreTheProjectsAndThoseOfTheSystem() throws SQLException {
    assertThat(tables.rows("select * from information_schema.schemata order by schema_name"))
        .hasSize(PROJECTS + 3)
        .startsWith("lab|*", "lab|information_schema", "lab|p000")
        .endsWith("lab|vision");

    assertThat(standIn.requests()).hasSameSizeAs(standIn.requestsFor("models"));
  }

  @Test
  void tablesAreToldWithoutAskingForThem() throws SQLException {
    assertThat(
            tables.rows(
                "select table_type, remarks from information_schema.tables where table_schema ="
                    + " 'p007' and table_name = 'runs'"))
        .containsExactly("BASE TABLE|One row per run of the project.");
    assertThat(
            tables.rows(
                "select table_schema, table_name from information_schema.tables where table_type ="
                    + " 'SYSTEM TABLE' order by 1, 2"))
        .containsExactly(
            "*|history",
            "*|history_with_parents",
            "*|members",
            "*|projects",
            "*|runs",
            "*|sampled_history",
            "*|teams",
            "*|users",
            "information_schema|cache",
            "information_schema|columns",
            "information_schema|limits",
            "information_schema|requests",
            "information_schema|schemata",
            "information_schema|server",
            "information_schema|tables");

    assertThat(standIn.requestsFor("runs")).isEmpty();
  }

  @Test
  void columnsAreToldWithTheirExactKeys() throws SQLException {
    assertThat(
            tables.rows(
                "select column_name, data_type, is_nullable, exact_key from"
                    + " information_schema.columns where table_schema = 'vision' and table_name ="
                    + " 'runs' and column_name like 'config.%' order by ordinal_position"))
        .containsExactly("config.Lr|VARCHAR|YES|Lr", "config.lr_2|DOUBLE|YES|lr");
    assertThat(
            tables.rows(
                "select ordinal_position, data_type, is_nullable, exact_key from"
                    + " information_schema.columns where table_schema = 'vision' and table_name ="
                    + " 'history' and column_name in ('run_id', 'a/b') order by 1"))
        .containsExactly("1|VARCHAR|NO|null", "6|DOUBLE|YES|a/b");
  }

  @Test
  void columnsOfOneProjectAskOnlyForThatProject() throws SQLException {
    tables.rows("select * from information_schema.columns where table_schema = 'p003'");

    assertThat(standIn.requestsFor("runs"))
        .isNotEmpty()
        .allSatisfy(request -> assertThat(request.argument("project", "name")).isEqualTo("p003"));
  }

  @Test
  void columnsAreThoseOfTheCurrentProjectUnlessASchemaIsNamed() throws SQLException {
    List<String> named =
        tables.rows(
            "select column_name from information_schema.columns where table_schema = 'vision' and"
                + " table_name = 'runs'");
    standIn.forgetRequests();

    assertThat(
            tables.rows(
                "select column_name from information_schema.columns where table_name = 'runs'"))
        .isEqualTo(named);
    assertThat(standIn.requests()).isEmpty();
    assertThat(
            tables.rows(
                "select table_schema, count(*) from information_schema.columns where table_name ="
                    + " 'runs' group by table_schema"))
        .containsExactly("vision|" + named.size());
    assertThat(
            tables.rows(
                "select distinct table_schema from information_schema.columns where table_name ="
                    + " 'runs' and table_schema like 'p00%' order by 1 limit 2"))
        .containsExactly("p000", "p001");
    assertThat(
            tables.rows(
                "select column_name from information_schema.columns where table_name = 'teams'"))
        .containsExactly("entity", "is_default");
  }

  @Test
  void theDescriptionAgreesWithTheMetadata() throws SQLException {
    List<String> told = new ArrayList<>();
    try (var columns =
        tables.connection().getMetaData().getColumns("lab", "vision", "history", "%")) {
      while (columns.next()) {
        told.add(columns.getString("COLUMN_NAME") + "|" + columns.getString("REMARKS"));
      }
    }

    assertThat(
            tables.rows(
                "select column_name, remarks from information_schema.columns where table_schema ="
                    + " 'vision' and table_name = 'history' order by ordinal_position"))
        .isEqualTo(told);
  }

  @Test
  void projectsAreListedByName() throws SQLException {
    assertThat(tables.rows("select entity, project from \"*\".projects order by project limit 1"))
        .containsExactly("lab|p000");
    assertThat(tables.rows("select count(*) from \"*\".projects"))
        .containsExactly(String.valueOf(PROJECTS + 1));
  }

  @Test
  void runsOfAllProjectsAreOneTable() throws SQLException {
    assertThat(tables.rows("select state, count(*) from \"*\".runs group by state order by state"))
        .containsExactly("crashed|120", "finished|1");
    assertThat(standIn.requestsFor("runs"))
        .hasSize(PROJECTS + 1)
        .noneSatisfy(request -> assertThat(request.selects("config")).isTrue());
  }

  @Test
  void runsOfANamedProjectAreListedAlone() throws SQLException {
    assertThat(
            tables.rows(
                "select project, run_id, state, config from \"*\".runs where project in ('p001',"
                    + " 'none', 'vision') order by 1"))
        .containsExactly("p001|run1|crashed|{}", "vision|a|finished|{\"lr\":0.5,\"Lr\":\"high\"}");

    assertThat(standIn.requestsFor("runs")).hasSize(2);
    try (Tables plain = Tables.of(standIn, "?pushdown=false")) {
      assertThat(plain.rows("select run_id from \"*\".runs where project = 'p001'"))
          .containsExactly("run1");
    }
  }

  @Test
  void tooManyProjectsAreRefused() throws SQLException {
    try (Tables guarded = Tables.of(standIn, "?maxRuns=100")) {
      assertThatThrownBy(() -> guarded.rows("select * from \"*\".runs"))
          .hasMessageContaining("121 projects")
          .hasMessageContaining("maxRuns=100");
      assertThat(guarded.rows("select run_id from \"*\".runs where project = 'p001'")).hasSize(1);
    }
  }

  @Test
  void noProjectHidesThem() throws SQLException {
    standIn.holds("lab", "information_schema", experiment("hidden"));

    assertThat(tables.rows("select count(*) from information_schema.runs")).containsExactly("1");
    assertThat(tables.rows("select count(*) from information_schema.limits")).containsExactly("1");
    assertThatThrownBy(() -> tables.rows("select * from \"*\".metrics"))
        .hasMessageContaining("table \"metrics\" not found");
  }

  @Test
  void usersAndTeamsAreThoseOfWhoeverAsks() throws SQLException {
    assertThat(tables.rows("select * from \"*\".users")).containsExactly("ada|lab");
    assertThat(tables.rows("select * from \"*\".teams where is_default")).hasSize(1);
  }

  @Test
  void requestsAreToldAsTheyWent() throws SQLException {
    tables.rows("select run_id from runs");
    standIn.fails(Fault.status(503).retryAfter("0.001"));
    tables.rows("select run_id from runs");

    assertThat(
            tables.rows(
                "select operation, subject, attempt, status, failure from"
                    + " information_schema.requests where failure is not null or attempt > 1"))
        .containsExactly(
            "Runs|runs of lab/vision|1|503|answered 503 (fault 503)",
            "Runs|runs of lab/vision|2|200|null");
    assertThat(
            tables.rows(
                "select count(*) from information_schema.requests where took_seconds > 0 and bytes"
                    + " > 0 and waited_seconds >= 0 and started_at > TIMESTAMP '2026-01-01"
                    + " 00:00:00'"))
        .noneMatch("0"::equals);
    assertThat(tables.rows("select max_concurrent, under_way from information_schema.limits"))
        .containsExactly("8|0");
  }

  @Test
  void aFlightRecordingHoldsTheRequests(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("requests.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("io.github.wandbjdbc.Request");
      recording.start();
      tables.rows("select run_id from runs");
      recording.stop();
      recording.dump(file);
    }

    assertThat(RecordingFile.readAllEvents(file))
        .extracting(event -> event.getString("subject"), RecordedEvent::getEventType)
        .anySatisfy(event -> assertThat(event.toList().get(0)).isEqualTo("runs of lab/vision"));
  }

  @Test
  void localFilesHaveThemToo(@TempDir Path directory) throws Exception {
    standIn.writesTo(directory);

    try (Tables local = Tables.of(directory)) {
      assertThat(local.rows("select run_id from \"*\".runs where project = 'vision'"))
          .containsExactly("a");
      assertThat(local.rows("select * from information_schema.requests")).isEmpty();
      assertThat(local.rows("select * from information_schema.limits")).isEmpty();
      assertThat(local.rows("select * from \"*\".users")).isEmpty();
    }
  }
}
