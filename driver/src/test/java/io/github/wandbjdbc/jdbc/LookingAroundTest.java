package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tools that name no entity ask little, and see that of the connection alone if they want. */
class LookingAroundTest {
  private final StandIn standIn = StandIn.start();

  @BeforeEach
  void holdProjectsOfThreeEntities() {
    for (String entity : List.of("lab", "guests", "others")) {
      for (String project : List.of("vision", "speech")) {
        standIn.holds(entity, project, experiment("run").logging("loss").forSteps(3));
      }
    }
    standIn.holds("guests", "alone", experiment("run").logging("loss").forSteps(3));
  }

  @AfterEach
  void close() {
    standIn.close();
  }

  @Test
  void aNullCatalogMeansAnyEntityOrTheCurrentOne() throws SQLException {
    try (Connection all = connect();
        Connection current = connect("nullCatalog", "current")) {
      assertThat(names(all.getMetaData().getTables(null, "vision", "runs", null), 1))
          .contains("lab", "guests");
      assertThat(names(current.getMetaData().getTables(null, "vision", "runs", null), 1))
          .containsExactly("lab");
      assertThat(names(current.getMetaData().getSchemas(), 2)).containsOnly("lab");
      assertThat(names(current.getMetaData().getColumns(null, "%", "history", "loss"), 1))
          .containsOnly("lab");
      assertThat(names(current.getMetaData().getCatalogs(), 1)).contains("lab", "guests");
    }
  }

  @Test
  void anotherEntityIsCurrentUntilTheFirstIsAgain() throws SQLException {
    try (Connection connection = connect("nullCatalog", "current")) {
      connection.setCatalog("guests");
      assertThat(connection.getSchema()).isNull();
      assertThat(names(connection.getMetaData().getSchemas(), 1)).contains("alone");

      connection.setCatalog("lab");
      assertThat(connection.getSchema()).isEqualTo("vision");
    }
  }

  @Test
  void aProjectThatIsNowhereIsLookedForOnce() throws SQLException {
    try (Connection connection = connect()) {
      DatabaseMetaData metaData = connection.getMetaData();
      assertThat(names(metaData.getTables(null, "nowhere", "%", null), 3)).isEmpty();
      assertThat(names(metaData.getTables("guests", "nowhere", "%", null), 3)).isEmpty();
      assertThat(names(metaData.getTables(null, "alone", "runs", null), 1)).hasSize(1);
      standIn.forgetRequests();

      for (int i = 0; i < 20; i++) {
        assertThat(names(metaData.getTables(null, "nowhere", "%", null), 3)).isEmpty();
        assertThat(names(metaData.getTables("guests", "nowhere", "%", null), 3)).isEmpty();
        assertThat(names(metaData.getTables(null, "alone", "runs", null), 1))
            .containsExactly("guests");
      }

      assertThat(standIn.requests()).isEmpty();
    }
  }

  @Test
  void keysOfTablesDiscoverNothing() throws SQLException {
    try (Connection connection = connect()) {
      DatabaseMetaData metaData = connection.getMetaData();

      assertThat(names(metaData.getPrimaryKeys(null, null, "runs"), 4)).containsOnly("run_id");
      assertThat(names(metaData.getImportedKeys(null, null, "history"), 3)).containsOnly("runs");

      assertThat(standIn.requestsFor("runs")).isEmpty();
    }
  }

  @Test
  void columnsOfSeveralProjectsAreAskedForSideBySide() throws SQLException {
    try (Connection connection = connect()) {
      DatabaseMetaData metaData = connection.getMetaData();
      assertThat(names(metaData.getSchemas("guests", "%"), 1)).hasSize(3);
      standIn.fails(Fault.together(new CountDownLatch(3)).when(request -> request.selects("runs")));

      assertThat(names(metaData.getColumns("guests", "%", "history", "loss"), 2))
          .containsExactly("alone", "speech", "vision");
    }
  }

  @Test
  void whatLooksLikeAPropertyIsTold() throws SQLException {
    try (Connection connection = connect("discoverRuns", "5")) {
      assertThat(warnings(connection))
          .containsExactly(
              "the connection property 'discoverRuns' is unknown, and passed over; did you mean"
                  + " 'discoveryRuns'?");
    }
    try (Connection connection = connect("api_key", "5")) {
      assertThat(warnings(connection)).singleElement().asString().contains("'apiKey'");
    }
  }

  @Test
  void whatToolsAddIsPassedOver() throws SQLException {
    for (String key :
        List.of("maxRows", "fetchSize", "applicationName", "ssl", "loginTimeout", "PAGESIZE")) {
      try (Connection connection = connect(key, "5")) {
        assertThat(warnings(connection)).as(key).isEmpty();
      }
    }
  }

  private Connection connect(String... property) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("password", StandIn.API_KEY);
    if (property.length > 0) {
      properties.setProperty(property[0], property[1]);
    }
    return DriverManager.getConnection(
        "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision", properties);
  }

  private static List<String> warnings(Connection connection) throws SQLException {
    List<String> messages = new ArrayList<>();
    for (SQLWarning warning = connection.getWarnings();
        warning != null;
        warning = warning.getNextWarning()) {
      messages.add(warning.getMessage());
    }
    return messages;
  }

  private static List<String> names(ResultSet rows, int column) throws SQLException {
    List<String> names = new ArrayList<>();
    try (rows) {
      while (rows.next()) {
        names.add(rows.getString(column));
      }
    }
    return names;
  }
}
