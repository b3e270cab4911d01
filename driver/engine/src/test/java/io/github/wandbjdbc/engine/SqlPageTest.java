package io.github.wandbjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.Functions.Function;
import io.github.wandbjdbc.engine.Functions.Kind;
import io.github.wandbjdbc.engine.Functions.Way;
import io.github.wandbjdbc.engine.judge.Postgres;
import io.github.wandbjdbc.engine.source.NoTables;
import io.github.wandbjdbc.engine.source.SearchPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.junit.jupiter.api.Test;

/**
 * The manual's page about SQL is generated from the catalogue. {@code ./mvnw -Dfast test -pl
 * driver/engine -Dtest=SqlPageTest -Dpages=write} writes it anew.
 */
class SqlPageTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "sql.md");

  /** The rows that examples of aggregates and windows are of. */
  private static final String ROWS =
      "(VALUES (1e0, 2e0, 'a', 1), (2e0, 2e0, 'b', 3), (4e0, 8e0, 'c', 6)) AS s (x, y, t, n)";

  /**
   * The functions that PostgreSQL defines differently, for a reason that the page gives, or with
   * other types.
   */
  private static final Set<String> OTHERWISE = Set.of("HYPOT", "RANDOM");

  private final QueryEngine engine = new QueryEngine(SqlOperatorTables.of(), "");
  private final Map<String, Example> examples = new TreeMap<>();

  /** An expression, and the text of its value; of windows those of all rows. */
  private record Example(String name, String expression, String answer) {}

  SqlPageTest() throws IOException {
    resource("function-examples.tsv")
        .lines()
        .map(line -> line.split("\t", -1))
        .forEach(part -> examples.put(part[0], new Example(part[0], part[1], part[2])));
  }

  @Test
  void thePageSaysWhatTheCatalogueSays() throws IOException {
    String text = page();
    if ("write".equals(System.getProperty("pages"))) {
      Files.writeString(PAGE, text);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(text);
  }

  @Test
  void everyFunctionHasALineAndAnExample() {
    assertThat(Functions.all())
        .isNotEmpty()
        .allSatisfy(
            function -> {
              assertThat(function.remarks()).as(function.name()).isNotBlank();
              assertThat(examples).containsKey(function.name());
            });
  }

  @Test
  void everyExampleGivesItsAnswer() {
    for (Function function : Functions.all()) {
      Example example = example(function);
      List<String> values = new ArrayList<>();
      try (Rows rows =
          engine
              .prepare(statement(example, function.kind()), SearchPath.NONE, 0, NoTables.INSTANCE)
              .execute(List.of(), NoTables.INSTANCE)) {
        while (rows.next()) {
          values.add(Objects.requireNonNullElse(rows.value(0), "NULL").toString());
        }
      }

      assertThat(String.join("; ", values)).as(example.expression()).isEqualTo(example.answer());
    }
  }

  @Test
  void whatPostgresKnowsOfTheExamplesItAnswersAlike() {
    Postgres postgres = Postgres.startOrSkip();
    List<String> different = new ArrayList<>();
    int known = 0;
    for (Function function : Functions.all()) {
      Example example = example(function);
      String answer;
      try {
        answer =
            postgres.value(
                "(SELECT string_agg(coalesce(v, 'NULL'), '; ') FROM (%s) q (v))"
                    .formatted(withDoubles(statement(example, function.kind()))));
      } catch (SQLException e) {
        // It knows no such function.
        continue;
      }
      if (!OTHERWISE.contains(function.name())) {
        known++;
        String theirs = answer.replaceAll("\\+00\\b", "");
        if (!example.answer().equals(theirs) && !areNear(example.answer(), theirs)) {
          different.add(example + ": " + theirs);
        }
      }
    }

    System.out.println("examples that PostgreSQL answers alike: " + known);
    assertThat(different).isEmpty();
    assertThat(known).isGreaterThan(examples.size() / 3);
  }

  private Example example(Function function) {
    return Objects.requireNonNull(examples.get(function.name()), function.name());
  }

  private static String statement(Example example, Kind kind) {
    return "SELECT CAST(%s AS VARCHAR)%s"
        .formatted(example.expression(), kind == Kind.SCALAR ? "" : " FROM " + ROWS);
  }

  /** Whether both are numbers, which differ in their last digits at most. */
  private static boolean areNear(String ours, String theirs) {
    try {
      double number = Double.parseDouble(theirs);
      return Math.abs(Double.parseDouble(ours) - number) <= 1e-12 * Math.abs(number);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** {@code sql} with literals of doubles as PostgreSQL has them. */
  private static String withDoubles(String sql) {
    return sql.replaceAll("\\b[0-9.]+e0\\b", "$0::float8");
  }

  private String page() throws IOException {
    StringBuilder page = new StringBuilder(resource("sql-page.md"));
    String section = "";
    for (Function function : Functions.all()) {
      if (!section.equals(function.section())) {
        section = function.section();
        page.append("\n## ").append(section).append('\n').append(introduction(function.kind()));
        page.append("| function | signatures | description | example |\n|---|---|---|---|\n");
      }
      Example example = example(function);
      page.append(
          "| `%s` | %s | %s | `%s`: %s |\n"
              .formatted(
                  cell(function.name()),
                  ways(function),
                  cell(function.remarks()),
                  cell(example.expression()),
                  example.answer().isEmpty() ? "" : "`" + cell(example.answer()) + "`"));
    }
    return page.toString();
  }

  private static String introduction(Kind kind) {
    return switch (kind) {
      case SCALAR -> "\n";
      case AGGREGATE ->
          """
          Aggregates support `DISTINCT`, `FILTER (WHERE …)`, `ORDER BY` within the parentheses if the order matters, and `OVER` for windows.
          The examples use these rows:

          ```sql
          SELECT … FROM %s
          ```

          """
              .formatted(ROWS);
      case WINDOW ->
          "The examples use the same rows, and show a result for each, in their order.\n\n";
    };
  }

  private static String ways(Function function) {
    Set<String> ways = new LinkedHashSet<>();
    for (Way way : function.ways()) {
      ways.add(
          way.operands().stream().map(Functions.Type::name).collect(Collectors.joining(", "))
              + (way.variadic() ? ", …" : "")
              + " → "
              + way.result().name());
    }
    return ways.stream()
        .map(way -> way.startsWith(" → ") ? way.substring(1) : way)
        .collect(Collectors.joining("<br>"));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = SqlPageTest.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
