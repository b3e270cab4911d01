package io.github.wandbjdbc.client.api.exports;

import io.github.wandbjdbc.client.api.http.BodyLimit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * A whole file that came at once: in memory if it is small, else in a temporary file that nobody
 * else may read, and that is gone with its closing.
 */
public final class Spool implements AutoCloseable {
  private static final int MAX_IN_MEMORY = 4 << 20;
  private static final long MAX_BYTES = 4L << 30;
  private static final long CHUNK = 64 << 10;

  /** The limit on the bytes of all such files of the JVM together. */
  private static final long MAX_BYTES_OF_ALL = 8L << 30;

  private static final AtomicLong SPOOLED = new AtomicLong();

  private final byte[] memory;
  private final @Nullable FileChannel disk;
  private final long size;

  private Spool(byte[] memory, @Nullable FileChannel disk, long size) {
    this.memory = memory;
    this.disk = disk;
    this.size = size;
  }

  /** All that {@code source} has to give. */
  public static Spool of(BufferedSource source) throws IOException {
    Buffer buffer = new Buffer();
    while (buffer.size() <= MAX_IN_MEMORY) {
      if (source.read(buffer, CHUNK) < 0) {
        byte[] bytes = buffer.readByteArray();
        return new Spool(bytes, null, bytes.length);
      }
    }
    Path path = Files.createTempFile("wandb-jdbc-", ".file");
    FileChannel disk =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    boolean isWhole = false;
    long counted = 0;
    try {
      do {
        SPOOLED.addAndGet(buffer.size());
        counted += buffer.size();
        disk.write(ByteBuffer.wrap(buffer.readByteArray()));
        if (counted > MAX_BYTES) {
          throw new BodyLimit.TooLarge(MAX_BYTES);
        }
        if (SPOOLED.get() > MAX_BYTES_OF_ALL) {
          throw new BodyLimit.TooLarge(MAX_BYTES_OF_ALL);
        }
      } while (source.read(buffer, CHUNK) >= 0);
      isWhole = true;
      return new Spool(new byte[0], disk, disk.position());
    } finally {
      if (!isWhole) {
        SPOOLED.addAndGet(-counted);
        disk.close();
      }
    }
  }

  public long size() {
    return size;
  }

  byte[] read(long offset, int length) throws IOException {
    if (disk == null) {
      return Arrays.copyOfRange(memory, (int) offset, (int) offset + length);
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (disk.read(bytes, offset + bytes.position()) < 0) {
        throw new IOException("a file that has become shorter");
      }
    }
    return bytes.array();
  }

  /** Its bytes from the first on; closing the stream closes it. */
  public InputStream stream() {
    return new Stream(true);
  }

  /** The same, which stays when the stream is closed. */
  public InputStream streamBeside() {
    return new Stream(false);
  }

  /** Its bytes one after the other. */
  private final class Stream extends InputStream {
    private final boolean closes;

    private long offset;

    Stream(boolean closes) {
      this.closes = closes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int some = (int) Math.min(length, size - offset);
      if (some <= 0) {
        return length == 0 ? 0 : -1;
      }
      System.arraycopy(Spool.this.read(offset, some), 0, bytes, from, some);
      offset += some;
      return some;
    }

    @Override
    public void close() {
      if (closes) {
        Spool.this.close();
      }
    }
  }

  @Override
  public void close() {
    if (disk != null && disk.isOpen()) {
      SPOOLED.addAndGet(-size);
      try {
        disk.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
