package io.github.wandbjdbc.clients;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.apache.calcite.adapter.jdbc.JdbcSchema;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.schema.SchemaPlus;

/** Runs as a schema of a Calcite that knows JDBC alone; takes a URL and an API key. */
public final class CalciteProgram {
  private static final String DRIVER = "io.github.wandbjdbc.jdbc.WandbDriver";

  private CalciteProgram() {}

  public static void main(String[] arguments) throws SQLException {
    DataSource source = JdbcSchema.dataSource(arguments[0], DRIVER, "", arguments[1]);
    try (Connection connection = DriverManager.getConnection("jdbc:calcite:lex=MYSQL_ANSI")) {
      SchemaPlus root = connection.unwrap(CalciteConnection.class).getRootSchema();
      root.add("wandb", JdbcSchema.create(root, "wandb", source, null, "digits"));
      print(
          connection,
          "SELECT name, history_rows FROM wandb.runs WHERE state = 'crashed' OR name = '日本'");
      print(
          connection,
          "SELECT r.name, MAX(h.\"val/acc\") FROM wandb.runs r"
              + " JOIN wandb.history h ON h.run_id = r.run_id"
              + " WHERE r.\"config.optimizer\" = 'momentum' GROUP BY r.name ORDER BY 2 DESC LIMIT 1");
      print(
          connection,
          "EXPLAIN PLAN FOR SELECT r.name, MAX(h.\"val/acc\") FROM wandb.runs r"
              + " JOIN wandb.history h ON h.run_id = r.run_id"
              + " WHERE r.history_rows > 500 GROUP BY r.name ORDER BY 2 DESC LIMIT 1");
    }
  }

  private static void print(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        StringBuilder line = new StringBuilder(rows.getString(1));
        for (int i = 2; i <= rows.getMetaData().getColumnCount(); i++) {
          line.append(' ').append(rows.getString(i));
        }
        System.out.println(line);
      }
    }
  }
}
