package io.github.wandbjdbc.client.files.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One record of a transaction log: a protobuf message of which one member holds the payload. Valid
 * until the reader that gave it moves on, since it lies in the reader's buffer.
 */
public final class LogRecord {
  public static final int HISTORY = 2;
  public static final int SUMMARY = 3;
  public static final int OUTPUT = 4;
  public static final int CONFIG = 5;
  public static final int FILES = 6;
  public static final int STATS = 7;
  public static final int ARTIFACT = 8;
  public static final int ALERT = 10;
  public static final int TELEMETRY = 11;
  public static final int METRIC = 12;
  public static final int OUTPUT_RAW = 13;
  public static final int RUN = 17;
  public static final int EXIT = 18;
  public static final int USE_ARTIFACT = 25;
  public static final int ENVIRONMENT = 26;

  private final int type;
  private final byte[] bytes;
  private final int offset;
  private final int length;
  private final long position;

  private LogRecord(int type, byte[] bytes, int offset, int length, long position) {
    this.type = type;
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
    this.position = position;
  }

  /** A record that was made rather than read. */
  public static LogRecord of(int type, byte[] payload, long position) {
    return new LogRecord(type, payload, 0, payload.length, position);
  }

  /**
   * The record that {@code bytes} hold, if it is one of {@code types}; fails if they are no
   * protobuf message.
   */
  public static LogRecord parse(
      byte[] bytes, int offset, int length, long position, RecordTypes types) throws IOException {
    MessageReader in = new MessageReader(bytes, offset, length);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int field = MessageReader.field(tag);
      if (types.contain(field) && MessageReader.isLengthDelimited(tag)) {
        int size = in.readInt32();
        int start = in.bytesRead();
        in.skipBytes(size);
        return new LogRecord(field, bytes, offset + start, size, position);
      }
      in.skipField(tag);
    }
    return new LogRecord(0, bytes, offset, 0, position);
  }

  /**
   * Whether a record that begins with {@code bytes} may be one of {@code types}. The payload stands
   * behind a few small members, so the beginning tells, and the large records that we don't read
   * (manifests of artifacts, up to 2 GiB) needn't be held in memory.
   */
  public static boolean mayBeRead(byte[] bytes, int offset, int length, RecordTypes types) {
    MessageReader in = new MessageReader(bytes, offset, length);
    try {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        int field = MessageReader.field(tag);
        if (types.contain(field)) {
          return true;
        }
        if (!isEnvelope(field)) {
          return false;
        }
        in.skipField(tag);
      }
    } catch (IOException e) {
      // Cut off within the envelope: the beginning doesn't tell.
      return true;
    }
    return true;
  }

  /** Number, control, uuid and stream of a record. */
  private static boolean isEnvelope(int field) {
    return field == 1 || field == 16 || field == 19 || field == 200;
  }

  /** The number of the member that holds the payload, 0 if it is none that we read. */
  public int type() {
    return type;
  }

  /** Where in the file the record begins. */
  public long position() {
    return position;
  }

  /** Where {@code in}, this payload, stands, as the following count. */
  public int offsetOf(MessageReader in) {
    return offset + in.bytesRead();
  }

  /** Whether it has {@code size} bytes more from {@code start}, of which {@code head} are first. */
  public boolean has(int start, int size, byte[] head) {
    return size <= offset + length - start
        && Arrays.equals(bytes, start, start + head.length, head, 0, head.length);
  }

  public byte byteAt(int position) {
    return bytes[position];
  }

  public byte[] bytes(int start, int count) {
    return Arrays.copyOfRange(bytes, start, start + count);
  }

  public String text(int start, int count) {
    return new String(bytes, start, count, StandardCharsets.UTF_8);
  }

  /** The payload, to be read field by field. */
  public MessageReader payload() {
    return new MessageReader(bytes, offset, length);
  }
}
