package io.github.wandbjdbc.sql.clients;

import static io.github.wandbjdbc.sql.Digits.logged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.wandbjdbc.sql.Digits;
import io.github.wandbjdbc.sql.DigitsSources;
import io.github.wandbjdbc.sql.Jvm;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients in other languages, from Debian's packages, read the runs as they were. Where a package
 * is missing its test is skipped and says which; {@code .ci/clients} installs them.
 */
@Tag("large-clients")
final class DebianClientsTest {

  /** The interpreter that Debian's packages of Python modules belong to. */
  private static final String PYTHON = "/usr/bin/python3";

  @TempDir static Path directory;
  private static DigitsSources sources;

  @BeforeAll
  static void serve() throws IOException {
    sources = DigitsSources.over(Digits.restedCopy(directory));
  }

  @AfterAll
  static void stop() {
    sources.close();
  }

  @Test
  void jpypeReadsRowsAndKnowsAMistake() throws Exception {
    assumeInstalled("python3-jpype", PYTHON, "-c", "import jpype");

    List<String> lines =
        printed(PYTHON, "python/jpype_program.py", jar(), sources.url(), StandIn.API_KEY);

    assertThat(lines)
        .containsExactly(
            "['run_id', 'config.lr', 'history_rows', 'read_only', 'created_at']",
            "mom-big01 0.05 252 False 2026-11-22 05:54:",
            "mom-mid01 0.05 252 False 2026-11-22 05:54:",
            "0 %s %s"
                .formatted(
                    logged("sgd-hot01", "/first/train~1loss"),
                    logged("sgd-hot01", "/first/val~1acc")),
            "2 nan None",
            "ProgrammingError True");
  }

  @Test
  void pandasReadsFramesWithTheRightTypes() throws Exception {
    assumeInstalled("python3-jpype", PYTHON, "-c", "import jpype");
    assumeInstalled("python3-pandas", PYTHON, "-c", "import pandas");

    List<String> lines =
        printed(PYTHON, "python/pandas_program.py", jar(), sources.url(), StandIn.API_KEY);

    int steps =
        Digits.runIds().stream()
            .mapToInt(runId -> Integer.parseInt(logged(runId, "/rows_on_disk")))
            .sum();
    assertThat(lines)
        .containsExactly(
            "object float64 int64 bool datetime64[ns]",
            "int64 float64 float64",
            "adam-fast 0.01 %d 2026-11-22 05:54:27.635000".formatted(steps),
            "%s %s %s"
                .formatted(
                    logged("adam-mid1", "/rows_on_disk"),
                    logged("adam-mid1", "/val_rows"),
                    logged("adam-mid1", "/max_val_acc")),
            "float64 int64 " + steps);
  }

  @Test
  void libreOfficeListsTablesFiltersARowSetAndCounts() throws Exception {
    assumeInstalled("libreoffice-base", "soffice", "--version");
    assumeInstalled("python3-uno", PYTHON, "-c", "import uno");

    List<String> lines =
        printed(
            PYTHON,
            "python/libreoffice_program.py",
            directory.toString(),
            jar(),
            sources.url(),
            StandIn.API_KEY);

    assertThat(lines)
        .contains(
            "demo-team.digits.history ['run_id', '_step', 'train/loss']",
            "demo-team.digits.runs ['run_id', 'config.lr']",
            "demo-team.digits.sampled_history ['run_id', '_step', 'train/loss']")
        .endsWith(
            "mom-big01 256.0 5",
            "mom-mid01 64.0 5",
            logged("adam-long", "/rows_on_disk") + " " + logged("adam-long", "/max_val_acc"));
  }

  @Test
  void rReadsRowsAsRjdbcDoes() throws Exception {
    assumeInstalled("r-cran-rjava", "Rscript", "-e", "library(rJava)");

    List<String> lines = printed("Rscript", "r/program.R", jar(), sources.url(), StandIn.API_KEY);

    assertThat(lines)
        .map(String::strip)
        .containsExactly("adam-fast 0.01 516", "adam-kill 0.003 935", "adam-long 5e-04 5220");
  }

  private static String jar() {
    return Jvm.DRIVER_JAR.toAbsolutePath().normalize().toString();
  }

  private static void assumeInstalled(String debianPackage, String... command)
      throws InterruptedException {
    boolean installed;
    try {
      installed = Jvm.execute(directory, List.of(command)).exitCode() == 0;
    } catch (IOException e) {
      installed = false;
    }
    assumeTrue(installed, () -> "skipped, for want of the Debian package " + debianPackage);
  }

  private static List<String> printed(String interpreter, String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(interpreter));
    command.add(Client.HOME.resolve(program).toString());
    command.addAll(List.of(arguments));
    Jvm.Result result = Jvm.execute(directory, command);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result.out().lines().toList();
  }
}
