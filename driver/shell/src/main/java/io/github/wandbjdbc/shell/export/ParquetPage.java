package io.github.wandbjdbc.shell.export;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The values of a column in one page: which rows have one, and then these, plain. */
final class ParquetPage implements ExportSink {
  /** A decimal's, with its sign in the first. */
  static final int DECIMAL_BYTES = 16;

  private final BitSequence present = new BitSequence();
  private final BitSequence flags = new BitSequence();
  private final LittleEndianBytes values = new LittleEndianBytes();

  @Override
  public void putNull() {
    present.add(false);
  }

  @Override
  public void putBoolean(boolean value) {
    present.add(true);
    flags.add(value);
  }

  @Override
  public void putInt(int value) {
    present.add(true);
    values.putInt(value);
  }

  @Override
  public void putLong(long value) {
    present.add(true);
    values.putLong(value);
  }

  @Override
  public void putText(String value) {
    present.add(true);
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    values.putInt(text.length);
    values.write(text);
  }

  @Override
  public void putDecimal(BigInteger unscaled) {
    present.add(true);
    byte[] digits = unscaled.toByteArray();
    byte[] all = new byte[DECIMAL_BYTES];
    Arrays.fill(all, (byte) (unscaled.signum() < 0 ? -1 : 0));
    System.arraycopy(digits, 0, all, DECIMAL_BYTES - digits.length, digits.length);
    values.write(all);
  }

  int rows() {
    return present.length();
  }

  int nulls() {
    return present.zeros();
  }

  /** About how many bytes it has. */
  int size() {
    return present.byteLength() + flags.byteLength() + values.size();
  }

  /** The page's bytes, before they are packed. */
  LittleEndianBytes bytes() throws IOException {
    LittleEndianBytes levels = levels();
    LittleEndianBytes page = new LittleEndianBytes();
    page.putInt(levels.size());
    levels.writeTo(page);
    flags.writeTo(page);
    values.writeTo(page);
    return page;
  }

  /** The definition levels: a run of one level, or a run of as many bits as there are rows. */
  private LittleEndianBytes levels() throws IOException {
    LittleEndianBytes levels = new LittleEndianBytes();
    if (present.ones() == 0 || present.zeros() == 0) {
      putVariable(present.length() << 1, levels);
      levels.write(present.zeros() == 0 ? 1 : 0);
    } else {
      putVariable((present.byteLength() << 1) | 1, levels);
      present.writeTo(levels);
    }
    return levels;
  }

  private static void putVariable(int value, LittleEndianBytes to) {
    int rest = value;
    for (; rest >= 0x80; rest >>>= 7) {
      to.write((rest & 0x7f) | 0x80);
    }
    to.write(rest);
  }

  void clear() {
    present.clear();
    flags.clear();
    values.clear();
  }
}
