package io.github.wandbjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The one jar does the same on each JDK that is installed, and has none of them print a warning.
 * Skipped where there is no other one than that of this build.
 */
final class OtherJdksTest {
  /** Sixty lines, packed by each of the three. */
  private static final Map<String, String> PACKED =
      Map.of(
          "zstd.ZstdDecompressor",
          "KLUv/WTvAt0GAPJNHxLAVziwaxg+gpRSppRkRasMkAKBrwmh8Mx/kovU77OPeJV3Obz1cighn2Y8"
              + "JC65KTa5biNceqrBrvanUsiUYaQx89LkUqi2U9GyZzBiIqLRCMc4+PhDosIRcujhMBBLPHGoWCwp"
              + "8WORz01mJaqKACEEBhgYEAwEhIACgQODdqgxXJ/3C6AjAgwQAs8ZWig6poDiE6Y42GFVfoTAJRZL"
              + "y/AlI/azMD5B8DAIZoGT9ZWcmkCJYEtQVVrNLKBWVxWwUkCgKifXJgmAk+KS/eHW5p03aqdOwdL/"
              + "f/nYKko=",
          "snappy.SnappyDecompressor",
          "7wdAc3RlcCAwIGxvc3MgMTAwMAoFEQAxCREIOTk5CRAAMhEQADYJEAAzERAAMQkQADQNEAQ4NAkQ"
              + "ADUNEAQ3NQkQADYNEAA2DSAANw0QADUNQAA4DRAAMw1gADkNEAAxDYAAMQ2iADkVoQ2iBDg3ESIN"
              + "owQ4NQ1DADENpAQ4Mw1kADENpQQ4MA2FADENpgA3EaYAMQ2nBDc0ESINqAQ3MRFEDakENjcRZg2q"
              + "BDYzDYgAMg2qADYRqgAyDaoENTURIg2qBDUxDUQAMg2qBDQ3DWYAMg2qBDQyDYgAMg2qBDM3LVAA"
              + "Mg2qADMVIg2qADIVRA2qADIVZg2qBDE1DYgAMw2qADERqgAzDaoRywAzDakIOTczKcYAMw2pDDkw"
              + "OApFJwAzDakEODQNugAzDakINzcyDSINqQQ3MBEiDakENjIRRA2pBDU1EWYNqQQ0Ny0gADQNqQgz"
              + "OTcJVQA0EakR3AA0DaoEMjMNRAA0DaoEMTQNZgA0DaoANg2HADQNqQQ5Ni0OADQNqQQ4NxEyDakE"
              + "NzgtdAA0DakENjltJQA0DakENTkNdgA1DakENDktuAA1EakVIhGpEUQANRGpEWYANQ2pEYcANRWp"
              + "LQ4ANRGpADUNmAA1EakANC10ADURqQAyLTAoNTkgbG9zcyA1MTA=",
          "lz4.Lz4Decompressor",
          "8QJzdGVwIDAgbG9zcyAxMDAwChEAEjERADI5OTkQABQyEAASNhAAFDMQABIxEAATNBAAIjg0EAAT"
              + "NRAAIjc1EAATNhAAEzYgABM3EAATNUAAEzgQABMzYAATORAAEzGAABMxogAVOaEAA6IAJDg3IgAD"
              + "owAjODVDABMxpAAjODNkABMxpQAjODCFABMxpgAUN6YAEzGnACQ3NCIAA6gAJDcxRAADqQAkNjdm"
              + "AAOqACM2M4gAEzKqABQ2qgATMqoAJDU1IgADqgAjNTFEABMyqgAjNDdmABMyqgAjNDKIABMyqgAU"
              + "M6oAEzKqABUzIgADqgAVMkQAA6oAFTJmAAOqABQxiAATM6oAFDGqABMzqgAEywATM6kAMjk3M8YB"
              + "EzOpADM5MDgRAAOpACM4NLoAEzOpADM3NzIiAAOpACQ3MCIAA6kAJDYyRAADqQAkNTVmAAP9ARQ0"
              + "ZAETNKkAMjM5N1UAFDSpAATcABM0qgAjMjNEABM0qgAjMTRmABM0qgATNocAEzSpACM5NpYBEzSp"
              + "ACQ4NzIAA6kAIzc4xAITNKkAIzY5JQMTNKkAIzU5dgATNakAIzQ5uAEUNakABSIABKkABEQAFDWp"
              + "AARmABM1qQAEhwAVNakAAy4CFDWpABM1mAAUNakAEzR0ARQ1qQATMjABsDU5IGxvc3MgNTEw");

