package io.github.wandbjdbc.sql;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** EXPLAIN's estimates against what the server is asked for: of 250 short runs and 5 long ones. */
final class EstimatesTest {
  private static final Path PAGE = Path.of("../docs/explain.md");
  private static final String BEGIN = "<!-- estimates -->\n";
  private static final String END = "<!-- end of estimates -->";
  private static final Pattern TABLE = Pattern.compile(BEGIN + ".*?" + END, Pattern.DOTALL);
  private static final int RUNS = 250;

  /** In kB: less is told as this. */
  private static final double MEASURED = 0.1;

  private static final Pattern ESTIMATE =
      Pattern.compile("Estimated requests: (about|at least) (\\d+)(?:, ([0-9.]+) (k|M)B)?");

  private static final List<String> STATEMENTS =
      List.of(
          "SELECT COUNT(*) FROM runs",
          "SELECT * FROM runs",
          "SELECT name, \"summary.loss\" FROM runs WHERE state = 'finished'",
          "SELECT name FROM runs ORDER BY \"summary.loss\" LIMIT 2",
          "SELECT r.name, c.value FROM runs r JOIN run_config c ON c.run_id = r.run_id",
          "SELECT key, COUNT(*) FROM metrics GROUP BY key",
          "SELECT run_id, path, value FROM run_summary WHERE path = 'loss'",
          "SELECT COUNT(*) FROM history",
          "SELECT SUM(loss) FROM history",
          "SELECT COUNT(*) FROM history WHERE run_id LIKE 'long%'",
          "SELECT SUM(loss) FROM history WHERE run_id IN ('long0', 'long1', 'long2')",
          "SELECT * FROM history WHERE run_id = 'long0'",
          "SELECT _step, loss FROM history WHERE run_id = 'long0' AND _step >= 19000",
          "SELECT _step, loss FROM history WHERE run_id = 'long0' ORDER BY _step DESC LIMIT 3",
          "SELECT r.name, MAX(h.loss) FROM runs r JOIN history h ON h.run_id = r.run_id"
              + " WHERE r.sweep_id = 'sweep1' GROUP BY r.name",
          "SELECT COUNT(*) FROM sampled_history",
          "SELECT run_id, _step, loss FROM sampled_history WHERE run_id = 'long0'",
          "SELECT r.name, f.size_bytes FROM runs r JOIN files f ON f.run_id = r.run_id"
              + " WHERE r.sweep_id = 'sweep1' AND f.name = 'model.h5'",
          "SELECT run_id, key, value FROM history_values WHERE run_id IN"
              + " (SELECT run_id FROM metrics WHERE steps > 1000000)",
          "SELECT MAX(loss) FILTER (WHERE run_id = 'long0') FROM history");

  private static StandIn standIn;
  private static Connection connection;

  @BeforeAll
  static void serve() throws SQLException {
    standIn = StandIn.start();
    for (int i = 0; i < RUNS; i++) {
      standIn.holds(
          experiment("run%03d".formatted(i))
              .sweep(i % 100 == 7 ? "sweep1" : null)
              .config("lr", 0.1)
              .summary("loss", i / 250.0)
              .file(Map.of("name", "model.h5", "sizeBytes", 10))
              .logging("loss", "acc")
              .forSteps(20));
    }
    for (int i = 0; i < 5; i++) {
      standIn.holds(experiment("long" + i).summary("loss", i).logging("loss").forSteps(20_000));
    }
    connection = VisionProject.connect(standIn, "");
    Answer.to("SELECT * FROM history WHERE 1 = 0", connection);
    Answer.to("SELECT * FROM runs WHERE 1 = 0", connection);
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
    standIn.close();
  }

  /** Run with {@code -Dpages=write}, it writes the page's table anew. */
  @Test
  void theyAreWithinHalfOfTheRequestsAndAThirdOfTheBytesAndThePageSaysSo()
      throws SQLException, IOException {
    StringBuilder table =
        new StringBuilder(
            "| Statement | Estimated requests | Requests | Estimated size | Size |\n|---|---|---|---|---|\n");
    List<String> wrong = new ArrayList<>();
    for (String sql : STATEMENTS) {
      String plan = String.valueOf(Answer.to("EXPLAIN " + sql, connection).value());
      Matcher estimate = ESTIMATE.matcher(plan);
      assertThat(estimate.find()).as(plan).isTrue();
      assertThat(plan).doesNotContain("$");
      standIn.forgetRequests();
      Answer.to(sql, connection);
      long estimated = Long.parseLong(estimate.group(2));
      long asked = standIn.requests().size();
      double size = kilobytes(estimate.group(3), estimate.group(4));
      double received = Math.max(MEASURED, standIn.sent() / 1024.0);
      String row =
          "| `%s` | %s %d | %d | %s | %s |\n"
              .formatted(sql, estimate.group(1), estimated, asked, text(size), text(received));
      table.append(row);
      if (estimated > 1.5 * asked
          || asked > 1.5 * estimated
          || size > 3 * received
          || (size > 0 && received > 3 * size)) {
        wrong.add(row);
      }
    }

    assertThat(wrong).isEmpty();
    String page = Files.readString(PAGE);
    String withTable =
        TABLE.matcher(page).replaceFirst(Matcher.quoteReplacement(BEGIN + table + END));
    if ("write".equals(System.getProperty("pages"))) {
      Files.writeString(PAGE, withTable);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(withTable);
  }

  /** The size that an estimate tells; 0 if it tells none. */
  private static double kilobytes(@Nullable String number, @Nullable String unit) {
    return number == null ? 0 : Double.parseDouble(number) * ("M".equals(unit) ? 1024 : 1);
  }

  private static String text(double kilobytes) {
    return kilobytes == 0
        ? "unknown"
        : kilobytes >= 1024
            ? String.format(Locale.ROOT, "%.1f MB", kilobytes / 1024)
            : String.format(Locale.ROOT, "%.1f kB", kilobytes);
  }
}
