package io.github.wandbjdbc.security;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Export;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.StandIn;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are made to hang, to mislead, or to be read as less than they are. */
@Timeout(60)
class HostileAnswersTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  /** It takes minutes to compute what number this is. */
  private static final String DIGITS = "9".repeat(3_000_000);

  private final StandIn standIn = StandIn.start();

  @AfterEach
  void close() {
    standIn.close();
  }

  @Test
  void aCountOfMillionsOfDigitsTakesNoTime() throws SQLException {
    standIn.holds(run());
    standIn.fails(
        Fault.replacing("\"historyLineCount\":10", "\"historyLineCount\":\"" + DIGITS + '"')
            .times(Integer.MAX_VALUE));
    long begin = System.nanoTime();

    assertThat(count("select loss from history")).isEqualTo(10);

    assertThat(System.nanoTime() - begin).isLessThan(SOON.toNanos());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select config from runs",
        "select cast(json_value(config, '$.n') as decimal(38, 2)) from runs",
        "select cast(json_value(config, '$.n') as bigint) from runs",
        "select cast(json_value(config, '$.n') as double) from runs",
        "select json_value(config, '$.n.decimal()') from runs",
        "select json_value(config, '$.x.bigint()') from runs",
        "select json_value(config, '$.x.decimal()') from runs"
      })
  void aTextOfMillionsOfDigitsTakesNoTimeAsANumber(String sql) throws SQLException {
    standIn.holds(run().config("n", DIGITS).config("x", "0x" + DIGITS));
    long begin = System.nanoTime();

    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      BigDecimal number = rows.getBigDecimal(1);
      assertThat(number).isNull();
    } catch (SQLException e) {
      assertThat(e.getSQLState()).isIn("22003", "22018", "2203G", "22036");
      assertThat(e.getMessage()).hasSizeLessThan(5_000);
    }

    assertThat(System.nanoTime() - begin).isLessThan(SOON.toNanos());
  }

  @ParameterizedTest
  @CsvSource({
    "select run_id from runs, project/runs/pageInfo",
    "select name from files, project/run/files/pageInfo",
    "select title from reports, project/allViews/pageInfo",
  })
  void aListThatDoesNotSayWhetherItGoesOnIsNotTakenForAll(String sql, String info) {
    standIn.holds(run());
    standIn.fails(
        Fault.replacing("\"pageInfo\":", "\"noInfo\":")
            .when(request -> request.selects("pageInfo"))
            .times(Integer.MAX_VALUE));

    SQLException e = catchThrowableOfType(SQLException.class, () -> count(sql));

    assertThat(e.getSQLState()).as("%s without %s: %s", sql, info, e).isEqualTo("XX001");
    assertThat((Throwable) e).hasMessageContaining("whether it goes on");
  }

  @Test
  void namesBringNoCommandsIntoMessages() throws SQLException {
    String name = "\u001b[2Jrun\u202Eevil\r\nERROR fake\u009b31m";
    standIn.holds(
        experiment(name).logging("loss").forSteps(10).answering("historyKeys", "nonsense\u001b"));

    List<String> told = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "select * from history",
              "select cast(name as integer) from runs",
              "select \"" + name + "\" from runs",
              "select * from sampled_history where run_id = '" + name + "'")) {
        try (ResultSet rows = statement.executeQuery(sql)) {
          while (rows.next()) {
            assertThat(rows.getMetaData().getColumnCount()).isPositive();
          }
          for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
            told.add(w.getMessage());
          }
        } catch (SQLException e) {
          told.add(e.getMessage());
          told.add(String.valueOf(e.getCause()));
        }
      }
    }

    assertThat(told).isNotEmpty();
    assertThat(told)
        .allSatisfy(
            text ->
                assertThat(text.replace("\n", ""))
                    .doesNotContainPattern("[\\p{Cntrl}\\x{80}-\\x{9f}\\x{202a}-\\x{202e}]"));
  }

  @Test
  void filesAtAnAddressThatIsNeverAskedAreToldAndReadFromTheApi() throws SQLException {
    int steps = 3_000;
    standIn.holds(
        experiment("long").logging("loss").forSteps(steps).exported(Export.steps(0, steps)));
    standIn.fails(
        Fault.replacing("http://127.0.0.1:", "http://169.254.169.254:")
            .when(request -> request.selects("parquetHistory"))
            .times(Integer.MAX_VALUE));

    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select * from history")) {
      int count = 0;
      while (rows.next()) {
        count++;
      }

      assertThat(count).isEqualTo(steps);
      assertThat((Throwable) statement.getWarnings()).hasMessageContaining("link-local");
    }
    assertThat(standIn.storageRequests()).isEmpty();
  }

  private static Experiment run() {
    return experiment("run1").logging("loss").forSteps(10);
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:wandb://%s/lab/vision?maxRetryTime=1&historyPageSize=100"
            .formatted(standIn.hostAndPort()),
        "",
        StandIn.API_KEY);
  }

  private int count(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      return count;
    }
  }
}
