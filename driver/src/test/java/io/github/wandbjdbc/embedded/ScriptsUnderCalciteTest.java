package io.github.wandbjdbc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.wandbjdbc.schema.WandbSchema;
import io.github.wandbjdbc.standin.RecordedRequest;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.jdbc.CalciteConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The statements of the SQL scripts give the same rows under Calcite's own driver as under ours,
 * and ask the same of the API.
 */
final class ScriptsUnderCalciteTest {
  private static final Path SQL_TESTS = Path.of("../sql-tests/src/test/resources");

  /** The statements that Calcite's own driver refuses, by a part of the text, with its message. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "日本", "in character set 'ISO-8859-1'",
          "(SELECT MAX(h._step) FROM history h", "Decorrelation produced a relation",
          "(SELECT MIN(h._step) FROM history h", "Index 4 out of bounds",
          "OR NOT EXISTS (SELECT 1 FROM (VALUES (1)) AS w(x)) INTERSECT ALL",
              "cannot translate expression EXISTS",
          "GROUP BY r.run_id, v.x, r.notes", "applying rule AggregateProjectPullUpConstantsRule");

  /**
   * Parts of statements of which other things are asked, though the rows are the same: Calcite's
   * own program turns the only row of the join into a filter; ours ends an INTERSECT once it has
   * all that can be in it.
   */
  private static final List<String> ASKED_OTHERWISE =
      List.of(
          "RIGHT JOIN (VALUES ('none'))",
          "INTERSECT SELECT -0.0E0, CAST('NaN' AS DOUBLE) FROM runs");

  /**
   * The statements that Calcite's own driver answers wrongly, by a part of the text, with its
   * answer.
   */
  private static final Map<String, List<String>> ANSWERED_WRONGLY =
      Map.of(
          "FULL JOIN (VALUES (1), (1))", List.of("2"),
          "WHERE t.x = '1' GROUP BY t.x", List.of("a | 0"));

  private static final Pattern NAMES = Pattern.compile("\\[\"[^\\]]*\\]");

  private static StandIn standIn;
  private static Connection driver;
  private static Connection model;
  private static Connection builder;
  private static WandbSchema schema;

  @BeforeAll
  static void connect() throws Exception {
    standIn = StandIn.start().holdsDirectory(SQL_TESTS.resolve("digits/wandb"));
    driver =
        DriverManager.getConnection(
            "jdbc:wandb://" + standIn.hostAndPort() + "/demo-team/digits", "", StandIn.API_KEY);
    model = calcite("inline:" + model());
    builder = calcite("inline:{\"version\": \"1.0\", \"schemas\": []}");
    schema =
        WandbSchema.builder()
            .baseUrl(standIn.url().toString())
            .entity("demo-team")
            .project("digits")
            .apiKey(StandIn.API_KEY)
            .build();
    builder.unwrap(CalciteConnection.class).getRootSchema().add("digits", schema.schema());
    for (Connection connection : List.of(model, builder)) {
      connection.setSchema("digits");
    }
    // All have discovered the columns, so that none is told to do so.
    for (String table : List.of("runs", "history", "sampled_history")) {
      rows(driver, "SELECT * FROM " + table + " WHERE 1 = 0");
    }
  }

  @AfterAll
  static void disconnect() throws SQLException {
    builder.close();
    schema.close();
    model.close();
    driver.close();
    standIn.close();
  }

  @TestFactory
  Stream<DynamicTest> statements() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> scripts = Files.list(SQL_TESTS.resolve("sql"))) {
      for (Path script : scripts.sorted().toList()) {
        for (String sql : statementsOf(script)) {
          tests.add(dynamicTest("by model: " + sql, () -> answersAlike(sql, model)));
          tests.add(dynamicTest("by builder: " + sql, () -> answersAlike(sql, builder)));
        }
      }
    }
    return tests.stream();
  }

  private static void answersAlike(String sql, Connection calcite) throws SQLException {
    standIn.forgetRequests();
    List<String> expected = rows(driver, sql);
    List<String> asked = asked();

    standIn.forgetRequests();
    for (Map.Entry<String, String> refused : REFUSED.entrySet()) {
      if (sql.contains(refused.getKey())) {
        assertThatThrownBy(() -> rows(calcite, sql)).hasMessageContaining(refused.getValue());
        return;
      }
    }
    List<String> actual = rows(calcite, sql);

    for (Map.Entry<String, List<String>> wrong : ANSWERED_WRONGLY.entrySet()) {
      if (sql.contains(wrong.getKey())) {
        assertThat(actual).isEqualTo(wrong.getValue());
        return;
      }
    }
    assertThat(actual).isEqualTo(expected);
    if (ASKED_OTHERWISE.stream().noneMatch(sql::contains)) {
      // Runs that the driver lists once for several scans may be listed again.
      assertThat(new TreeSet<>(asked())).isEqualTo(new TreeSet<>(asked));
    }
  }

  /** The requests, except for the one about the user, which only the driver sends. */
  private static List<String> asked() {
    return standIn.requests().stream().map(ScriptsUnderCalciteTest::text).sorted().toList();
  }

  /** In lists of names the order tells nothing. */
  private static String text(RecordedRequest request) {
    String text = request.operation() + " " + new TreeMap<>(request.variables());
    return NAMES.matcher(text).replaceAll(names -> sorted(names.group()));
  }

  private static String sorted(String names) {
    String list = names.substring(1, names.length() - 1);
    return Stream.of(list.split(",")).sorted().collect(Collectors.joining(",", "[", "]"));
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      int columns = results.getMetaData().getColumnCount();
      while (results.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          values.add(String.valueOf(results.getObject(i)));
        }
        rows.add(String.join(" | ", values));
      }
      return rows;
    }
  }

  /** The queries of a script, without what they should answer. */
  private static List<String> statementsOf(Path script) throws IOException {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    for (String line : Files.readAllLines(script)) {
      boolean isText = !line.isBlank() && "#!+|(".indexOf(line.charAt(0)) < 0;
      if (isText || !statement.isEmpty()) {
        statement.append(line.replaceFirst(";$", "")).append('\n');
        if (line.endsWith(";")) {
          statements.add(statement.toString().strip());
          statement.setLength(0);
        }
      }
    }
    return statements;
  }

  private static Connection calcite(String model) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("model", model);
    properties.setProperty("lex", "MYSQL_ANSI");
    properties.setProperty("timeZone", "UTC");
    properties.setProperty("conformance", "BABEL");
    properties.setProperty("fun", "standard,postgresql,spark");
    return DriverManager.getConnection("jdbc:calcite:", properties);
  }

  private static String model() {
    return """
        {"version": "1.0", "schemas": [{"name": "digits", "type": "custom",
          "factory": "io.github.wandbjdbc.schema.WandbSchemaFactory",
          "operand": {"baseUrl": "%s", "apiKey": "%s", "entity": "demo-team", "project": "digits"}}]}
        """
        .formatted(standIn.url(), StandIn.API_KEY);
  }
}
