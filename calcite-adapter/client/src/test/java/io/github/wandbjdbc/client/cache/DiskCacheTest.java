package io.github.wandbjdbc.client.cache;

import static io.github.wandbjdbc.client.cache.SharedCache.bytes;
import static io.github.wandbjdbc.client.cache.SharedCache.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.wandbjdbc.client.diagnostics.CachedFile;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The cache gives the bytes that were written, or none. */
class DiskCacheTest {
  private static final long LARGE = 1L << 30;
  private static final FileIdentity FILE = file("a");

  @TempDir Path directory;

  private DiskCache cache;

  @BeforeEach
  void open() throws IOException {
    cache = DiskCache.open(directory, LARGE);
  }

  @Test
  void whatWasWrittenIsThereForWhoeverOpensTheCacheAgain() throws IOException {
    write(FILE, 100, 50);

    assertThat(read(FILE, 100, 50)).contains(bytes(FILE, 100, 50));
    assertThat(read(FILE, 110, 20)).contains(bytes(FILE, 110, 20));
    assertThat(read(FILE, 99, 10)).isEmpty();
    assertThat(read(FILE, 140, 11)).isEmpty();
  }

  @Test
  void rangesThatTouchOrOverlapAreReadAsOne() throws IOException {
    write(FILE, 0, 100);
    write(FILE, 100, 100);
    write(FILE, 150, 150);
    write(FILE, 301, 10);

    assertThat(read(FILE, 20, 280)).contains(bytes(FILE, 20, 280));
    assertThat(read(FILE, 20, 282)).isEmpty();
  }

  @Test
  void noFileIsTakenForAnother() throws IOException {
    write(FILE, 0, 100);

    FileOwner other = new FileOwner(FILE.owner().host(), "somebody else");
    FileOwner elsewhere = new FileOwner("https://api.elsewhere.com", FILE.owner().viewer());
    assertThat(
            Stream.of(
                file("b"),
                with(other, "lab", "vision", "run", FILE.size(), FILE.etag()),
                with(elsewhere, "lab", "vision", "run", FILE.size(), FILE.etag()),
                with(FILE.owner(), "l", "abvision", "run", FILE.size(), FILE.etag()),
                with(FILE.owner(), "lab vision", "", "run", FILE.size(), FILE.etag()),
                with(FILE.owner(), "lab", "vision", "other", FILE.size(), FILE.etag()),
                with(FILE.owner(), "lab", "vision", "run", FILE.size() + 1, FILE.etag()),
                with(FILE.owner(), "lab", "vision", "run", FILE.size(), "\"another\"")))
        .allSatisfy(file -> assertThat(read(file, 0, 100)).isEmpty());
  }

  private static FileIdentity with(
      FileOwner owner, String entity, String project, String run, long size, String etag) {
    return new FileIdentity(owner, entity, project, run, FILE.file(), size, etag);
  }

  @TestFactory
  Stream<DynamicTest> anEntryThatIsNotWhatItWasCountsAsNone() {
    return Stream.of(
        damage("is empty", bytes -> new byte[0]),
        damage("is cut", bytes -> Arrays.copyOf(bytes, bytes.length - 1)),
        damage("has grown", bytes -> Arrays.copyOf(bytes, bytes.length + 1)),
        damage("has another last byte", bytes -> changed(bytes, bytes.length - 1)),
        damage("has another first byte", bytes -> changed(bytes, 0)),
        damage("has another byte in its second line", bytes -> changed(bytes, 30)),
        damage("has another checksum", bytes -> changed(bytes, bytes.length - 1000 - 2)),
        damage("is zeroes", bytes -> new byte[bytes.length]),
        damage("is text", bytes -> "hello".getBytes(StandardCharsets.UTF_8)));
  }

  private DynamicTest damage(String name, UnaryOperator<byte[]> change) {
    return dynamicTest(
        name,
        () -> {
          write(FILE, 0, 1000);
          Path entry = entries().get(0);
          Files.write(entry, change.apply(Files.readAllBytes(entry)));

          assertThat(read(FILE, 0, 1000)).isEmpty();

          assertThat(entry).doesNotExist();
          write(FILE, 0, 1000);
          assertThat(read(FILE, 0, 1000)).contains(bytes(FILE, 0, 1000));
        });
  }

