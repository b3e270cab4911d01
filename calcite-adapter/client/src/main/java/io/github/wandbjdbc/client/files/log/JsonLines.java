package io.github.wandbjdbc.client.files.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The lines of a file, each with its position. */
public final class JsonLines implements AutoCloseable {
  /** Longer lines are none that a client writes; they would only exhaust memory. */
  private static final int MAX_LINE = 16 << 20;

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(32 * 1024).limit(0);
  private long position;
  private boolean isAtEnd;

  private JsonLines(FileChannel channel, long position) {
    this.channel = channel;
    this.position = position;
  }

  /** The lines of {@code file} from {@code position} on. */
  public static JsonLines open(Path file, long position) throws IOException {
    return new JsonLines(OldRun.open(file).position(position), position);
  }

  /** Where the next line begins. */
  public long position() {
    return position;
  }

  /** Whether the file ends with the line that was read last, which may be torn. */
  public boolean isAtEnd() {
    return isAtEnd;
  }

  /** The next line, or null behind the last one. */
  public @Nullable String next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean isTooLong = false;
    while (true) {
      if (!buffer.hasRemaining()) {
        buffer.clear();
        int count = channel.read(buffer);
        buffer.flip();
        if (count < 0) {
          isAtEnd = true;
          return line.size() == 0 ? null : text(line, isTooLong);
        }
      }
      int start = buffer.position();
      int end = start;
      while (end < buffer.limit() && buffer.get(end) != '\n') {
        end++;
      }
      isTooLong |= line.size() + end - start > MAX_LINE;
      if (!isTooLong) {
        line.write(buffer.array(), start, end - start);
      }
      boolean isWhole = end < buffer.limit();
      position += end - start + (isWhole ? 1 : 0);
      buffer.position(end + (isWhole ? 1 : 0));
      if (isWhole) {
        return text(line, isTooLong);
      }
    }
  }

  /** One that is too long counts as damage. */
  private static String text(ByteArrayOutputStream line, boolean isTooLong) {
    return isTooLong ? "too long" : line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
