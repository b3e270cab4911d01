package io.github.wandbjdbc.schema;

import static java.util.Objects.requireNonNull;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.WandbClient;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.SchemaPlus;
import org.jspecify.annotations.Nullable;

/** Runs SQL by Calcite's own driver over our schema. */
public final class Sql implements AutoCloseable {
  private final Connection connection;

  /** SQL over {@code client}, with the tables of {@link HeldExperiments#PROJECT} at hand. */
  public Sql(WandbClient client, SchemaOptions options) throws SQLException {
    this(client, options, HeldExperiments.PROJECT);
  }

  /** SQL over {@code client}, with the tables of {@code project} at hand. */
  public Sql(WandbClient client, SchemaOptions options, ProjectPath project) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("lex", "MYSQL_ANSI");
    properties.setProperty("timeZone", "UTC");
    properties.setProperty("conformance", "BABEL");
    connection = DriverManager.getConnection("jdbc:calcite:", properties);
    SchemaPlus root = connection.unwrap(CalciteConnection.class).getRootSchema();
    Schema schema = WandbSchema.over(client, options).root(CallScope.unbounded());
    Schema entity = requireNonNull(schema.subSchemas().get(project.entity()));
    root.add("project", requireNonNull(entity.subSchemas().get(project.project())));
    connection.setSchema("project");
  }

  /** The rows of {@code sql}, values separated by bars. */
  public List<String> rows(String sql, @Nullable Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet results = statement.executeQuery()) {
        List<String> rows = new ArrayList<>();
        int columns = results.getMetaData().getColumnCount();
        while (results.next()) {
          List<String> values = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            values.add(String.valueOf(results.getObject(i)));
          }
          rows.add(String.join("|", values));
        }
        return rows;
      }
    }
  }

  /** How {@code sql} is executed, in EXPLAIN's words. */
  public String plan(String sql) throws SQLException {
    return String.join("\n", rows("explain plan for " + sql));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
