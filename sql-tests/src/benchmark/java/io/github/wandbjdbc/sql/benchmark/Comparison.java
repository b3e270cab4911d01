package io.github.wandbjdbc.sql.benchmark;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Export;
import io.github.wandbjdbc.standin.StandIn;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whole processes, from the start of a program to its end: the driver's command line, a naive
 * client that reads page by page, and the official Python client if {@code WANDB_PYTHON} names a
 * Python that has it; and the driver in a program that has asked before. Prints a table; a time is
 * the median of three, after one run that isn't counted and that lets the server learn its answers;
 * of the program that has asked before the median of seven, after three.
 */
public final class Comparison {
  static final String RUNS = "runs";
  static final String LONG = "long";
  static final String SAMPLED = "sampled";
  static final int STEPS = 100_000;
  static final String EXPORTED = "exported";
  static final int EXPORTED_STEPS = 1_000_000;
  static final int SAMPLED_RUNS = 50;
  private static final int MANY_RUNS = 5_000;
  private static final int REPETITIONS = 3;

  /** In a program that goes on, where more of it is compiled each time. */
  private static final int REPETITIONS_AGAIN = 7;

  private static final int UNCOUNTED_AGAIN = 3;
  private static final List<Integer> LATENCIES = List.of(0, 20, 100);

  /** Who takes longer hangs. */
  private static final long PATIENCE_SECONDS = 400;

  /** Who takes longer is measured once. */
  private static final double LONG_SECONDS = 20;

  private static final String PYTHON =
      """
      import os, sys, tempfile
      base, key, what = sys.argv[1:4]
      os.environ.update({"WANDB_BASE_URL": base, "WANDB_API_KEY": key, "WANDB_SILENT": "true",
                         "WANDB_ERROR_REPORTING": "false", "DO_NOT_TRACK": "1", "NO_PROXY": "127.0.0.1",
                         **{k: tempfile.mkdtemp() for k in
                            ("WANDB_CACHE_DIR", "WANDB_CONFIG_DIR", "WANDB_DATA_DIR", "WANDB_DIR")}})
      import wandb
      api = wandb.Api(timeout=60)
      if what == "runs":
          print(sum(1 for run in api.runs("lab/runs", per_page=1000, lazy=False) if run.config is not None))
      elif what == "history":
          print(sum(1 for row in api.run(f"lab/{sys.argv[4]}/long").scan_history(page_size=10000)))
      elif what == "key":
          print(sum(1 for row in api.run(f"lab/{sys.argv[4]}/long").scan_history(keys=["loss"], page_size=10000)))
      else:
          print(sum(len(run.history(samples=500, keys=["loss"], pandas=False)) for run in api.runs("lab/sampled", per_page=50)))
      """;

  private final RememberedServer server;
  private final String classPath;
  private final String driver;
  private final @Nullable String python = System.getenv("WANDB_PYTHON");

  private Comparison(RememberedServer server) {
    this.server = server;
    this.classPath = System.getProperty("java.class.path");
    this.driver =
        Arrays.stream(classPath.split(File.pathSeparator))
            .filter(entry -> entry.endsWith("wandb-jdbc.jar"))
            .findFirst()
            .orElseThrow();
  }

  /**
   * A job, and how each client does it.
   *
   * @param naive what the naive client is told, or null if it can't
   */
  private record Job(
      String name, String project, String sql, @Nullable String naive, String official) {}

  private static final List<Job> JOBS =
      List.of(
          new Job(
              "5,000 runs with config and summary",
              RUNS,
              "SELECT * FROM runs",
              "runs",
              "runs"),
          new Job(
              "100,000 live rows, all keys", LONG, "SELECT * FROM history", "history", "history"),
          new Job(
              "100,000 live rows, one key",
              LONG,
              "SELECT _step, loss FROM history",
              "history",
              "key"),
          new Job(
              "samples of 50 runs",
              SAMPLED,
              "SELECT run_id, _step, loss FROM sampled_history WHERE loss IS NOT NULL",
              "samples",
              "samples"),
          new Job(
              "1,000,000 exported rows, all keys",
              EXPORTED,
              "SELECT * FROM history",
              "history",
              "history"),
          new Job(
              "1,000,000 exported rows, one key",
              EXPORTED,
              "SELECT _step, loss FROM history",
              "history",
              "key"));

