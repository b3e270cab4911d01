package io.github.wandbjdbc.cli;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.StandIn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  /** Line breaks aside. */
  private static final String COMMANDS = "[\\p{Cntrl}\\x{80}-\\x{9f}\\x{202a}-\\x{202e}&&[^\n]]";

  private Screen screen = Screen.NONE;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void helpAndVersionAreAnswers() {
    assertThat(run("", "--help")).isZero();
    assertThat(run("", "--version")).isZero();

    assertThat(text(out)).contains("usage: java -jar wandb-jdbc.jar").containsPattern("jdbc \\d");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--format=xml jdbc:wandb:", "--frmat jdbc:wandb:", "jdbc:x: sql"})
  void aWrongCommandLineIsExplained(String words) {
    int code = run("select 1", words.isEmpty() ? new String[0] : words.split(" ", -1));

    assertThat(code).isEqualTo(2);
    assertThat(text(err)).contains("usage:");
    assertThat(text(out)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://wandb.ai/team/project/runs/abc12345?nw=x, jdbc:wandb://api.wandb.ai/team/project and ask for it by SELECT * FROM runs WHERE run_id = 'abc12345'",
    "team/project, jdbc:wandb:/team/project",
    "//wandb.example.com/team, jdbc:wandb://wandb.example.com/team",
    "./wandb, jdbc:wandb:file:./wandb",
    "file:///data/wandb, jdbc:wandb:file:/data/wandb"
  })
  void anAddressInPlaceOfTheUrlIsAnsweredWithTheUrl(String address, String url) {
    int code = run("select 1", address, "select 1");

    assertThat(code).isEqualTo(2);
    assertThat(text(err)).contains("write " + url + System.lineSeparator());
  }

  @Test
  void aFailureHasItsStateOnStandardError() {
    int code = run("select 1", "jdbc:wandb:file:no/such/directory");

    assertThat(code).isEqualTo(1);
    assertThat(text(err)).startsWith("error 08001: ").contains("no/such/directory");
    assertThat(text(out)).isEmpty();
  }

  @Test
  void commandsInNamesDoNotReachATerminal() {
    String evil = "\u001b[2J\u009b31m\u202Erun";
    try (StandIn standIn = StandIn.start().isPublic(true)) {
      standIn.holds(experiment("run1").displayName(evil).logging("a" + evil));
      String url =
          "jdbc:wandb://%s/lab/vision?anonymous=true&maxRetryTime=1"
              .formatted(standIn.hostAndPort());

      assertThat(run("", url, "select name, h.* from runs join history h using (run_id)")).isZero();
      assertThat(run("", url, "select cast(name as integer) from runs")).isEqualTo(1);
      assertThat(text(out) + text(err)).contains("run").doesNotContainPattern(COMMANDS);

      out.reset();
      assertThat(run("", "--format=json", url, "select name from runs")).isZero();
      assertThat(text(out))
          .contains("\\u001B[2J\\u009b31m\\u202erun")
          .doesNotContainPattern(COMMANDS);
    }
  }

  @Test
  void theStatementMayComeFromAnywhere() {
    Arguments inWords = Arguments.parse("--format", "csv", "jdbc:wandb:/a/b", "select 1");
    Arguments fromInput = Arguments.parse("--url=jdbc:wandb:/a/b", "--all", "--format=json");

    assertThat(inWords)
        .isEqualTo(new Arguments(OutputFormat.CSV, false, "jdbc:wandb:/a/b", "select 1"));
    assertThat(fromInput)
        .isEqualTo(new Arguments(OutputFormat.JSON, true, "jdbc:wandb:/a/b", null));
    assertThat(inWords.toString()).doesNotContain("jdbc:");
  }

  private int run(String input, String... words) {
    return new Main(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            screen,
            false)
        .run(words);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
