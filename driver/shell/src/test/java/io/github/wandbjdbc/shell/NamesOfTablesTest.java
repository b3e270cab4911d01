package io.github.wandbjdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Completion offers names as a statement has them. */
final class NamesOfTablesTest {
  private static final String URL = "jdbc:wandb:file:" + Ran.ONE_RUN;

  @Test
  void eachColumnIsAsItCanBeRead() throws Exception {
    try (Names names = new Names(() -> DriverManager.getConnection(URL));
        Connection connection = DriverManager.getConnection(URL);
        Statement statement = connection.createStatement()) {
      Names.Found found = names.found();

      assertThat(found.tables()).contains("runs", "history", "history_values");
      assertThat(found.columns()).contains("run_id", "_step", "\"value\"", "\"train/loss\"");
      for (String column : found.columns()) {
        statement
            .executeQuery("SELECT %s FROM (SELECT 1 AS %s) t".formatted(column, column))
            .close();
      }
    }
  }
}
