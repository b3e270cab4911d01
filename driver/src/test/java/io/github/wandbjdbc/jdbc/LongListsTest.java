package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
    for (int count : new int[] {199, 200, 4_000}) {
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
    for (int count : new int[] {199, 200, 4_000}) {
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          runs WHERE run_id IN (%s)                               | run%d | 120
          runs WHERE name IN (%s)                                 | run%d | 120
          runs WHERE LOWER(name) NOT IN (%s)                      | run%d | 0
          runs WHERE "config.lr" IN (%s)                          | %d    | 80
          runs WHERE "config.lr" NOT IN (%s)                      | %d    | 40
          runs WHERE last_step IN (%s)                            | %d    | 120
          runs WHERE last_step IN (-1, %s, 2)                     | %d    | 120
          runs WHERE created_at IN (%s)                           | 2020-01-01 00:00:00.%d | 0
          runs r JOIN history h ON r.run_id = h.run_id AND h._step IN (%s) WHERE r.run_id = 'run3' | %d | 3
          history WHERE _step = 1 AND run_id IN (%s)              | run%d | 120
          """)
  void parameters(String query, String value, long rows) throws SQLException {
    for (int count : new int[] {199, 200, 1_000, 2_000}) {
      Object[] values = IntStream.range(0, count).mapToObj(value::formatted).toArray();
      boolean isTooManyHistories = query.startsWith("history") && count > 1_000;

      if (!isTooManyHistories) {
        assertThat(count(query, values)).as("%d values", count).isEqualTo(rows);
      }
    }
  }

  @Test
  void aListThatHoldsNullHoldsNothingElseForSure() throws SQLException {
    @Nullable Object[] values = new @Nullable Object[300];
    values[0] = "run1";

    assertThat(count("runs WHERE run_id IN (%s)", values)).isEqualTo(1);
    assertThat(count("runs WHERE run_id NOT IN (%s)", values)).isZero();
    assertThat(count("runs WHERE (run_id NOT IN (%s)) IS NULL", values)).isEqualTo(119);
  }

  @Test
  void noNumberEqualsNaN() throws SQLException {
    Object[] values = new Object[300];
    Arrays.fill(values, Double.NaN);
    values[0] = 1.0;

    assertThat(count("runs WHERE \"config.lr\" IN (%s)", values)).isEqualTo(1);
    assertThat(count("runs WHERE \"config.lr\" NOT IN (%s)", values)).isEqualTo(119);
  }

  @Test
  void runIdsOfALongListAreAllThatIsRead() throws SQLException {
    Object[] values = IntStream.range(119, 1_000).mapToObj("run%d"::formatted).toArray();

    long rows = count("history WHERE run_id IN (%s)", values);

    assertThat(rows).isEqualTo(3);
    assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(values.length / 25 + 2);
  }

  private static long count(String rest, @Nullable Object[] values) throws SQLException {
    String list = String.join(", ", Collections.nCopies(values.length, "?"));
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT COUNT(*) FROM " + rest.formatted(list))) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
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
