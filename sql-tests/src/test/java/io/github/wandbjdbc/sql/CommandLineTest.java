package io.github.wandbjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One statement from the command line, beginning with the one that the README invites to. */
final class CommandLineTest {
  private static final Pattern README_COMMAND =
      Pattern.compile("java -jar driver/target/wandb-jdbc.jar (\\S+) '([^']+)'");

  @TempDir Path directory;

  @Test
  void theReadmeCommandAnswersWithEachOptimizersBestAccuracy()
      throws IOException, InterruptedException {
    Matcher command = README_COMMAND.matcher(Files.readString(Path.of("../README.md")));
    assertThat(command.find()).isTrue();
    String url = command.group(1).replace("file:", "file:../");

    Jvm.Result result = run(url, command.group(2));

    assertThat(result.exitCode()).as(result.err()).isZero();
    Map<String, Double> printed = new TreeMap<>();
    for (String line : result.out().lines().skip(2).toList()) {
      String[] cells = line.split("\\|", -1);
      if (cells.length == 3) {
        printed.put(cells[0].strip(), Double.valueOf(cells[2].strip()));
      }
    }
    assertThat(printed).isEqualTo(bestByOptimizer());
  }

  @Test
  void rowsAreCsvWhereThatIsAskedFor() throws IOException, InterruptedException {
    Jvm.Result result =
        run(
            "--format",
            "csv",
            "jdbc:wandb:file:" + Digits.restedCopy(directory),
            "SELECT run_id, tags FROM runs WHERE run_id = 'sgd-mid01'");

    assertThat(result.out().lines())
        .containsExactly("run_id,tags", "sgd-mid01,\"[\"\"baseline\"\",\"\"keep\"\"]\"");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void rowsAreJsonWhereThatIsAskedFor() throws IOException, InterruptedException {
    Jvm.Result result =
        run(
            "--format",
            "json",
            "jdbc:wandb:file:" + Digits.restedCopy(directory),
            "SELECT _step, \"train/loss\", \"val/acc\" FROM history WHERE run_id = 'sgd-hot01' AND _step = 2");

    JsonNode rows = new ObjectMapper().readTree(result.out());
    assertThat(rows.toString())
        .isEqualTo("[{\"_step\":2,\"train/loss\":\"NaN\",\"val/acc\":null}]");
  }

  @Test
  void aMistakeIsALineThatPointsAtItsPlaceAndAnExitCode() throws IOException, InterruptedException {
    Jvm.Result result =
        run("jdbc:wandb:file:" + Digits.restedCopy(directory), "SELECT nme FROM runs");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    List<String> lines = result.err().lines().toList();
    assertThat(lines.get(0)).contains("42S22", "nme", "name");
    assertThat(lines.subList(1, lines.size())).containsExactly("SELECT nme FROM runs", "       ^");
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "csv", "json", "markdown", "latex"})
  void whatCameBeforeAFailureIsPrinted(String format) throws IOException, InterruptedException {
    Jvm.Result result =
        run(
            "--format",
            format,
            "jdbc:wandb:file:" + Digits.restedCopy(directory),
            "SELECT run_id, 1 AS x FROM runs"
                + " UNION ALL SELECT run_id, 1 / (_step - _step) FROM history");

    assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
    int runs = Digits.expected().size();
    assertThat(result.err())
        .contains("error 22012: division by zero", "incomplete after " + runs + " rows");
    assertThat(result.out().lines().filter(line -> line.contains("sgd-") || line.contains("adam")))
        .hasSizeBetween(1, runs);
    if (format.equals("json")) {
      assertThat(new ObjectMapper().readTree(result.out())).hasSize(runs);
    }
  }

  @Test
  void aTerminalShowsAsMuchAsFits() throws IOException, InterruptedException {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/script")),
        "skipped, for want of script, which runs a program in a terminal");
    String command =
        "'%s' -jar '%s' 'jdbc:wandb:file:%s' 'SELECT name, config, sweep_id FROM runs LIMIT 2'"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                Jvm.DRIVER_JAR.toAbsolutePath(),
                Digits.restedCopy(directory));

    Jvm.Result result =
        Jvm.execute(
            directory,
            List.of("env", "COLUMNS=40", "TERM=dumb", "script", "-qec", command, "/dev/null"));

    assertThat(result.exitCode()).as(result.out()).isZero();
    assertThat(result.out().replace("\r", "").lines().filter(line -> line.contains(" | ")))
        .hasSize(3)
        .allMatch(line -> line.length() <= 40)
        .anyMatch(line -> line.endsWith("… | ∅"));
  }

  private Jvm.Result run(String... words) throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>(List.of("-jar", Jvm.DRIVER_JAR.toString()));
    command.addAll(List.of(words));
    return Jvm.run(directory, command);
  }

  private static Map<String, Double> bestByOptimizer() {
    Map<String, Double> best = new TreeMap<>();
    for (JsonNode run : Digits.expected()) {
      String onDisk = run.has("max_val_acc_on_disk") ? "max_val_acc_on_disk" : "max_val_acc";
      best.merge(run.at("/config/optimizer").asText(), run.get(onDisk).asDouble(), Math::max);
    }
    return best;
  }
}
