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

  private static String explained(String sql) throws SQLException {
    return String.valueOf(Answer.to(sql, connection).value());
  }

  /** Without what differs from run to run. */
  private static String measured(String text) {
    return MEASURED.matcher(text).replaceAll("…");
  }
}
