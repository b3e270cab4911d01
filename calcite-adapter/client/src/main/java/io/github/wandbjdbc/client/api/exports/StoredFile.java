package io.github.wandbjdbc.client.api.exports;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.http.Storage;
import io.github.wandbjdbc.client.api.paging.Ahead;
import io.github.wandbjdbc.client.cache.KeptFile;
import io.github.wandbjdbc.client.parquet.ByteSource;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Response;
import okio.BufferedSource;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * An exported file in the storage, fetched range by range. Its end, with which reading begins,
 * comes with the first answer; small files come whole with it. Ranges that are kept from another
 * time are not fetched again, if the answer says that the file still is the same.
 */
final class StoredFile implements ByteSource {
  private static final int TAIL_BYTES = 64 << 10;
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

  private final Storage storage;
  private final SignedUrls urls;
  private final String file;
  private final String what;
  private final CallScope scope;
  private final Head head;
  private final ExportCache.@Nullable Keeper keeper;
  private final @Nullable KeptFile kept;

  private StoredFile(
      Storage storage,
      SignedUrls urls,
      String file,
      String what,
      CallScope scope,
      Head head,
      ExportCache.@Nullable Keeper keeper) {
    this.storage = storage;
    this.urls = urls;
    this.file = file;
    this.what = what;
    this.scope = scope;
    this.head = head;
    this.keeper = keeper;
    this.kept =
        keeper == null || head.etag() == null ? null : keeper.file(file, head.size(), head.etag());
  }

  /**
   * The facts about a file from the first answer.
   *
   * @param end the last bytes of the file
   * @param whole the whole file, where the storage knows no ranges
   */
  private record Head(long size, @Nullable String etag, ByteString end, @Nullable Spool whole) {}

  /**
   * Asks for the end of {@code file}.
   *
   * @param keeper keeps what is fetched; null keeps nothing
   */
  static StoredFile open(
      Storage storage,
      SignedUrls urls,
      String file,
      String what,
      CallScope scope,
      ExportCache.@Nullable Keeper keeper) {
    Head head =
        get(storage, urls, file, "bytes=-" + TAIL_BYTES, null, what, scope, StoredFile::head);
    return new StoredFile(storage, urls, file, what, scope, head, keeper);
  }

  private static Head head(Response response) throws IOException {
    String etag = strong(response.header("ETag"));
    if (response.code() == 200) {
      Spool whole = Spool.of(response.body().source());
      return new Head(whole.size(), etag, ByteString.EMPTY, whole);
    }
    long[] range = range(response);
    if (range[1] != range[2] - 1) {
      throw new IOException("another part of the file than its end");
    }
    return new Head(range[2], etag, ByteString.of(body(response, range, TAIL_BYTES)), null);
  }

  /** A weak tag doesn't say that the bytes are the same. */
  private static @Nullable String strong(@Nullable String etag) {
    return etag == null || etag.startsWith("W/") ? null : etag;
  }

  private static long[] range(Response response) throws IOException {
    String text = response.header("Content-Range", "");
    Matcher matcher = CONTENT_RANGE.matcher(String.valueOf(text));
    if (!matcher.matches()) {
      throw new IOException("a part of a file without its Content-Range");
    }
    long[] range = new long[3];
    for (int i = 0; i < range.length; i++) {
      range[i] = Long.parseLong(matcher.group(i + 1));
    }
    if (range[1] < range[0] || range[2] <= range[1]) {
      throw new IOException("a part of a file that says it is " + text);
    }
    return range;
  }

  private static byte[] body(Response response, long[] range, int most) throws IOException {
    long length = range[1] - range[0] + 1;
    if (length > most) {
      throw new IOException("a part of %d bytes".formatted(length));
    }
    BufferedSource source = response.body().source();
    byte[] bytes = source.readByteArray(length);
    if (!source.exhausted()) {
      throw new IOException("a part of a file that is longer than it says");
    }
    return bytes;
  }

  @Override
  public long size() {
    return head.size();
  }

  @Override
  public boolean isHere(long offset, long length) {
    return head.whole() != null || offset >= head.size() - head.end().size();
  }

  @Override
  public Bytes bytes(long offset, int length) {
    long tail = head.size() - head.end().size();
    if (head.whole() == null && offset < tail) {
      Bytes fetched = new Range(new Ahead<>(() -> fetch(offset, length)));
      return kept == null ? fetched : new Kept(kept, offset, length, fetched);
    }
    return new Bytes() {
      @Override
      public void begin() {
        // It is here.
      }

      @Override
      public byte[] await() throws IOException {
        Spool whole = head.whole();
        int from = (int) (offset - tail);
        return whole == null
            ? head.end().substring(from, from + length).toByteArray()
            : whole.read(offset, length);
      }
    };
  }

  private record Range(Ahead<byte[]> answer) implements Bytes {
    @Override
    public void begin() {
      answer.begin();
    }

    @Override
    public byte[] await() {
      return answer.await();
    }
  }

  /** A range that need not be fetched if it is kept, and is kept once it was fetched. */
  private final class Kept implements Bytes {
    private final KeptFile kept;
    private final long offset;
    private final int length;
    private final Bytes fetched;

    Kept(KeptFile kept, long offset, int length, Bytes fetched) {
      this.kept = kept;
      this.offset = offset;
      this.length = length;
      this.fetched = fetched;
    }

    @Override
    public void begin() {
      if (!kept.has(offset, length)) {
        fetched.begin();
      }
    }

    @Override
    public byte[] await() throws IOException {
      Optional<byte[]> found = kept.read(offset, length);
      if (found.isPresent()) {
        return found.get();
      }
      byte[] bytes = fetched.await();
      try {
        kept.write(offset, bytes);
      } catch (IOException e) {
        Objects.requireNonNull(keeper).failed(e);
      }
      return bytes;
    }
  }

  private byte[] fetch(long offset, int length) {
    return get(
        storage,
        urls,
        file,
        "bytes=%d-%d".formatted(offset, offset + length - 1),
        head.etag(),
        what,
        scope,
        response -> {
          long[] range = response.code() == 206 ? range(response) : new long[3];
          if (range[0] != offset || range[1] != offset + length - 1 || range[2] != head.size()) {
            throw new IOException("another part of the file than was asked for");
          }
          return body(response, range, length);
        });
  }

  private static <T> T get(
      Storage storage,
      SignedUrls urls,
      String file,
      String range,
      @Nullable String etag,
      String what,
      CallScope scope,
      Storage.Taker<T> taker) {
    while (true) {
      String url = urls.of(file);
      try {
        T taken = storage.get(new Storage.Part(url, range, etag, what), scope, taker);
        urls.served();
        return taken;
      } catch (WandbException e) {
        if (e.kind() != Kind.FORBIDDEN) {
          throw e;
        }
        urls.renew(file, url, e);
      }
    }
  }

  @Override
  public void close() {
    Spool whole = head.whole();
    if (whole != null) {
      whole.close();
    }
  }
}
