package io.github.wandbjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

  /** A class that is there may be loaded by its name, and then answers to whoever asks. */
  @Test
  void driversOfLibrariesAreNotInIt() throws IOException {
    try (JarFile jar = new JarFile(Jvm.DRIVER_JAR.toFile())) {
      List<String> drivers =
          jar.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.matches(".*/Driver(\\$.*)?\\.class"))
              .toList();

      assertThat(drivers).isEmpty();
    }
  }

  @Test
  void itNamesTheLicensesOfAllThatIsInIt() throws IOException {
    try (JarFile jar = new JarFile(Jvm.DRIVER_JAR.toFile())) {
      String license = text(jar, "META-INF/LICENSE");
      String notice = text(jar, "META-INF/NOTICE");
      String others = text(jar, "META-INF/licenses/THIRD-PARTY.txt");

      assertThat(license).contains("Apache License", "Version 2.0");
      assertThat(notice).contains("Apache Calcite", "Jackson", "Apache Parquet", "Apache Commons");
      assertThat(others).contains("RE2/J", "ASM", "JTS", "SLF4J", "Janino", "OkHttp");
    }
  }

  @Test
  void besideItIsAListOfWhatIsInIt() throws IOException {
    String sbom = Files.readString(Jvm.DRIVER_JAR.resolveSibling("wandb-jdbc-sbom.json"));

    assertThat(sbom)
        .contains(
            "\"CycloneDX\"",
            "pkg:maven/org.apache.calcite/calcite-core@",
            "pkg:maven/org.apache.commons/commons-lang3@3.20.0",
            "pkg:maven/com.squareup.okhttp3/okhttp-jvm@")
        .doesNotContain(
            "/janino@",
            "/httpcore5@",
            "/protobuf-java@",
            "/checker-qual@",
            "org.jetbrains/annotations@",
            "/error_prone_annotations@");
  }

  private static String text(JarFile jar, String entry) throws IOException {
    return new String(
        jar.getInputStream(jar.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
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
  void itAttachesADatabaseWithNothingBesideIt() throws IOException, InterruptedException {
    Path runs = Digits.restedCopy(directory);

    Jvm.Result result =
        Jvm.runAlone(
            directory,
            AttachingAlone.class,
            List.of(),
            "jdbc:wandb:file:" + runs,
            "SELECT COUNT(*) FROM runs r JOIN other.runs o ON o.run_id = r.run_id"
                + " WHERE o.state = 'finished' AND o.\"summary.val/acc\" > 0");

    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines()).containsExactly("8");
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
