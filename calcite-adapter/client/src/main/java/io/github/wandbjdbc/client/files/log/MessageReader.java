package io.github.wandbjdbc.client.files.log;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads a protobuf message, member by member. Protobuf's own reader would have every newer JVM warn
 * of its {@code sun.misc.Unsafe}.
 */
public final class MessageReader {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Groups within groups, which no writer makes; deeper ones would only exhaust the stack. */
  private static final int MAX_DEPTH = 100;

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int START_GROUP = 3;
  private static final int END_GROUP = 4;
  private static final int FIXED32 = 5;

  private final byte[] bytes;
  private final int start;
  private int position;
  private int limit;
  private int depth;

  public MessageReader(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.start = offset;
    this.position = offset;
    this.limit = offset + length;
  }

  /** The number of the member that {@code tag} stands before. */
  public static int field(int tag) {
    return tag >>> 3;
  }

  public static boolean isVarint(int tag) {
    return (tag & 7) == VARINT;
  }

  /** Whether a text, bytes or a message stands behind {@code tag}. */
  public static boolean isLengthDelimited(int tag) {
    return (tag & 7) == LENGTH_DELIMITED;
  }

  /** The next tag, 0 at the end of the message. */
  public int readTag() throws IOException {
    if (position == limit) {
      return 0;
    }
    int tag = readInt32();
    if (field(tag) == 0) {
      throw new IOException("a member without a number");
    }
    return tag;
  }

  /** Passes over the member behind {@code tag}. */
  public void skipField(int tag) throws IOException {
    switch (tag & 7) {
      case VARINT -> readInt64();
      case FIXED64 -> skipBytes(Long.BYTES);
      case LENGTH_DELIMITED -> skipBytes(readInt32());
      case START_GROUP -> skipGroup(field(tag));
      case END_GROUP -> {}
      case FIXED32 -> skipBytes(Integer.BYTES);
      default -> throw new IOException("a member of an unknown kind");
    }
  }

  private void skipGroup(int field) throws IOException {
    if (++depth > MAX_DEPTH) {
      throw new IOException("more than %d groups within each other".formatted(MAX_DEPTH));
    }
    int tag = readTag();
    while (tag != 0 && (tag & 7) != END_GROUP) {
      skipField(tag);
      tag = readTag();
    }
    if (field(tag) != field) {
      throw new IOException("a group that doesn't end");
    }
    depth--;
  }

  /** Ends the message behind the next {@code size} bytes; gives the limit that it had. */
  public int pushLimit(int size) throws IOException {
    checkRoom(size);
    int before = limit;
    limit = position + size;
    return before;
  }

  public void popLimit(int before) {
    limit = before;
  }

  /** How many bytes have been read. */
  public int bytesRead() {
    return position - start;
  }

  public void skipBytes(int count) throws IOException {
    checkRoom(count);
    position += count;
  }

  public String readString() throws IOException {
    int size = readInt32();
    checkRoom(size);
    String text = new String(bytes, position, size, StandardCharsets.UTF_8);
    position += size;
    return text;
  }

  public boolean readBool() throws IOException {
    return readInt64() != 0;
  }

  public double readDouble() throws IOException {
    checkRoom(Double.BYTES);
    double value = Double.longBitsToDouble((long) LONGS.get(bytes, position));
    position += Double.BYTES;
    return value;
  }

  public int readInt32() throws IOException {
    if (position < limit && bytes[position] >= 0) {
      return bytes[position++];
    }
    return (int) readInt64();
  }

  public long readInt64() throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (position == limit) {
        throw tooShort();
      }
      byte next = bytes[position++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IOException("a number of more than ten bytes");
  }

  private void checkRoom(int size) throws IOException {
    if (size < 0) {
      throw new IOException("a negative size");
    }
    if (size > limit - position) {
      throw tooShort();
    }
  }

  private static IOException tooShort() {
    return new IOException("a message that ends within a member");
  }
}
