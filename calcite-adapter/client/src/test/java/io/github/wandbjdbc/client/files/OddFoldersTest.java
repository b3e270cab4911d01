package io.github.wandbjdbc.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Files beside good runs that are no logs, or not any more: each is told, and spoils nothing. */
class OddFoldersTest {
  private static final ProjectPath PROJECT = new ProjectPath("team", "vision");
  private static final Clock LATER =
      Clock.fixed(Instant.parse("2100-01-01T00:00:00Z"), ZoneOffset.UTC);

  private final Path folder;

  OddFoldersTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @TestFactory
  List<DynamicTest> eachIsToldWithItsReason() {
    return oddFiles().entrySet().stream()
        .map(
            odd ->
                DynamicTest.dynamicTest(odd.getKey(), () -> isTold(odd.getKey(), odd.getValue())))
        .toList();
  }

  private void isTold(String name, Odd odd) {
    Path own = folder.resolve("alone-" + name);
    LogWriter.run("good", "team", "vision", 1_000).row(0).to(own, "run-good", "good");
    LogWriter.write(own, "run-" + name, name, odd.bytes());
    Asking asking = asking(own);

    assertThat(asking.runs()).extracting(Run::id).containsExactly("good");
    assertThat(asking.history("good")).hasSize(1);
    assertThat(asking.warnings())
        .containsExactly("not read: run-%s/run-%s.wandb %s".formatted(name, name, odd.reason()));
  }

  @Test
  void allOfThemAtOnceAreToldTenByNameAndThenCounted() {
    LogWriter.run("good", "team", "vision", 1_000).row(0).to(folder, "run-good", "good");
    LogWriter.run("fine", "team", "vision", 2_000).row(0).to(folder, "run-fine", "fine");
    oddFiles().forEach((name, odd) -> LogWriter.write(folder, "run-" + name, name, odd.bytes()));
    Asking asking = asking(folder);

    assertThat(asking.runs()).extracting(Run::id).containsExactly("good", "fine");
    assertThat(asking.warnings())
        .hasSize(11)
        .endsWith(
            "not read: %d more files that are no whole logs".formatted(oddFiles().size() - 10));
  }

