package io.github.wandbjdbc.client.files;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Writes transaction logs, record by record, and breaks them on request. */
public final class LogWriter {
  private static final int BLOCK = 32 * 1024;
  private static final int HEADER = 7;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public LogWriter() {
    out.writeBytes(new byte[] {':', 'W', '&', 'B', (byte) 0xE1, (byte) 0xBE, 0});
    record(21, UnknownFieldSet.newBuilder());
  }

  /** A log of a run that began at {@code startSeconds}. */
  public static LogWriter run(String id, String entity, String project, long startSeconds) {
    return new LogWriter().runRecord(id, entity, project, startSeconds);
  }

  /** The record of a run that began at {@code startSeconds}. */
  public LogWriter runRecord(String id, String entity, String project, long startSeconds) {
    UnknownFieldSet.Builder run = UnknownFieldSet.newBuilder();
    run.mergeField(1, text(id)).mergeField(2, text(entity)).mergeField(3, text(project));
    run.mergeField(17, message(UnknownFieldSet.newBuilder().mergeField(1, number(startSeconds))));
    return record(17, run);
  }

  /** Another run record, of which only {@code field} says something. */
  public LogWriter runSays(int field, String value) {
    return record(17, UnknownFieldSet.newBuilder().mergeField(field, text(value)));
  }

  /** Another run record, which says that the log resumes its run at {@code step}. */
  LogWriter runBeginsAt(long step) {
    return record(17, UnknownFieldSet.newBuilder().mergeField(14, number(step)));
  }

  /** A config record that puts {@code json} at {@code path}. */
  public LogWriter config(String json, String... path) {
    return record(5, UnknownFieldSet.newBuilder().mergeField(1, item(json, path)));
  }

  LogWriter removesConfig(String... path) {
    return record(5, UnknownFieldSet.newBuilder().mergeField(2, item("null", path)));
  }

  public LogWriter summary(String json, String... path) {
    return record(3, UnknownFieldSet.newBuilder().mergeField(1, item(json, path)));
  }

  public LogWriter exit(int code) {
    UnknownFieldSet.Builder exit = UnknownFieldSet.newBuilder();
    return record(18, code == 0 ? exit : exit.mergeField(1, number(code)));
  }

  /** The end of a run that took {@code seconds}. */
  public LogWriter exit(int code, int seconds) {
    UnknownFieldSet.Builder exit = UnknownFieldSet.newBuilder();
    return record(18, exit.mergeField(1, number(code)).mergeField(2, number(seconds)));
  }

  /** The end of one writer of several. */
  LogWriter exitOfOtherWriter(int code) {
    UnknownFieldSet.Builder exit = UnknownFieldSet.newBuilder();
    return record(18, exit.mergeField(1, number(code)).mergeField(3, number(1)));
  }

  /** A sample of the machine. */
  public LogWriter sample(long seconds, Field... items) {
    UnknownFieldSet.Builder sample = UnknownFieldSet.newBuilder();
    sample.mergeField(2, time(seconds));
    for (Field item : items) {
      sample.mergeField(3, item);
    }
    return record(7, sample);
  }

  /** A line that the program printed. */
  public LogWriter line(long seconds, String line) {
    UnknownFieldSet.Builder output = UnknownFieldSet.newBuilder();
    output.mergeField(1, number(1)).mergeField(2, time(seconds)).mergeField(3, text(line));
    return record(13, output);
  }

  /** The notes of the client on its use: these features. */
  public LogWriter telemetry(String version, int... features) {
    UnknownFieldSet.Builder flags = UnknownFieldSet.newBuilder();
    for (int feature : features) {
      flags.mergeField(feature, number(1));
    }
    return record(
        11,
        UnknownFieldSet.newBuilder().mergeField(3, message(flags)).mergeField(5, text(version)));
  }

  /**
   * A piece of what was written to the console at {@code seconds}; an absent type is an error's.
   */
  LogWriter output(int type, boolean isError, long seconds, String text) {
    UnknownFieldSet.Builder output = UnknownFieldSet.newBuilder();
    if (!isError) {
      output.mergeField(1, number(1));
    }
    return record(type, output.mergeField(2, time(seconds)).mergeField(3, text(text)));
  }

  LogWriter alert(String title, String text, String level) {
    return record(
        10,
        UnknownFieldSet.newBuilder()
            .mergeField(1, text(title))
            .mergeField(2, text(text))
            .mergeField(3, text(level)));
  }

