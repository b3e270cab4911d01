package io.github.wandbjdbc.sql;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The loggers have names of their own, which no library within the jar shares. */
final class LoggersTest {
  private final Logger ours = Logger.getLogger("wandb");
  private final Logger all = Logger.getLogger("");
  private final Names names = new Names();

  @BeforeEach
  void listen() {
    ours.setLevel(Level.FINE);
    all.addHandler(names);
  }

  @AfterEach
  void listenNoMore() {
    ours.setLevel(null);
    all.removeHandler(names);
  }

  @Test
  void oursInFullPrintNothingOfALibrary() throws SQLException {
    try (StandIn standIn = StandIn.start()) {
      standIn.holds(experiment("baseline").logging("loss").forSteps(10));

      read(standIn, "SELECT * FROM history");
    }

    assertThat(names.seen).containsExactly("wandb.requests");
  }

  @Test
  void theManualListsThem() throws IOException {
    String manual = Files.readString(Path.of("../docs/diagnostics.md"));

    for (String name : List.of("wandb.requests", "wandb.plans", "wandb.connections")) {
      assertThat(manual).contains("| `" + name + "` |");
    }
  }

  private static void read(StandIn standIn, String sql) throws SQLException {
    String url = "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision";
    try (Connection connection = DriverManager.getConnection(url, "", StandIn.API_KEY);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        rows.getString(1);
      }
    }
  }

  /** The names of the loggers that say something. */
  private static final class Names extends Handler {
    final Set<String> seen = new ConcurrentSkipListSet<>();

    @Override
    public void publish(LogRecord entry) {
      seen.add(String.valueOf(entry.getLoggerName()));
    }

    @Override
    public void flush() {
      // Nothing is held back.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
