package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.fuzz.Fuzzing;
import io.github.wandbjdbc.standin.StandIn;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever is asked, there are rows or an exception with an SQLState that blames nobody here. */
public final class SqlFuzzTest {
  private static final StandIn STAND_IN =
      StandIn.start()
          .holds(
              experiment("run").config("lr", 0.1).summary("a\"b", 1).logging("loss").forSteps(5));

  private static final Connection CONNECTION = connect();

  @Test
  @Timeout(value = 10, unit = TimeUnit.HOURS)
  void sqlAndNamesEndInRowsOrARefusal() {
    Fuzzing.of("sql")
        .seeds(
            "\0select name, \"summary.a\"\"b\" from runs where state = 'finished' order by 1 limit 3",
            "\0select count(*), max(loss) from history group by run_id having max(loss) > 0.5",
            "\0select r.name from runs r join history h using (run_id) where h._step between 1 and 3",
            "\0explain select * from sampled_history where samples = 10 and loss is not null",
            "\0select {fn ucase(name)}, cast(created_at as varchar) from runs where name like 'a!_%' escape '!'",
            "\1summary.a\"b",
            "\2it's",
            "\3run_%\\_x")
        .tokens(
            "select ",
            " from runs",
            "'",
            "\"",
            "\"\"",
            "--",
            "/*",
            "*/",
            "?",
            ";",
            "(",
            ")",
            "null",
            "::double",
            " union ",
            "interval '1' day",
            "{fn ",
            "%",
            "_",
            "\\",
            "\u0000",
            "\u202e",
            "9999999999999999999",
            "1e400")
        .run(10_000, SqlFuzzTest::fuzzerTestOneInput);
  }

  /** Asks with {@code input}, whose first byte says what it is. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    byte[] rest = Arrays.copyOfRange(input, 1, input.length);
    String text = new String(rest, StandardCharsets.UTF_8);
    try {
      switch (Math.floorMod(input[0], 4)) {
        case 0 -> ask(text);
        case 1 -> ask("select \"" + text.replace("\"", "\"\"") + "\" from runs");
        case 2 -> ask("select name from runs where name = '" + text.replace("'", "''") + "'");
        default -> browse(text);
      }
    } catch (SQLException e) {
      assertThat(e.getSQLState()).as(e.getMessage()).isNotIn(null, "XX000", "HY000", "XX001");
    } finally {
      STAND_IN.forgetRequests();
    }
  }

  private static void ask(String sql) throws SQLException {
    try (Statement statement = CONNECTION.createStatement()) {
      statement.setQueryTimeout(5);
      statement.setMaxRows(100);
      if (statement.execute(sql)) {
        read(statement.getResultSet());
      }
    }
  }

  private static void browse(String name) throws SQLException {
    DatabaseMetaData metaData = CONNECTION.getMetaData();
    read(metaData.getTables(null, null, name, null));
    read(metaData.getColumns(null, null, name, name));
    read(metaData.getColumns("lab", name, "runs", "%"));
    read(metaData.getPrimaryKeys(null, "vision", name));
    read(metaData.getSchemas(null, name));
  }

  private static void read(ResultSet rows) throws SQLException {
    try (rows) {
      while (rows.next()) {
        String unused = rows.getString(1);
      }
    }
  }

  private static Connection connect() {
    try {
      return DriverManager.getConnection(
          "jdbc:wandb://" + STAND_IN.hostAndPort() + "/lab/vision", "", StandIn.API_KEY);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
