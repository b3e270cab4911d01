package io.github.wandbjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.apache.calcite.AssertionsBeside;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one jar that users download stands on its own and stays out of everybody's way. */
final class JarTest {
  /** A line of -Xlog:class+load about a class of the jar. */
  private static final Pattern LOADED =
      Pattern.compile("\\] io\\.github\\.wandbjdbc\\.([^ /]+) source: file:.*wandb-jdbc\\.jar");

  private static final long MOST_BYTES = 34_000_000;

  @TempDir Path directory;

  @Test
  void everyClassIsUnderOurName() throws IOException {
    try (JarFile jar = new JarFile(Jvm.DRIVER_JAR.toFile())) {
      List<String> strangers =
          jar.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.endsWith(".class"))
              .map(name -> name.replaceFirst("^META-INF/versions/[0-9]+/", ""))
              .filter(name -> !name.startsWith("io/github/wandbjdbc/"))
              .toList();

      assertThat(strangers).isEmpty();
    }
  }

  @Test
  void itHoldsNeitherACompilerNorWhatServesCalcitesOwnExecutor() throws IOException {
    try (JarFile jar = new JarFile(Jvm.DRIVER_JAR.toFile())) {
      List<String> compiled =
          jar.stream()
              .map(ZipEntry::getName)
              .filter(
                  name ->
                      name.contains("/codehaus/janino/")
                          || name.contains("wandbjdbc/push/Enumerable")
                          || name.contains("wandbjdbc/scan/Enumerable")
                          || name.contains("wandbjdbc/scan/ScanExecution"))
              .toList();

      assertThat(compiled).isEmpty();
      assertThat(Jvm.DRIVER_JAR.toFile().length()).isLessThan(MOST_BYTES);
    }
  }

  @Test
  void itHoldsNothingOfATransportThatWeDoNotHave() throws IOException {
    try (JarFile jar = new JarFile(Jvm.DRIVER_JAR.toFile())) {
      List<String> transport =
          jar.stream().map(ZipEntry::getName).filter(name -> name.contains("apache/hc/")).toList();

      assertThat(transport).isEmpty();
    }
  }

  @Test
  void assertionsAreSwitchedOffForItsOwnCopyOfCalciteAlone()
      throws IOException, InterruptedException {
    Path runs = Digits.restedCopy(directory);

    Jvm.Result result =
        Jvm.runAlone(
            directory,
            AssertionsBeside.class,
            List.of("-ea"),
            "jdbc:wandb:file:" + runs,
            "io.github.wandbjdbc.shaded.org.apache.calcite.rel.RelNode",
            "io.github.wandbjdbc.jdbc.WandbDriver");

    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines()).containsExactly("true", "false", "true");
  }

  @Test
  void itIsAModuleOfOurName() {
    assertThat(ModuleFinder.of(Jvm.DRIVER_JAR).findAll())
        .extracting(module -> module.descriptor().name())
        .containsExactly("io.github.wandbjdbc");
  }

  @Test
  void itOffersOurDriverAndNoOther() throws IOException {
    try (JarFile jar = new JarFile(Jvm.DRIVER_JAR.toFile())) {
      byte[] services =
          jar.getInputStream(jar.getEntry("META-INF/services/java.sql.Driver")).readAllBytes();

      assertThat(new String(services, StandardCharsets.UTF_8).strip())
          .isEqualTo("io.github.wandbjdbc.jdbc.WandbDriver");
    }
  }

  @Test
  void itNeedsNothingBesideIt() throws IOException, InterruptedException {
    Path runs = Digits.restedCopy(directory);

    Jvm.Result result =
        Jvm.runAlone(
            directory,
            JarAlone.class,
            List.of(),
            "jdbc:wandb:file:" + runs,
            "SELECT COUNT(*) FROM history");

    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines())
        .containsExactly("io.github.wandbjdbc.jdbc.WandbDriver", "8321");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void whatAFirstStatementNeedsIsLoadedAhead() throws IOException, InterruptedException {
    Path runs = Digits.restedCopy(directory);

    Jvm.Result result =
        Jvm.runAlone(
            directory,
            JarAlone.class,
            List.of("-Xlog:class+load"),
            "jdbc:wandb:file:" + runs,
            "SELECT name, created_at FROM runs WHERE run_id LIKE 'a%'");

    List<String> ahead = classesAhead();
    List<String> needed =
        result
            .out()
            .lines()
            .map(LOADED::matcher)
            .filter(Matcher::find)
            .map(line -> line.group(1))
            .toList();
    assertThat(needed)
        .filteredOn(name -> !ahead.contains(name))
        .as("run .ci/first-statement again")
        .hasSizeLessThan(needed.size() / 20);
  }

  @Test
  void whatIsLoadedAheadIsInTheJar() throws IOException {
    try (JarFile jar = new JarFile(Jvm.DRIVER_JAR.toFile())) {
      List<String> missing =
          classesAhead().stream().filter(name -> jar.getEntry(file(name)) == null).toList();

      assertThat(missing).as("run .ci/first-statement again").isEmpty();
    }
  }

  private static String file(String name) {
    return "io/github/wandbjdbc/" + name.replace('.', '/') + ".class";
  }

  /** The list that is loaded in advance; .ci/first-statement writes it. */
  private static List<String> classesAhead() throws IOException {
    try (JarFile jar = new JarFile(Jvm.DRIVER_JAR.toFile())) {
      ZipEntry list = jar.getEntry("io/github/wandbjdbc/jdbc/first-statement.classes");
      return new String(jar.getInputStream(list).readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .toList();
    }
  }
}
