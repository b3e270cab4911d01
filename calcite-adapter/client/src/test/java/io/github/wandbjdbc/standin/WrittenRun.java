package io.github.wandbjdbc.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run as the file that its writer would have left behind: {@link UploadedRun} the other
 * way round. What only the server knows isn't in it.
 */
final class WrittenRun {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS).build();
  private static final int BLOCK = 32_768;
  private static final int HEADER = 7;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private WrittenRun() {
    out.writeBytes(new byte[] {':', 'W', '&', 'B', (byte) 0xE1, (byte) 0xBE, 0});
  }

  /** Writes {@code run} to a run directory of its own in {@code folder}; returns the file. */
  static Path write(String entity, String project, Experiment run, Path folder) throws IOException {
    WrittenRun log = new WrittenRun();
    log.record(17, description(entity, project, run));
    run.history.visit(
        0,
        Long.MAX_VALUE,
        (step, values) -> {
          UnknownFieldSet.Builder row = UnknownFieldSet.newBuilder();
          row.mergeField(1, item("_step", step));
          values.forEach((key, value) -> row.mergeField(1, item(key, value)));
          log.record(2, row);
        });
    run.events.forEach(event -> log.record(7, stats(event)));
    log.record(3, items(run.summary));
    if ("finished".equals(run.state)) {
      log.record(18, UnknownFieldSet.newBuilder());
    } else if ("failed".equals(run.state)) {
      log.record(18, UnknownFieldSet.newBuilder().mergeField(1, number(1)));
    }
    Path directory = Files.createDirectories(folder.resolve("run-20240101_000000-" + run.id));
    Path file = Files.write(directory.resolve("run-" + run.id + ".wandb"), log.out.toByteArray());
    for (Map<String, Object> saved : run.files) {
      if (saved.get(Experiment.CONTENT) instanceof byte[] content) {
        Path path = directory.resolve("files").resolve(String.valueOf(saved.get("name")));
        Files.createDirectories(path.resolveSibling("."));
        Files.write(path, content);
      }
    }
    // Nobody has written to it for long: without an exit record, it crashed.
    return Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-01-01T00:00:00Z")));
  }

  private static UnknownFieldSet.Builder description(
      String entity, String project, Experiment run) {
    UnknownFieldSet.Builder description = UnknownFieldSet.newBuilder();
    description.mergeField(1, text(run.id)).mergeField(2, text(entity));
    description.mergeField(3, text(project)).mergeField(4, message(items(run.config)));
    say(description, 6, run.group);
    say(description, 7, run.jobType);
    say(description, 8, run.displayName);
    say(description, 9, run.notes);
    say(description, 12, run.sweep);
    say(description, 13, run.host);
    if (run.tags != null) {
      run.tags.forEach(tag -> description.mergeField(10, text(tag)));
    }
    if (run.commit != null) {
      UnknownFieldSet.Builder git = UnknownFieldSet.newBuilder();
      description.mergeField(21, message(git.mergeField(2, text(run.commit))));
    }
    if (run.createdAt != null) {
      UnknownFieldSet.Builder start = UnknownFieldSet.newBuilder();
      start.mergeField(1, number(run.createdAt.getEpochSecond()));
      start.mergeField(2, number(run.createdAt.getNano()));
      description.mergeField(17, message(start));
    }
    if (run.forkedFrom != null) {
      UnknownFieldSet.Builder branch = UnknownFieldSet.newBuilder();
      branch.mergeField(1, text(run.forkedFrom)).mergeField(3, text("_step"));
      long bits = Double.doubleToLongBits((double) run.forkedAt);
      branch.mergeField(2, Field.newBuilder().addFixed64(bits).build());
      description.mergeField(22, number(1)).mergeField(23, message(branch));
    }
    return description;
  }

  /** A sample of system metrics; a log names them without the server's prefix. */
  private static UnknownFieldSet.Builder stats(Map<String, Object> event) {
    UnknownFieldSet.Builder stats = UnknownFieldSet.newBuilder();
    if (event.get("_timestamp") instanceof Number seconds) {
      long millis = Math.round(seconds.doubleValue() * 1000);
      UnknownFieldSet.Builder time = UnknownFieldSet.newBuilder();
      time.mergeField(1, number(Math.floorDiv(millis, 1000)));
      time.mergeField(2, number(Math.floorMod(millis, 1000) * 1_000_000L));
      stats.mergeField(2, message(time));
    }
    event.forEach(
        (key, value) -> {
          if (!key.startsWith("_")) {
            stats.mergeField(3, item(key.replaceFirst("^system\\.", ""), value));
          }
        });
    return stats;
  }

  private static void say(UnknownFieldSet.Builder message, int field, @Nullable String value) {
    if (value != null) {
      message.mergeField(field, text(value));
    }
  }

  private static UnknownFieldSet.Builder items(Map<String, Object> values) {
    UnknownFieldSet.Builder items = UnknownFieldSet.newBuilder();
    values.forEach((key, value) -> items.mergeField(1, item(key, value)));
    return items;
  }

  private static Field item(String key, @Nullable Object value) {
    try {
      UnknownFieldSet.Builder item = UnknownFieldSet.newBuilder();
      item.mergeField(2, text(key)).mergeField(16, text(JSON.writeValueAsString(value)));
      return message(item);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Field text(String text) {
    return Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8(text)).build();
  }

  private static Field number(long number) {
    return Field.newBuilder().addVarint(number).build();
  }

  private static Field message(UnknownFieldSet.Builder message) {
    return Field.newBuilder().addLengthDelimited(message.build().toByteString()).build();
  }

  private void record(int type, UnknownFieldSet.Builder payload) {
    byte[] bytes =
        UnknownFieldSet.newBuilder().mergeField(type, message(payload)).build().toByteArray();
    int at = 0;
    boolean isFirst = true;
    do {
      int room = BLOCK - out.size() % BLOCK;
      if (room < HEADER) {
        out.writeBytes(new byte[room]);
        room = BLOCK;
      }
      int end = Math.min(bytes.length, at + room - HEADER);
      boolean isLast = end == bytes.length;
      chunk(isFirst ? (isLast ? 1 : 2) : isLast ? 4 : 3, Arrays.copyOfRange(bytes, at, end));
      at = end;
      isFirst = false;
    } while (at < bytes.length);
  }

  private void chunk(int type, byte[] payload) {
    CRC32 crc = new CRC32();
    crc.update(type);
    crc.update(payload);
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt((int) crc.getValue()).putShort((short) payload.length).put((byte) type);
    out.writeBytes(header.array());
    out.writeBytes(payload);
  }
}
