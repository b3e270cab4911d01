package io.github.wandbjdbc.client.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * A range of a stored file, as an entry of the cache: a file that is named by its offset and
 * length. It begins with three lines of text (what it is, whose range, which with which checksum),
 * after which come the bytes.
 */
record KeptRange(long start, int length) {
  /** A longer range isn't kept. */
  static final int MAX_BYTES = 16 << 20;

  private static final String FORMAT = "wandb-jdbc cache 1\n";
  private static final Pattern NAME = Pattern.compile("(\\d{1,18})-(\\d{1,8})");
  private static final int MAX_LINE = 16 << 10;

  long end() {
    return start + length;
  }

  String name() {
    return start + "-" + length;
  }

  /** The range of an entry of that name, or empty if it isn't one. */
  static Optional<KeptRange> named(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int length = Integer.parseInt(matcher.group(2));
    return length < 1 || length > MAX_BYTES
        ? Optional.empty()
        : Optional.of(new KeptRange(Long.parseLong(matcher.group(1)), length));
  }

  /** The bytes of the entry in {@code folder}, if it is whole and of that file. */
  byte[] read(Path folder, FileIdentity file) throws IOException {
    try (SeekableByteChannel channel = open(folder.resolve(name()))) {
      byte[] expected = header(file, 0);
      if (channel.size() != expected.length + (long) length) {
        throw new IOException("an entry of another size");
      }
      byte[] header = read(channel, expected.length);
      byte[] bytes = read(channel, length);
      if (!Arrays.equals(header, header(file, checksum(bytes)))) {
        throw new IOException("an entry that isn't what it was");
      }
      return bytes;
    }
  }

  /** Writes the entry into {@code folder} at once, or not at all. */
  void write(Path folder, FileIdentity file, byte[] bytes) throws IOException {
    Path part = Files.createTempFile(folder, name(), CacheFolder.UNFINISHED);
    try {
      try (SeekableByteChannel channel = Files.newByteChannel(part, StandardOpenOption.WRITE)) {
        write(channel, header(file, checksum(bytes)));
        write(channel, bytes);
      }
      Files.move(part, folder.resolve(name()), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(part);
      throw e;
    }
  }

  /** Of which file the entry at {@code path} is, as far as its first lines tell. */
  static Optional<FileIdentity> fileOf(Path path) {
    try (SeekableByteChannel channel = open(path)) {
      byte[] first = read(channel, (int) Math.min(MAX_LINE, channel.size()));
      String text = new String(first, StandardCharsets.ISO_8859_1);
      int end = text.indexOf('\n', FORMAT.length());
      return text.startsWith(FORMAT) && end > 0
          ? FileIdentity.parse(text.substring(FORMAT.length(), end))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private byte[] header(FileIdentity file, long checksum) {
    String text = FORMAT + file.line() + "\n" + "%s %08x\n".formatted(name(), checksum);
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static long checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return crc.getValue();
  }

  private static SeekableByteChannel open(Path path) throws IOException {
    return Files.newByteChannel(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  private static byte[] read(SeekableByteChannel channel, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new IOException("an entry that ends too soon");
      }
    }
    return bytes.array();
  }

  private static void write(SeekableByteChannel channel, byte[] bytes) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
  }
}
