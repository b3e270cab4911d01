package io.github.wandbjdbc.client.api.bundles;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import okio.Buffer;
import okio.BufferedSink;
import okio.BufferedSource;
import okio.ByteString;
import okio.ForwardingSource;
import okio.HashingSink;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a connection asks and is answered in a folder. What the connection reads is just what
 * is kept: addresses of files without their signatures, and without the credential if a server
 * repeats it. Where something can't be kept, the statement fails, so that no bundle lacks what it
 * seems to have.
 *
 * <p>Safe for use by several threads, and several connections to the same server may record in one
 * folder, also one after the other.
 */
public final class Recording implements Bundle {
  /** The most that a folder takes. */
  public static final long MAX_BYTES = 1L << 30;

  /** The bytes of each folder that this JVM has recorded in, which all its connections share. */
  private static final Map<Path, AtomicLong> SIZES = new ConcurrentHashMap<>();

  private static final int WINDOW = 64 << 10;

  /** No credential is longer as it is sent. */
  private static final int OVERLAP = 32 << 10;

  private final Path directory;
  private final Manifest manifest;
  private final UnaryOperator<String> redact;
  private final long maxBytes;
  private final AtomicLong bytes;
  private final SignedAddresses addresses = new SignedAddresses();

  private Recording(
      Path directory,
      Manifest manifest,
      UnaryOperator<String> redact,
      long maxBytes,
      AtomicLong bytes) {
    this.directory = directory;
    this.manifest = manifest;
    this.redact = redact;
    this.maxBytes = maxBytes;
    this.bytes = bytes;
  }

  /**
   * Begins a bundle in {@code directory}, or goes on with the one that is there.
   *
   * @param beginning the connection, as it would be if the bundle began with it
   * @param asker tells who asks from others; it isn't kept
   * @param redact takes the credential out of texts
   * @throws WandbException {@code UNREACHABLE} if that can't be
   */
  public static Recording in(
      Path directory,
      Manifest beginning,
      String asker,
      UnaryOperator<String> redact,
      long maxBytes) {
    if (!Files.isDirectory(directory)) {
      throw new WandbException(
          Kind.UNREACHABLE,
          "nothing can be recorded in %s, which is no directory: make it first"
              .formatted(directory));
    }
    try {
      Path file = directory.resolve(BundleFiles.MANIFEST);
      Manifest manifest = beginning;
      if (Files.exists(file) || !begin(file, directory, redact.apply(beginning.json()))) {
        Manifest known = Replay.manifest(directory);
        if (!known.isOf(beginning.baseUrl(), asker)) {
          throw new WandbException(
              Kind.UNREACHABLE,
              "%s holds what another connection to %s%s recorded: name an empty directory"
                  .formatted(directory, known.baseUrl(), known.isAnonymous() ? " as nobody" : ""));
        }
        manifest = beginning.at(known.now());
      }
      AtomicLong bytes = SIZES.computeIfAbsent(directory.toRealPath(), absent -> new AtomicLong());
      bytes.set(size(directory));
      return new Recording(directory, manifest, redact, maxBytes, bytes);
    } catch (IOException e) {
      throw new WandbException(
          Kind.UNREACHABLE, "nothing can be recorded in %s: %s".formatted(directory, reason(e)), e);
    }
  }

  /** Whether there was none yet. */
  private static boolean begin(Path file, Path directory, String text) throws IOException {
    Path unfinished = BundleFiles.unfinished(directory);
    try {
      try (BufferedSink sink = Okio.buffer(Okio.sink(BundleFiles.create(unfinished)))) {
        sink.writeUtf8(text);
      }
      Files.createLink(file, unfinished);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException | FileSystemException e) {
      // Not every file system has links.
      BundleFiles.finish(unfinished, file);
      return true;
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static long size(Path directory) throws IOException {
    long sum = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (BundleFiles.EXCHANGE.matcher(file.getFileName().toString()).matches()) {
          sum += Files.size(file);
        }
      }
    }
    return sum;
  }

  @Override
  public Manifest manifest() {
    return manifest;
  }

  /** The folder. */
  public Path directory() {
    return directory;
  }

  /** The address by which the file is to be had that a kept answer calls {@code address}. */
  public String real(String address) {
    return addresses.real(address);
  }

  /**
   * Keeps {@code answer}, of which nothing is left.
   *
   * @return what was kept
   */
  public Buffer answered(ExchangeKey key, Buffer answer) {
    try {
      Buffer kept = redacted(addresses.without(answer, key.asksForAddresses()));
      Buffer copy = kept.copy();
      write(key, new Outcome(200, Map.of(), true, null), copy, copy.size(), copy.sha256());
      return kept;
    } catch (IOException e) {
      throw unkept(e);
    }
  }

  /** Keeps that the request {@code key} failed for good. */
  public void failed(ExchangeKey key, ExchangeFailure failure) {
    try {
      Buffer none = new Buffer();
      write(key, new Outcome(0, Map.of(), true, failure), none, 0, none.sha256());
    } catch (IOException e) {
      throw unkept(e);
    }
  }

  /** Begins to keep a part of a stored file. */
  public KeptFile begin(ExchangeKey key) throws IOException {
    return new KeptFile(key);
  }

  /** {@code text} without the credential and without signatures. */
  public String redacted(String text) {
    return redact.apply(addresses.without(text));
  }

