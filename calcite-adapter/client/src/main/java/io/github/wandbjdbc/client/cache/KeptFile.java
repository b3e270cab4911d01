package io.github.wandbjdbc.client.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The cached ranges of one stored file: they may touch, overlap, and vanish at any time, as other
 * processes evict them. Safe for use by several threads.
 */
public final class KeptFile {
  private final DiskCache cache;
  private final FileIdentity file;
  private final Path folder;
  private final Set<KeptRange> ranges = ConcurrentHashMap.newKeySet();

  KeptFile(DiskCache cache, FileIdentity file, Path folder) {
    this.cache = cache;
    this.file = file;
    this.folder = folder;
    for (Path entry : CacheFolder.in(folder, "*-*")) {
      KeptRange.named(String.valueOf(entry.getFileName())).ifPresent(ranges::add);
    }
  }

  /** Whether these bytes seem to be here. */
  public boolean has(long offset, int length) {
    long at = offset;
    while (at < offset + length) {
      Optional<KeptRange> next = furthest(at);
      if (next.isEmpty()) {
        return false;
      }
      at = next.get().end();
    }
    return true;
  }

  /** The bytes, if they are here whole. */
  public Optional<byte[]> read(long offset, int length) {
    byte[] wanted = new byte[length];
    int filled = 0;
    while (filled < length) {
      long at = offset + filled;
      Optional<KeptRange> range = furthest(at);
      Optional<byte[]> bytes = range.flatMap(this::read);
      if (bytes.isEmpty()) {
        return Optional.empty();
      }
      int count = (int) Math.min(length - filled, range.get().end() - at);
      System.arraycopy(bytes.get(), (int) (at - range.get().start()), wanted, filled, count);
      filled += count;
    }
    return Optional.of(wanted);
  }

  /** The range that leads furthest from there on. */
  private Optional<KeptRange> furthest(long at) {
    return ranges.stream()
        .filter(range -> range.start() <= at && range.end() > at)
        .max(Comparator.comparingLong(KeptRange::end).thenComparing(KeptRange::start));
  }

  private Optional<byte[]> read(KeptRange range) {
    try {
      byte[] bytes = cache.read(file, range);
      wasUsed(folder.resolve(range.name()));
      return Optional.of(bytes);
    } catch (IOException e) {
      ranges.remove(range);
      cache.remove(file, range);
      return Optional.empty();
    }
  }

  /** Marks {@code entry} as used, so that it is evicted later. */
  private static void wasUsed(Path entry) {
    try {
      Files.setLastModifiedTime(entry, FileTime.from(Instant.now()));
    } catch (IOException e) {
      // It is gone, or nothing may be written.
    }
  }

  /**
   * Keeps bytes of the file, unless they are too many.
   *
   * @throws IOException if nothing can be written; all is as it was
   */
  public void write(long offset, byte[] bytes) throws IOException {
    if (bytes.length > 0 && bytes.length <= KeptRange.MAX_BYTES) {
      KeptRange range = new KeptRange(offset, bytes.length);
      if (cache.write(file, range, bytes)) {
        ranges.add(range);
      }
    }
  }
}
