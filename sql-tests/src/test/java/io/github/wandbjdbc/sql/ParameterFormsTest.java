package io.github.wandbjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A question mark is of the type of what stands beside it, or else of the value's own. */
final class ParameterFormsTest {
  @TempDir static Path directory;
  private static Connection connection;

  @BeforeAll
  static void connect() throws Exception {
    connection = DriverManager.getConnection("jdbc:wandb:file:" + Digits.restedCopy(directory));
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  /** Statements, their values, what the metadata says of these, and the first column's values. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          SELECT SUBSTRING('abcde', ?) ~ i:3 ~ BIGINT ~ cde
          SELECT SUBSTRING('abcde' FROM ? FOR ?) ~ i:2, i:2 ~ BIGINT, BIGINT ~ bc
          SELECT ROUND(2.5678e0, ?) ~ i:2 ~ INTEGER ~ 2.57
          SELECT LPAD('a', ?, ?) ~ i:3, s:* ~ BIGINT, VARCHAR ~ **a
          SELECT POWER(2e0, ?) ~ i:3 ~ DOUBLE ~ 8.0
          SELECT POWER(?, 3e0) ~ i:2 ~ DOUBLE ~ 8.0
          SELECT MOD(7, ?), 7 % ? ~ i:4, i:3 ~ INTEGER, INTEGER ~ 3
          SELECT -? ~ i:7 ~ DOUBLE ~ -7
          SELECT ? + 1 ~ i:7 ~ INTEGER ~ 8
          SELECT ? + ? ~ i:7, l:8 ~ DOUBLE, DOUBLE ~ 15
          SELECT ? / ? ~ i:7, i:2 ~ DOUBLE, DOUBLE ~ 3
          SELECT ? / ? ~ d:7, i:2 ~ DOUBLE, DOUBLE ~ 3.5
          SELECT 7 / ? ~ d:2.0 ~ INTEGER ~ 3.5
          SELECT ? + 1.5 ~ d:7.25 ~ DECIMAL ~ 8.75
          SELECT TIMESTAMPADD(DAY, ?, TIMESTAMP '2024-01-01 00:00:00') ~ i:1 ~ BIGINT ~ 2024-01-02 00:00:00.0
          SELECT DATE_TRUNC(?, TIMESTAMP '2024-05-06 07:08:09') ~ s:month ~ VARCHAR ~ 2024-05-01 00:00:00.0
          SELECT DATE_TRUNC(?, ?) ~ s:month, L:2024-05-06T07:08 ~ VARCHAR, TIMESTAMP ~ 2024-05-01 00:00:00.0
          SELECT COALESCE(LAG(_step, ?) OVER (ORDER BY _step), ?) FROM history WHERE run_id = 'sgd-slow1' AND _step < ? ~ i:1, i:-5, i:2 ~ INTEGER, BIGINT, BIGINT ~ -5, 0
          SELECT LAG(_step, 1, ?) OVER (ORDER BY _step) FROM history WHERE run_id = 'sgd-slow1' AND _step < 2 ~ i:-5 ~ BIGINT ~ -5, 0
          SELECT NTILE(?) OVER (ORDER BY run_id) FROM runs LIMIT ? ~ i:9, l:2 ~ INTEGER, INTEGER ~ 9, 8
          SELECT SUM(1) OVER (ORDER BY run_id ROWS ? PRECEDING) FROM runs ORDER BY run_id LIMIT 3 ~ i:1 ~ BIGINT ~ 1, 2, 2
          SELECT 100.0 * SUM(CASE WHEN state = ? THEN 1 ELSE 0 END) / COUNT(*) > ? FROM runs ~ s:finished, i:88 ~ VARCHAR, DECIMAL ~ true
          SELECT CASE ? WHEN 'a' THEN 1 ELSE 2 END ~ s:a ~ VARCHAR ~ 1
          SELECT SUM(CASE WHEN state = ? THEN ? ELSE ? END) FROM runs ~ s:crashed, i:1, i:0 ~ VARCHAR, VARCHAR, VARCHAR ~ 1
          SELECT SUM(COALESCE(?, ?)) FROM runs WHERE state = 'crashed' ~ i:1, i:0 ~ VARCHAR, VARCHAR ~ 1
          SELECT COUNT(*) FROM runs WHERE CASE WHEN state = ? THEN ? ELSE ? END > 0 ~ s:crashed, i:1, i:0 ~ VARCHAR, VARCHAR, VARCHAR ~ 1
          SELECT CASE 1 WHEN ? THEN 'one' ELSE 'other' END ~ d:1.5 ~ INTEGER ~ other
          SELECT COUNT(*) FROM runs WHERE (state = ?) = TRUE ~ s:finished ~ VARCHAR ~ 8
          SELECT COUNT(*) FROM runs WHERE NOT ? ~ b:false ~ BOOLEAN ~ 9
          SELECT COUNT(*) FROM runs WHERE created_at > ? - INTERVAL '1' DAY ~ L:2024-01-01T00:00 ~ TIMESTAMP ~ 9
          SELECT COUNT(*) FROM runs WHERE created_at > ? + INTERVAL '1' DAY ~ L:2034-01-01T00:00 ~ TIMESTAMP ~ 0
          SELECT COUNT(*) FROM runs WHERE CURRENT_TIMESTAMP - ? > created_at ~ D:P20000D ~ INTERVAL ~ 0
          SELECT CAST(TIMESTAMP '2024-05-06 07:08:09' - ? AS VARCHAR) ~ D:PT1H ~ TIMESTAMP ~ 2024-05-06 06:08:09
          SELECT TIMESTAMP '2024-05-06 00:00:00' + ? * INTERVAL '1' DAY ~ i:2 ~ DOUBLE ~ 2024-05-08 00:00:00.0
          SELECT DATE '2024-05-06' + ? ~ i:2 ~ INTEGER ~ 2024-05-08
          SELECT DATE '2024-05-06' - ? ~ i:2 ~ DATE ~ 2024-05-04
          SELECT DATE '2024-05-06' = ? ~ L:2024-05-06T10:00 ~ DATE ~ false
          SELECT CAST(? AS INTERVAL DAY) ~ s:1 ~ INTERVAL ~ 1 day
          SELECT CAST(? AS INTERVAL DAY) ~ D:P1D ~ INTERVAL ~ 1 day
          SELECT ? IS NULL OR 1 = ? ~ i:1, i:2 ~ VARCHAR, INTEGER ~ false
          SELECT COALESCE(NULL, ?), COALESCE(?, 1) ~ i:4, n ~ VARCHAR, BIGINT ~ 4
          SELECT GREATEST(?, ?) ~ i:9, i:10 ~ VARCHAR, VARCHAR ~ 10
          SELECT GREATEST(1, ?) ~ d:1.5 ~ BIGINT ~ 1.5
          SELECT ? || ? ~ s:a, s:b ~ VARCHAR, VARCHAR ~ ab
          SELECT ? BETWEEN ? AND ? ~ i:5, i:1, i:10 ~ VARCHAR, VARCHAR, VARCHAR ~ true
          SELECT ? > ? ~ i:10, i:9 ~ VARCHAR, VARCHAR ~ true
          SELECT ? IN (?, ?) ~ d:1.5, i:1, d:1.5 ~ VARCHAR, VARCHAR, VARCHAR ~ true
          SELECT COUNT(*) FROM runs WHERE (state, history_rows) > (?, ?) ~ s:finished, d:1.5 ~ VARCHAR, BIGINT ~ 8
          SELECT ? AS x UNION ALL SELECT 1 ~ d:1.5 ~ BIGINT ~ 1.5, 1.0
          SELECT MAX(?), SUM(?), AVG(?) ~ i:10, d:1.5, i:3 ~ VARCHAR, DOUBLE, DOUBLE ~ 10
          SELECT JSON_OBJECT('a': ?) ~ s:x ~ VARCHAR ~ {"a" : "x"}
          SELECT JSON_ARRAY(?, ?) ~ i:1, s:x ~ VARCHAR, VARCHAR ~ [1, "x"]
          SELECT COUNT(*) FROM runs GROUP BY state HAVING COUNT(*) > ? ~ d:1.5 ~ BIGINT ~ 8
          SELECT ABS(?) / 2 ~ i:-7 ~ DOUBLE ~ 3
          WITH q AS (SELECT ? AS x) SELECT COUNT(*) FROM runs, q WHERE history_rows > q.x ~ d:1.5 ~ VARCHAR ~ 9
          SELECT CAST(? AS DECIMAL(5, 2)) ~ d:1.255 ~ DECIMAL ~ 1.26
          SELECT v FROM (VALUES (2.5)) AS t (v) WHERE v > ? ~ m:2.49 ~ DECIMAL ~ 2.5
          SELECT MIN(v) OVER () > ? FROM (VALUES (2.5)) AS t (v) ~ m:-1.255 ~ DECIMAL ~ true
          """)
  void aParameterIsTypedByItsSurroundings(String sql, String values, String types, String answers)
      throws SQLException {
    try (PreparedStatement statement = bound(sql, values)) {
      assertThat(types(statement)).hasToString("[" + types + "]");
      assertThat(String.join(", ", firstColumn(statement))).isEqualTo(answers);
    }
  }

  @ParameterizedTest
  @CsvSource({"d:251.5, 8", "d:252.5, 4", "m:252.5, 4", "f:252.5, 4", "s:252, 4", "i:252, 4"})
  void aNumberBesideAWholeOneIsComparedAsItIs(String value, String count) throws SQLException {
    String sql = "SELECT COUNT(*) FROM runs WHERE history_rows > ?";

    try (PreparedStatement statement = bound(sql, value)) {
      assertThat(firstColumn(statement)).containsExactly(count);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          SELECT COUNT(*) FROM runs WHERE history_rows > ? ~ s:many ~ 22018 ~ 'many' is no number
          SELECT COUNT(*) FROM runs WHERE history_rows > ? ~ s:1.5 ~ 22018 ~ '1.5' is no BIGINT
          SELECT COUNT(*) FROM runs WHERE read_only = ? ~ s:maybe ~ 22018 ~ 'maybe' is no boolean
          SELECT COUNT(*) FROM runs WHERE created_at > ? ~ s:noon ~ 22007 ~ 'noon' is no date
          SELECT name FROM runs ORDER BY ? ~ s:name ~ 42000 ~ ORDER BY ? sorts by nothing
          SELECT name FROM runs ORDER BY name, ? DESC ~ s:name ~ 42000 ~ ORDER BY ? sorts by nothing
          SELECT name FROM runs WHERE run_id = ANY(?) ~ s:a ~ 22018 ~ = ANY(?) takes an array
          SELECT DATE_TRUNC(?, created_at) FROM runs ~ s:fortnight ~ 42000 ~ but MICROSECOND
          SELECT name FROM runs LIMIT ? ~ d:1.5 ~ 22003 ~ 1.5 is no INTEGER
          SELECT state || ? FROM runs GROUP BY state || ? ~ s:a, s:b ~ 42000 ~ neither grouped nor aggregated
          """)
  void whatDoesNotFitIsToldInWords(String sql, String values, String state, String message) {
    assertThatThrownBy(
            () -> {
              try (PreparedStatement statement = bound(sql, values)) {
                firstColumn(statement);
              }
            })
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state))
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          run_id = ANY(?) ~ sgd-slow1 sgd-mid01 nobody ~ 2
          run_id = SOME(?) ~ sgd-slow1 ~ 1
          run_id <> ALL(?) ~ sgd-slow1 sgd-mid01 ~ 7
          NOT (run_id = ANY(?)) ~ sgd-slow1 sgd-mid01 ~ 7
          run_id >= ALL(?) ~ sgd-mid01 sgd-slow1 ~ 1
          """)
  void anArrayIsComparedWithEachOfItsElements(String condition, String ids, String count)
      throws SQLException {
    String sql = "SELECT COUNT(*) FROM runs WHERE " + condition;

    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("VARCHAR", ids.split(" ")));

      assertThat(statement.getParameterMetaData().getParameterType(1)).isEqualTo(Types.ARRAY);
      assertThat(firstColumn(statement)).containsExactly(count);
    }
  }

  @Test
  void anEmptyArrayHasNoElementThatIsEqual() throws SQLException {
    String sql = "SELECT COUNT(*) FROM runs WHERE run_id = ANY(?) OR NOT (run_id <> ALL(?))";

    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("VARCHAR", new Object[0]));
      statement.setObject(2, new String[0]);

      assertThat(firstColumn(statement)).containsExactly("0");
    }
  }

  @Test
  void theElementsOfAnArrayAreAskedOfTheSource() throws SQLException {
    String sql = "EXPLAIN ANALYZE SELECT COUNT(*) FROM history WHERE run_id = ANY(?)";

    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(
          1, connection.createArrayOf("VARCHAR", new Object[] {"sgd-slow1", "sgd-mid01"}));

      assertThat(firstColumn(statement).get(0)).contains("runs: run_id in (?1, ?2)", "rows 504");
    }
  }

  @Test
  void aPlanIsShownWhetherParametersHaveValuesOrNot() throws SQLException {
    String sql = "EXPLAIN SELECT run_id FROM runs WHERE state = ?";

    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(1);
      assertThat(firstColumn(statement).get(0)).contains("state = ?");

      statement.setString(1, "finished");
      assertThat(firstColumn(statement).get(0)).contains("state = ?");
    }
  }

  @Test
  void aStatementIsExecutedWithValuesOfSeveralTypesInTurn() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT ? + ?")) {
      statement.setInt(1, 7);
      statement.setInt(2, 1);
      assertThat(firstColumn(statement)).containsExactly("8");

      statement.setDouble(2, 0.5);
      assertThat(firstColumn(statement)).containsExactly("7.5");

      statement.setString(2, "1");
      assertThat(firstColumn(statement)).containsExactly("8");
    }
  }

  private static PreparedStatement bound(String sql, String values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      int parameter = 0;
      for (String value : values.split(", ", -1)) {
        parameter++;
        statement.setObject(parameter, value(value));
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  private static @Nullable Object value(String spelled) {
    String text = spelled.length() > 2 ? spelled.substring(2) : "";
    return switch (spelled.charAt(0)) {
      case 's' -> text;
      case 'i' -> Integer.valueOf(text);
      case 'l' -> Long.valueOf(text);
      case 'd' -> Double.valueOf(text);
      case 'f' -> Float.valueOf(text);
      case 'm' -> new BigDecimal(text);
      case 'b' -> Boolean.valueOf(text);
      case 't' -> Timestamp.valueOf(text);
      case 'L' -> LocalDateTime.parse(text);
      case 'D' -> Duration.parse(text);
      default -> null;
    };
  }

  private static List<String> types(PreparedStatement statement) throws SQLException {
    ParameterMetaData parameters = statement.getParameterMetaData();
    List<String> types = new ArrayList<>();
    for (int i = 1; i <= parameters.getParameterCount(); i++) {
      types.add(parameters.getParameterTypeName(i));
    }
    return types;
  }

  private static List<String> firstColumn(PreparedStatement statement) throws SQLException {
    List<String> values = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
    }
    return values;
  }
}
