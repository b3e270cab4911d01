package io.github.wandbjdbc.client.files.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a protobuf message, member by member. */
final class MessageWriter {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  void writeInt64(int field, long value) {
    writeVarint(((long) field << 3) | VARINT);
    writeVarint(value);
  }

  void writeString(int field, String text) {
    writeByteArray(field, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A text, or a message. */
  void writeByteArray(int field, byte[] value) {
    writeVarint(((long) field << 3) | LENGTH_DELIMITED);
    writeVarint(value.length);
    bytes.writeBytes(value);
  }

  /** Members that are written already. */
  void writeRawBytes(byte[] members) {
    bytes.writeBytes(members);
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  private void writeVarint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }
}
