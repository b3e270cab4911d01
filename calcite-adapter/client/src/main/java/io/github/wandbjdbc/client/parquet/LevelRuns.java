package io.github.wandbjdbc.client.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The definition levels of a page as runs of rows that all have a value, or all have none. In most
 * pages there is one.
 */
final class LevelRuns {
  /** Packed levels come in groups of so many, the last of which may be filled up. */
  private static final int GROUP = 8;

  private final ByteBuffer levels;
  private final int width;
  private final int present;
  private boolean isPresent;
  private int left;
  private int packedLeft;
  private long bits;
  private int bitCount;

  /**
   * Levels in Parquet's hybrid of runs and packed groups.
   *
   * @param present the level of a row that has a value; 0 if all have one, and there are no levels
   */
  LevelRuns(ByteBuffer levels, int present) {
    this.levels = levels;
    this.width = Integer.SIZE - Integer.numberOfLeadingZeros(present);
    this.present = present;
    if (present == 0) {
      this.isPresent = true;
      this.left = Integer.MAX_VALUE;
    }
  }

  /**
   * Takes the next rows that are alike, {@code most} or fewer, and says how many.
   *
   * @throws IOException if the levels end before their page does
   */
  int take(int most) throws IOException {
    while (left == 0) {
      if (packedLeft > 0) {
        takePacked();
      } else {
        takeHeader();
      }
    }
    int taken = Math.min(most, left);
    left -= taken;
    return taken;
  }

  /** Whether the rows that were taken last have values. */
  boolean isPresent() {
    return isPresent;
  }

  private void takeHeader() throws IOException {
    int header = number();
    if ((header & 1) == 1) {
      packedLeft = Math.multiplyExact(header >>> 1, GROUP);
      bitCount = 0;
      bits = 0;
    } else {
      left = header >>> 1;
      int level = 0;
      for (int shift = 0; shift < width; shift += Byte.SIZE) {
        level |= next() << shift;
      }
      isPresent = level == present;
    }
  }

  /** The packed levels up to one that is otherwise, of those of one group. */
  private void takePacked() throws IOException {
    isPresent = level() == present;
    packedLeft--;
    left = 1;
  }

  private int level() throws IOException {
    while (bitCount < width) {
      bits |= (long) next() << bitCount;
      bitCount += Byte.SIZE;
    }
    int level = (int) (bits & ((1L << width) - 1));
    bits >>>= width;
    bitCount -= width;
    return level;
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

  private int next() throws IOException {
    if (!levels.hasRemaining()) {
      throw new IOException("levels that end before their page");
    }
    return levels.get() & 0xFF;
  }
}
