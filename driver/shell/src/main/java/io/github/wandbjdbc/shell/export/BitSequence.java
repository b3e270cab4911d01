package io.github.wandbjdbc.shell.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Bits, the first in the lowest bit of the first byte: as both formats keep flags. */
final class BitSequence {
  private static final int FIRST_BYTES = 128;

  private byte[] bytes = new byte[FIRST_BYTES];
  private int length;
  private int ones;

  void add(boolean bit) {
    if (length == bytes.length * Byte.SIZE) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    if (bit) {
      bytes[length / Byte.SIZE] |= (byte) (1 << (length % Byte.SIZE));
      ones++;
    }
    length++;
  }

  int length() {
    return length;
  }

  int ones() {
    return ones;
  }

  int zeros() {
    return length - ones;
  }

  int byteLength() {
    return (length + Byte.SIZE - 1) / Byte.SIZE;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, byteLength());
  }

  void clear() {
    Arrays.fill(bytes, 0, byteLength(), (byte) 0);
    length = 0;
    ones = 0;
  }
}
