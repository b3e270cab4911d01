package io.github.wandbjdbc.client.api.bundles;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.HashingSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * A recorded request and how it was answered. The body stays in its file.
 *
 * @param file that holds it
 * @param key of its request
 * @param headerLength the bytes of its first line
 * @param bodyAt where in the file the body begins
 * @param length of the body
 * @param hash of the body
 * @param status of HTTP; of a failure 0
 * @param isWhole whether the body was read to its end when it was recorded
 * @param headers of the answer
 * @param failure null if it was answered
 */
public record Exchange(
    Path file,
    String key,
    long headerLength,
    long bodyAt,
    long length,
    String hash,
    int status,
    boolean isWhole,
    Map<String, String> headers,
    @Nullable ExchangeFailure failure) {
  private static final long LONGEST_HEADER = 64 << 10;
  private static final int MAX_HEADERS = 20;
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern HEADER = Pattern.compile("[ -~]{0,1000}");

  /** The exchange that {@code file} holds; believes nothing of it. */
  static Exchange read(Path file) throws IOException {
    BundleFiles.checkIsFile(file);
    long size = Files.size(file);
    String line;
    long lineLength;
    try (BufferedSource source = open(file)) {
      long end = source.indexOf((byte) '\n', 0, LONGEST_HEADER);
      if (end < 0) {
        throw new IOException("its first line is no header");
      }
      line = source.readUtf8(end);
      lineLength = end + 1;
    }
    JsonMap json = JsonMap.read(line);
    long request = json.number("request");
    long body = json.number("body");
    long bodyAt = lineLength + request + 1;
    if (request < 0 || body < 0 || request > size || body > size || bodyAt + body != size) {
      throw new IOException("it is not as long as it says");
    }
    String key = json.required("key");
    if (!HASH.matcher(key).matches()) {
      throw new IOException("its key is none");
    }
    ExchangeFailure failure =
        json.has("failure") ? ExchangeFailure.read(json.object("failure")) : null;
    long status = json.number("status");
    if (status != 200 && status != 206 && failure == null) {
      throw new IOException("it has neither an answer nor a failure");
    }
    return new Exchange(
        file,
        key,
        lineLength,
        bodyAt,
        body,
        json.required("sha256"),
        (int) status,
        json.flag("whole"),
        headers(json),
        failure);
  }

  private static Map<String, String> headers(JsonMap json) throws IOException {
    JsonMap headers = json.object("headers");
    Map<String, String> byName = new TreeMap<>();
    if (headers.names().size() > MAX_HEADERS) {
      throw new IOException("it has too many headers");
    }
    for (String name : headers.names()) {
      String value = headers.required(name);
      if (!HEADER.matcher(value).matches() || !name.matches("[A-Za-z-]{1,40}")) {
        throw new IOException("it has a header that is none");
      }
      byName.put(name, value);
    }
    return byName;
  }

  private static BufferedSource open(Path file) throws IOException {
    return Okio.buffer(Okio.source(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)));
  }

  /** The body, to be closed. Where it wasn't read to its end, neither can this be. */
  public Source body() throws IOException {
    BundleFiles.checkIsFile(file);
    BufferedSource source = open(file);
    try {
      source.skip(bodyAt);
    } catch (IOException e) {
      source.close();
      throw e;
    }
    return new Rest(HashingSource.sha256(source));
  }

  /** So much of the file as belongs to the body. */
  private final class Rest extends ForwardingSource {
    private final HashingSource hashing;
    private long left = length;

    Rest(HashingSource source) {
      super(source);
      this.hashing = source;
    }

    @Override
    public long read(Buffer sink, long most) throws IOException {
      if (left == 0) {
        if (!isWhole) {
          throw new IOException(
              "the bundle holds only the first %d bytes of this file".formatted(length));
        }
        return -1;
      }
      long read = super.read(sink, Math.min(most, left));
      if (read < 0) {
        throw new EOFException("the bundle was shortened meanwhile");
      }
      left -= read;
      if (left == 0 && !hashing.hash().hex().equals(hash)) {
        throw new IOException("it was changed since it was recorded");
      }
      return read;
    }
  }
}
