package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.cli.OutputFormat;
import io.github.wandbjdbc.cli.RowLoop;
import io.github.wandbjdbc.cli.Screen;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement of the manual, which is followed by its rows.
 *
 * @param table as it stands behind FROM
 * @param source the project that it is asked of
 * @param sql the statement, perhaps with others before it
 */
record TableExample(String table, String source, String sql) {
  private static final Path FILE =
      Path.of(
          "../calcite-adapter/src/test/resources/io/github/wandbjdbc/schema/table-examples.sql");

  private static final Pattern EXAMPLE =
      Pattern.compile("(?m)^-- (\\S+): (\\w+)\\n((?:(?!--).+\\n)+)");

  /** Those of the page of tables, in its order. */
  static List<TableExample> all() throws IOException {
    return EXAMPLE
        .matcher(Files.readString(FILE))
        .results()
        .map(found -> new TableExample(found.group(1), found.group(2), found.group(3)))
        .toList();
  }

  /** The rows, in Markdown, without a warning. */
  String rows(Connection connection) throws SQLException, IOException {
    StringWriter rows = new StringWriter();
    for (String one : sql.split(";\n", -1)) {
      rows.getBuffer().setLength(0);
      try (Statement statement = connection.createStatement();
          ResultSet results = statement.executeQuery(one)) {
        RowLoop.print(
            results,
            OutputFormat.MARKDOWN.to(rows, results.getMetaData(), Screen.NONE, true),
            row -> {},
            () -> {});
        if (statement.getWarnings() != null) {
          throw Objects.requireNonNull(statement.getWarnings());
        }
      }
    }
    return rows.toString();
  }

  /** {@code page} with {@code rows} behind this statement, whichever there were. */
  String shown(String rows, String page) {
    String begin = "```sql\n" + sql + "```\n\n";
    return Pattern.compile(Pattern.quote(begin) + "(?:\\|.*\\n)*")
        .matcher(page)
        .replaceAll(Matcher.quoteReplacement(begin + rows));
  }
}
