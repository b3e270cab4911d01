package io.github.wandbjdbc.examples;

import io.github.wandbjdbc.schema.WandbSchema;
import io.github.wandbjdbc.schema.WandbSchemaBuilder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.calcite.adapter.file.FileSchemaFactory;
import org.apache.calcite.adapter.jdbc.JdbcSchema;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.schema.SchemaPlus;

/** Joins experiments with a database's table and with a CSV file, by Calcite's own driver. */
final class JoinOtherSources {
  private final WandbSchemaBuilder experiments;
  private final DataSource database;
  private final Path csv;

  JoinOtherSources(WandbSchemaBuilder experiments, DataSource database, Path csv) {
    this.experiments = experiments;
    this.database = database;
    this.csv = csv;
  }

  /** The best accuracy of each run that {@code team} owns, and the data set that it saw. */
  List<String> best(String team) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("lex", "MYSQL_ANSI");
    properties.setProperty("timeZone", "UTC");
    try (Connection connection = DriverManager.getConnection("jdbc:calcite:", properties);
        WandbSchema wandb = experiments.entity("lab").project("vision").build()) {
      SchemaPlus root = connection.unwrap(CalciteConnection.class).getRootSchema();
      root.add("wandb", wandb.schema());
      root.add("shop", JdbcSchema.create(root, "shop", database, null, "PUBLIC"));
      Map<String, Object> folder = Map.of("directory", csv.toString());
      root.add("files", FileSchemaFactory.INSTANCE.create(root, "files", folder));

      String sql =
          """
          SELECT o.owner, r.name, d.dataset, MAX(h."val/acc") AS best
          FROM shop.owners o
          JOIN files.datasets d ON d.run_id = o.run_id
          JOIN wandb.runs r ON r.run_id = o.run_id
          JOIN wandb.history h ON h.run_id = r.run_id
          WHERE o.team = ?
          GROUP BY o.owner, r.name, d.dataset
          ORDER BY best DESC
          """;
      List<String> lines = new ArrayList<>();
      try (var statement = connection.prepareStatement(sql)) {
        statement.setString(1, team);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            lines.add(rows.getString("name") + " " + rows.getDouble("best"));
          }
        }
      }
      return lines;
    }
  }
}
