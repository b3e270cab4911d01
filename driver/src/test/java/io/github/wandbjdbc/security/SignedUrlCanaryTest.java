package io.github.wandbjdbc.security;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.Export;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has a signed URL may read the file: its signature is told as little as the key is. */
class SignedUrlCanaryTest {
  private static final String SIGNATURE = "Signature=";

  private static final List<String> STATEMENTS =
      List.of(
          "select loss from history",
          "explain analyze select * from history",
          "select * from information_schema.requests");

  private static final List<Supplier<Fault>> TROUBLES =
      List.of(
          Fault::none,
          () -> Fault.body(403, "<Error>http://127.0.0.1/f?X-Signature=s0 has expired</Error>"),
          () -> Fault.body(500, "http://127.0.0.1/f?X-Signature=s0"),
          () -> Fault.body(200, "http://127.0.0.1/f?X-Signature=s0"),
          () -> Fault.redirect("http://127.0.0.1:1/f?X-Signature=s0"),
          Fault::truncated,
          Fault::reset);

  @TempDir Path directory;

  private final StringWriter said = new StringWriter();

  @Test
  void nothingThatGoesWrongTellsASignature() throws SQLException, IOException {
    LoggedText logged = new LoggedText();
    logged.begin();
    try (StandIn standIn =
            StandIn.start()
                .holds(
                    experiment("run")
                        .generated(99, step -> Map.of("loss", 0.5 * step))
                        .exported(Export.steps(0, 100)));
        Recording recording = new Recording();
        Connection connection =
            DriverManager.getConnection(
                "jdbc:wandb://%s/lab/vision?maxRetryTime=0&historyPageSize=10"
                    .formatted(standIn.hostAndPort()),
                "",
                StandIn.API_KEY)) {
      recording.enable("io.github.wandbjdbc.Request");
      recording.start();
      for (Supplier<Fault> trouble : TROUBLES) {
        for (String sql : STATEMENTS) {
          standIn.failsStorage(trouble.get());
          tell(connection, sql);
        }
      }
      Path events = directory.resolve("events.jfr");
      recording.dump(events);
      RecordingFile.readAllEvents(events).forEach(event -> said.append(event.toString()));

      assertThat(standIn.storageRequests()).hasSizeGreaterThan(TROUBLES.size());
    } finally {
      logged.end();
    }

    assertThat(said.toString())
        .contains("exported file", "io.github.wandbjdbc.Request")
        .doesNotContain(SIGNATURE);
    assertThat(logged.text()).doesNotContain(SIGNATURE);
  }

  private void tell(Connection connection, String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          said.append(rows.getString(i)).append('\n');
        }
      }
      for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
        w.printStackTrace(new PrintWriter(said, true));
      }
    } catch (SQLException e) {
      e.printStackTrace(new PrintWriter(said, true));
    }
  }
}
