package io.github.wandbjdbc.sql.benchmark;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Ten thousand different statements in one JVM, planned and executed: whether they take longer and
 * longer, and how long the slowest took. Those of tables ask for the run NULL, so that they send no
 * request.
 */
public final class ManyStatements {
  private static final int STATEMENTS = 10_000;
  private static final int PART = 1_000;

  /** In each a number differs, and by it how many columns are selected. */
  private static final List<String> SHAPES =
      List.of(
          "SELECT @c FROM runs WHERE run_id = ? AND \"summary.acc\" > @n",
          "SELECT r.name, h._step, @h FROM runs r JOIN history h ON h.run_id = r.run_id"
              + " WHERE r.run_id = ? AND h.loss < @n ORDER BY h.loss LIMIT 10",
          "SELECT run_id, COUNT(*), AVG(loss + @n), MAX(_step) FROM history WHERE run_id = ?"
              + " GROUP BY run_id HAVING COUNT(*) > @n",
          "SELECT _step, SUM(loss) OVER (ORDER BY _step ROWS @n PRECEDING) AS s FROM history"
              + " WHERE run_id = ?",
          "SELECT * FROM (SELECT run_id, @h FROM history h WHERE run_id = ?) t WHERE run_id LIKE '%@n%'",
          "SELECT name FROM runs r WHERE run_id = ? AND EXISTS"
              + " (SELECT 1 FROM history h WHERE h.run_id = r.run_id AND h._step = @n)",
          "WITH best AS (SELECT run_id, MIN(loss) AS m FROM history WHERE run_id = ? GROUP BY run_id)"
              + " SELECT b.m + @n FROM best b JOIN runs r ON r.run_id = b.run_id",
          "SELECT run_id FROM runs WHERE run_id = ? UNION SELECT 'x@n' UNION SELECT name FROM runs"
              + " WHERE run_id IS NULL AND name = 'y@n'",
          "SELECT CASE WHEN x > @n THEN UPPER(t) ELSE SUBSTRING(t, 1, 2) END, ROUND(x / 7.0, 2)"
              + " FROM (VALUES (@n, 'abc'), (2, CAST(? AS VARCHAR))) v (x, t)",
          "SELECT DATE_TRUNC('hour', created_at), COUNT(*) FROM runs WHERE run_id = ?"
              + " AND created_at > TIMESTAMP '2024-01-01 00:00:00' + INTERVAL '@n' HOUR GROUP BY 1");

  private ManyStatements() {}

  /** Measures, and prints. */
  public static void main(String[] arguments) throws SQLException {
    double[] times = new double[STATEMENTS];
    String slowest = "";
    double longest = 0;
    try (StandIn standIn = StandIn.start()) {
      standIn.holds(Experiment.experiment("a").summary("acc", 0.9).logging("loss", "acc").forSteps(10));
      try (Connection connection =
          DriverManager.getConnection(
              "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision?metadataCacheSeconds=3600",
              "",
              StandIn.API_KEY)) {
        for (int i = 0; i < STATEMENTS; i++) {
          String sql = statement(i);
          long start = System.nanoTime();
          execute(connection, sql);
          times[i] = (System.nanoTime() - start) / 1e6;
          if (i >= PART && times[i] > longest) {
            longest = times[i];
            slowest = sql;
          }
        }
      }
    }
    double second = median(times, PART, 2 * PART);
    double last = median(times, STATEMENTS - PART, STATEMENTS);
    System.out.printf(
        Locale.ROOT,
        "%,d different statements: the median of the second thousand is %.2f ms, of the last"
            + " thousand %.2f ms (%.2f times); the slowest after the first thousand took %.0f ms:"
            + " %s%n",
        STATEMENTS,
        second,
        last,
        last / second,
        longest,
        slowest);
    System.exit(0);
  }

  private static String statement(int i) {
    StringBuilder columns = new StringBuilder("name");
    StringBuilder ofHistory = new StringBuilder("h.loss");
    for (int k = 0; k < i / SHAPES.size() % 12; k++) {
      columns.append(", state AS s").append(k);
      ofHistory.append(", h.acc * ").append(k).append(" AS a").append(k);
    }
    return SHAPES
        .get(i % SHAPES.size())
        .replace("@c", columns)
        .replace("@h", ofHistory)
        .replace("@n", Integer.toString(i));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setNull(1, Types.VARCHAR);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          rows.getObject(1);
        }
      }
    }
  }

  private static double median(double[] times, int first, int end) {
    double[] part = Arrays.copyOfRange(times, first, end);
    Arrays.sort(part);
    return part[part.length / 2];
  }
}
