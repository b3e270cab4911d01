package io.github.wandbjdbc.client.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of a stored file, as an entry of the cache: a file that is named by its offset and
 * length. It begins with three lines of text (what it is, whose range, which with which code of
 * authenticity), after which come the bytes.
 */
record KeptRange(long start, int length) {
  /** A longer range isn't kept. */
  static final int MAX_BYTES = 16 << 20;

  private static final String FORMAT = "wandb-jdbc cache 2\n";
  private static final Pattern NAME = Pattern.compile("(\\d{1,18})-(\\d{1,8})");
  private static final int MAX_LINE = 16 << 10;
  private static final int CODE_CHARACTERS = 64;

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

  /** The bytes of the entry in {@code folder}, if it is whole, ours and of that file. */
  byte[] read(OpenFolder folder, CacheSecret secret, FileIdentity file) throws IOException {
    try (SeekableByteChannel channel = folder.read(name())) {
      int headLength = head(file).length + CODE_CHARACTERS + 1;
      if (channel.size() != headLength + (long) length) {
        throw new IOException("an entry of another size");
      }
      byte[] header = read(channel, headLength);
      byte[] bytes = read(channel, length);
      if (!MessageDigest.isEqual(header, header(file, secret, bytes))) {
        throw new IOException("an entry that isn't what it was");
      }
      return bytes;
    }
  }

  /** Writes the entry into {@code folder} at once, or not at all. */
  void write(OpenFolder folder, CacheSecret secret, FileIdentity file, byte[] bytes)
      throws IOException {
    String part = OpenFolder.newName(name() + "-");
    boolean isWritten = false;
    try {
      try (SeekableByteChannel channel = folder.create(part)) {
        write(channel, header(file, secret, bytes));
        write(channel, bytes);
      }
      folder.rename(part, name());
      isWritten = true;
    } finally {
      if (!isWritten) {
        folder.delete(part);
      }
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

  private byte[] header(FileIdentity file, CacheSecret secret, byte[] bytes) {
    byte[] head = head(file);
    byte[] code = (secret.code(head, bytes) + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] header = Arrays.copyOf(head, head.length + code.length);
    System.arraycopy(code, 0, header, head.length, code.length);
    return header;
  }

  private byte[] head(FileIdentity file) {
    return (FORMAT + file.line() + "\n" + name() + " ").getBytes(StandardCharsets.US_ASCII);
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
