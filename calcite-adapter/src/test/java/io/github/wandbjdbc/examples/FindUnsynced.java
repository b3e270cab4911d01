package io.github.wandbjdbc.examples;

import io.github.wandbjdbc.schema.WandbSchema;
import io.github.wandbjdbc.schema.WandbSchemaBuilder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.schema.SchemaPlus;

/** Holds the run files of a folder against a project: which runs were never synced? */
final class FindUnsynced {
  private final WandbSchemaBuilder local;
  private final WandbSchemaBuilder remote;

  FindUnsynced(WandbSchemaBuilder local, WandbSchemaBuilder remote) {
    this.local = local;
    this.remote = remote;
  }

  /** The ids of the runs that only the folder has. */
  List<String> runs() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("lex", "MYSQL_ANSI");
    properties.setProperty("timeZone", "UTC");
    try (Connection connection = DriverManager.getConnection("jdbc:calcite:", properties);
        WandbSchema here = local.entity("lab").project("vision").build();
        WandbSchema there = remote.entity("lab").project("vision").build()) {
      SchemaPlus root = connection.unwrap(CalciteConnection.class).getRootSchema();
      root.add("here", here.schema());
      root.add("there", there.schema());

      String sql =
          """
          SELECT run_id, MIN(place) AS place
          FROM (SELECT run_id, 'here only' AS place FROM here.runs
                UNION ALL SELECT run_id, 'there' FROM there.runs) AS everywhere
          GROUP BY run_id HAVING MAX(place) = 'here only'
          ORDER BY run_id
          """;
      List<String> unsynced = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          unsynced.add(rows.getString("run_id"));
        }
      }
      return unsynced;
    }
  }
}
