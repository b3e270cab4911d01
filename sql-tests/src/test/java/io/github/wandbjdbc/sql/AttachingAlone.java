package io.github.wandbjdbc.sql;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * A program with the driver's jar and nothing else, which attaches the only database that it has:
 * the driver's own.
 */
final class AttachingAlone {
  private AttachingAlone() {}

  public static void main(String[] arguments) throws Exception {
    Object source =
        Proxy.newProxyInstance(
            AttachingAlone.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, values) -> DriverManager.getConnection(arguments[0]));
    try (Connection connection = DriverManager.getConnection(arguments[0])) {
      Class<?> type = Class.forName("io.github.wandbjdbc.jdbc.WandbConnection");
      type.getMethod("attach", String.class, DataSource.class)
          .invoke(connection.unwrap(type), "other", source);
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(arguments[1])) {
        while (rows.next()) {
          System.out.println(rows.getString(1));
        }
      }
    }
  }
}
