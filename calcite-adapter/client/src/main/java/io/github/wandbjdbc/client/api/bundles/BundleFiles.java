package io.github.wandbjdbc.client.api.bundles;

import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * The files of a bundle: one that describes the connection, and one for each exchange, in the order
 * of their names. Only their owner can read them, and each appears when it is whole.
 */
final class BundleFiles {
  static final String MANIFEST = "manifest.json";

  /** Of a file that holds an exchange. */
  static final Pattern EXCHANGE = Pattern.compile("exchange-\\d{19}-[0-9a-f]{8}\\.txt");

  private static final boolean IS_POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  /** The newest number of this JVM. */
  private static final AtomicLong NEWEST = new AtomicLong();

  private BundleFiles() {}

  /** A name behind all that this JVM has given, and those of other programs before now. */
  static String nextName() {
    long micros = System.currentTimeMillis() * 1000;
    long number = NEWEST.updateAndGet(last -> Math.max(last + 1, micros));
    return "exchange-%019d-%08x.txt".formatted(number, ThreadLocalRandom.current().nextInt());
  }

  /** A new file that is not part of the bundle yet. */
  static Path unfinished(Path directory) {
    return directory.resolve(
        "unfinished-%016x.tmp".formatted(ThreadLocalRandom.current().nextLong()));
  }

  /** Writes to {@code file}, which doesn't exist yet. */
  static OutputStream create(Path file) throws IOException {
    FileAttribute<?>[] rights =
        IS_POSIX
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    return Channels.newOutputStream(
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), rights));
  }

  /** Makes {@code unfinished} part of the bundle. */
  static void finish(Path unfinished, Path file) throws IOException {
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Checks that {@code file} is one, and no link to what is elsewhere. */
  static void checkIsFile(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("it is no file of its own");
    }
  }

  /** The failure to read {@code file} of a bundle. */
  static WandbException malformed(Path file, IOException e) {
    return new WandbException(
        Kind.MALFORMED_RESPONSE,
        "the bundle can't be read: %s: %s".formatted(file, e.getMessage()),
        e);
  }
}