  private static byte[] changed(byte[] bytes, int at) {
    bytes[at] ^= 1;
    return bytes;
  }

  @Test
  void anEntryOfAnotherFileOrRangeCountsAsNone() throws IOException {
    write(FILE, 0, 1000);
    Path entry = entries().get(0);
    byte[] foreign = Files.readAllBytes(entry);
    write(file("b"), 0, 1000);
    Path other = entries().stream().filter(it -> !it.equals(entry)).findFirst().orElseThrow();

    Files.write(other, foreign);
    Files.write(entry.resolveSibling("5-1000"), foreign);
    Files.createDirectory(entry.resolveSibling("9000-10"));

    assertThat(read(file("b"), 0, 1000)).isEmpty();
    assertThat(read(FILE, 5, 1000)).isEmpty();
    assertThat(read(FILE, 9000, 10)).isEmpty();
    assertThat(read(FILE, 0, 1000)).contains(bytes(FILE, 0, 1000));
  }

  @Test
  void whatWasNotUsedForLongestMakesRoom() throws IOException {
    DiskCache small = DiskCache.open(directory, 100_000);
    for (int i = 0; i < 8; i++) {
      small.file(FILE).write(i * 10_000L, bytes(FILE, i * 10_000, 10_000));
    }
    Instant past = Instant.now().minus(Duration.ofDays(1));
    for (Path entry : entries()) {
      Files.setLastModifiedTime(entry, FileTime.from(past));
    }
    small.file(FILE).read(30_000, 10_000);

    IntStream.range(8, 14).forEach(i -> writeInto(small, i * 10_000, 10_000));

    assertThat(read(FILE, 30_000, 10_000)).isPresent();
    assertThat(read(FILE, 130_000, 10_000)).isPresent();
    assertThat(read(FILE, 0, 10_000)).isEmpty();
    assertThat(size()).isBetween(60_000L, 100_000L);
  }

  private static void writeInto(DiskCache small, int offset, int length) {
    try {
      small.file(FILE).write(offset, bytes(FILE, offset, length));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aRangeThatIsALargePartOfTheCacheIsNotKept() throws IOException {
    DiskCache small = DiskCache.open(directory, 100_000);

    small.file(FILE).write(0, bytes(FILE, 0, 20_000));

    assertThat(entries()).isEmpty();
  }

  @Test
  void severalProcessesAndThreadsShareADirectory() throws Exception {
    List<Process> processes = List.of(process(1, 300_000), process(2, 300_000), process(3, LARGE));

    int hits = SharedCache.use(directory, 300_000, 4);

    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }
    assertThat(hits).isPositive();
    assertThat(entries()).noneMatch(entry -> entry.toString().endsWith(CacheFolder.UNFINISHED));
  }

  private Process process(long seed, long maxBytes) throws IOException, URISyntaxException {
    String classPath = place(DiskCache.class) + File.pathSeparator + place(SharedCache.class);
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            SharedCache.class.getName(),
            directory.toString(),
            Long.toString(maxBytes),
            Long.toString(seed))
        .inheritIO()
        .start();
  }

  private static Path place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  @Test
  void filesAreToldAndClearedForTheirOwnerOnly() throws IOException {
    FileOwner other = new FileOwner(FILE.owner().host(), "somebody else");
    FileIdentity theirs = with(other, "lab", "vision", "run", FILE.size(), FILE.etag());
    write(FILE, 0, 1000);
    write(FILE, 5000, 1000);
    write(theirs, 0, 1000);

    List<CachedFile> told = cache.files(FILE.owner());
    List<CachedFile> cleared = cache.clear(FILE.owner());

    assertThat(told).singleElement().satisfies(it -> assertThat(it.bytes()).isGreaterThan(2000));
    assertThat(cleared).isEqualTo(told);
    assertThat(cache.files(FILE.owner())).isEmpty();
    assertThat(read(FILE, 0, 1000)).isEmpty();
    assertThat(read(theirs, 0, 1000)).isPresent();
  }

  @Test
  void nobodyElseMayLookIntoIt() throws IOException {
    assumeTrue(isPosix());

    write(FILE, 0, 1000);

    assertThat(permissions(entries().get(0))).isEqualTo("rw-------");
    assertThat(permissions(directory.resolve("wandb-jdbc"))).isEqualTo("rwx------");
    assertThat(permissions(directory.resolve("wandb-jdbc").resolve(FILE.hash())))
        .isEqualTo("rwx------");
  }

