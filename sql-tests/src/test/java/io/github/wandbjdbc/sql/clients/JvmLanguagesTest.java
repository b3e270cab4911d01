package io.github.wandbjdbc.sql.clients;

import static io.github.wandbjdbc.sql.Digits.logged;
import static org.assertj.core.api.Assertions.assertThat;

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

/** Scripts in Groovy, Clojure and Scala, and Exposed in Kotlin, read the runs as they were. */
@Tag("large-clients")
@Tag("text")
final class JvmLanguagesTest {
  private static final Client LANGUAGES = new Client("languages");

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
  void groovyReadsRowsAsObjects() throws Exception {
    assertThat(printedBy("groovy.ui.GroovyMain", List.of(), "program.groovy"))
        .containsExactlyElementsOf(expected());
  }

  @Test
  void clojureReadsRowsAsMaps() throws Exception {
    assertThat(printedBy("clojure.main", List.of(), "program.clj"))
        .containsExactlyElementsOf(expected());
  }

  @Test
  void scalaReadsRowsAsAnIterator() throws Exception {
    assertThat(
            printedBy("scala.tools.nsc.MainGenericRunner", List.of("-usejavacp"), "program.scala"))
        .containsExactlyElementsOf(expected());
  }

  @Test
  void exposedJoinsGroupsAndLimitsInKotlin() throws Exception {
    List<String> lines =
        new Client("exposed")
            .printed(directory, List.of(), "ExposedProgram", sources.url(), StandIn.API_KEY);

    assertThat(lines)
        .containsExactly(
            "lost-the-node 0.003 2026-11-22T05:54:31.363",
            "heavy-ball " + logged("mom-mid01", "/max_val_acc"));
  }

  private static List<String> expected() {
    return List.of("lost-the-node 0.003", logged("adam-long", "/max_val_acc"));
  }

  private static List<String> printedBy(String main, List<String> options, String script)
      throws Exception {
    List<String> arguments = new ArrayList<>(options);
    arguments.add(Client.HOME.resolve("languages").resolve(script).toAbsolutePath().toString());
    arguments.addAll(List.of(sources.url(), StandIn.API_KEY));
    Jvm.Result result = LANGUAGES.run(directory, List.of(), main, arguments.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result.out().lines().toList();
  }
}
