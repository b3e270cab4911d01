package io.github.wandbjdbc.sql.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.sql.Digits;
import io.github.wandbjdbc.sql.DigitsSources;
import io.github.wandbjdbc.sql.Jvm;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The recipes in the documents for other programs were tried, as far as is possible here. */
final class RecipesTest {
  private static final Path DOCUMENTS = Path.of("../docs");
  private static final Pattern CODE =
      Pattern.compile(
          "^```(java|python|r|kotlin|groovy|clojure|scala)\n(.*?)^```$",
          Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern OPTIONAL_PART = Pattern.compile("\\[([^]]*)]");

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"clients.md, 60", "server.md, 8", "export.md, 15"})
  void everyLineOfARecipeIsOneOfAProgramThatTheTestsRun(String document, int least)
      throws IOException {
    Set<String> programs = programLines();

    List<String> recipes =
        CODE.matcher(Files.readString(DOCUMENTS.resolve(document)))
            .results()
            .flatMap(code -> code.group(2).lines())
            .map(String::strip)
            .toList();

    assertThat(recipes).hasSizeGreaterThan(least);
    assertThat(recipes).filteredOn(line -> !programs.contains(line)).isEmpty();
  }

  @Test
  void dbeaversDriversConnectFromTheJarAlone() throws Exception {
    try (DigitsSources sources = DigitsSources.over(Digits.restedCopy(directory))) {
      String[] address = sources.standIn().hostAndPort().split(":", 2);

      for (Element driver : elements("kits/dbeaver-drivers.xml", "driver")) {
        String url =
            driver
                .getAttribute("url")
                .replace("{host}", address[0])
                .replace("{port}", address[1])
                .replace("{database}", "demo-team/digits")
                .replace("{folder}", sources.directory().toString());

        assertThat(runs(driver.getAttribute("class"), OPTIONAL_PART.matcher(url).replaceAll("$1")))
            .as(url)
            .isEqualTo(9);
      }
    }
  }

  @Test
  void dbeaversDriversAreReadableAsItsOwn() throws Exception {
    assertThat(elements("kits/dbeaver-drivers.xml", "driver"))
        .hasSize(2)
        .allSatisfy(
            driver -> {
              assertThat(((Element) driver.getParentNode()).getAttribute("id"))
                  .isEqualTo("generic");
              assertThat(driver.getAttribute("custom")).isEqualTo("true");
            });
    assertThat(elements("kits/dbeaver-drivers.xml", "library"))
        .hasSize(2)
        .allSatisfy(library -> assertThat(library.getAttribute("type")).isEqualTo("jar"));
  }

  @Test
  void tableausCustomizationIsForOurUrls() throws Exception {
    assertThat(elements("kits/wandb.tdc", "driver"))
        .singleElement()
        .satisfies(driver -> assertThat(driver.getAttribute("name")).isEqualTo("wandb"));
    assertThat(elements("kits/wandb.tdc", "customization"))
        .isNotEmpty()
        .allSatisfy(
            customization -> {
              assertThat(customization.getAttribute("name")).startsWith("CAP_");
              assertThat(customization.getAttribute("value")).isIn("yes", "no");
            });
  }

  /** Connects as DBeaver does: a class loader for the jar, and the driver by its name. */
  private static int runs(String driverClass, String url) throws Exception {
    URL[] jar = {Jvm.DRIVER_JAR.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(jar, ClassLoader.getPlatformClassLoader())) {
      Driver driver = (Driver) loader.loadClass(driverClass).getDeclaredConstructor().newInstance();
      Properties properties = new Properties();
      properties.setProperty("password", StandIn.API_KEY);
      try (Connection connection = driver.connect(url, properties);
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM runs")) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  private static Iterable<Element> elements(String file, String name) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(DOCUMENTS.resolve(file).toFile());
    var nodes = document.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static Set<String> programLines() throws IOException {
    try (Stream<Path> files = Files.walk(Client.HOME)) {
      return files
          .filter(file -> !file.toString().contains("target"))
          .filter(file -> file.toString().matches(".*\\.(java|py|R|kt|groovy|clj|scala)"))
          .flatMap(RecipesTest::lines)
          .collect(Collectors.toSet());
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readString(file).lines().map(String::strip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
