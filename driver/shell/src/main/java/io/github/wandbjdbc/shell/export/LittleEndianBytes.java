package io.github.wandbjdbc.shell.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Bytes that grow, numbers with their lowest byte first. */
final class LittleEndianBytes extends OutputStream {
  private static final int FIRST_SIZE = 1024;

  private byte[] bytes = new byte[FIRST_SIZE];
  private int size;

  @Override
  public void write(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  @Override
  public void write(byte[] from, int offset, int length) {
    reserve(length);
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
  }

  @Override
  public void write(byte[] from) {
    write(from, 0, from.length);
  }

  void putInt(int value) {
    putNumber(value, Integer.BYTES);
  }

  void putLong(long value) {
    putNumber(value, Long.BYTES);
  }

  private void putNumber(long value, int length) {
    reserve(length);
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) (value >>> (Byte.SIZE * i));
    }
  }

  private void reserve(int more) {
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * bytes.length)));
    }
  }

  int size() {
    return size;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  /** Forgets the bytes, and keeps the room for as many. */
  void clear() {
    size = 0;
  }
}
