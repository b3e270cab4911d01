package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of values of any length; there is no number from which a statement fails, or crawls. */
class LongListsTest {
  private static StandIn standIn;
  private static Connection connection;

  @BeforeAll
  static void serve() throws SQLException {
    standIn = StandIn.start();
    for (int i = 0; i < 120; i++) {
      standIn.holds(
          experiment("run%d".formatted(i))
              .state(i % 2 == 0 ? "finished" : "failed")
              .config("lr", i % 3 == 0 ? (Object) "NaN" : i)
              .generated(2, step -> Map.of("loss", step == 2 ? "NaN" : step * 0.5)));
    }
    connection =
        DriverManager.getConnection(
            "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision", "", StandIn.API_KEY);
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
    standIn.close();
  }

  @BeforeEach
  void forget() {
    standIn.forgetRequests();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          history WHERE run_id = 'run1' AND _step IN (%s)                      | 3
          history WHERE run_id = 'run1' AND _step NOT IN (%s)                  | 0
          history WHERE run_id = 'run1' AND loss IN (%s)                       | 1
          history WHERE run_id = 'run1' AND loss NOT IN (%s)                   | 2
          history WHERE run_id = 'run1' AND (loss IN (%s) OR loss = 0.5)       | 2
          runs WHERE "config.lr" IN (%s)                                       | 80
          runs WHERE "config.lr" NOT IN (%s)                                   | 40
          runs WHERE state = 'failed' AND NOT "config.lr" IN (-1, %s)          | 20
          """)
  void numbers(String query, long rows) throws SQLException {
    for (int count : new int[] {199, 200, 1_000, 10_000}) {
      String list =
          IntStream.range(0, count).mapToObj(String::valueOf).collect(Collectors.joining(", "));

      assertThat(count(query.formatted(list))).as("%d values", count).isEqualTo(rows);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          runs WHERE run_id IN (%s)                        | 120
          runs WHERE name IN (%s)                          | 120
          runs WHERE run_id NOT IN (%s)                    | 0
          runs WHERE state = 'failed' AND run_id IN (%s)   | 60
          history WHERE _step = 1 AND run_id IN (%s)       | 120
          """)
  void texts(String query, long rows) throws SQLException {
    for (int count : new int[] {199, 200, 1_000, 10_000}) {
      String list =
          IntStream.range(0, count)
              .mapToObj(i -> i < 120 ? "'run" + i + "'" : "'a rather long name " + i + "'")
              .collect(Collectors.joining(", "));
      boolean isTooManyHistories = query.startsWith("history") && count > 1_000;

      if (!isTooManyHistories) {
        assertThat(count(query.formatted(list))).as("%d values", count).isEqualTo(rows);
      }
    }
  }

  private static long count(String rest) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + rest)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
