package io.github.wandbjdbc.sql.benchmark;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Arrays;

/**
 * A program that uses {@code java.sql} and whichever driver is on its class path, in a JVM of its
 * own. It does what its first argument says with the URL that is the second, and prints figures.
 */
public final class Measured {
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** So many statements are planned before it is measured, and then measured. */
  private static final int UNCOUNTED_PLANS = 400;

  private static final int PLANS = 400;

  /** A program that has run for so long is compiled. */
  private static final double UNCOUNTED_SECONDS = 5;

  private static final int ROUNDS = 5;

  private Measured() {}

  public static void main(String[] arguments) throws SQLException {
    String url = arguments[1];
    String sql = arguments[2];
    try (Connection connection = DriverManager.getConnection(url)) {
      switch (arguments[0]) {
        case "first" -> first(connection, sql);
        case "plan" -> plan(connection, sql, false);
        case "execute" -> plan(connection, sql, true);
        case "rows" -> rows(connection, sql);
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    }
    System.exit(0);
  }

  /** The CPU that the whole program took up to the last row of its first statement. */
  private static void first(Connection connection, String sql) throws SQLException {
    read(connection, sql);
    print("cpu_ms", PROCESS.getProcessCpuTime() / 1e6);
  }

  /** The CPU of one statement; each has another literal where {@code sql} has {@code %d}. */
  private static void plan(Connection connection, String sql, boolean executed)
      throws SQLException {
    long before = 0;
    for (int i = 0; i < UNCOUNTED_PLANS + PLANS; i++) {
      if (i == UNCOUNTED_PLANS) {
        before = PROCESS.getProcessCpuTime();
      }
      try (PreparedStatement statement = connection.prepareStatement(sql.formatted(i))) {
        if (executed) {
          read(statement.executeQuery());
        }
      }
    }
    print("cpu_ms", (PROCESS.getProcessCpuTime() - before) / 1e6 / PLANS);
  }

  /** How many rows a second; as rows count a million, which the statement works on. */
  private static void rows(Connection connection, String sql) throws SQLException {
    double[] seconds = new double[ROUNDS];
    double[] bytes = new double[ROUNDS];
    long begin = System.nanoTime();
    while ((System.nanoTime() - begin) / 1e9 < UNCOUNTED_SECONDS) {
      read(connection, sql);
    }
    for (int i = 0; i < ROUNDS; i++) {
      long allocated = allocated();
      long start = System.nanoTime();
      read(connection, sql);
      seconds[i] = (System.nanoTime() - start) / 1e9;
      bytes[i] = allocated() - allocated;
    }
    print("rows_per_s", 1e6 / median(seconds));
    print("bytes_per_row", median(bytes) / 1e6);
  }

  private static void read(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      read(statement.executeQuery(sql));
    }
  }

  private static void read(ResultSet rows) throws SQLException {
    try (rows) {
      boolean[] texts = new boolean[rows.getMetaData().getColumnCount()];
      for (int i = 0; i < texts.length; i++) {
        texts[i] = rows.getMetaData().getColumnType(i + 1) == Types.VARCHAR;
      }
      while (rows.next()) {
        for (int i = 0; i < texts.length; i++) {
          if (texts[i]) {
            rows.getString(i + 1);
          } else {
            rows.getDouble(i + 1);
          }
        }
      }
    }
  }

  /** The bytes that all live threads have allocated. */
  private static long allocated() {
    return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
        .filter(bytes -> bytes > 0)
        .sum();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void print(String name, double value) {
    System.out.println(name + "=" + value);
  }
}
