package io.github.wandbjdbc.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

/**
 * A program with the driver's jar and nothing else: prints the drivers that it finds, and one
 * answer.
 */
final class JarAlone {
  private JarAlone() {}

  public static void main(String[] arguments) throws Exception {
    DriverManager.drivers().forEach(driver -> System.out.println(driver.getClass().getName()));
    try (Connection connection = DriverManager.getConnection(arguments[0]);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(arguments[1])) {
      while (rows.next()) {
        System.out.println(rows.getString(1));
      }
    }
  }
}
