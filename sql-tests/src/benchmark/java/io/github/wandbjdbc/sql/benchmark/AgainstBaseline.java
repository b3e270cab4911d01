package io.github.wandbjdbc.sql.benchmark;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Export;
import io.github.wandbjdbc.standin.StandIn;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The driver beside {@link Baseline}, in {@link Measured} programs that take turns, five each.
 * Prints the medians of both and their ratio, new to old.
 */
public final class AgainstBaseline {
  private static final int PROGRAMS = 5;
  private static final int STEPS = 500_000;

  private final Path before;
  private final Path now;
  private final Path programs;
  private final String base;
  private final String server;
  private final String files;

  private AgainstBaseline(Path repository, URI base)
      throws IOException, InterruptedException {
    this.before = Baseline.jar(repository);
    this.now = repository.resolve("driver/target/wandb-jdbc.jar");
    this.programs = Path.of(repository + "/sql-tests/target/test-classes");
    this.base = base.toString();
    this.server = "jdbc:wandb://127.0.0.1:" + base.getPort() + "/lab/exported";
    this.files = "jdbc:wandb:file:" + repository.resolve("sql-tests/src/test/resources/digits");
  }

  /** A measurement of a statement. */
  private record Job(String name, String what, String url, String sql) {}

  /** Measures those whose names contain one of the arguments; all if there is none. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path repository = Path.of("").toAbsolutePath();
    while (!Files.exists(repository.resolve("mvnw"))) {
      repository = repository.getParent();
    }
    try (StandIn standIn = StandIn.start()) {
      for (String run : List.of("a", "b")) {
        standIn.holds("lab", "exported", exported(run));
      }
      AgainstBaseline programs = new AgainstBaseline(repository, standIn.url());
      System.out.println("| work | figure | before | now | now/before |");
      System.out.println("|---|---|---:|---:|---:|");
      for (Job job : programs.jobs()) {
        if (arguments.length == 0 || Arrays.stream(arguments).anyMatch(job.name()::contains)) {
          programs.measure(job);
        }
      }
    }
    System.exit(0);
  }

  private static Experiment exported(String run) {
    return Experiment.experiment(run)
        .state("finished")
        .generated(STEPS - 1L, AgainstBaseline::row)
        .exported(
            Export.steps(0, STEPS)
                .packed()
                .rowsPerPage(10_000)
                .rowsPerGroup(100_000)
                .writtenOnce());
  }

  private static Map<String, Object> row(long step) {
    Map<String, Object> row = new HashMap<>();
    for (int k = 0; k < 4; k++) {
      row.put("m" + k, Math.sin(step + k));
    }
    return row;
  }

  private List<Job> jobs() {
    String numbers =
        "(SELECT a.x * 1000 + b.y AS step, a.x AS run, a.x * 0.5e0 AS m0, b.y * 0.25e0 AS m1"
            + " FROM (VALUES %1$s) a(x) CROSS JOIN (VALUES %1$s) b(y)) t"
                .formatted(
                    IntStream.range(0, 1000)
                        .mapToObj(i -> "(" + i + ")")
                        .collect(Collectors.joining(", ")));
    return List.of(
        new Job(
            "first statement: runs",
            "first",
            files,
            "SELECT run_id, name FROM runs WHERE state = 'finished'"),
        new Job(
            "first statement: groups",
            "first",
            files,
            "SELECT run_id, COUNT(*), MAX(_step) FROM history GROUP BY run_id"),
        new Job(
            "planned anew: scan",
            "plan",
            files,
            "SELECT run_id, name FROM runs WHERE state = 'finished' AND name <> 'n%d'"),
        new Job(
            "planned anew: groups",
            "plan",
            files,
            "SELECT run_id, COUNT(*), MAX(_step) FROM history WHERE _step > %d GROUP BY run_id"),
        new Job(
            "planned and executed: scan",
            "execute",
            files,
            "SELECT run_id, name FROM runs WHERE state = 'finished' AND name <> 'n%d'"),
        new Job(
            "planned and executed: groups",
            "execute",
            files,
            "SELECT run_id, COUNT(*), MAX(_step) FROM history WHERE _step > %d GROUP BY run_id"),
        new Job(
            "exported rows: filter",
            "rows",
            server,
            "SELECT _step, m0 * 2 + m1 FROM history WHERE m2 * m3 + m0 > 0.5e0"),
        new Job(
            "exported rows: groups",
            "rows",
            server,
            "SELECT run_id, COUNT(*), SUM(m0), AVG(m1), MIN(m2), MAX(m3) FROM history"
                + " GROUP BY run_id"),
        new Job(
            "exported rows: join",
            "rows",
            server,
            "SELECT a._step, a.m0 - b.m0 FROM history a JOIN history b ON a._step = b._step"
                + " WHERE a.run_id = 'a' AND b.run_id = 'b'"),
        new Job(
            "rows in memory: filter",
            "rows",
            files,
            "SELECT step, m0 * 2 + m1 FROM " + numbers + " WHERE m0 * m1 + m0 > 40000e0"),
        new Job(
            "rows in memory: groups",
            "rows",
            files,
            "SELECT run, COUNT(*), SUM(m0), AVG(m1), MIN(m0), MAX(m1) FROM "
                + numbers
                + " GROUP BY run"),
        new Job(
            "rows in memory: join",
            "rows",
            files,
            "SELECT a.step, a.m0 - b.m1 FROM "
                + numbers.replaceAll("t$", "a")
                + " JOIN "
                + numbers.replaceAll("t$", "b")
                + " ON a.step = b.step"));
  }

  private void measure(Job job) throws IOException, InterruptedException {
    Map<String, List<Double>> old = new TreeMap<>();
    Map<String, List<Double>> own = new TreeMap<>();
    for (int i = 0; i < PROGRAMS; i++) {
      run(before, job, old);
      run(now, job, own);
    }
    for (String figure : old.keySet()) {
      double was = median(old.get(figure));
      double is = median(own.get(figure));
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %,.1f | %,.1f | %.2f |%n",
          job.name(),
          figure.replace('_', ' '),
          was,
          is,
          is / was);
    }
  }

  private void run(Path jar, Job job, Map<String, List<Double>> figures)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                "java",
                "-cp",
                jar + File.pathSeparator + programs,
                Measured.class.getName(),
                job.what(),
                job.url(),
                job.sql())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("WANDB_API_KEY", StandIn.API_KEY);
    builder.environment().put("WANDB_BASE_URL", base);
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(job.name() + " ended with " + process.exitValue());
    }
    printed
        .lines()
        .map(line -> line.split("=", 2))
        .forEach(
            pair ->
                figures
                    .computeIfAbsent(pair[0], any -> new ArrayList<>())
                    .add(Double.valueOf(pair[1])));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
