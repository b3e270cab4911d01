package io.github.wandbjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.sql.DigitsSources.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of the page on EXPLAIN, each against what the driver says. */
final class ExplainTest {
  private static final Path PAGE = Path.of("..", "docs", "explain.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("```sql\n(?<sql>.*?)```\n```text\n(?<text>.*?)```", Pattern.DOTALL);
  private static final Pattern MEASURED =
      Pattern.compile("[0-9.]+ (ms|kB)|time: [0-9]+|[0-9.]+ s or more");

  @TempDir static Path directory;
  private static DigitsSources sources;
  private static Connection connection;

  @BeforeAll
  static void serve() throws IOException, SQLException {
    sources = DigitsSources.over(Digits.restedCopy(directory));
    connection = sources.connect(Source.API);
  }

  @AfterAll
  static void stop() throws SQLException {
    connection.close();
    sources.close();
  }

  @TestFactory
  List<DynamicTest> theExamplesAreWhatTheDriverSays() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    Matcher example = EXAMPLE.matcher(Files.readString(PAGE));
    while (example.find()) {
      String sql = example.group("sql").strip();
      String text = example.group("text").strip();
      tests.add(
          DynamicTest.dynamicTest(
              sql, () -> assertThat(measured(explained(sql))).isEqualTo(measured(text))));
    }
    assertThat(tests).hasSizeGreaterThan(5);
    return tests;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT state, 100.0 * COUNT(*) / SUM(COUNT(*)) OVER () FROM runs GROUP BY state"
            + " | Window: SUM(COUNT(*)) OVER ()",
        "SELECT run_id, _step - LAG(_step, 2) OVER (PARTITION BY run_id ORDER BY _step DESC)"
            + " FROM history | Window: LAG(_step, 2) OVER (PARTITION BY run_id ORDER BY _step DESC)",
        "SELECT SUM(_step) OVER (ORDER BY _step ROWS BETWEEN 2 PRECEDING AND UNBOUNDED FOLLOWING)"
            + " FROM history | ROWS BETWEEN 2 PRECEDING AND UNBOUNDED FOLLOWING)",
        "SELECT COUNT(*) FROM (SELECT run_id FROM history GROUP BY run_id HAVING SUM(_step * 2) > 5)"
            + " | Aggregate: SUM(_step * 2) by run_id",
        "SELECT name, (SELECT COUNT(*) FROM history h WHERE h.run_id = r.run_id) FROM runs r"
            + " | Aggregate: COUNT(*) by run_id",
        "SELECT 2 * (COUNT(*) + 1) FROM runs GROUP BY state, notes ORDER BY COUNT(*) + 1"
            + " | Aggregate: COUNT(*) by state, notes",
      })
  void namesColumnsByWhatTheyCompute(String sql, String line) throws SQLException {
    assertThat(explained("EXPLAIN " + sql)).contains(line).doesNotContain("$");
  }

  private static String explained(String sql) throws SQLException {
    return String.valueOf(Answer.to(sql, connection).value());
  }

  /** Without what differs from run to run. */
  private static String measured(String text) {
    return MEASURED.matcher(text).replaceAll("…");
  }
}
