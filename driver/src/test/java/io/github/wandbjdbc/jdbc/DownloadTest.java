package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.examples.DownloadFile;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.StandIn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link WandbConnection#download}: a file of a run as it is. */
final class DownloadTest {
  private static final String MODEL = "checkpoints/best model.pt";

  /** More than is held in memory. */
  private static final byte[] BYTES = new byte[5 << 20];

  static {
    new Random(1).nextBytes(BYTES);
  }

  private final StandIn standIn = StandIn.start();
  private Tables tables;

  @BeforeEach
  void hold() throws SQLException {
    standIn.holds(
        experiment("r1").file(MODEL, BYTES).file("notes.txt", "first").file("empty.txt", ""),
        experiment("r2").file("notes.txt", "second"));
    tables = Tables.of(standIn);
  }

  @AfterEach
  void close() throws SQLException {
    tables.close();
    standIn.close();
  }

  private static byte[] download(Tables tables, String run, String name)
      throws SQLException, IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    tables.connection().unwrap(WandbConnection.class).download(run, name, out);
    return out.toByteArray();
  }

  private AbstractThrowableAssert<?, ? extends Throwable> failure(String run, String name) {
    return assertThatThrownBy(() -> download(tables, run, name));
  }

  private static String state(Throwable failure) {
    return ((SQLException) failure).getSQLState();
  }

  @Test
  void aFileComesWhole() throws Exception {
    assertThat(download(tables, "r1", MODEL)).isEqualTo(BYTES);
    assertThat(download(tables, "r2", "notes.txt")).asString().isEqualTo("second");
    assertThat(download(tables, "r1", "empty.txt")).isEmpty();
  }

  @Test
  void theManualsProgramSavesIt(@TempDir Path directory) throws Exception {
    Path target = directory.resolve("model.pt");

    DownloadFile.save(tables.connection(), target);

    assertThat(target).hasBinaryContent(BYTES);
  }

  @Test
  void itTakesARequestForTheAddressAndOneForTheFile() throws Exception {
    download(tables, "r1", "notes.txt");

    assertThat(standIn.requests()).hasSize(1);
    assertThat(standIn.storageRequests())
        .hasSize(1)
        .noneMatch(request -> request.headers().containsKey("authorization"));
  }

  @Test
  void runsAndFilesThatAreNotThereAreToldByName() {
    failure("r1", "none.txt")
        .hasMessage(
            "file none.txt of run r1 of lab/vision: there is no such run, or it has no such file")
        .extracting(DownloadTest::state)
        .isEqualTo("HY024");
    failure("none", "notes.txt").hasMessageContaining("run none of lab/vision");
    assertThat(standIn.storageRequests()).isEmpty();
  }

  @Test
  void anotherProjectsFileIsAskedForByItsProject() throws Exception {
    standIn.holds("lab", "speech", experiment("s1").file("notes.txt", "spoken"));
    WandbConnection connection = tables.connection().unwrap(WandbConnection.class);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    connection.download(null, "speech", "s1", "notes.txt", out);

    assertThat(out).hasToString("spoken");
    assertThatThrownBy(() -> connection.download("lab", "none", "s1", "notes.txt", out))
        .extracting(DownloadTest::state)
        .isEqualTo("3F000");
  }

  @Test
  void anAddressThatIsNotToBeAskedIsRefused() {
    standIn.holds(
        experiment("odd")
            .file(
                Map.of(
                    "id", "f", "name", "x", "sizeBytes", 1, "directUrl", "http://169.254.0.1/x")));

    failure("odd", "x")
        .hasMessageContaining("file x of run odd of lab/vision", "link-local")
        .extracting(DownloadTest::state)
        .isEqualTo("08006");
  }

  @Test
  void whatIsRefusedOrTooLargeGivesNoByte() throws Exception {
    standIn.signsFilesFor(0);
    failure("r1", MODEL).extracting(DownloadTest::state).isEqualTo("42501");
    standIn.signsFilesFor(1);

    try (Tables few = Tables.of(standIn, "?maxBytesPerStatement=1000000")) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      assertThatThrownBy(
              () -> few.connection().unwrap(WandbConnection.class).download("r1", MODEL, out))
          .hasMessageContaining("maxBytesPerStatement")
          .extracting(DownloadTest::state)
          .isEqualTo("54000");
      assertThat(out.size()).isZero();
      assertThat(download(few, "r1", "notes.txt")).asString().isEqualTo("first");
    }
  }

  @Test
  void aFileThatBreaksOffIsFetchedAgain() throws Exception {
    standIn.failsStorage(Fault.cut(), Fault.truncated(), Fault.status(403));

    assertThat(download(tables, "r1", MODEL)).isEqualTo(BYTES);
  }

  @Test
  void closingTheConnectionEndsIt() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    standIn.failsStorage(Fault.slowUntil(never));
    standIn.meanwhile(request -> arrived.countDown());
    CompletableFuture<byte[]> downloaded =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return download(tables, "r1", MODEL);
              } catch (SQLException | IOException e) {
                throw new IllegalStateException(e);
              }
            });
    arrived.await();

    tables.close();

    assertThatThrownBy(downloaded::get)
        .isInstanceOf(ExecutionException.class)
        .rootCause()
        .hasMessageContaining("cancelled");
    never.countDown();
    failure("r1", MODEL).extracting(DownloadTest::state).isEqualTo("08003");
  }

  @Test
  void anInterruptEndsIt() throws Exception {
    Thread.currentThread().interrupt();

    failure("r1", MODEL).extracting(DownloadTest::state).isEqualTo("57014");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(download(tables, "r1", MODEL)).isEqualTo(BYTES);
  }

  @Test
  void aFailureOfTheStreamIsItsOwn() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("no space left");
          }
        };

    assertThatThrownBy(
            () ->
                tables.connection().unwrap(WandbConnection.class).download("r1", "notes.txt", full))
        .isInstanceOf(IOException.class)
        .hasMessage("no space left");
  }

  @Test
  void asOfATimeBeforeItAFileIsNotThere() throws Exception {
    standIn.holds(experiment("late").file("notes.txt", "later"));

    try (Tables before = Tables.of(standIn, "?asOf=2020-01-01T00:00:00Z")) {
      assertThatThrownBy(() -> download(before, "late", "notes.txt"))
          .hasMessageContaining("no such run");
    }
  }

  @Test
  void localFilesAreReadBelowTheRunsFolderAlone(@TempDir Path directory) throws Exception {
    standIn.writesTo(directory);
    Files.writeString(directory.resolve("secret.txt"), "secret");
    Path files = directory.resolve("run-20240101_000000-r1/files");
    Files.createSymbolicLink(files.resolve("link.txt"), directory.resolve("secret.txt"));

    try (Tables local = Tables.of(directory)) {
      assertThat(download(local, "r1", MODEL)).isEqualTo(BYTES);
      for (String name : new String[] {"link.txt", "../../secret.txt", "none", "/etc/hostname"}) {
        assertThatThrownBy(() -> download(local, "r1", name)).hasMessageContaining("no such file");
      }
    }
  }
}
