package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.client.api.configuration.ProcessEnvironment;
import io.github.wandbjdbc.schema.WandbSchema;
import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder of run files beside the server is a catalog of the same connection. */
class AttachedFoldersTest {
  private static final int ON_SERVER = 60;
  private static final String NEVER_SYNCED =
      "select run_id, name from here.vision.runs"
          + " where run_id not in (select run_id from runs) order by run_id";

  @TempDir Path directory;

  private final StandIn standIn = StandIn.start();

  @BeforeEach
  void hold() throws IOException {
    for (int i = 0; i < ON_SERVER; i++) {
      standIn.holds(run("run" + i, i));
    }
    try (StandIn here = StandIn.start()) {
      here.holds(run("run7", 7)).holds(run("lost1", 101)).holds(run("lost2", 102));
      here.writesTo(directory);
    }
  }

  private static Experiment run(String id, int day) {
    return experiment(id)
        .createdAt(Instant.parse("2024-01-01T00:00:00Z").plusSeconds(86_400L * day))
        .state("finished")
        .config("lr", day / 10.0)
        .summary("acc", 1.0 / (day + 1))
        .logging("loss", "acc")
        .forSteps(10);
  }

  @AfterEach
  void close() {
    standIn.close();
  }

  private Tables attached(String more) throws SQLException {
    return Tables.of(standIn, "?attach.here=file:" + PercentCode.encode("" + directory) + more);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&pushdown=false"})
  void whatWasNeverSyncedIsOneStatement(String more) throws SQLException {
    try (Tables tables = attached(more)) {
      assertThat(tables.rows(NEVER_SYNCED)).containsExactly("lost1|lost1", "lost2|lost2");
      assertThat(tables.warnings()).isEmpty();
      assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(1 + ON_SERVER / 100);
    }
  }

  @Test
  void connectingAsksNoMoreThanWithoutIt() throws SQLException {
    standIn.forgetRequests();

    connect("?attach.here=file:" + PercentCode.encode("" + directory), new Properties()).close();

    assertThat(standIn.requests()).hasSize(1);
  }

  @Test
  void itsTablesAreThoseOfAConnectionToTheFolder() throws SQLException {
    try (Tables alone = Tables.of(directory);
        Tables tables = attached("")) {
      for (String name : WandbSchema.tableNames()) {
        assertThat(tables.rows("select * from here.vision." + name))
            .as(name)
            .isEqualTo(alone.rows("select * from lab.vision." + name));
      }
      assertThat(tables.rows("select * from here.\"*\".runs"))
          .isEqualTo(alone.rows("select * from lab.\"*\".runs"));
      assertThat(standIn.requests()).isEmpty();
    }
  }

  @Test
  void aJoinReadsTheHistoriesThatTheOtherSideNames() throws SQLException {
    try (Tables tables = attached("")) {
      String onServer =
          "select r.run_id, count(h.loss) from here.vision.runs r"
              + " join history h on h.run_id = r.run_id group by r.run_id";
      assertThat(tables.rows(onServer)).containsExactly("run7|10");
      assertThat(standIn.requests())
          .noneMatch(request -> request.variables().toString().contains("run8"));

      String inFolder =
          "select r.run_id, count(h.loss), max(r.\"config.lr\") from runs r"
              + " join here.vision.history h on h.run_id = r.run_id group by r.run_id";
      assertThat(tables.rows(inFolder)).containsExactly("run7|10|0.7");
    }
  }

  @Test
  void metadataListsItBesideTheEntities() throws SQLException {
    try (Tables tables = attached("")) {
      var metadata = tables.connection().getMetaData();
      assertThat(column(metadata.getCatalogs(), "TABLE_CAT")).containsExactly("here", "lab");
      assertThat(column(metadata.getSchemas("here", null), "TABLE_SCHEM"))
          .containsExactly("vision");
      assertThat(column(metadata.getSchemas(null, "vision"), "TABLE_CATALOG"))
          .containsExactly("here", "lab");
      assertThat(column(metadata.getTables("here", "vision", "%", null), "TABLE_NAME"))
          .containsExactlyElementsOf(WandbSchema.tableNames().stream().sorted().toList());
      assertThat(column(metadata.getColumns("HERE", "vision", "history", "%"), "COLUMN_NAME"))
          .contains("run_id", "_step", "loss", "acc");
      assertThat(column(metadata.getPrimaryKeys("here", "vision", "history"), "COLUMN_NAME"))
          .containsExactly("_step", "run_id");
    }
  }

  @Test
  void itCanBeTheCurrentCatalog() throws SQLException {
    try (Tables tables = attached("")) {
      tables.connection().setCatalog("here");
      assertThat(tables.connection().getSchema()).isNull();
      tables.connection().setSchema("vision");

      assertThat(tables.rows("select count(*) from runs")).containsExactly("3");
      assertThat(tables.rows("select count(*) from lab.vision.runs"))
          .containsExactly(String.valueOf(ON_SERVER));
      assertThat(tables.rows("select count(*) from HERE.Vision.runs")).containsExactly("3");
    }
  }

  @Test
  void ofTwoEntitiesWithOneProjectTheLaterHasANumber() throws SQLException, IOException {
    try (StandIn others = StandIn.start()) {
      others.holds("ada", "vision", run("newest", 200));
      others.holds("bob", "vision", run("oldest", 1).createdAt(Instant.EPOCH.plusSeconds(9)));
      others.holds("bob", "vision_2", run("namesake", 150));
      others.writesTo(directory);
    }

    try (Tables tables = attached("")) {
      String schemas = "select project from here.\"*\".projects order by project";
      assertThat(tables.rows(schemas))
          .containsExactly("vision", "vision_2", "vision_3", "vision_4");
      assertThat(tables.rows("select run_id from here.vision.runs")).containsExactly("oldest");
      assertThat(tables.rows("select run_id from here.vision_2.runs")).containsExactly("namesake");
      assertThat(tables.rows("select count(*) from here.vision_3.runs")).containsExactly("3");
      assertThat(tables.rows("select run_id from here.vision_4.runs")).containsExactly("newest");
    }
  }

  @Test
  void severalFoldersAreSeveralCatalogs() throws SQLException, IOException {
    Path other = Files.createDirectories(directory.resolve("elsewhere/wandb"));
    try (StandIn there = StandIn.start()) {
      there.holds(run("run7", 7)).writesTo(other);
    }

    try (Tables tables = attached("&attach.there=file:" + PercentCode.encode("" + other))) {
      String both =
          "select a.run_id from here.vision.runs a join there.vision.runs b on b.run_id = a.run_id"
              + " join runs c on c.run_id = b.run_id";
      assertThat(tables.rows(both)).containsExactly("run7");
    }
  }

  @Test
  void aFolderHasAnotherBesideIt() throws SQLException {
    String url =
        "jdbc:wandb:file:%s?attach.copy=file:%s"
            .formatted(directory, PercentCode.encode(directory.toString()));
    try (Connection connection = DriverManager.getConnection(url);
        ResultSet catalogs = connection.getMetaData().getCatalogs()) {
      assertThat(column(catalogs, "TABLE_CAT")).containsExactly("copy", "lab");
    }
  }

  @Test
  void propertiesAttachAsTheUrlDoesWhichWins() throws SQLException {
    Properties info = new Properties();
    info.setProperty("attach.here", "file:" + directory);
    info.setProperty("attach.gone", "");
    try (Connection connection = connect("", info)) {
      assertThat(column(connection.getMetaData().getCatalogs(), "TABLE_CAT"))
          .containsExactly("here", "lab");
      assertThat((Throwable) connection.getWarnings()).isNull();
    }

    info.setProperty("attach.here", "file:no/such/folder");
    connect("?Attach.HERE=file:" + PercentCode.encode("" + directory), info).close();
  }

  @Test
  void aFolderMayLieInTheHomeDirectory() throws SQLException, IOException {
    Path home = directory.resolve("home");
    Path runs = Files.createDirectories(home.resolve("my runs%20"));
    try (StandIn there = StandIn.start()) {
      there.holds(run("run7", 7)).writesTo(runs);
    }
    ProcessEnvironment environment =
        ProcessEnvironment.of(Map.of("HOME", home.toString()), directory, directory);
    Properties info = new Properties();
    info.setProperty("password", StandIn.API_KEY);
    for (String url :
        List.of(
            "jdbc:wandb:file:~/my%20runs%2520?project=vision",
            "jdbc:wandb:file:.?project=vision&attach.here=file:~/my%20runs%2520",
            "jdbc:wandb://" + standIn.hostAndPort() + "/lab?attach.here=file:~/my%20runs%2520")) {
      new WandbDriver().connect(ConnectionOptions.of(url, info), environment).close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          attach.lab=file:.            | attach.lab: this source has an entity of that name
          attach.LAB=file:.            | attach.LAB: this source has an entity of that name
          attach.=file:.               | 'attach.<name>': the name of a catalog is
          attach.a.b=file:.            | 'attach.<name>': the name of a catalog is
          attach.*=file:.              | 'attach.<name>': the name of a catalog is
          attach.information_schema=file:. | 'attach.<name>': the name of a catalog is
          attach.here=./wandb          | 'attach.here': write file: and the path
          attach.here=jdbc:h2:mem:x    | 'attach.here': write file: and the path
          attach.here=file:            | write file: and the path
          attach.here                  | write file: and the path
          attach.here=file:a&attach.HERE=file:b | is said twice, and differently
          attach.here=file:no/such/folder | /no/such/folder does not exist
          attach.here=file:~root/x     | attach.here: only ~/ stands for a home directory
          attach.here=file:a%00b       | attach.here: the directory is no path here
          attch.here=file:.            | unknown connection property 'attch.here'
          """)
  void whatCannotBeAttachedIsRefusedAtConnecting(String query, String part) {
    SQLException e =
        catchThrowableOfType(SQLException.class, () -> connect("?" + query, new Properties()));

    assertThat(e.getSQLState()).isEqualTo("08001");
    assertThat((Throwable) e).hasMessageContaining(part);
  }

  @Test
  void theShownUrlAttachesTheSame() throws SQLException {
    String url = "jdbc:wandb://h?project=p&attach.b=file:./my%20runs&attach.a=file:~/x";

    String shown = ConnectionOptions.of(url, null).publicUrl();

    assertThat(shown)
        .isEqualTo("jdbc:wandb://h?project=p&attach.a=file%3A~%2Fx&attach.b=file%3A.%2Fmy%20runs");
    assertThat(ConnectionOptions.of(shown, null).publicUrl()).isEqualTo(shown);
  }

  private Connection connect(String query, Properties info) throws SQLException {
    info.setProperty("password", StandIn.API_KEY);
    return DriverManager.getConnection(
        "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision" + query, info);
  }

  private static List<String> column(ResultSet rows, String label) throws SQLException {
    List<String> values = new ArrayList<>();
    while (rows.next()) {
      values.add(rows.getString(label));
    }
    return values;
  }
}
