package io.github.wandbjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Statements as researchers type them by ear are answered as they are meant, with a warning where
 * they surely mean something else, or refused in words that lead to the next try.
 */
final class ByEarCasesTest {
  private static final Path CASES = Path.of("src/test/resources/cases/sql-by-ear.json");
  private static final int SECONDS = 30;
  private static final double TOLERANCE = 1e-9;

  /** A warning that concerns a file, not the statement. */
  private static final String ABOUT_FILE = ".wandb";

  private static Connection connection;

  @BeforeAll
  static void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:wandb:file:src/test/resources/digits/wandb");
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  @TestFactory
  Stream<DynamicTest> statementsTypedByEarAreAnsweredAsMeantOrLeadOn() throws IOException {
    JsonNode file = new JsonMapper().readTree(CASES.toFile());
    List<String> never = texts(file.get("never"));
    return StreamSupport.stream(file.get("cases").spliterator(), false)
        .map(one -> dynamicTest(one.get("id").asText(), () -> check(one, never)));
  }

  private static void check(JsonNode one, List<String> never) throws SQLException {
    String sql = one.get("sql").asText();
    String expect = one.get("expect").asText();
    List<String> warnings = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    List<List<@Nullable Object>> rows;
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(SECONDS);
      rows = rows(statement, sql, labels, warnings);
    } catch (SQLException e) {
      String message = e.getSQLState() + " " + e.getMessage();
      assertThat(expect).as("%s is answered by %s", sql, message).isIn("refused", "either");
      assertThat(states(one)).as(message).anyMatch(e.getSQLState()::startsWith);
      leadsOn(one, String.valueOf(e.getMessage()), sql, never);
      return;
    }

    assertThat(expect).as("%s is answered by the rows %s", sql, rows).isNotEqualTo("refused");
    if (expect.equals("warned")) {
      assertThat(warnings).as("warnings of %s", sql).anySatisfy(w -> leadsOn(one, w, sql, never));
    }
    if (one.path("quiet").asBoolean()) {
      assertThat(warnings).as("warnings of %s", sql).allMatch(w -> w.contains(ABOUT_FILE));
    }
    if (one.has("labels")) {
      assertThat(labels).isEqualTo(texts(one.get("labels")));
    }
    checkRows(one, rows);
  }

  private static List<List<@Nullable Object>> rows(
      Statement statement, String sql, List<String> labels, List<String> warnings)
      throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (ResultSet results = statement.executeQuery(sql)) {
      int columns = results.getMetaData().getColumnCount();
      for (int i = 1; i <= columns; i++) {
        labels.add(results.getMetaData().getColumnLabel(i));
      }
      while (results.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(results.getObject(i));
        }
        rows.add(row);
      }
      addAll(results.getWarnings(), warnings);
    }
    addAll(statement.getWarnings(), warnings);
    return rows;
  }

  private static void addAll(@Nullable SQLWarning first, List<String> warnings) {
    for (SQLWarning one = first; one != null; one = one.getNextWarning()) {
      warnings.add(one.getMessage());
    }
  }

  private static Set<String> states(JsonNode one) {
    return one.has("states") ? new HashSet<>(texts(one.get("states"))) : Set.of("42", "25", "22");
  }

  /** The lines that repeat the statement, or point into it, lead nowhere. */
  private static void leadsOn(JsonNode one, String message, String sql, List<String> never) {
    String said =
        String.join(
            "\n",
            message
                .lines()
                .filter(line -> !sql.contains(line.strip()) && !line.strip().equals("^"))
                .toList());
    for (JsonNode says : one.get("says")) {
      if (says.isArray()) {
        assertThat(texts(says)).as(message).anyMatch(said::contains);
      } else {
        assertThat(said).contains(says.asText());
      }
    }
    assertThat(said).doesNotContain(never.toArray(String[]::new));
  }

  private static void checkRows(JsonNode one, List<List<@Nullable Object>> rows) {
    boolean loose = one.path("loose").asBoolean();
    if (one.has("rows")) {
      List<JsonNode> right = new ArrayList<>();
      right.add(one.get("rows"));
      one.path("alts").forEach(right::add);
      boolean ordered = one.path("ordered").asBoolean();
      assertThat(right).as("rows %s", rows).anyMatch(want -> sameRows(want, rows, ordered, loose));
    }
    List<String> cells =
        rows.stream().flatMap(List::stream).filter(Objects::nonNull).map(Object::toString).toList();
    for (String cell : texts(one.path("cells"))) {
      assertThat(cells).anyMatch(c -> c.contains(cell));
    }
    for (String not : texts(one.path("cells_not"))) {
      assertThat(cells).noneMatch(c -> c.contains(not));
    }
  }

  private static boolean sameRows(
      JsonNode want, List<List<@Nullable Object>> rows, boolean ordered, boolean loose) {
    if (want.size() != rows.size()) {
      return false;
    }
    List<List<@Nullable Object>> left = new ArrayList<>(rows);
    for (int i = 0; i < want.size(); i++) {
      int found = 0;
      while (found < (ordered ? 1 : left.size()) && !isRow(want.get(i), left.get(found), loose)) {
        found++;
      }
      if (found == (ordered ? 1 : left.size())) {
        return false;
      }
      left.remove(found);
    }
    return true;
  }

  private static boolean isRow(JsonNode want, List<@Nullable Object> row, boolean loose) {
    if (want.size() != row.size()) {
      return false;
    }
    for (int i = 0; i < row.size(); i++) {
      if (!isValue(want.get(i), row.get(i), loose)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isValue(JsonNode want, @Nullable Object value, boolean loose) {
    if (value == null || want.isNull()) {
      return value == null && want.isNull();
    } else if (want.isNumber() && (value instanceof Number || loose)) {
      double wanted = want.asDouble();
      double found = number(value);
      return Math.abs(found - wanted) <= TOLERANCE * Math.max(1, Math.abs(wanted));
    }
    return want.asText().equals(value.toString())
        || (want.isBoolean() && want.asText().equals(value.toString().toLowerCase(Locale.ROOT)));
  }

  private static double number(Object value) {
    try {
      return Double.parseDouble(value.toString());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }
}
