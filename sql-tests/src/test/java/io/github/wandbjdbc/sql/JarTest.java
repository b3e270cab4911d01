package io.github.wandbjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one jar that users download stands on its own and stays out of everybody's way. */
final class JarTest {
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
}
