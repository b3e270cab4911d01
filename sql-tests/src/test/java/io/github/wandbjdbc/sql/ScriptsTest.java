package io.github.wandbjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.hydromatic.quidem.Quidem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every script, read from run files, from the API, and from the API with nothing but run ids sent
 * to it.
 */
@Tag("text")
final class ScriptsTest {
  private static final Path SCRIPTS = Path.of("src/test/resources/sql");
  private static final Path PRINTED = Path.of("target/iq");

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

  @TestFactory
  List<DynamicTest> scripts() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> scripts = Files.list(SCRIPTS)) {
      for (Path script :
          scripts.filter(path -> path.toString().endsWith(".iq")).sorted().toList()) {
        for (DigitsSources.Source source : DigitsSources.Source.values()) {
          tests.add(
              dynamicTest(script.getFileName() + " from " + source, () -> run(script, source)));
        }
      }
    }
    return tests;
  }

  private static void run(Path script, DigitsSources.Source source) throws Exception {
    String expected = Files.readString(script);
    StringWriter printed = new StringWriter();

    new Quidem(
            Quidem.configBuilder()
                .withReader(new StringReader(expected))
                .withWriter(printed)
                .withConnectionFactory(new Connections(source))
                .build())
        .execute();

    // What was printed, to compare with the script and to copy from.
    Path copy =
        Files.createDirectories(PRINTED.resolve(source.name())).resolve(script.getFileName());
    Files.writeString(copy, printed.toString());
    assertThat(printed.toString()).isEqualTo(expected);
  }

  private record Connections(DigitsSources.Source source) implements Quidem.ConnectionFactory {
    @Override
    @SuppressWarnings("NullAway") // Null says that there is no engine to compare with.
    public Connection connect(String name, boolean reference) throws Exception {
      return reference ? null : sources.connect(source);
    }
  }
}
