package io.github.wandbjdbc.client.cache;

import io.github.wandbjdbc.client.diagnostics.CachedFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Ranges of stored files on disk, of bounded size: what was not used for longest makes room.
 * Several threads and processes may use one directory at the same time.
 */
public final class DiskCache {
  /** A range that is larger than such a part of the cache isn't kept. */
  private static final int LARGE = 8;

  /** Room is made once such a part of the cache was written. */
  private static final int PARTS = 16;

  /** Whoever wrote them has ended, or will find that they are gone. */
  private static final Duration STALE = Duration.ofHours(1);

  private final CacheFolder folder;
  private final long maxBytes;
  private long written;

  private DiskCache(CacheFolder folder, long maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
    this.written = maxBytes;
  }

  /**
   * The cache in {@code directory}, in a folder of its own; both are made when the first file is to
   * be kept.
   *
   * @param maxBytes what it may hold, to about a tenth per process that writes
   * @throws IOException if the directory can't be made, or others may write to the folder
   */
  public static DiskCache open(Path directory, long maxBytes) throws IOException {
    return new DiskCache(CacheFolder.in(directory), maxBytes);
  }

  /** The cached ranges of {@code file}. */
  public KeptFile file(FileIdentity file) {
    return new KeptFile(this, file, folder.of(file));
  }

  /** All that is kept of {@code file}, which was kept as one. */
  public Optional<byte[]> readWhole(FileIdentity file) {
    return CacheFolder.in(folder.of(file), "0-*").stream()
        .flatMap(entry -> KeptRange.named(String.valueOf(entry.getFileName())).stream())
        .findFirst()
        .flatMap(
            range -> {
              try {
                return Optional.of(read(file, range));
              } catch (IOException e) {
                remove(file, range);
                return Optional.empty();
              }
            });
  }

  /**
   * Keeps {@code bytes} as all of {@code file} instead of what was kept, unless they are too many.
   *
   * @throws IOException if nothing can be written; all is as it was
   */
  public void writeWhole(FileIdentity file, byte[] bytes) throws IOException {
    if (bytes.length == 0 || bytes.length > KeptRange.MAX_BYTES) {
      return;
    }
    KeptRange range = new KeptRange(0, bytes.length);
    if (write(file, range, bytes)) {
      for (Path entry : CacheFolder.in(folder.of(file), "0-*")) {
        if (!entry.endsWith(range.name()) && !entry.toString().endsWith(CacheFolder.UNFINISHED)) {
          delete(entry);
        }
      }
    }
  }

  /** Returns whether it is kept. */
  boolean write(FileIdentity file, KeptRange range, byte[] bytes) throws IOException {
    if (bytes.length > maxBytes / LARGE) {
      return false;
    }
    makeRoom(bytes.length);
    try {
      write(range, file, bytes);
    } catch (NoSuchFileException | FileAlreadyExistsException e) {
      // Another process cleared the folder meanwhile; at worst it does so again.
      return false;
    }
    return true;
  }

  private void write(KeptRange range, FileIdentity file, byte[] bytes) throws IOException {
    try (OpenFolder open = folder.made();
        OpenFolder inner = folder.made(file, open)) {
      range.write(inner, CacheSecret.made(open), file, bytes);
    }
  }

  /** The bytes of {@code range}, if they are what was kept. */
  byte[] read(FileIdentity file, KeptRange range) throws IOException {
    try (OpenFolder open = folder.opened();
        OpenFolder inner = open.folder(file.hash())) {
      return range.read(inner, CacheSecret.in(open), file);
    }
  }

  /** Deletes the entry of {@code range}, if that can be done. */
  void remove(FileIdentity file, KeptRange range) {
    try (OpenFolder open = folder.opened();
        OpenFolder inner = open.folder(file.hash())) {
      inner.delete(range.name());
    } catch (IOException e) {
      // Then it stays, and is found to be no good once more.
      return;
    }
  }

  /** The size of all is looked up now and then only: that takes longer than writing. */
  private synchronized void makeRoom(int bytes) throws IOException {
    written += bytes;
    if (written <= maxBytes / PARTS) {
      return;
    }
    written = bytes;
    Map<Instant, Long> sizes = new TreeMap<>();
    long excess = bytes + maxBytes / PARTS - maxBytes;
    for (Path each : folder.all()) {
      for (Entry entry : entries(each)) {
        excess += entry.size();
        sizes.merge(entry.lastUsed(), entry.size(), Long::sum);
      }
    }
    Instant last = Instant.MIN;
    for (Map.Entry<Instant, Long> size : sizes.entrySet()) {
      if (excess <= 0) {
        break;
      }
      excess -= size.getValue();
      last = size.getKey();
    }
    Instant unused = last;
    delete(entry -> entry.lastUsed().compareTo(unused) <= 0);
  }

  /** The files of which something is kept for {@code owner}. */
  public List<CachedFile> files(FileOwner owner) throws IOException {
    List<CachedFile> files = new ArrayList<>();
    for (Path each : folder.all()) {
      files.addAll(in(each, owner).stream().toList());
    }
    return files;
  }

  private static Optional<CachedFile> in(Path folder, FileOwner owner) {
    List<Entry> entries = entries(folder);
    return entries.stream()
        .flatMap(entry -> KeptRange.fileOf(entry.path()).stream())
        .filter(file -> folder.endsWith(file.hash()))
        .findFirst()
        .filter(file -> file.owner().equals(owner))
        .map(
            file ->
                new CachedFile(
                    file.entity(),
                    file.project(),
                    file.run(),
                    file.file(),
                    entries.stream().mapToLong(Entry::size).sum(),
                    entries.stream().map(Entry::lastUsed).max(Instant::compareTo).orElseThrow()));
  }

  /** Removes what is kept for {@code owner}, and tells what it was. */
  public List<CachedFile> clear(FileOwner owner) throws IOException {
    List<CachedFile> cleared = new ArrayList<>();
    for (Path each : folder.all()) {
      Optional<CachedFile> file = in(each, owner);
      if (file.isPresent()) {
        for (Entry entry : entries(each)) {
          Files.deleteIfExists(entry.path());
        }
        delete(each);
        cleared.add(file.get());
      }
    }
    return cleared;
  }

  private void delete(Predicate<Entry> which) throws IOException {
    Instant stale = Instant.now().minus(STALE);
    for (Path each : folder.all()) {
      List<Entry> entries = entries(each);
      entries.stream()
          .filter(entry -> which.test(entry) || entry.isUnfinishedSince(stale))
          .forEach(entry -> delete(entry.path()));
      // Fails, as it should, while there is something in it.
      delete(each);
    }
  }

  /** Deletes a file, or a folder that is empty, if that can be done. */
  static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // Then it stays.
    }
  }

  private static List<Entry> entries(Path folder) {
    List<Entry> entries = new ArrayList<>();
    for (Path path : CacheFolder.in(folder, "*-*")) {
      Entry.at(path).ifPresent(entries::add);
    }
    return entries;
  }

  @Override
  public String toString() {
    return folder.toString();
  }

  private record Entry(Path path, long size, Instant lastUsed) {

    static Optional<Entry> at(Path path) {
      try {
        BasicFileAttributes attributes =
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return Optional.of(
            new Entry(path, attributes.size(), attributes.lastModifiedTime().toInstant()));
      } catch (IOException e) {
        return Optional.empty();
      }
    }

    boolean isUnfinishedSince(Instant time) {
      return path.toString().endsWith(CacheFolder.UNFINISHED) && lastUsed.isBefore(time);
    }
  }
}
