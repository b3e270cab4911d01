package io.github.wandbjdbc.clients;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.teiid.adminapi.impl.ModelMetaData;
import org.teiid.runtime.EmbeddedConfiguration;
import org.teiid.runtime.EmbeddedServer;
import org.teiid.translator.jdbc.h2.H2ExecutionFactory;

/** Runs as a model of a virtual database of Teiid's; takes a URL and an API key. */
public final class TeiidProgram {
  private TeiidProgram() {}

  public static void main(String[] arguments) throws Exception {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(arguments[0]);
    config.setPassword(arguments[1]);
    EmbeddedServer server = new EmbeddedServer();
    try (HikariDataSource pool = new HikariDataSource(config)) {
      H2ExecutionFactory translator = new H2ExecutionFactory();
      translator.start();
      server.addConnectionFactory("runs", pool);
      server.addTranslator("h2", translator);
      server.start(new EmbeddedConfiguration());
      ModelMetaData model = new ModelMetaData();
      model.setName("wandb");
      model.addSourceMapping("wandb", "h2", "runs");
      model.addProperty("importer.schemaPattern", "digits");
      model.addProperty("importer.useFullSchemaName", "false");
      server.deployVDB("experiments", model);
      try (Connection connection = server.getDriver().connect("jdbc:teiid:experiments", null)) {
        print(
            connection,
            "SELECT name || ' ' || config_lr, created_at FROM wandb.runs WHERE state = 'crashed'");
        print(
            connection,
            "SELECT r.name, MAX(h.\"val/acc\") FROM wandb.runs r"
                + " JOIN wandb.history h ON h.run_id = r.run_id"
                + " WHERE r.run_id IN ('mom-big01', 'mom-mid01') GROUP BY r.name ORDER BY r.name");
      }
    } finally {
      server.stop();
    }
  }

  private static void print(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        System.out.println(rows.getString(1) + " " + rows.getString(2));
      }
    }
  }
}