  private static final String UNPACKED =
      IntStream.range(0, 60)
          .mapToObj(i -> "step " + i + " loss " + (1000 - i * i % 997))
          .collect(Collectors.joining("\n"));

  /** Of scans, joins, groups and functions a few. */
  private static final String SQL =
      "SELECT r.run_id || ' ' || COUNT(*) || ' ' || REGEXP_REPLACE(MAX(r.state), 'i', 'I')"
          + " FROM runs r JOIN history h ON h.run_id = r.run_id"
          + " WHERE r.config LIKE '%adam%' AND h.\"val/acc\" > 0.9 GROUP BY r.run_id ORDER BY 1";

  @TempDir Path directory;

  @BeforeEach
  void anotherJdkIsInstalled() {
    assumeTrue(
        Jdks.installed().size() > 1,
        "no JDK but that of this build is in /usr/lib/jvm, or named by JAVA_HOME_17_X64 and the"
            + " like: install another one");
  }

  @Test
  void theyAllGiveTheSameRows() throws IOException, InterruptedException {
    String url = "jdbc:wandb:file:" + Digits.restedCopy(directory);
    String here =
        Jvm.runAlone(directory, JarAlone.class, List.of(), url, SQL)
            .out()
            .lines()
            .toList()
            .toString();

    for (Path jdk : Jdks.installed()) {
      Jvm.Result result = Jvm.runAlone(jdk, directory, JarAlone.class, List.of(), url, SQL);

      assertThat(result.err()).as(jdk.toString()).isEmpty();
      assertThat(result.out().lines().toList().toString())
          .as(jdk.toString())
          .contains("adam-")
          .isEqualTo(here);
    }
  }

  @Test
  void theCommandLinePrintsNothingBesideTheAnswer() throws IOException, InterruptedException {
    String url = "jdbc:wandb:file:" + Digits.restedCopy(directory);

    for (Path jdk : Jdks.installed()) {
      Jvm.Result result =
          Jvm.execute(
              directory,
              List.of(
                  jdk.resolve(Path.of("bin", "java")).toString(),
                  "-jar",
                  Jvm.DRIVER_JAR.toString(),
                  "--format",
                  "csv",
                  url,
                  "SELECT COUNT(*) AS n FROM runs WHERE run_id <> 'adam-kill'"));

      assertThat(result.out().lines()).as(jdk + result.err()).containsExactly("n", "8");
      assertThat(result.err()).as(jdk.toString()).doesNotContain("WARNING");
    }
  }

  @Test
  void packedPagesAreUnpacked() throws IOException, InterruptedException {
    for (Path jdk : Jdks.installed()) {
      for (Map.Entry<String, String> packed : PACKED.entrySet()) {
        Jvm.Result result =
            Jvm.runAlone(
                jdk,
                directory,
                UnpackedAlone.class,
                List.of(),
                packed.getKey(),
                String.valueOf(UNPACKED.length()),
                packed.getValue());

        assertThat(result.err()).as(jdk + " " + packed.getKey()).isEmpty();
        assertThat(result.out().strip()).as(packed.getKey()).isEqualTo(UNPACKED);
      }
    }
  }

  /** Where JDKs are installed. */
  static final class Jdks {
    private Jdks() {}

    /** Their homes, each once. */
    static List<Path> installed() {
      Stream<Path> named =
          System.getenv().entrySet().stream()
              .filter(variable -> variable.getKey().matches("JAVA_HOME(_\\d+_.*)?"))
              .map(variable -> Path.of(variable.getValue()));
      return Stream.of(Stream.of(Path.of(System.getProperty("java.home"))), named, ofSystem())
          .flatMap(homes -> homes)
          .filter(home -> Files.exists(home.resolve("release")))
          .map(Jdks::real)
          .distinct()
          .toList();
    }

    private static Stream<Path> ofSystem() {
      try (Stream<Path> homes = Files.list(Path.of("/usr/lib/jvm"))) {
        return homes.sorted().toList().stream();
      } catch (IOException e) {
        return Stream.empty();
      }
    }

    private static Path real(Path home) {
      try {
        return home.toRealPath();
      } catch (IOException e) {
        return home;
      }
    }
  }
}
