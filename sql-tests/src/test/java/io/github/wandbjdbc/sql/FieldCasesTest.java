package io.github.wandbjdbc.sql;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Statements of kinds that people ask about in public get the answer that they expect. */
final class FieldCasesTest {
  private static final Path CASES = Path.of("src/test/resources/cases/sql-from-the-field.json");
  private static final int SECONDS = 30;
  private static final double TOLERANCE = 1e-12;

  private static StandIn standIn;
  private static Connection connection;

  @BeforeAll
  static void serve() throws SQLException {
    standIn = StandIn.start();
    standIn.holds(
        experiment("f000").config("lr", 0.1).logging("loss").forSteps(300),
        experiment("f001").config("lr", 0.01).logging("loss").forSteps(300));
    connection =
        DriverManager.getConnection(
            "jdbc:wandb://%s/%s/%s"
                .formatted(standIn.hostAndPort(), StandIn.ENTITY, StandIn.PROJECT),
            "",
            StandIn.API_KEY);
  }

  @AfterAll
  static void stop() throws SQLException {
    connection.close();
    standIn.close();
  }

  @TestFactory
  Stream<DynamicTest> statementsFromTheFieldGetTheirAnswer() throws IOException {
    return read().map(one -> dynamicTest(id(one), () -> check(one)));
  }

  private static void check(JsonNode one) {
    assertThat(differs(one)).as(one.get("sql").asText()).isNull();
  }

  private static Stream<JsonNode> read() throws IOException {
    return StreamSupport.stream(new JsonMapper().readTree(CASES.toFile()).spliterator(), false);
  }

  private static String id(JsonNode one) {
    return one.get("id").asText();
  }

  /** The difference from the expected answer; null if there is none. */
  private static @Nullable String differs(JsonNode one) {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(SECONDS);
      List<List<@Nullable Object>> rows = new ArrayList<>();
      try (ResultSet results = statement.executeQuery(one.get("sql").asText())) {
        while (results.next()) {
          List<@Nullable Object> row = new ArrayList<>();
          for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
            row.add(results.getObject(i));
          }
          rows.add(row);
        }
      }
      JsonNode want = one.get("want");
      return want != null && isTable(want, rows) ? null : "rows " + rows;
    } catch (SQLException e) {
      String message = e.getSQLState() + " " + e.getMessage();
      JsonNode refuse = one.get("refuse");
      return refuse != null && Pattern.compile(refuse.asText()).matcher(message).find()
          ? null
          : message;
    }
  }

  private static boolean isTable(JsonNode want, List<List<@Nullable Object>> rows) {
    return want.size() == rows.size()
        && IntStream.range(0, rows.size()).allMatch(i -> isRow(want.get(i), rows.get(i)));
  }

  private static boolean isRow(JsonNode want, List<@Nullable Object> row) {
    return want.size() == row.size()
        && IntStream.range(0, row.size()).allMatch(i -> isValue(want.get(i), row.get(i)));
  }

  /** Numbers of any type mean the same; times stand in the file as text. */
  private static boolean isValue(JsonNode want, @Nullable Object value) {
    if (value == null || want.isNull()) {
      return value == null && want.isNull();
    } else if (value instanceof Number number) {
      double wanted = want.asDouble(Double.NaN);
      return want.isNumber()
          && Math.abs(number.doubleValue() - wanted) <= TOLERANCE * Math.abs(wanted);
    } else if (value instanceof Timestamp time) {
      return time.toLocalDateTime().equals(LocalDateTime.parse(want.asText()));
    }
    return want.asText().equals(value.toString()) && want.isBoolean() == value instanceof Boolean;
  }
}
