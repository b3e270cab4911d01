package io.github.wandbjdbc.sql.benchmark;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whole programs, from their start to their end: {@code wandb-sql} beside the launcher of {@link
 * Baseline}, and beside {@code import wandb} of the Python that {@code WANDB_PYTHON} names. Programs
 * take turns, after each has made its archive of classes; medians are printed.
 */
public final class ColdStart {
  private static final int PROGRAMS = 11;
  private static final int UNCOUNTED = 2;
  private static final int RUNS = 50;
  private static final int STATEMENTS = 5;

  private final String base;

  private ColdStart(String base) {
    this.base = base;
  }

  /** Seconds of a program. */
  private record Time(double wall, double cpu) {}

  /** Measures, and prints. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path repository = Path.of("").toAbsolutePath();
    while (!Files.exists(repository.resolve("mvnw"))) {
      repository = repository.getParent();
    }
    try (StandIn standIn = StandIn.start();
        RememberedServer server = new RememberedServer(standIn.url())) {
      for (int i = 0; i < RUNS; i++) {
        standIn.holds(
            "lab", "short", Experiment.experiment("run" + i).logging("loss", "acc").forSteps(400));
      }
      new ColdStart("http://" + server.hostAndPort()).measure(repository, server.hostAndPort());
    }
    System.exit(0);
  }

  private void measure(Path repository, String hostAndPort)
      throws IOException, InterruptedException {
    Path before = Baseline.jar(repository).resolve("../../bin/wandb-sql").normalize();
    Path now = repository.resolve("driver/shell/target/wandb-sql/bin/wandb-sql");
    String files = "jdbc:wandb:file:" + repository.resolve("sql-tests/src/test/resources/digits");
    System.out.println("| work | figure | before | now | now/before |");
    System.out.println("|---|---|---:|---:|---:|");
    for (String sql :
        List.of(
            "SELECT run_id, name FROM runs WHERE state = 'finished'",
            "SELECT run_id, COUNT(*), MAX(_step) FROM history GROUP BY run_id")) {
      List<Time> was = new ArrayList<>();
      List<Time> is = new ArrayList<>();
      for (int i = 0; i < UNCOUNTED + PROGRAMS; i++) {
        add(was, i, before.toString(), files, sql);
        add(is, i, now.toString(), files, sql);
      }
      print(sql.contains("history") ? "groups" : "runs", was, is);
    }
    String python = System.getenv("WANDB_PYTHON");
    if (python != null) {
      beside(python, now, "jdbc:wandb://" + hostAndPort + "/lab/short");
    }
  }

  private void beside(String python, Path now, String url)
      throws IOException, InterruptedException {
    Path statements = Files.createTempFile("statements", ".sql");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < STATEMENTS; i++) {
      text.append("SELECT run_id, _step, loss FROM sampled_history WHERE loss > ")
          .append(i / 1000.0)
          .append(";\n");
    }
    Files.writeString(statements, text);
    List<Time> imports = new ArrayList<>();
    List<Time> own = new ArrayList<>();
    for (int i = 0; i < UNCOUNTED + PROGRAMS; i++) {
      add(imports, i, python, "-c", "import wandb");
      add(own, i, now.toString(), url, "-f", statements.toString());
    }
    Files.delete(statements);
    print("five statements beside an import", imports, own);
  }

  private void add(List<Time> times, int number, String... command)
      throws IOException, InterruptedException {
    Time time = run(command);
    if (number >= UNCOUNTED) {
      times.add(time);
    }
  }

  /** Runs {@code command} to its end, as the shell's {@code time} measures it. */
  private Time run(String... command) throws IOException, InterruptedException {
    List<String> timed =
        new ArrayList<>(
            List.of(
                "bash",
                "-c",
                "TIMEFORMAT='%R %U %S'; time \"$@\" >/dev/null 2>/dev/null || exit",
                "time"));
    timed.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(timed).redirectErrorStream(true);
    builder.environment().put("WANDB_API_KEY", StandIn.API_KEY);
    builder.environment().put("WANDB_BASE_URL", base);
    Process process = builder.start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(List.of(command) + " ended with " + process.exitValue());
    }
    String[] seconds = printed.strip().split(" ");
    return new Time(
        Double.parseDouble(seconds[0]),
        Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2]));
  }

  private static void print(String work, List<Time> was, List<Time> is) {
    print(work, "wall s", was.stream().map(Time::wall).toList(), is.stream().map(Time::wall).toList());
    print(work, "cpu s", was.stream().map(Time::cpu).toList(), is.stream().map(Time::cpu).toList());
  }

  private static void print(String work, String figure, List<Double> was, List<Double> is) {
    double before = median(was);
    double now = median(is);
    System.out.printf(
        Locale.ROOT, "| %s | %s | %.2f | %.2f | %.2f |%n", work, figure, before, now, now / before);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
