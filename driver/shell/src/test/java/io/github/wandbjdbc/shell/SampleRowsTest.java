package io.github.wandbjdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.cli.OutputFormat;
import io.github.wandbjdbc.cli.RowPrinter;
import io.github.wandbjdbc.cli.Screen;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/dbeaver.md} to the sample runs: the rows and errors of its statements, the tree
 * and the keys. {@code -Dpages=write} writes them.
 */
class SampleRowsTest {
  private static final Path DOCS = Path.of("../../docs");
  private static final Path PAGE = DOCS.resolve("dbeaver.md");
  private static final String URL = "jdbc:wandb:file:../../sql-tests/src/test/resources/digits";
  private static final boolean WRITE = "write".equals(System.getProperty("pages"));

  private static final Pattern ROWS =
      Pattern.compile("(?s)(```sql\n((?:(?!```).)*)```\n\n)((?:\\|[^\n]*\n)+)");
  private static final Pattern ERROR =
      Pattern.compile("(?s)(```sql\n((?:(?!```).)*)```\n)```text\n(SQL Error.*?)```\n");
  private static final Pattern TREE = Pattern.compile("(?s)```text\n(demo-team\n.*?)```\n");
  private static final Pattern KEYS = Pattern.compile("(?s)```mermaid\n(.*?)```\n");
  private static final Pattern BAD_URL =
      Pattern.compile("(?m)^\\| [^|\\n]* \\| `(jdbc:wandb:[^`]*)` \\| ([^|\\n]*) \\|$");
  private static final Pattern REFUSED =
      Pattern.compile("(?m)^\\| [^|\\n]* \\| \\w{5} \\| ([^|\\n]*) \\|$");

  @FunctionalInterface
  private interface Answer {
    String of(Statement statement, MatchResult example) throws SQLException, IOException;
  }

  @Test
  void eachStatementHasTheRowsBelowIt() throws Exception {
    hold(ROWS, 4, (statement, example) -> example.group(1) + rows(statement, example.group(2)));
  }

  @Test
  void eachMistakeHasTheMessageBelowIt() throws Exception {
    hold(
        ERROR,
        6,
        (statement, example) ->
            "%s```text\n%s\n```\n".formatted(example.group(1), error(statement, example.group(2))));
  }

  @Test
  void theTreeIsThatOfTheMetadata() throws Exception {
    hold(
        TREE,
        1,
        (statement, example) ->
            "```text\n%s```\n".formatted(MetadataTree.of(statement.getConnection(), "history")));
  }

  @Test
  void theDiagramHasEachForeignKey() throws Exception {
    hold(
        KEYS,
        1,
        (statement, example) ->
            "```mermaid\n%s```\n".formatted(MetadataTree.diagram(statement.getConnection())));
  }

  @Test
  void aUrlThatIsWrongIsRefusedAsThePageSays() throws Exception {
    List<MatchResult> urls = BAD_URL.matcher(Files.readString(PAGE)).results().toList();

    for (MatchResult url : urls) {
      assertThatThrownBy(() -> DriverManager.getConnection(url.group(1)))
          .isInstanceOf(SQLException.class)
          .hasMessage(url.group(2));
    }
    assertThat(urls).hasSize(4);
  }

  @Test
  void whatAServerRefusesIsSaidAsOnThePageOfConnecting() throws Exception {
    String connecting = Files.readString(DOCS.resolve("connecting.md"));

    List<MatchResult> rows = REFUSED.matcher(Files.readString(PAGE)).results().toList();

    assertThat(rows).hasSize(4);
    assertThat(rows).allSatisfy(row -> assertThat(connecting).contains("| " + row.group(1) + " |"));
  }

  /** Compares each example on the page with what it should be, or writes it. */
  private static void hold(Pattern examples, int least, Answer answer) throws Exception {
    String page = Files.readString(PAGE);
    Matcher matcher = examples.matcher(page);
    StringBuilder told = new StringBuilder();
    List<String> found = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(URL)) {
      while (matcher.find()) {
        try (Statement statement = connection.createStatement()) {
          String text = answer.of(statement, matcher.toMatchResult());
          matcher.appendReplacement(told, Matcher.quoteReplacement(text));
          found.add(text);
        }
      }
    }
    matcher.appendTail(told);
    if (WRITE) {
      Files.writeString(PAGE, told);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(told.toString());
    assertThat(found).hasSizeGreaterThanOrEqualTo(least);
  }

  private static String rows(Statement statement, String sql) throws SQLException, IOException {
    StringWriter out = new StringWriter();
    try (ResultSet rows = statement.executeQuery(sql)) {
      RowPrinter printer = OutputFormat.MARKDOWN.to(out, rows.getMetaData(), Screen.NONE, true);
      while (rows.next()) {
        printer.print(rows);
      }
      printer.finish();
    }
    return out.toString();
  }

  /** As DBeaver shows an error: the SQLState in front of the message. */
  private static String error(Statement statement, String sql) {
    try (ResultSet rows = statement.executeQuery(sql)) {
      return "no error, but " + (rows.next() ? "rows" : "no row");
    } catch (SQLException e) {
      return "SQL Error [%s]: %s".formatted(e.getSQLState(), e.getMessage());
    }
  }
}