  /** A sample of the machine at {@code seconds}. */
  LogWriter stats(long seconds, String json, String key) {
    return record(
        7,
        UnknownFieldSet.newBuilder().mergeField(2, time(seconds)).mergeField(3, keyed(json, key)));
  }

  static Field time(long seconds) {
    return message(UnknownFieldSet.newBuilder().mergeField(1, number(seconds)));
  }

  /** A row of {@code step} in the current client's form. */
  public LogWriter row(long step, Field... items) {
    UnknownFieldSet.Builder row = UnknownFieldSet.newBuilder();
    row.mergeField(1, item(Long.toString(step), "_step"));
    for (Field item : items) {
      row.mergeField(1, item);
    }
    return record(2, row);
  }

  /** A row whose step stands beside the items, or nowhere if {@code step} is negative. */
  public LogWriter rowWithoutStepItem(long step, Field... items) {
    UnknownFieldSet.Builder row = UnknownFieldSet.newBuilder();
    for (Field item : items) {
      row.mergeField(1, item);
    }
    if (step >= 0) {
      UnknownFieldSet.Builder number = UnknownFieldSet.newBuilder();
      row.mergeField(2, message(step == 0 ? number : number.mergeField(1, number(step))));
    }
    return record(2, row);
  }

  /** A record of {@code type}. */
  LogWriter record(int type, UnknownFieldSet.Builder payload) {
    return payload(
        UnknownFieldSet.newBuilder()
            .mergeField(1, number(1))
            .mergeField(type, message(payload))
            .build()
            .toByteArray());
  }

  /** A record of these bytes, whatever they are. */
  LogWriter payload(byte[] bytes) {
    int at = 0;
    boolean isFirst = true;
    do {
      int room = BLOCK - out.size() % BLOCK;
      if (room < HEADER) {
        out.writeBytes(new byte[room]);
        room = BLOCK;
      }
      int length = Math.min(room - HEADER, bytes.length - at);
      boolean isLast = at + length == bytes.length;
      chunk(
          isFirst ? (isLast ? 1 : 2) : isLast ? 4 : 3, Arrays.copyOfRange(bytes, at, at + length));
      at += length;
      isFirst = false;
    } while (at < bytes.length);
    return this;
  }

  /** A single chunk with a right checksum. */
  LogWriter chunk(int type, byte[] payload) {
    CRC32 crc = new CRC32();
    crc.update(type);
    crc.update(payload);
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt((int) crc.getValue()).putShort((short) payload.length).put((byte) type);
    out.writeBytes(header.array());
    out.writeBytes(payload);
    return this;
  }

  /** Bytes that no writer wrote. */
  LogWriter bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** Zeros up to the end of the block. */
  LogWriter zerosToBlockEnd() {
    out.writeBytes(new byte[BLOCK - out.size() % BLOCK]);
    return this;
  }

  /** How many bytes were written. */
  public int size() {
    return out.size();
  }

  public byte[] toBytes() {
    return out.toByteArray();
  }

  /** Writes the log as that of run {@code id} to a run directory of its own in {@code folder}. */
  public Path to(Path folder, String directory, String id) {
    return write(folder, directory, id, toBytes());
  }

  static Path write(Path folder, String directory, String id, byte[] bytes) {
    try {
      Path runDirectory = Files.createDirectories(folder.resolve(directory));
      return Files.write(runDirectory.resolve("run-" + id + ".wandb"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A value as the current client writes it, under a path. */
  public static Field item(String json, String... path) {
    UnknownFieldSet.Builder item = UnknownFieldSet.newBuilder();
    for (String name : path) {
      item.mergeField(2, text(name));
    }
    return message(item.mergeField(16, text(json)));
  }

  /** A value as old clients write it, under a key. */
  static Field keyed(String json, String key) {
    return message(
        UnknownFieldSet.newBuilder().mergeField(1, text(key)).mergeField(16, text(json)));
  }

  static Field text(String text) {
    return Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8(text)).build();
  }

  static Field number(long number) {
    return Field.newBuilder().addVarint(number).build();
  }

  static Field message(UnknownFieldSet.Builder message) {
    return Field.newBuilder().addLengthDelimited(message.build().toByteString()).build();
  }
}
