package io.github.wandbjdbc.security;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that asks eight times at once for what is as large as one answer may be, and tells how
 * each ended.
 */
final class EightBombs {
  private static final int BOMBS = 8;

  private EightBombs() {}

  public static void main(String[] arguments) throws SQLException, InterruptedException {
    try (Connection connection = DriverManager.getConnection(arguments[0], "", arguments[1])) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < BOMBS; i++) {
        Thread thread = new Thread(() -> System.out.println("ended: " + end(connection)));
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      System.out.println("alive: " + connection.isValid(5));
    }
  }

  private static String end(Connection connection) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select run_id from runs")) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      return count + " rows";
    } catch (SQLException e) {
      return e.getSQLState() + " " + e.getMessage();
    }
  }
}