  @Test
  void aFolderThatOthersMayWriteToIsRefused() throws IOException {
    assumeTrue(isPosix());
    Path folder = Files.createDirectory(directory.resolve("wandb-jdbc"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThatThrownBy(() -> DiskCache.open(directory, LARGE))
        .hasMessageContaining("others may write to");
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    assumeTrue(isPosix());
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Files.createSymbolicLink(directory.resolve("wandb-jdbc"), elsewhere);

    assertThatThrownBy(() -> DiskCache.open(directory, LARGE))
        .hasMessageContaining("is no directory");
  }

  @Test
  void aDirectoryThatCannotBeIsRefused() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertThatThrownBy(() -> DiskCache.open(file, LARGE))
        .hasMessageContaining("is no directory, and can't be made one");
    assertThatThrownBy(() -> DiskCache.open(file.resolve("below"), LARGE))
        .hasMessageContaining("is no directory, and can't be made one");
  }

  @Test
  void openingItMakesNothing() throws IOException {
    Path later = directory.resolve("a").resolve("b");

    DiskCache one = DiskCache.open(later, LARGE);

    assertThat(later.getParent()).doesNotExist();
    assertThat(one.files(FILE.owner())).isEmpty();
    one.file(FILE).write(0, bytes(FILE, 0, 1000));
    assertThat(one.file(FILE).read(0, 1000)).contains(bytes(FILE, 0, 1000));
  }

  @Test
  void whatIsPlantedWithoutTheSecretCountsAsNone() throws IOException {
    write(FILE, 0, 1000);
    Path secret = directory.resolve("wandb-jdbc").resolve(CacheSecret.NAME);
    byte[] own = Files.readAllBytes(secret);

    Files.write(secret, new byte[own.length]);
    assertThat(read(FILE, 0, 1000)).isEmpty();
    write(FILE, 0, 1000);
    Files.write(secret, own);

    assertThat(own).hasSize(32);
    assertThat(read(FILE, 0, 1000)).isEmpty();
  }

  @Test
  void aLinkInPlaceOfTheFolderIsFoundAfterOpeningToo() throws IOException {
    assumeTrue(isPosix());
    write(FILE, 0, 1000);
    Path folder = directory.resolve("wandb-jdbc");
    Path moved = Files.move(folder, directory.resolve("moved"));
    Files.createSymbolicLink(folder, moved);

    assertThat(read(FILE, 0, 1000)).isEmpty();
    assertThatThrownBy(() -> write(FILE, 5000, 1000)).hasMessageContaining("is no directory");
    assertThat(moved.resolve(FILE.hash()).resolve("5000-1000")).doesNotExist();
  }

  @Test
  void aFolderThatIsOpenedToOthersLaterIsNotUsedAnyMore() throws IOException {
    assumeTrue(isPosix());
    write(FILE, 0, 1000);
    Path folder = directory.resolve("wandb-jdbc");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThat(read(FILE, 0, 1000)).isEmpty();
    assertThatThrownBy(() -> write(FILE, 5000, 1000)).hasMessageContaining("others may write to");

    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    assertThat(read(FILE, 0, 1000)).contains(bytes(FILE, 0, 1000));
  }

  @Test
  void aDirectoryThatOthersMayWriteToIsRefusedAsAParent() throws IOException {
    assumeTrue(isPosix());
    Path open = Files.createDirectory(directory.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThatThrownBy(() -> DiskCache.open(open.resolve("below"), LARGE))
        .hasMessageContaining("others may write to " + open);
  }

  private void write(FileIdentity file, int offset, int length) throws IOException {
    cache.file(file).write(offset, bytes(file, offset, length));
  }

  private Optional<byte[]> read(FileIdentity file, int offset, int length) {
    return cache.file(file).read(offset, length);
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile)
          .filter(path -> !path.endsWith(CacheSecret.NAME))
          .toList();
    }
  }

  private long size() throws IOException {
    long size = 0;
    for (Path entry : entries()) {
      size += Files.size(entry);
    }
    return size;
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
