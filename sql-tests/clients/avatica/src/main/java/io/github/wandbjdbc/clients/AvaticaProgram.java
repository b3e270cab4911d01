package io.github.wandbjdbc.clients;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.apache.calcite.avatica.jdbc.JdbcMeta;
import org.apache.calcite.avatica.remote.Driver.Serialization;
import org.apache.calcite.avatica.remote.LocalService;
import org.apache.calcite.avatica.server.HttpServer;

/**
 * Serves the driver over HTTP and reads through that, as programs do whose language has no JDBC;
 * takes a URL and an API key.
 */
public final class AvaticaProgram {
  private AvaticaProgram() {}

  public static void main(String[] arguments) throws Exception {
    String url = arguments[0];
    String key = arguments[1];
    Properties properties = new Properties();
    properties.setProperty("password", key);
    HttpServer server =
        new HttpServer.Builder<>()
            .withPort(0)
            .withHandler(new LocalService(new JdbcMeta(url, properties)), Serialization.PROTOBUF)
            .build();
    server.start();
    try (Connection connection =
        DriverManager.getConnection(
            "jdbc:avatica:remote:serialization=protobuf;url=http://127.0.0.1:"
                + server.getPort())) {
      print(connection);
    } finally {
      server.stop();
    }
  }

  private static void print(Connection connection) throws SQLException {
    try (var tables = connection.getMetaData().getTables(null, "digits", "%history", null)) {
      while (tables.next()) {
        System.out.println(tables.getString("TABLE_NAME") + " " + tables.getString("TABLE_TYPE"));
      }
    }
    try (var statement =
        connection.prepareStatement(
            "SELECT name, \"config.lr\", created_at FROM runs WHERE run_id = ?")) {
      statement.setString(1, "adam-fast");
      var rows = statement.executeQuery();
      while (rows.next()) {
        System.out.println(
            rows.getString(1) + " " + rows.getDouble(2) + " " + rows.getTimestamp(3));
      }
    }
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT \"train/loss\", \"val/acc\" FROM history WHERE run_id = 'sgd-hot01'")) {
      int nan = 0;
      int unlogged = 0;
      while (rows.next()) {
        nan += Double.isNaN(rows.getDouble(1)) ? 1 : 0;
        rows.getDouble(2);
        unlogged += rows.wasNull() ? 1 : 0;
      }
      System.out.println("NaN " + nan + ", NULL " + unlogged);
    }
    try (var statement = connection.createStatement()) {
      statement.executeQuery("SELECT nme FROM runs");
    } catch (SQLException e) {
      System.out.println(e.getSQLState() + " " + e.getMessage());
    }
  }
}
