package io.github.wandbjdbc.client.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

/** Reads and writes ranges of files at random, and looks at each byte that it is given. */
final class SharedCache {
  private static final int FILES = 5;
  private static final int FILE_BYTES = 400_000;
  private static final int MAX_RANGE = 50_000;
  private static final int RANGES = 1500;

  private SharedCache() {}

  /**
   * A process that uses the cache in the directory {@code arguments[0]}, of so many bytes, as the
   * seed wants; it fails if a byte is wrong.
   */
  public static void main(String[] arguments) throws IOException {
    use(Path.of(arguments[0]), Long.parseLong(arguments[1]), Long.parseLong(arguments[2]));
  }

  /** Returns how many ranges were there. */
  static int use(Path directory, long maxBytes, long seed) throws IOException {
    DiskCache cache = DiskCache.open(directory, maxBytes);
    Random random = new Random(seed);
    int hits = 0;
    for (int i = 0; i < RANGES; i++) {
      FileIdentity file = file("file" + random.nextInt(FILES));
      int offset = random.nextInt(FILE_BYTES);
      byte[] bytes = bytes(file, offset, 1 + random.nextInt(MAX_RANGE));
      KeptFile kept = cache.file(file);
      Optional<byte[]> read = kept.read(offset, bytes.length);
      if (read.isEmpty()) {
        kept.write(offset, bytes);
      } else if (Arrays.equals(read.get(), bytes)) {
        hits++;
      } else {
        throw new IllegalStateException("other bytes than were written");
      }
      if (random.nextInt(300) == 0) {
        cache.clear(file.owner());
      }
    }
    return hits;
  }

  static FileIdentity file(String name) {
    FileOwner owner = new FileOwner("https://api.example.com", "somebody");
    return new FileIdentity(owner, "lab", "vision", "run", name, FILE_BYTES, "\"tag\"");
  }

  /** The bytes at that offset of that file. */
  static byte[] bytes(FileIdentity file, int offset, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) ((offset + i) * 31 + (offset + i) / 251 + file.hashCode());
    }
    return bytes;
  }
}
