package io.github.wandbjdbc.sql.benchmark;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of executing a statement beside its requests: planned anew, planned before under the same text, and prepared. The statement asks for the run NULL, so it sends no request.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class PlanningBenchmark {
  private static final String SQL =
      "SELECT r.name, h._step, h.loss FROM runs r JOIN history h ON h.run_id = r.run_id"
          + " WHERE r.run_id = ? AND h.loss < 0.5 ORDER BY h.loss LIMIT 10";

  private StandIn standIn;
  private Connection connection;
  private PreparedStatement prepared;
  private long texts;

  @Setup
  public void connect() throws SQLException {
    standIn = StandIn.start();
    standIn.holds(Experiment.experiment("a").logging("loss", "acc").forSteps(10));
    connection =
        DriverManager.getConnection(
            "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision", "", StandIn.API_KEY);
    prepared = connection.prepareStatement(SQL);
  }

  @TearDown
  public void close() throws SQLException {
    connection.close();
    standIn.close();
  }

  @Benchmark
  public boolean plannedAnew() throws SQLException {
    return planned(SQL + " -- " + texts++);
  }

  @Benchmark
  public boolean preparedAgainWithTheSameText() throws SQLException {
    return planned(SQL);
  }

  @Benchmark
  public boolean executedAgain() throws SQLException {
    return executed(prepared);
  }

  private boolean planned(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return executed(statement);
    }
  }

  private static boolean executed(PreparedStatement statement) throws SQLException {
    statement.setNull(1, Types.VARCHAR);
    try (ResultSet rows = statement.executeQuery()) {
      return rows.next();
    }
  }
}
