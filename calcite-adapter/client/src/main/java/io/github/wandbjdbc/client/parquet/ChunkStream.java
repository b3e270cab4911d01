package io.github.wandbjdbc.client.parquet;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The bytes of one column in one row group, piece by piece: the first is under way from the
 * beginning, the next while one is read.
 */
final class ChunkStream extends InputStream {
  private final Deque<Piece> pieces;
  private long remaining;
  private byte[] current = {};
  private int position;
  private int end;

  ChunkStream(Deque<Piece> pieces) {
    this.pieces = new ArrayDeque<>(pieces);
    pieces.forEach(piece -> remaining += piece.length());
    if (!pieces.isEmpty()) {
      pieces.element().bytes().begin();
    }
  }

  /**
   * A part of some bytes, which other columns may have their parts of.
   *
   * @param offset of the part in the bytes
   */
  record Piece(ByteSource.Bytes bytes, int offset, int length) {}

  /** How many bytes are left. */
  long remaining() {
    return remaining;
  }

  /** The next {@code length} bytes, which must not be more than are {@link #remaining}. */
  Slice take(int length) throws IOException {
    if (length <= end - position) {
      Slice slice = new Slice(current, position, length);
      position += length;
      remaining -= length;
      return slice;
    }
    byte[] bytes = readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("a page that goes beyond its column");
    }
    return new Slice(bytes, 0, length);
  }

  @Override
  public int read() throws IOException {
    if (!hasMore()) {
      return -1;
    }
    remaining--;
    return current[position++] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!hasMore()) {
      return -1;
    }
    int count = Math.min(length, end - position);
    System.arraycopy(current, position, into, offset, count);
    position += count;
    remaining -= count;
    return count;
  }

  private boolean hasMore() throws IOException {
    while (position == end) {
      Piece piece = pieces.poll();
      if (piece == null) {
        return false;
      }
      Piece following = pieces.peek();
      current = piece.bytes().await();
      position = piece.offset();
      end = piece.offset() + piece.length();
      if (following != null) {
        following.bytes().begin();
      }
    }
    return true;
  }
}
