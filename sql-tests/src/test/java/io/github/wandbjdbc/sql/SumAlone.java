package io.github.wandbjdbc.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

/**
 * A program with the driver's jar and nothing else: reads all rows, prints their number and the sum
 * of the first column.
 */
final class SumAlone {
  private SumAlone() {}

  public static void main(String[] arguments) throws Exception {
    try (Connection connection = DriverManager.getConnection(arguments[0], "", arguments[1]);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(arguments[2])) {
      long count = 0;
      long sum = 0;
      while (rows.next()) {
        count++;
        sum += rows.getLong(1);
      }
      System.out.println(count + " rows, sum " + sum);
    }
  }
}
