package io.github.wandbjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release that {@code ./mvnw -Prelease deploy} stages holds what others need, and no more. */
final class StagedReleaseTest {
  private static final Path STAGED = Path.of(System.getProperty("staged", ""));
  private static final String VERSION = System.getProperty("staged.version", "");

  @TempDir Path directory;

  @BeforeEach
  void aReleaseIsStaged() {
    assumeFalse(STAGED.toString().isEmpty(), "no release is staged: ./mvnw -Prelease deploy does");
  }

  @Test
  void aFreshProjectAddsOneDependencyAndReadsTheSampleRuns()
      throws IOException, InterruptedException {
    Jvm.Result result = runProject("wandb-jdbc", List.of());

    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    assertThat(result.out()).contains("8321 rows of 9 runs");
    assertThat(artifactsOfOurs()).containsExactly("wandb-jdbc", "wandb-jdbc-bom");
  }

  @Test
  void aProjectOnCalciteGetsWhatTheAdapterNeeds() throws IOException, InterruptedException {
    Jvm.Result result =
        runProject(
            "calcite-adapter",
            List.of(
                "io.github.wandbjdbc.schema.WandbSchemaFactory", "org.apache.calcite.jdbc.Driver"));

    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    assertThat(result.out())
        .contains(
            "has io.github.wandbjdbc.schema.WandbSchemaFactory",
            "has org.apache.calcite.jdbc.Driver");
  }

  @Test
  void eachJarHasSourcesJavadocAndAListOfWhatItWasMadeFrom() throws IOException {
    for (String artifact :
        List.of(
            "wandb-jdbc",
            "wandb-sql",
            "calcite-adapter",
            "wandb-client",
            "wandb-sql-engine",
            "wandb-sql-grammar")) {
      assertThat(classifiers(artifact))
          .as(artifact)
          .contains(".pom", ".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json");
    }
  }

  @Test
  void nothingElseIsPublished() throws IOException {
    assertThat(names(STAGED.resolve(Path.of("io", "github", "wandbjdbc"))))
        .containsExactly(
            "calcite-adapter",
            "wandb-client",
            "wandb-jdbc",
            "wandb-jdbc-bom",
            "wandb-jdbc-parent",
            "wandb-sql",
            "wandb-sql-engine",
            "wandb-sql-grammar");
  }

  @Test
  void everyFileHasItsChecksumsAndItsSignatureIfThereIsAKey() throws IOException {
    try (Stream<Path> files = Files.walk(STAGED)) {
      List<Path> published =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.toString().matches(".*\\.(md5|sha1|sha256|sha512|asc)"))
              .toList();

      assertThat(published).isNotEmpty();
      for (Path file : published) {
        assertThat(Path.of(file + ".sha1")).exists();
        if (System.getenv("MAVEN_GPG_KEY") != null && !file.toString().contains("maven-metadata")) {
          assertThat(Path.of(file + ".asc")).exists();
        }
      }
    }
  }

  /** A project with a local repository of its own, its one class compiled and run by Maven. */
  private Jvm.Result runProject(String artifact, List<String> arguments)
      throws IOException, InterruptedException {
    Path project = directory.resolve("project");
    Path sources = project.resolve(Path.of("src", "main", "java"));
    Files.createDirectories(sources);
    Files.writeString(project.resolve("pom.xml"), pom(artifact));
    Files.writeString(sources.resolve("ReadRuns.java"), PROGRAM);
    List<String> words = new ArrayList<>(arguments);
    if (words.isEmpty()) {
      words.add("jdbc:wandb:file:" + Digits.restedCopy(directory));
    }
    return Jvm.execute(
        directory,
        List.of(
            Path.of("..", "mvnw").toAbsolutePath().normalize().toString(),
            "-B",
            "-ntp",
            "-f",
            project.toString(),
            "-Dmaven.repo.local=" + directory.resolve("repository"),
            "-Dexec.mainClass=ReadRuns",
            "-Dexec.args=" + String.join(" ", words),
            "compile",
            "org.codehaus.mojo:exec-maven-plugin:3.5.1:java"));
  }

  private static String pom(String artifact) {
    return """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>org.example</groupId>
          <artifactId>reader</artifactId>
          <version>1</version>
          <properties>
            <maven.compiler.release>17</maven.compiler.release>
            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
          </properties>
          <repositories>
            <repository>
              <id>staged</id>
              <url>%s</url>
            </repository>
          </repositories>
          <dependencyManagement>
            <dependencies>
              <dependency>
                <groupId>io.github.wandbjdbc</groupId>
                <artifactId>wandb-jdbc-bom</artifactId>
                <version>%s</version>
                <type>pom</type>
                <scope>import</scope>
              </dependency>
            </dependencies>
          </dependencyManagement>
          <dependencies>
            <dependency>
              <groupId>io.github.wandbjdbc</groupId>
              <artifactId>%s</artifactId>
            </dependency>
          </dependencies>
        </project>
        """
        .formatted(STAGED.toUri(), VERSION, artifact);
  }

  private static final String PROGRAM =
      """
      import java.sql.DriverManager;

      public final class ReadRuns {
        public static void main(String[] words) throws Exception {
          for (String word : words) {
            if (!word.startsWith("jdbc:")) {
              System.out.println("has " + Class.forName(word).getName());
              continue;
            }
            try (var connection = DriverManager.getConnection(word);
                var rows = connection.createStatement().executeQuery(
                    "SELECT COUNT(*), COUNT(DISTINCT run_id) FROM history")) {
              rows.next();
              System.out.println(rows.getLong(1) + " rows of " + rows.getLong(2) + " runs");
            }
          }
        }
      }
      """;

  /** The artifacts of ours that the project has got. */
  private List<String> artifactsOfOurs() throws IOException {
    return names(directory.resolve(Path.of("repository", "io", "github", "wandbjdbc"))).stream()
        .filter(name -> !name.equals("wandb-jdbc-parent"))
        .toList();
  }

  /** The files of an artifact, without its name and version. */
  private static List<String> classifiers(String artifact) throws IOException {
    Path home = STAGED.resolve(Path.of("io", "github", "wandbjdbc", artifact, VERSION));
    return names(home).stream()
        .map(
            name -> name.replaceFirst("^" + artifact + "-[0-9]+([.][0-9]+)*(-[0-9.]+-[0-9]+)?", ""))
        .toList();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> !file.getFileName().toString().startsWith("maven-metadata"))
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }
}