  /**
   * Measures, and prints. The first argument says how many of the jobs to pass over, the others are
   * latencies in milliseconds.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (StandIn standIn = StandIn.start();
        RememberedServer server = new RememberedServer(standIn.url())) {
      fill(standIn);
      List<Integer> numbers = Arrays.stream(arguments).map(Integer::valueOf).toList();
      new Comparison(server)
          .measure(
              numbers.isEmpty() ? 0 : numbers.get(0),
              numbers.size() < 2 ? LATENCIES : numbers.subList(1, numbers.size()));
    }
    System.exit(0);
  }

  private static void fill(StandIn standIn) {
    for (int i = 0; i < MANY_RUNS; i++) {
      Map<String, Object> config = new HashMap<>();
      Experiment run = Experiment.experiment("r" + i).state("finished");
      for (int k = 0; k < 20; k++) {
        config.put("c" + k, i * 0.5 + k);
        run.summary("s" + k, i / 3.0 + k);
      }
      config.forEach(run::config);
      standIn.holds("lab", RUNS, run);
    }
    standIn.holds("lab", LONG, Experiment.experiment("long").generated(STEPS - 1L, Comparison::row));
    standIn.holds(
        "lab",
        EXPORTED,
        Experiment.experiment("long")
            .state("finished")
            .generated(EXPORTED_STEPS - 1L, Comparison::row)
            .exported(exported(0, 400_000), exported(400_000, EXPORTED_STEPS)));
    for (int i = 0; i < SAMPLED_RUNS; i++) {
      standIn.holds(
          "lab", SAMPLED, Experiment.experiment("s" + i).generated(1999, Comparison::row));
    }
  }

  private static Export exported(long first, long end) {
    return Export.steps(first, end)
        .packed()
        .rowsPerPage(10_000)
        .rowsPerGroup(100_000)
        .writtenOnce();
  }

  private static Map<String, Object> row(long step) {
    Map<String, Object> row = new HashMap<>();
    row.put("loss", 1.0 / (step + 1));
    for (int k = 0; k < 9; k++) {
      row.put("metric" + k, Math.sin(step + k));
    }
    return row;
  }

  private void measure(int passedOver, List<Integer> latencies) throws IOException, InterruptedException {
    System.out.printf(
        Locale.ROOT,
        "Java %s, %d processors, %s.%n%n",
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"));
    System.out.println(
        "| job | latency | driver | asked before | requests | naive | naive/driver | official |"
            + " official/driver | official/asked before |");
    System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    for (Job job : JOBS.subList(passedOver, JOBS.size())) {
      for (int latency : latencies) {
        server.latency(Duration.ofMillis(latency));
        double own = median(driver(job));
        long requests = server.takeRequests() / (REPETITIONS + 1);
        double warm = again(job);
        double naive = job.naive() == null ? Double.NaN : median(naive(job));
        double official = python == null ? Double.NaN : median(official(python, job));
        System.out.printf(
            Locale.ROOT,
            "| %s | %d ms | %.2f s | %.2f s | %d | %.2f s | %.1f | %.2f s | %.1f | %.1f |%n",
            job.name(),
            latency,
            own,
            warm,
            requests,
            naive,
            naive / own,
            official,
            official / own,
            official / warm);
        server.takeRequests();
      }
    }
  }

  private List<String> driver(Job job) {
    return List.of("java", "-jar", driver, "--format", "csv", url(job), job.sql());
  }

  private String url(Job job) {
    return "jdbc:wandb://" + server.hostAndPort() + "/lab/" + job.project() + "?maxRuns=10000";
  }

  /** The time that a program needs which has been connected for a while, and has asked before. */
  private double again(Job job) throws IOException {
    List<Double> seconds = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url(job), "", StandIn.API_KEY)) {
      for (int i = 0; i < REPETITIONS_AGAIN + UNCOUNTED_AGAIN; i++) {
        long start = System.nanoTime();
        readAll(connection, job.sql());
        if (i >= UNCOUNTED_AGAIN) {
          seconds.add((System.nanoTime() - start) / 1e9);
        }
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
    return seconds.stream().sorted().skip(REPETITIONS_AGAIN / 2).findFirst().orElseThrow();
  }

  private static void readAll(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int i = 1; i <= columns; i++) {
          rows.getObject(i);
        }
      }
    }
  }

  private List<String> naive(Job job) {
    return List.of(
        "java",
        "-cp",
        classPath,
        PageByPage.class.getName(),
        base(),
        StandIn.API_KEY,
        job.naive(),
        job.project());
  }

  private List<String> official(String python, Job job) {
    return List.of(
        python, "-c", PYTHON, base(), StandIn.API_KEY, job.official(), job.project());
  }

  private String base() {
    return "http://" + server.hostAndPort();
  }

  private double median(List<String> command) throws IOException, InterruptedException {
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i <= REPETITIONS; i++) {
      double took = seconds(command);
      if (Double.isNaN(took) || (i > 0 && took > LONG_SECONDS)) {
        return took;
      }
      if (i > 0) {
        seconds.add(took);
      }
    }
    return seconds.stream().sorted().skip(REPETITIONS / 2).findFirst().orElseThrow();
  }

  private double seconds(List<String> command) throws IOException, InterruptedException {
    File errors = File.createTempFile("comparison", ".log");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(errors);
      builder.environment().put("WANDB_API_KEY", StandIn.API_KEY);
      builder.environment().put("WANDB_BASE_URL", base());
      long start = System.nanoTime();
      Process process = builder.start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return Double.NaN;
      }
      int exit = process.exitValue();
      double took = (System.nanoTime() - start) / 1e9;
      if (exit != 0) {
        throw new IOException(
            command.get(0)
                + " ended with "
                + exit
                + ": "
                + java.nio.file.Files.readString(errors.toPath(), StandardCharsets.UTF_8));
      }
      return took;
    } finally {
      errors.delete();
    }
  }
}