  private Buffer redacted(Buffer answer) throws IOException {
    if (!mayHoldCredential(answer)) {
      return answer;
    }
    String text = answer.readString(StandardCharsets.ISO_8859_1);
    return new Buffer().writeString(redact.apply(text), StandardCharsets.ISO_8859_1);
  }

  private boolean mayHoldCredential(Buffer answer) throws IOException {
    try (BufferedSource rest = answer.peek()) {
      String overlap = "";
      while (!rest.exhausted()) {
        rest.request(WINDOW);
        String window =
            overlap
                + rest.readString(
                    Math.min(WINDOW, rest.getBuffer().size()), StandardCharsets.ISO_8859_1);
        if (!redact.apply(window).equals(window)) {
          return true;
        }
        overlap = window.substring(Math.max(0, window.length() - OVERLAP));
      }
    }
    return false;
  }

  /** The result of a request, but for its body. */
  private record Outcome(
      int status,
      Map<String, String> headers,
      boolean isWhole,
      @Nullable ExchangeFailure failure) {}

  private void write(ExchangeKey key, Outcome outcome, Source body, long length, ByteString hash)
      throws IOException {
    Buffer request = new Buffer().writeUtf8(redacted(key.request()));
    Buffer head = new Buffer().writeUtf8(header(key, outcome, request.size(), length, hash));
    head.writeByte('\n').writeAll(request);
    head.writeByte('\n');
    long size = head.size() + length;
    if (bytes.addAndGet(size) > maxBytes) {
      bytes.addAndGet(-size);
      throw new WandbException(
          Kind.NOT_RECORDED,
          ("the recording in %s would grow beyond %d MB, and would lack this answer: record fewer"
                  + " statements, or ones that read less")
              .formatted(directory, maxBytes >> 20));
    }
    Path unfinished = BundleFiles.unfinished(directory);
    boolean isWritten = false;
    try {
      try (BufferedSink sink = Okio.buffer(Okio.sink(BundleFiles.create(unfinished)))) {
        sink.writeAll(head);
        sink.writeAll(body);
      }
      BundleFiles.finish(unfinished, directory.resolve(BundleFiles.nextName()));
      isWritten = true;
    } finally {
      if (!isWritten) {
        bytes.addAndGet(-size);
        Files.deleteIfExists(unfinished);
      }
    }
  }

  private String header(ExchangeKey key, Outcome outcome, long request, long body, ByteString hash)
      throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.factory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("key", key.hash());
      json.writeStringField("operation", key.operation());
      json.writeNumberField("request", request);
      json.writeNumberField("body", body);
      json.writeStringField("sha256", hash.hex());
      json.writeNumberField("status", outcome.status());
      json.writeBooleanField("whole", outcome.isWhole());
      json.writeObjectFieldStart("headers");
      for (Map.Entry<String, String> header : outcome.headers().entrySet()) {
        json.writeStringField(header.getKey(), header.getValue());
      }
      json.writeEndObject();
      ExchangeFailure failure = outcome.failure();
      if (failure != null) {
        json.writeFieldName("failure");
        failure.redacted(this::redacted).write(json);
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  private WandbException unkept(IOException e) {
    return new WandbException(
        Kind.NOT_RECORDED,
        "an answer can't be recorded in %s: %s; make room there, or connect without record"
            .formatted(directory, reason(e)),
        e);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** A part of a stored file that is kept while it is read. It is thrown away unless finished. */
  public final class KeptFile implements AutoCloseable {
    private final ExchangeKey key;
    private final Path part;
    private final HashingSink hashing;
    private final BufferedSink copy;
    private long length;
    private boolean isWhole;
    private @Nullable IOException failure;

    private KeptFile(ExchangeKey key) throws IOException {
      this.key = key;
      this.part = BundleFiles.unfinished(directory);
      this.hashing = HashingSink.sha256(Okio.sink(BundleFiles.create(part)));
      this.copy = Okio.buffer(hashing);
    }

    /** {@code source}, of which each byte that is read is kept. */
    public Source copying(Source source) {
      return new ForwardingSource(source) {
        @Override
        public long read(Buffer sink, long most) throws IOException {
          long read = super.read(sink, most);
          if (read < 0) {
            isWhole = true;
          } else if (length + read > maxBytes) {
            throw new WandbException(
                Kind.NOT_RECORDED,
                "the recording in %s would grow beyond %d MB: record statements that read less"
                    .formatted(directory, maxBytes >> 20));
          } else {
            length += read;
            keep(sink, read);
          }
          return read;
        }
      };
    }

    private void keep(Buffer sink, long read) {
      try {
        Buffer newest = new Buffer();
        sink.copyTo(newest, sink.size() - read, read);
        copy.write(newest, read);
      } catch (IOException e) {
        failure = e;
      }
    }

    /**
     * Makes it part of the bundle.
     *
     * @param headers of the answer that matter, by their names
     */
    public void finish(int status, Map<String, String> headers) {
      try {
        copy.close();
        if (failure != null) {
          throw failure;
        }
        try (Source body = Okio.source(part)) {
          write(key, new Outcome(status, headers, isWhole, null), body, length, hashing.hash());
        }
      } catch (IOException e) {
        throw unkept(e);
      }
    }

    @Override
    public void close() throws IOException {
      copy.close();
      Files.deleteIfExists(part);
    }
  }
}
