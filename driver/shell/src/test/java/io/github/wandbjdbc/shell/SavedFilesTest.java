package io.github.wandbjdbc.shell;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.cli.Screen;
import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.RecordedRequest;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --save}: the files of the rows. */
final class SavedFilesTest {
  private static final String FILES = "SELECT run_id, name, url FROM files ORDER BY 1, 2";

  private final StandIn standIn = StandIn.start();

  @TempDir Path directory;
  private Path saved;

  @BeforeEach
  void hold() {
    saved = directory.resolve("saved");
    standIn.holds(
        experiment("r1").file("notes.txt", "first").file("media/images/a.png", "a picture"),
        experiment("r2").file("notes.txt", "second"));
  }

  @AfterEach
  void close() {
    standIn.close();
  }

  private Ran save(String sql, String... options) {
    return save(Screen.NONE, sql, options);
  }

  private Ran save(Screen screen, String sql, String... options) {
    List<String> words = new ArrayList<>(List.of(url(), sql, "--save", saved.toString()));
    words.addAll(List.of(options));
    return Ran.of("", screen, words.toArray(String[]::new));
  }

  private String url() {
    return "jdbc:wandb://%s/lab/vision?password=%s"
        .formatted(standIn.hostAndPort(), StandIn.API_KEY);
  }

  /** The files below {@code folder}, by their paths in it. */
  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void theFileOfEachRowIsSavedBesideItsPrinting() throws IOException {
    Ran ran = save(FILES, "--csv");

    assertThat(ran.err()).isEqualTo("3 files saved in " + saved + "\n");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .startsWith("run_id,name,url\r\nr1,media/images/a.png,https://files.invalid/")
        .hasLineCount(4);
    assertThat(files(saved))
        .containsExactly("r1/media/images/a.png", "r1/notes.txt", "r2/notes.txt");
    assertThat(saved.resolve("r1/media/images/a.png")).hasContent("a picture");
    assertThat(saved.resolve("r2/notes.txt")).hasContent("second");
  }

  @Test
  void anEarlierFileIsReplaced() throws IOException {
    Path earlier = Files.createDirectories(saved.resolve("r1")).resolve("notes.txt");
    Files.writeString(earlier, "older and longer");

    assertThat(save(FILES).code()).isZero();

    assertThat(earlier).hasContent("first");
  }

  @Test
  void theAddressInARowIsNeverAsked() throws IOException {
    String sql = "SELECT 'r1' AS run_id, 'notes.txt' AS name, 'http://%s/evil' AS url";

    Ran ran = save(sql.formatted(standIn.hostAndPort()));

    assertThat(ran.code()).isZero();
    assertThat(saved.resolve("r1/notes.txt")).hasContent("first");
    assertThat(standIn.requests()).noneMatch(request -> request.toString().contains("evil"));
  }

