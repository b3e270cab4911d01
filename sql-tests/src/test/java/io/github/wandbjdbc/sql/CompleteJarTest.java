package io.github.wandbjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing is missing from the one jar, which leaves out what no class of ours reaches, but what
 * connections of Calcite's own, the remote driver of Avatica and functions of space would need.
 */
final class CompleteJarTest {
  private static final String SHADED = "io.github.wandbjdbc.shaded.";

  /** How names begin that nothing in the jar needs to have, and why. */
  private static final List<String> MAY_BE_MISSING =
      List.of(
          // Annotations, which nothing reads.
          SHADED + "com.google.errorprone.annotations.",
          SHADED + "org.apiguardian.api.",
          SHADED + "org.checkerframework.",
          SHADED + "org.jetbrains.annotations.",
          SHADED + "org.codehaus.commons.nullanalysis.",
          "com.google.j2objc.annotations.",
          "javax.annotation.",
          "org.immutables.value.",
          // The remote driver's messages and transport, which the driver excludes.
          "io.github.wandbjdbc.substitutes.",
          "org.apache.hc.",
          // Connections of Calcite's own: their driver, compiler, model files, pools and rules.
          SHADED + "org.apache.calcite.jdbc.Driver",
          SHADED + "org.apache.calcite.adapter.jdbc.Jdbc",
          SHADED + "org.codehaus.commons.compiler.",
          "org.codehaus.janino.",
          SHADED + "com.fasterxml.jackson.dataformat.yaml.",
          SHADED + "org.apache.commons.dbcp2.",
          "io.github.wandbjdbc.push.EnumerableTarget",
          // Functions of space, which the catalogue doesn't have.
          SHADED + "org.locationtech.",
          "com.google.uzaygezen.",
          // Profiles and tiles for materialized views, which there are none of.
          "com.yahoo.sketches.",
          "org.pentaho.aggdes.",
          // Sampling, shuffling, and writers of Parquet files.
          SHADED + "org.apache.commons.math3.distribution.",
          SHADED + "org.apache.commons.math3.random.",
          SHADED + "parquet.it.unimi.",
          // Other providers of TLS, which OkHttp takes if a program brings them.
          "org.bouncycastle.",
          "org.conscrypt.",
          "org.openjsse.");

  /**
   * A name in a text, as of a class that is to be loaded by it, but Kotlin's names of its types.
   */
  private static final Pattern NAME =
      Pattern.compile(
          "\\x01..("
              + SHADED.replace(".", "\\.")
              + "(?!kotlin\\.)[\\w.]*\\.[A-Z][\\w$]*)(?=[^\\w$. ]|$)",
          Pattern.DOTALL);

  /** Classes that name what nobody has to bring: Jackson's are the dangerous ones. */
  private static final Pattern NAMES_OF_OTHERS =
      Pattern.compile(
          ".*/(SubTypeValidator|RelJson|CalcitePrepare\\$Dummy|UnregisteredDriver)\\.class");

  @TempDir Path directory;

  @Test
  void everyClassThatIsNamedIsThere() {
    StringWriter found = new StringWriter();
    ToolProvider.findFirst("jdeps")
        .orElseThrow()
        .run(
            new PrintWriter(found),
            new PrintWriter(found),
            "--multi-release",
            "base",
            "--missing-deps",
            Jvm.DRIVER_JAR.toString());

    List<String> missing =
        found
            .toString()
            .lines()
            .filter(line -> line.startsWith(" ") && line.contains(" -> "))
            .filter(line -> !mayBeMissing(line.replaceFirst(".* -> ", "")))
            .map(String::strip)
            .toList();
    assertThat(found.toString()).contains("-> org.conscrypt.");
    assertThat(missing).isEmpty();
  }

  @Test
  void everyClassCanBeInitialized() throws IOException, InterruptedException {
    Jvm.Result result =
        Jvm.runAlone(
            directory,
            InitializedAlone.class,
            List.of(),
            Jvm.DRIVER_JAR.toAbsolutePath().toString());

    List<String> lines = result.out().lines().toList();
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(Integer.parseInt(lines.get(lines.size() - 1))).isGreaterThan(10_000);
    assertThat(lines)
        .filteredOn(line -> line.contains(" misses "))
        .filteredOn(line -> !mayBeMissing(line.replaceFirst(".* misses '?", "")))
        .isEmpty();
  }

  @Test
  void everyClassThatIsLoadedByItsNameIsThere() throws IOException {
    Set<String> missing = new TreeSet<>();
    try (JarFile jar = new JarFile(Jvm.DRIVER_JAR.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        if (entry.getName().endsWith(".class")
            && !NAMES_OF_OTHERS.matcher(entry.getName()).matches()) {
          byte[] bytes = jar.getInputStream(entry).readAllBytes();
          Matcher names = NAME.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
          while (names.find()) {
            if (jar.getEntry(names.group(1).replace('.', '/') + ".class") == null) {
              missing.add(names.group(1) + " in " + entry.getName());
            }
          }
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void itIsSmall() throws IOException {
    long bytes = Files.size(Jvm.DRIVER_JAR);

    System.out.printf("%s has %,d bytes%n", Jvm.DRIVER_JAR.getFileName(), bytes);

    assertThat(bytes).isLessThanOrEqualTo(27_000_000);
  }

  private static boolean mayBeMissing(String name) {
    return MAY_BE_MISSING.stream().anyMatch(name::startsWith);
  }
}
