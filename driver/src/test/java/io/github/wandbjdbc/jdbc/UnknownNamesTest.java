package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.RecordedRequest;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An unknown entity or project is answered with what was perhaps meant, else with what there is.
 */
final class UnknownNamesTest {
  private static final Pattern STATEMENT = Pattern.compile("SELECT .* (?=lists)");

  private StandIn standIn;

  @BeforeEach
  void hold() {
    standIn =
        StandIn.start()
            .holds(experiment("one"))
            .holds("lab", "it's \"new\"", experiment("two"))
            .holds("research", "speech", experiment("three"));
  }

  @AfterEach
  void stop() {
    standIn.close();
  }

  @Test
  void aMisspeltProjectIsAnsweredWithTheNearestEverywhere() throws SQLException {
    try (Connection connection = connect("/lab/vision")) {
      SQLException chosen = failure(() -> connection.setSchema("visions"));
      SQLException named = failure(() -> read(connection, "SELECT run_id FROM \"visions\".runs"));

      for (SQLException e : List.of(chosen, named)) {
        assertThat(e.getSQLState()).isEqualTo("3F000");
        assertThat(e.getMessage())
            .isEqualTo(
                "project lab/visions: there is none, or this credential has no access to it; did you"
                    + " mean \"vision\"?");
      }
    }
  }

  @Test
  void aMisspeltEntityIsAnsweredWithTheNearestEverywhere() throws SQLException {
    try (Connection connection = connect("/lab/vision")) {
      SQLException chosen = failure(() -> connection.setCatalog("reserch"));
      SQLException named =
          failure(() -> read(connection, "SELECT run_id FROM \"reserch\".\"speech\".runs"));

      for (SQLException e : List.of(chosen, named)) {
        assertThat(e.getSQLState()).isEqualTo("3D000");
        assertThat(e.getMessage()).contains("no entity reserch").endsWith("mean \"research\"?");
      }
    }
  }

  @Test
  void theStatementThatIsNamedListsAsManyAsItSays() throws SQLException {
    try (Connection connection = connect("/lab/elsewhere")) {
      SQLException e = failure(() -> read(connection, "SELECT run_id FROM runs"));

      assertThat(e.getMessage()).contains("lists the 2 of lab that it sees: ");
      assertThat(read(connection, statement(e))).containsExactly("vision", "it's \"new\"");
    }
    try (Connection connection = connect("/somebody/elsewhere")) {
      SQLException e = failure(() -> read(connection, "SELECT run_id FROM runs"));

      assertThat(e.getMessage()).contains("lists the 2 that it belongs to: ");
      assertThat(read(connection, statement(e))).containsExactlyInAnyOrder("lab", "research");
    }
  }

  @Test
  void nothingIsListedForAProjectThatIsThere() throws SQLException {
    try (Connection connection = connect("/lab/vision")) {
      read(connection, "SELECT run_id FROM runs");
    }

    assertThat(standIn.requestsFor("models")).isEmpty();
  }

  @Test
  void thatTheListFailsHidesNothing() throws SQLException {
    try (Connection connection = connect("/lab/vision?maxRetryTime=0")) {
      standIn.fails(Fault.status(500).when(this::isList).times(Integer.MAX_VALUE));

      SQLException e = failure(() -> read(connection, "SELECT run_id FROM \"visions\".runs"));

      assertThat(e.getSQLState()).isEqualTo("3F000");
      assertThat(e.getMessage())
          .startsWith("project lab/visions: there is none, or this credential has no access")
          .contains("others can't be listed (", "answered 500");
    }
  }

  @Test
  void metadataDoNotTakeAListThatFailsForAnEmptyOne() throws SQLException {
    try (Connection connection = connect("/lab/vision?maxRetryTime=0")) {
      DatabaseMetaData metadata = connection.getMetaData();
      standIn.fails(Fault.status(500).when(this::isList).times(Integer.MAX_VALUE));

      SQLException e = failure(() -> metadata.getColumns("lab", "VISION2", "runs", "%").close());

      assertThat(e.getMessage()).contains("answered 500");
    }
  }

  private boolean isList(RecordedRequest request) {
    return request.selects("models");
  }

  private Connection connect(String path) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:wandb://" + standIn.hostAndPort() + path, "", StandIn.API_KEY);
  }

  private static String statement(SQLException e) {
    Matcher matcher = STATEMENT.matcher(e.getMessage());
    assertThat(matcher.find()).as(e.getMessage()).isTrue();
    return matcher.group();
  }

  private static SQLException failure(ThrowingCallable call) {
    return catchThrowableOfType(SQLException.class, call);
  }

  private static List<String> read(Connection connection, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
