package io.github.wandbjdbc.clients;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.apache.calcite.avatica.jdbc.JdbcMeta;
import org.apache.calcite.avatica.remote.Driver.Serialization;
import org.apache.calcite.avatica.remote.LocalService;
import org.apache.calcite.avatica.server.HttpServer;
import org.apache.calcite.avatica.server.ServerCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Serves the driver over HTTP and reads through that, as programs do whose language has no JDBC;
 * takes a URL, an API key and a folder.
 */
public final class AvaticaProgram {
  private AvaticaProgram() {}

  public static void main(String[] arguments) throws Exception {
    HttpServer server = server(arguments[0], arguments[1], Path.of(arguments[2]));
    server.start();
    try {
      String url = "jdbc:avatica:remote:serialization=protobuf;url=http://127.0.0.1:";
      try (Connection connection =
          DriverManager.getConnection(url + server.getPort() + ";" + user("reader", "open"))) {
        print(connection);
      }
      for (String user : List.of("", user("reader", "wrong"), user("nobody", "open"))) {
        refused(url + server.getPort() + ";" + user);
      }
    } finally {
      server.stop();
    }
  }

  /** A server of the tables behind {@code url}, for users of the file {@code users}, here alone. */
  private static HttpServer server(String url, String key, Path folder) throws Exception {
    Path users = Files.writeString(folder.resolve("users.properties"), "reader: open,users\n");
    Properties properties = new Properties();
    properties.setProperty("password", key);
    ServerCustomizer<Server> onLoopback =
        server -> ((ServerConnector) server.getConnectors()[0]).setHost("127.0.0.1");
    return new HttpServer.Builder<Server>()
        .withPort(0)
        .withHandler(new LocalService(new JdbcMeta(url, properties)), Serialization.PROTOBUF)
        .withBasicAuthentication(users.toString(), new String[] {"users"})
        .withServerCustomizers(List.of(onLoopback), Server.class)
        .build();
  }

  private static String user(String name, String password) {
    return "authentication=BASIC;avatica_user=" + name + ";avatica_password=" + password;
  }

  private static void refused(String url) {
    try (Connection connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.executeQuery("SELECT 1");
      System.out.println("let in");
    } catch (SQLException | RuntimeException e) {
      System.out.println("refused");
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
      String message = String.valueOf(e.getMessage());
      System.out.println(e.getSQLState() + " " + message.lines().findFirst().orElse(""));
    }
  }
}
