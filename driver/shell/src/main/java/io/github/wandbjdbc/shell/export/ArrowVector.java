package io.github.wandbjdbc.shell.export;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a column in one record batch. A row without a value takes the room of one. */
final class ArrowVector implements ExportSink {
  private final ExportedColumn column;
  private final BitSequence present = new BitSequence();
  private final BitSequence flags = new BitSequence();
  private final LittleEndianBytes offsets = new LittleEndianBytes();
  private final LittleEndianBytes values = new LittleEndianBytes();

  ArrowVector(ExportedColumn column) {
    this.column = column;
    offsets.putInt(0);
  }

  void add(@Nullable Object value) {
    column.tell(value, this);
  }

  @Override
  public void putNull() {
    present.add(false);
    switch (column.type()) {
      case BOOLEAN -> flags.add(false);
      case INTEGER, DATE, TIME -> values.putInt(0);
      case BIGINT, DOUBLE, TIMESTAMP -> values.putLong(0);
      case DECIMAL -> putDigits(BigInteger.ZERO);
      case TEXT -> offsets.putInt(values.size());
    }
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
    values.write(value.getBytes(StandardCharsets.UTF_8));
    offsets.putInt(values.size());
  }

  @Override
  public void putDecimal(BigInteger unscaled) {
    present.add(true);
    putDigits(unscaled);
  }

  private void putDigits(BigInteger unscaled) {
    values.putLong(unscaled.longValue());
    values.putLong(unscaled.shiftRight(Long.SIZE).longValue());
  }

  int rows() {
    return present.length();
  }

  int nulls() {
    return present.zeros();
  }

  /** About how many bytes it has. */
  long size() {
    return (long) present.byteLength() + flags.byteLength() + offsets.size() + values.size();
  }

  /** Its bytes, in the order that the format has for its type. */
  List<LittleEndianBytes> buffers() throws IOException {
    return switch (column.type()) {
      case BOOLEAN -> List.of(bytes(present), bytes(flags));
      case TEXT -> List.of(bytes(present), offsets, values);
      case INTEGER, BIGINT, DOUBLE, DECIMAL, DATE, TIME, TIMESTAMP ->
          List.of(bytes(present), values);
    };
  }

  private static LittleEndianBytes bytes(BitSequence bits) throws IOException {
    LittleEndianBytes bytes = new LittleEndianBytes();
    bits.writeTo(bytes);
    return bytes;
  }

  void clear() {
    present.clear();
    flags.clear();
    offsets.clear();
    offsets.putInt(0);
    values.clear();
  }
}
