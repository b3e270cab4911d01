package io.github.wandbjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The statements that the manual of SQL begins with have rows of the genuine runs. */
final class ShortWaysTest {
  private static final Pattern STATEMENT = Pattern.compile("\\| `(SELECT [^`]*)` \\|\n");

  @TempDir Path directory;

  @Test
  void eachHasRows() throws IOException, SQLException {
    String page = Files.readString(Path.of("..", "docs", "sql.md"));
    int begin = page.indexOf("## Short ways");
    List<String> statements =
        STATEMENT
            .matcher(page.substring(begin, page.indexOf("\n## ", begin)))
            .results()
            .map(statement -> statement.group(1))
            .toList();

    assertThat(statements).hasSize(6);
    String url = "jdbc:wandb:file:" + Digits.restedCopy(directory);
    try (Connection connection = DriverManager.getConnection(url)) {
      for (String statement : statements) {
        assertThat(Answer.to(statement, connection).rows()).as(statement).isNotEmpty();
      }
    }
  }
}