  @Test
  void aFileThatFailsIsToldAndTheOthersAreSaved() throws IOException {
    Path rows = directory.resolve("rows.csv");

    Ran ran =
        save(
            "SELECT * FROM (VALUES ('r1', 'none.txt', 'u'), ('r9', 'notes.txt', 'u'),"
                + " ('r2', 'notes.txt', 'u')) AS f(run_id, name, url)",
            "--csv",
            "--output",
            rows.toString());

    assertThat(ran.err().lines())
        .containsExactly(
            "not saved: r1/none.txt: error HY024: file none.txt of run r1 of lab/vision: there is no"
                + " such run, or it has no such file",
            "not saved: r9/notes.txt: error HY024: file notes.txt of run r9 of lab/vision: there is"
                + " no such run, or it has no such file",
            "1 file saved in " + saved + ", 2 failed");
    assertThat(ran.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(files(saved)).containsExactly("r2/notes.txt");
    assertThat(rows).content().hasLineCount(4);
  }

  @Test
  void rowsWithoutAFileAreCounted() throws IOException {
    standIn.holds(experiment("r3").file(withoutUrl()));

    Ran ran =
        save(
            "SELECT r.run_id, f.name, f.url FROM runs r LEFT JOIN files f"
                + " ON f.run_id = r.run_id AND f.name <> 'notes.txt'");

    assertThat(ran.err())
        .isEqualTo(
            "warning: 2 rows have no file: the run_id, name or url is NULL\n1 file saved in "
                + saved
                + "\n");
    assertThat(ran.code()).isZero();
    assertThat(files(saved)).containsExactly("r1/media/images/a.png");
  }

  private static Map<String, Object> withoutUrl() {
    Map<String, Object> file =
        Experiment.stored("r3", "odd.txt", "odd".getBytes(StandardCharsets.UTF_8));
    file.remove("url");
    return file;
  }

  @Test
  void rowsOfTheSameFileSaveItOnce() {
    Ran ran = save("SELECT f.run_id, f.name, f.url FROM files f, (VALUES 1, 2) AS twice(n)");

    assertThat(ran.err()).isEqualTo("3 files saved in " + saved + "\n");
    assertThat(standIn.storageRequests()).hasSize(3);
  }

  @Test
  void filesOfAnotherProjectAreThatProjects() throws IOException {
    standIn.holds("lab", "speech", experiment("r1").file("spoken.txt", "words"));

    assertThat(save("SELECT run_id, name, url FROM speech.files").code()).isZero();
    assertThat(
            save("SELECT 'speech' AS project, 'r1' AS run_id, 'spoken.txt' AS name, '' AS url")
                .code())
        .isZero();
    assertThat(saved.resolve("r1/spoken.txt")).hasContent("words");
  }

  @Test
  void twoProjectsWithOneRunIdDoNotOverwriteEachOther() throws IOException {
    standIn.holds("lab", "speech", experiment("r2").file("notes.txt", "spoken"));

    Ran ran =
        save(
            "SELECT 'vision' AS project, run_id, name, url FROM files WHERE run_id = 'r2' UNION ALL"
                + " SELECT 'speech' AS project, run_id, name, url FROM speech.files");

    assertThat(ran.err())
        .contains("not saved: r2/notes.txt: a run of another project has the same id");
    assertThat(ran.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(files(saved)).containsExactly("r2/notes.txt");
  }

  @Test
  void aTerminalShowsSomeRowsAndAllFilesAreSaved() {
    Experiment many = experiment("many");
    for (int i = 0; i < 1_100; i++) {
      many.file("f" + i, "x");
    }
    standIn.holds(many);
    Ran ran =
        save(
            new Screen(80, 24, true, false),
            "SELECT run_id, name, url FROM files WHERE run_id = 'many'");

    assertThat(ran.out()).contains("more, --all shows them");
    assertThat(ran.err()).isEqualTo("1,100 files saved in " + saved + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../out.txt",
        "a/../../out.txt",
        "/out.txt",
        "a//out.txt",
        "./out.txt",
        "..",
        "a/",
        "",
        "..\\out.txt",
        "C:out.txt",
        "c:/out.txt",
        "a/\u0000out.txt",
        "a\tout.txt",
        "nul",
        "a/COM1.txt",
        "aux .png",
        "out.txt.",
        "folder. /out.txt"
      })
  void noNameLeadsOutOfTheFolder(String name) throws IOException {
    standIn.holds(experiment("odd").file(name, "out"));

    Ran ran = save("SELECT run_id, name, url FROM files WHERE run_id = 'odd'");

    assertThat(ran.err()).contains("not saved: odd/").contains("0 files saved in ", ", 1 failed");
    assertThat(ran.err().lines()).hasSize(2);
    assertThat(ran.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(files(directory)).isEmpty();
    assertThat(standIn.storageRequests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "a/b", "", "/tmp"})
  void noRunIdDoesEither(String runId) throws IOException {
    Ran ran = save("SELECT '%s' AS run_id, 'notes.txt' AS name, '' AS url".formatted(runId));

    assertThat(ran.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(files(directory)).isEmpty();
  }

  @Test
  void noLinkBelowTheFolderIsFollowed() throws IOException {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Path file = Files.writeString(elsewhere.resolve("mine.txt"), "mine");
    Files.createDirectories(saved.resolve("r1"));
    Files.createSymbolicLink(saved.resolve("r1/media"), elsewhere);
    Files.createSymbolicLink(saved.resolve("r1/notes.txt"), file);
    Files.createSymbolicLink(saved.resolve("r2"), elsewhere);

    Ran ran = save(FILES);

    assertThat(ran.err()).contains("0 files saved in ", ", 3 failed");
    assertThat(files(elsewhere)).containsExactly("mine.txt");
    assertThat(file).hasContent("mine");
  }

  @Test
  void theFolderItselfMayBeALink() throws IOException {
    Path real = Files.createDirectory(directory.resolve("real"));
    Files.createSymbolicLink(saved, real);

    assertThat(save(FILES).code()).isZero();

    assertThat(files(real)).hasSize(3);
  }

  @Test
  void aFileInPlaceOfAFolderIsTold() throws IOException {
    Files.createDirectories(saved);
    Files.writeString(saved.resolve("r1"), "a file");
    Files.createDirectories(saved.resolve("r2/notes.txt"));

    Ran ran = save(FILES);

    assertThat(ran.err())
        .contains(
            "a link or a file is where its folder should be", "a link or a folder has its name");
    assertThat(saved.resolve("r1")).hasContent("a file");
  }

  @Test
  void columnsThatAreMissingAreNamed() {
    Ran ran = save("SELECT run_id, name FROM files");

    assertThat(ran.err())
        .isEqualTo(
            "error: --save needs the columns run_id, name and url, as SELECT run_id, name, url FROM"
                + " files has them; here is no url\n");
    assertThat(ran.out()).isEmpty();
    assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
    assertThat(saved).doesNotExist();
  }

  @Test
  void aFolderThatCanNotBeIsTold() throws IOException {
    Files.writeString(saved, "a file");

    Ran ran = save(FILES);

    assertThat(ran.err()).startsWith("error: --save " + saved + ": ");
    assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
    assertThat(saved).hasContent("a file");
  }

  @Test
  @Timeout(60)
  void cancellingTheStatementEndsADownload() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    standIn.failsStorage(Fault.none(), Fault.slowUntil(never));
    standIn.meanwhile(request -> countDownIfOfSecond(request, asked));
    StringWriter err = new StringWriter();
    PrintWriter told = new PrintWriter(err);

    try (Connection connection = DriverManager.getConnection(url());
        ProgressLine progress = new ProgressLine(told, false, Screen.NONE)) {
      StatementRunner runner = new StatementRunner(connection, told, progress);
      SavedFiles files = new SavedFiles(saved, connection, progress);
      runner.alsoCancels(files::cancel);
      Thread interruption =
          new Thread(
              () -> {
                await(asked);
                runner.cancel();
              });
      interruption.start();

      int code =
          runner.run(
              FILES,
              rows ->
                  files
                      .beside(Outputs.named("csv"))
                      .to(OutputStream.nullOutputStream(), rows.getMetaData(), Screen.NONE, true));

      interruption.join();
      assertThat(code).isEqualTo(ExitCode.INCOMPLETE);
      assertThat(Thread.interrupted()).isFalse();
    } finally {
      never.countDown();
    }
    assertThat(err.toString()).contains("error 57014", "1 file saved in " + saved);
    assertThat(files(saved)).containsExactly("r1/media/images/a.png");
  }

  private static void countDownIfOfSecond(RecordedRequest request, CountDownLatch asked) {
    if (request.selects("directUrl") && request.toString().contains("notes.txt")) {
      asked.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void itIsForPrintedRowsOfAStatement() {
    Ran drawn = save(FILES, "--chart");

    assertThat(drawn.err()).contains("--save goes with a statement whose rows are printed");
    assertThat(drawn.code()).isEqualTo(ExitCode.MISUSED);

    StringWriter err = new StringWriter();
    WandbSql typed =
        new WandbSql(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            new PrintWriter(err),
            Screen.NONE,
            true,
            false);
    assertThat(typed.run(url(), "--save", saved.toString())).isEqualTo(ExitCode.MISUSED);
    assertThat(err.toString()).contains("whose rows are printed: add one");
  }

  @Test
  void localFilesAreCopied() throws IOException {
    Path runs = directory.resolve("wandb");
    try (Stream<Path> all = Files.walk(Ran.ONE_RUN)) {
      for (Path each : all.toList()) {
        Path to = runs.resolve(Ran.DIGITS.relativize(each).toString());
        Files.createDirectories(to.getParent());
        Files.copy(each, to);
      }
    }
    Path files = Files.createDirectories(runs.resolve(Ran.ONE_RUN.getFileName()).resolve("files"));
    Files.createDirectories(files.resolve("media"));
    Files.writeString(files.resolve("media/note.txt"), "local");

    Ran ran =
        Ran.of(
            runs.toString(),
            "SELECT run_id, name, url FROM files WHERE name = 'media/note.txt'",
            "--save",
            saved.toString());

    assertThat(ran.err()).contains("1 file saved in " + saved + "\n");
    assertThat(ran.code()).isZero();
    assertThat(saved.resolve("sgd-mid01/media/note.txt")).hasContent("local");
  }
}
