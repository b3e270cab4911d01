package io.github.wandbjdbc.sql.benchmark;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sum over the histories of many short runs, by the driver and by the official Python client,
 * whose interpreter {@code WANDB_PYTHON} names. Each answer comes 20 ms late.
 */
public final class ShortRunsComparison {
  private static final int RUNS = 5000;
  private static final int STEPS = 20;
  private static final int REPETITIONS = 5;
  private static final Duration LATENCY = Duration.ofMillis(20);
  private static final String SUM = "SELECT COUNT(*), SUM(loss) FROM history";

  private static final String PYTHON =
      """
      import os, sys, tempfile, time
      base, key, what, count = sys.argv[1:5]
      os.environ.update({"WANDB_BASE_URL": base, "WANDB_API_KEY": key, "WANDB_SILENT": "true",
                         "WANDB_ERROR_REPORTING": "false", "DO_NOT_TRACK": "1", "NO_PROXY": "127.0.0.1",
                         **{k: tempfile.mkdtemp() for k in
                            ("WANDB_CACHE_DIR", "WANDB_CONFIG_DIR", "WANDB_DATA_DIR", "WANDB_DIR")}})
      import wandb
      api = wandb.Api(timeout=60)
      start = time.monotonic()
      runs = api.runs("lab/short", per_page=1000)
      rows = 0
      if what == "histories":
          rows = sum(1 for _ in runs.histories(samples=500, keys=["loss"], format="default"))
      else:
          for i, run in enumerate(runs):
              if i == int(count):
                  break
              rows += sum(1 for _ in run.scan_history(keys=["loss"], page_size=1000))
      print(rows, time.monotonic() - start)
      """;

  private ShortRunsComparison() {}

  /**
   * Measures, and prints. The first argument says of how many runs the official client scans the
   * history; of more the time is taken to be as many times as long.
   */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, SQLException {
    int scanned = arguments.length == 0 ? RUNS : Integer.parseInt(arguments[0]);
    @Nullable String python = System.getenv("WANDB_PYTHON");
    try (StandIn standIn = StandIn.start();
        RememberedServer server = new RememberedServer(standIn.url())) {
      for (int i = 0; i < RUNS; i++) {
        standIn.holds(
            "lab",
            "short",
            Experiment.experiment("r" + i)
                .state("finished")
                .generated(STEPS - 1L, step -> Map.of("loss", 1.0 / (step + 1), "lr", 0.5)));
      }
      server.latency(LATENCY);
      double own = driver(server);
      if (python != null) {
        double histories = official(python, server, "histories", RUNS);
        double scan = official(python, server, "scan", scanned) * RUNS / scanned;
        System.out.printf(
            Locale.ROOT,
            "driver %.2f s, histories %.2f s (%.1f times as long), scan_history %.2f s (%.1f times)%n",
            own,
            histories,
            histories / own,
            scan,
            scan / own);
      }
    }
    System.exit(0);
  }

  /** The median, after the server has seen each request. */
  private static double driver(RememberedServer server) throws SQLException {
    double[] seconds = new double[REPETITIONS];
    for (int i = -1; i < REPETITIONS; i++) {
      server.takeRequests();
      long start = System.nanoTime();
      try (Connection connection =
              DriverManager.getConnection(
                  "jdbc:wandb://" + server.hostAndPort() + "/lab/short?maxRuns=" + RUNS,
                  "",
                  StandIn.API_KEY);
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(SUM)) {
        rows.next();
        double took = (System.nanoTime() - start) / 1e9;
        System.out.printf(
            Locale.ROOT,
            "driver: %d rows, sum %.3f, %d requests, %.2f s%n",
            rows.getLong(1),
            rows.getDouble(2),
            server.takeRequests(),
            took);
        if (i >= 0) {
          seconds[i] = took;
        }
      }
    }
    java.util.Arrays.sort(seconds);
    return seconds[REPETITIONS / 2];
  }

  private static double official(String python, RememberedServer server, String what, int runs)
      throws IOException, InterruptedException {
    double took = Double.NaN;
    // Once for the server to have seen each request.
    for (int i = 0; i < 2; i++) {
      server.takeRequests();
      Process process =
          new ProcessBuilder(
                  List.of(
                      python,
                      "-c",
                      PYTHON,
                      "http://" + server.hostAndPort(),
                      StandIn.API_KEY,
                      what,
                      String.valueOf(runs)))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(what + " failed");
      }
      String[] words = said.strip().split(" ");
      took = Double.parseDouble(words[1]);
      System.out.printf(
          Locale.ROOT,
          "%s of %d runs: %s rows, %d requests, %.2f s%n",
          what,
          runs,
          words[0],
          server.takeRequests(),
          took);
    }
    return took;
  }
}
