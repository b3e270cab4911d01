package io.github.wandbjdbc.client.api.bundles;

import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import okio.BufferedSource;
import okio.Okio;

/**
 * Answers from a bundle. A request that was made several times is answered as then, in that order,
 * and from then on as the last time. Nothing that the bundle says is believed: it may come from
 * anybody. Safe for use by several threads.
 */
public final class Replay implements Bundle {
  private static final long LONGEST_MANIFEST = 1 << 20;
  private static final int MAX_EXCHANGES = 200_000;

  /** They are held in memory. */
  private static final long MAX_HEADERS = 64 << 20;

  private final Path directory;
  private final Manifest manifest;
  private final Map<String, Deque<Exchange>> exchanges = new HashMap<>();

  private Replay(Path directory, Manifest manifest, List<Exchange> all) {
    this.directory = directory;
    this.manifest = manifest;
    for (Exchange exchange : all) {
      exchanges.computeIfAbsent(exchange.key(), key -> new ArrayDeque<>()).add(exchange);
    }
  }

  /**
   * The bundle of {@code directory}.
   *
   * @throws WandbException {@code UNREACHABLE} if there is none, {@code MALFORMED_RESPONSE} if it
   *     can't be read
   */
  public static Replay of(Path directory) {
    if (!Files.isRegularFile(directory.resolve(BundleFiles.MANIFEST), LinkOption.NOFOLLOW_LINKS)) {
      throw new WandbException(
          Kind.UNREACHABLE,
          "%s holds no recording: there is no %s in it".formatted(directory, BundleFiles.MANIFEST));
    }
    Path current = directory.resolve(BundleFiles.MANIFEST);
    try {
      Manifest manifest = manifest(directory);
      List<Exchange> all = new ArrayList<>();
      long headers = 0;
      for (String name : names(directory)) {
        current = directory.resolve(name);
        Exchange exchange = Exchange.read(current);
        headers += exchange.headerLength();
        if (headers > MAX_HEADERS) {
          throw new IOException("the exchanges have too long headers");
        }
        all.add(exchange);
      }
      return new Replay(directory, manifest, all);
    } catch (IOException e) {
      throw BundleFiles.malformed(current, e);
    }
  }

  private static SortedSet<String> names(Path directory) throws IOException {
    SortedSet<String> names = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (BundleFiles.EXCHANGE.matcher(name).matches()) {
          names.add(name);
          if (names.size() > MAX_EXCHANGES) {
            throw new IOException("it holds more than %d exchanges".formatted(MAX_EXCHANGES));
          }
        }
      }
    }
    return names;
  }

  static Manifest manifest(Path directory) throws IOException {
    Path file = directory.resolve(BundleFiles.MANIFEST);
    BundleFiles.checkIsFile(file);
    if (Files.size(file) > LONGEST_MANIFEST) {
      throw new IOException("a manifest is shorter");
    }
    try (BufferedSource source =
        Okio.buffer(Okio.source(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)))) {
      return Manifest.read(source.readUtf8());
    }
  }

  @Override
  public Manifest manifest() {
    return manifest;
  }

  /**
   * How the request {@code key} was answered.
   *
   * @param what it asks for, in words
   * @throws WandbException {@code NOT_RECORDED} if it wasn't made
   */
  public synchronized Exchange answer(ExchangeKey key, String what) {
    Deque<Exchange> found = exchanges.get(key.hash());
    if (found == null) {
      throw new WandbException(
          Kind.NOT_RECORDED,
          ("%s: the recording in %s doesn't hold this request (%s). It answers the statements that"
                  + " were run while it was made, with the same options; to have this one answered,"
                  + " connect to the server with the property record, and run it there")
              .formatted(what, directory, key.operation()));
    }
    return found.size() > 1 ? found.remove() : found.element();
  }

  /** The failure to read {@code exchange}. */
  public static WandbException malformed(Exchange exchange, IOException e) {
    return BundleFiles.malformed(exchange.file(), e);
  }
}
