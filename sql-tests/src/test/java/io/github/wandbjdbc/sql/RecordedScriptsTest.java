package io.github.wandbjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import net.hydromatic.quidem.Quidem;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every script, recorded while a server answers it, and printed once more from the recording when
 * there is no server any more.
 */
@Tag("text")
final class RecordedScriptsTest {
  private static final Path SCRIPTS = Path.of("src/test/resources/sql");

  @TempDir Path directory;

  @TestFactory
  List<DynamicTest> aRecordingPrintsWhatTheServerDid() throws Exception {
    Path bundle = Files.createDirectory(directory.resolve("bundle"));
    List<Path> scripts;
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      scripts = files.filter(path -> path.toString().endsWith(".iq")).sorted().toList();
    }
    try (DigitsSources sources = DigitsSources.over(Digits.restedCopy(directory))) {
      for (Path script : scripts) {
        for (String pushdown : List.of("true", "false")) {
          Properties properties = new Properties();
          properties.setProperty("password", StandIn.API_KEY);
          properties.setProperty("record", bundle.toString());
          String url = sources.url() + "?pushdown=" + pushdown;
          String expected = Files.readString(script);
          String recorded = printed(expected, () -> DriverManager.getConnection(url, properties));
          assertThat(recorded).as("%s, recorded", script).isEqualTo(expected);
        }
      }
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (Path script : scripts) {
      for (String pushdown : List.of("true", "false")) {
        tests.add(
            dynamicTest(
                "%s with pushdown=%s".formatted(script.getFileName(), pushdown),
                () -> {
                  String url = "jdbc:wandb:replay:" + bundle + "?pushdown=" + pushdown;
                  String expected = Files.readString(script);
                  assertThat(printed(expected, () -> DriverManager.getConnection(url)))
                      .isEqualTo(expected);
                }));
      }
    }
    tests.add(dynamicTest("without the API key", () -> holdsNoKey(bundle)));
    return tests;
  }

  private static void holdsNoKey(Path bundle) throws IOException {
    try (Stream<Path> files = Files.list(bundle)) {
      for (Path file : files.toList()) {
        assertThat(Files.readString(file)).doesNotContain(StandIn.API_KEY);
      }
    }
  }

  /** Opens a connection. */
  private interface Opening {
    Connection open() throws Exception;
  }

  private static String printed(String script, Opening opening) throws Exception {
    StringWriter printed = new StringWriter();
    new Quidem(
            Quidem.configBuilder()
                .withReader(new StringReader(script))
                .withWriter(printed)
                .withConnectionFactory(new Connections(opening))
                .build())
        .execute();
    return printed.toString();
  }

  private record Connections(Opening opening) implements Quidem.ConnectionFactory {
    @Override
    @SuppressWarnings("NullAway") // Null says that there is no engine to compare with.
    public Connection connect(String name, boolean reference) throws Exception {
      return reference ? null : opening.open();
    }
  }
}