  @Test
  void aFolderOfNothingElseFailsAndSaysWhy() {
    LogWriter.write(folder, "run-a", "a", lfs());
    LogWriter.write(folder, "run-b", "b", new byte[0]);

    assertThatThrownBy(() -> asking(folder).runs())
        .isInstanceOfSatisfying(
            WandbException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MALFORMED_RESPONSE))
        .hasMessageContaining("holds no run that can be read: run-a/run-a.wandb is a Git LFS")
        .hasMessageEndingWith("run git lfs pull; and 1 more such files");
  }

  @Test
  void aFolderOfOtherThingsSaysWhereRunsAre() throws IOException {
    Files.writeString(folder.resolve("train.py"), "import wandb");

    assertThatThrownBy(() -> asking(folder).runs())
        .isInstanceOfSatisfying(
            WandbException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE))
        .hasMessageContaining("holds no run, but one other entry: name a wandb folder")
        .hasMessageContaining("outputs/*/*/wandb")
        .hasMessageContaining("recursive=true");
  }

  @Test
  void pipesAreRefusedAndNotWaitedFor() throws IOException, InterruptedException {
    LogWriter.run("good", "team", "vision", 1_000).row(0).to(folder, "run-good", "good");
    Path pipe = Files.createDirectories(folder.resolve("run-p")).resolve("run-p.wandb");
    Process process = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assumeTrue(process.waitFor() == 0, "no pipes here");
    Asking asking = asking(folder);

    assertThat(asking.runs()).hasSize(1);
    assertThat(asking.warnings())
        .containsExactly("not read: run-p/run-p.wandb is a pipe or device, not a file");
    assertThatThrownBy(() -> FilesClient.open(pipe, LATER))
        .hasMessageContaining("is a pipe or device: name a folder or a .wandb file");
  }

  @Test
  void linksToLogsAreTold() throws IOException {
    Path log = LogWriter.run("a", "team", "vision", 1_000).row(0).to(folder, "run-a", "a");
    Path other = Files.createDirectories(folder.resolve("run-b"));
    Files.createSymbolicLink(other.resolve("run-b.wandb"), log);
    Asking asking = asking(folder);

    assertThat(asking.runs()).hasSize(1);
    assertThat(asking.warnings())
        .containsExactly(
            "not read: run-b/run-b.wandb is a symbolic link, and links are not followed");
  }

  @Test
  void whatMayNotBeReadIsTold() throws IOException {
    LogWriter.run("good", "team", "vision", 1_000).row(0).to(folder, "run-good", "good");
    Path log = LogWriter.run("a", "team", "vision", 1_000).row(0).to(folder, "run-a", "a");
    Path closed = Files.createDirectories(folder.resolve("run-b"));
    Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(log), "nothing is closed to root");
    Asking asking = asking(folder);

    List<Run> runs = asking.runs();
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));

    assertThat(runs).hasSize(1);
    assertThat(asking.warnings())
        .containsExactly(
            "not read: run-a/run-a.wandb can't be read: permission denied",
            "not read: %s/run-b can't be read: permission denied".formatted(folder.getFileName()));
  }

  @Test
  void aFileThatWasMendedIsReadTheNextTime() {
    LogWriter.run("good", "team", "vision", 1_000).row(0).to(folder, "run-good", "good");
    LogWriter.write(folder, "run-a", "a", lfs());
    Asking asking = asking(folder);
    int before = asking.runs().size();
    LogWriter.run("a", "team", "vision", 1_000).row(0).to(folder, "run-a", "a");

    assertThat(before).isEqualTo(1);
    assertThat(asking.runs()).hasSize(2);
  }

  private static Map<String, Odd> oddFiles() {
    byte[] log = LogWriter.run("x", "team", "vision", 1_000).row(0).toBytes();
    byte[] later = log.clone();
    later[6] = 1;
    byte[] latest = log.clone();
    latest[6] = 7;
    byte[] onlyHeader = Arrays.copyOf(log, 7);
    Map<String, Odd> odd = new LinkedHashMap<>();
    odd.put("lfs", new Odd(lfs(), "is a Git LFS pointer, not the log itself: run git lfs pull"));
    odd.put(
        "lfs-crlf",
        new Odd(
            text("version https://git-lfs.github.com/spec/v1\r\noid sha256:00\r\nsize 1\r\n"),
            "is a Git LFS pointer, not the log itself: run git lfs pull"));
    odd.put(
        "annex",
        new Odd(
            text("/annex/objects/SHA256E-s12--00.wandb\n"),
            "is a git-annex pointer, not the log itself: run git annex get"));
    odd.put(
        "html",
        new Odd(text("<html>404</html>"), "is a web page, not a log: download the file itself"));
    odd.put(
        "doctype",
        new Odd(
            text("\n  <!DOCTYPE html>\n<title>Sign in</title>"),
            "is a web page, not a log: download the file itself"));
    odd.put(
        "nuls",
        new Odd(new byte[4096], "holds zeros: it was never written, or a copy was cut off"));
    odd.put(
        "header-and-nuls",
        new Odd(Arrays.copyOf(onlyHeader, 4096), "holds nothing behind its header"));
    odd.put(
        "empty",
        new Odd(
            new byte[0],
            "is empty: nothing was written, or a copy was cut off; in a clone of a repository that"
                + " uses Git LFS, run git lfs pull"));
    odd.put(
        "short",
        new Odd(
            Arrays.copyOf(log, 6),
            "ends within its header, after 6 bytes: nothing was written, or a copy was cut off"));
    odd.put("header", new Odd(onlyHeader, "holds its header alone: nothing was written yet"));
    odd.put("torn-at-once", new Odd(Arrays.copyOf(log, 10), "holds nothing behind its header"));
    odd.put(
        "no-run",
        new Odd(
            new LogWriter().config("1", "lr").toBytes(),
            "tells of no run: nothing was written behind its beginning"));
    odd.put("header-record", new Odd(new LogWriter().toBytes(), "holds nothing behind its header"));
    odd.put(
        "version-1",
        new Odd(
            later,
            "is of version 1 of the format, and this driver reads version 0: a later driver may"
                + " read it"));
    odd.put(
        "version-7",
        new Odd(
            latest,
            "is of version 7 of the format, and this driver reads version 0: a later driver may"
                + " read it"));
    odd.put("zipped", new Odd(new byte[] {0x1F, (byte) 0x8B, 8, 0}, "is compressed: unpack it"));
    odd.put(
        "other",
        new Odd(
            text("not a log at all"), "is not a transaction log: move it out of the directory"));
    return odd;
  }

  private static byte[] lfs() {
    return text("version https://git-lfs.github.com/spec/v1\noid sha256:00ff\nsize 4096\n");
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Asking asking(Path folder) {
    return new Asking(FilesClient.open(folder, LATER), PROJECT);
  }

  /** The content of a file, and why it can't be read. */
  private static final class Odd {
    private final byte[] bytes;
    private final String reason;

    Odd(byte[] bytes, String reason) {
      this.bytes = bytes.clone();
      this.reason = reason;
    }

    byte[] bytes() {
      return bytes.clone();
    }

    String reason() {
      return reason;
    }
  }
}
