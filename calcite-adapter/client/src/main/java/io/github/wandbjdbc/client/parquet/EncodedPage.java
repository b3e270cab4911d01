package io.github.wandbjdbc.client.parquet;

import java.io.IOException;
import org.apache.parquet.column.Encoding;

/**
 * The encoded parts of a page, walked without unpacking them. Parquet's library makes arrays as
 * large as each part says it is: here is where a part must not say that it has more values than its
 * page.
 */
final class EncodedPage {
  /** Writers take blocks of 128 deltas. */
  private static final int MAX_BLOCK = 1 << 16;

  /** Runs of packed values come in groups of so many, the last of which may be filled up. */
  private static final int GROUP = 8;

  private final byte[] bytes;
  private final int count;
  private int position;
  private long memory;

  /**
   * A page, or a part of one.
   *
   * @param count how many values it has, those that are missing included
   */
  EncodedPage(byte[] bytes, int count) {
    this.bytes = bytes;
    this.count = count;
  }

  /** How many bytes unpacking what was walked takes at the most. */
  long memory() {
    return memory;
  }

  /** Walks levels that begin with their length, unless there are none. */
  void levels(Encoding encoding, int maxLevel) throws IOException {
    int width = Integer.SIZE - Integer.numberOfLeadingZeros(maxLevel);
    switch (encoding) {
      case RLE -> {
        if (width > 0) {
          lengthAndRuns(width);
        }
      }
      case BIT_PACKED -> {
        long length = ((long) count * width + Byte.SIZE - 1) / Byte.SIZE;
        position = (int) Math.min(bytes.length, position + length);
      }
      default -> throw new IOException("levels in the encoding " + encoding);
    }
  }

  /** Walks levels that are all of it. */
  void bareLevels(int maxLevel) throws IOException {
    runs(Integer.SIZE - Integer.numberOfLeadingZeros(maxLevel), bytes.length);
  }

  /** Walks the values, which are all that is left. */
  void values(Encoding encoding) throws IOException {
    if (position == bytes.length) {
      return;
    }
    switch (encoding) {
      case RLE -> lengthAndRuns(1);
      case PLAIN_DICTIONARY, RLE_DICTIONARY -> {
        int width = next();
        if (width > Integer.SIZE) {
          throw new IOException("a dictionary with keys of %d bits".formatted(width));
        }
        runs(width, bytes.length);
      }
      case DELTA_BINARY_PACKED, DELTA_LENGTH_BYTE_ARRAY -> deltas();
      case DELTA_BYTE_ARRAY -> {
        deltas();
        deltas();
      }
      case PLAIN, BYTE_STREAM_SPLIT, BIT_PACKED -> {
        // As many as there are bytes for.
      }
    }
  }

  private void lengthAndRuns(int width) throws IOException {
    long length = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      length |= (long) next() << shift;
    }
    if (length > bytes.length - position) {
      throw new IOException("levels of %d bytes beyond their page".formatted(length));
    }
    runs(width, position + (int) length);
  }

  private void runs(int width, int end) throws IOException {
    long seen = 0;
    while (seen < count && position < end) {
      int header = number();
      boolean isPacked = (header & 1) == 1;
      int size = header >>> 1;
      if (isPacked) {
        if (size > (count - seen + GROUP - 1) / GROUP) {
          throw new IOException("a run of %d × 8 in a page of %d".formatted(size, count));
        }
        memory = Math.max(memory, (long) size * (GROUP * Integer.BYTES + width));
        seen += (long) size * GROUP;
        skip(Math.min((long) size * width, end - position));
      } else {
        seen += size;
        skip(Math.min((width + Byte.SIZE - 1) / Byte.SIZE, end - position));
      }
    }
    position = end;
  }

  private void deltas() throws IOException {
    int block = number();
    int parts = number();
    int total = number();
    if (block <= 0 || block > MAX_BLOCK || parts <= 0 || block % parts != 0) {
      throw new IOException("blocks of %d deltas in %d parts".formatted(block, parts));
    }
    if (total < 0 || total > count) {
      throw new IOException("%d deltas in a page of %d values".formatted(total, count));
    }
    int part = block / parts;
    memory += (long) Long.BYTES * (total + part);
    longNumber();
    for (long seen = 1; seen < total; ) {
      longNumber();
      int widths = position;
      skip(parts);
      for (int i = 0; i < parts && seen < total; i++) {
        skip((long) part / Byte.SIZE * (bytes[widths + i] & 0xFF));
        seen += part;
      }
    }
  }

  private void skip(long length) throws IOException {
    if (length > bytes.length - position) {
      throw new IOException("a part of %d bytes beyond its page".formatted(length));
    }
    position += (int) length;
  }

  private int next() throws IOException {
    skip(1);
    return bytes[position - 1] & 0xFF;
  }

  private int number() throws IOException {
    int value = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      int next = next();
      value |= (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new IOException("a number that doesn't end");
  }

  private void longNumber() throws IOException {
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (next() < 0x80) {
        return;
      }
    }
    throw new IOException("a number that doesn't end");
  }
}
