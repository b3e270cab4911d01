package io.github.wandbjdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody types into a shell in a real terminal, which tmux is. */
@Timeout(300)
final class TerminalShellTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PROMPT = "demo-team/digits>";

  @TempDir Path directory;
  private Path socket;

  @BeforeEach
  void open() throws IOException, InterruptedException {
    assumeTrue(isInstalled(), "tmux isn't installed: apt-get install tmux");
    socket = directory.resolve("tmux");
    start();
  }

  private void start() throws IOException, InterruptedException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Path arguments =
        Files.writeString(
            directory.resolve("arguments"),
            "-cp\n\"%s\"\n-XX:TieredStopAtLevel=1\n%s\n%s\n"
                .formatted(classPath, WandbSql.class.getName(), Ran.ONE_RUN));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    tmux(
        "new-session",
        "-d",
        "-x",
        "100",
        "-y",
        "50",
        "-e",
        "XDG_STATE_HOME=" + directory.resolve("state"),
        java,
        "@" + arguments);
    await(PROMPT);
  }

  @AfterEach
  void end() throws IOException, InterruptedException {
    if (socket != null) {
      run("kill-server");
    }
  }

  @Test
  void tabCompletesAMetricWithItsQuotes() throws IOException, InterruptedException {
    type("SELECT MAX(\"train/l");
    press("Tab");
    await("SELECT MAX(\"train/loss\"");
    type(") AS worst FROM hist");
    press("Tab");
    await("FROM history");
  }

  @Test
  void aStatementMayHaveLines() throws IOException, InterruptedException {
    type("SELECT COUNT(*) AS n");
    press("Enter");
    await("  >\n");
    type("FROM runs;");
    press("Enter");

    await("(1 row)");
  }

  @Test
  void anErrorPointsAtItsPlace() throws IOException, InterruptedException {
    type("SELECT nam FROM runs;");
    press("Enter");

    String screen = await("^");
    assertThat(screen)
        .contains("error 42S22: column \"nam\" not found")
        .contains("\nSELECT nam FROM runs\n       ^\n");
  }

  @Test
  void controlCCancelsTheStatementAndTwiceEndsTheShell() throws IOException, InterruptedException {
    type(
        "SELECT SUM(a._step * b._step + c._step) AS sum FROM history a CROSS JOIN history b CROSS JOIN history c CROSS JOIN history d;");
    press("Enter");
    // The line of progress shows that it runs.
    await(" of 4 runs, ");
    press("C-c");
    await("error 57014");
    assertThat(screen()).contains(PROMPT);
    press("C-c");
    await("once more ends the shell");
    press("C-c");

    awaitEnd();
  }

  @Test
  void theNextShellRemembersAllButKeys() throws IOException, InterruptedException {
    type("SELECT 41 + 1 AS answer;");
    press("Enter");
    await("42");
    type("SELECT '0123456789abcdef0123456789abcdef01234567' AS k;");
    press("Enter");
    await("0123456789abcdef0123456789abcdef01234567\n(1 row)");
    type("!quit");
    press("Enter");
    awaitEnd();

    start();
    press("Up");
    press("Up");
    await("SELECT 41 + 1 AS answer;");
    Path history = directory.resolve("state/wandb-jdbc/history");
    assertThat(history).content().contains("41 + 1").doesNotContain("0123456789abcdef");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
        .isEqualTo("rw-------");
  }

  private static boolean isInstalled() throws IOException, InterruptedException {
    try {
      return new ProcessBuilder("tmux", "-V").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private void type(String text) throws IOException, InterruptedException {
    // Behind the last letter a semicolon would end tmux's own command.
    tmux("send-keys", "-l", text.replaceFirst(";$", "\\\\;"));
  }

  private void press(String key) throws IOException, InterruptedException {
    tmux("send-keys", key);
  }

  private String screen() throws IOException, InterruptedException {
    return tmux("capture-pane", "-p");
  }

  private String await(String text) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    String screen = screen();
    while (!screen.contains(text)) {
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .as("%s in:%n%s", text, screen)
          .isLessThan(PATIENCE);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      screen = screen();
    }
    return screen;
  }

  private void awaitEnd() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (run("has-session") == 0) {
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private String tmux(String... words) throws IOException, InterruptedException {
    Process process = process(words);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("tmux %s: %s", List.of(words), out).isZero();
    return out;
  }

  private int run(String... words) throws IOException, InterruptedException {
    Process process = process(words);
    process.getInputStream().readAllBytes();
    return process.waitFor();
  }

  private Process process(String... words) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("tmux", "-S", socket.toString(), "-f", "/dev/null"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder.start();
  }
}
