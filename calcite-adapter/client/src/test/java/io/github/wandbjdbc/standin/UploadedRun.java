package io.github.wandbjdbc.standin;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A run file as it would be after an upload. Read whole, and without the client's code: where the
 * two readers differ, one is wrong.
 */
record UploadedRun(String entity, String project, Experiment experiment) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  private static final int BLOCK = 32_768;
  private static final int HEADER = 7;

  /** The runs of all run files below {@code directory}. */
  static List<UploadedRun> allBelow(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> paths = Files.walk(directory)) {
      files =
          paths
              .filter(path -> path.toString().endsWith(".wandb"))
              .sorted(Comparator.comparing(UploadedRun::begin))
              .toList();
    }
    Map<String, UploadedRun> runs = new LinkedHashMap<>();
    for (Path file : files) {
      String id = file.getFileName().toString().replaceAll("^run-|\\.wandb$", "");
      runs.compute(id, (same, segment) -> of(same, segment, file));
    }
    return List.copyOf(runs.values());
  }

  /** Directories begin with the time of their start, behind a word for how they were made. */
  private static String begin(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    return String.valueOf(directory).replace("offline-run-", "run-");
  }

  /** The run in {@code file}, which goes on from {@code before} where it was resumed. */
  private static UploadedRun of(String id, @Nullable UploadedRun before, Path file) {
    try {
      return read(id, before, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static UploadedRun read(String id, @Nullable UploadedRun before, Path file)
      throws IOException {
    String entity = before == null ? "" : before.entity;
    String project = before == null ? "" : before.project;
    Experiment run =
        before == null ? Experiment.experiment(id).displayName(null) : before.experiment;
    run.state("crashed");
    for (UnknownFieldSet record : records(Files.readAllBytes(file))) {
      if (record.hasField(17)) {
        UnknownFieldSet description = message(record, 17);
        entity = text(description, 2, entity);
        project = text(description, 3, project);
        describe(run, description);
      } else if (record.hasField(5)) {
        change(message(record, 5), run.config);
      } else if (record.hasField(3)) {
        change(message(record, 3), run.summary);
      } else if (record.hasField(2)) {
        log(run, message(record, 2));
      } else if (record.hasField(7)) {
        sample(run, message(record, 7));
      } else if (record.hasField(18)) {
        List<Long> code = message(record, 18).getField(1).getVarintList();
        run.state(code.isEmpty() || code.get(0) == 0 ? "finished" : "failed");
      } else if (record.hasField(26)) {
        run.host(orNull(text(message(record, 26), 12, run.host)));
      }
    }
    run.config.remove("_wandb");
    addFiles(run, file.resolveSibling("files"));
    return new UploadedRun(
        entity.isEmpty() ? "local" : entity, project.isEmpty() ? "uncategorized" : project, run);
  }

  /** Files that the client saved beside the log are uploaded with it. */
  private static void addFiles(Experiment run, Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        run.files.removeIf(known -> name.equals(known.get("name")));
        run.file(name, Files.readAllBytes(path));
      }
    }
  }

  private static void describe(Experiment run, UnknownFieldSet description) throws IOException {
    run.displayName(orNull(text(description, 8, run.displayName)));
    run.group(orNull(text(description, 6, run.group)));
    run.jobType(orNull(text(description, 7, run.jobType)));
    run.notes(orNull(text(description, 9, run.notes)));
    run.host(orNull(text(description, 13, run.host)));
    run.sweep(orNull(text(description, 12, run.sweep)));
    if (description.hasField(10)) {
      run.tags(
          description.getField(10).getLengthDelimitedList().stream()
              .map(tag -> tag.toStringUtf8())
              .toArray(String[]::new));
    }
    if (description.hasField(17)) {
      UnknownFieldSet start = message(description, 17);
      run.createdAt(Instant.ofEpochSecond(number(start, 1), number(start, 2)));
    }
    if (description.hasField(21)) {
      run.commit(orNull(text(message(description, 21), 2, run.commit)));
    }
    if (description.hasField(4)) {
      change(message(description, 4), run.config);
    }
    if (description.hasField(5)) {
      change(message(description, 5), run.summary);
    }
  }

  private static void change(UnknownFieldSet change, Map<String, Object> values)
      throws IOException {
    for (UnknownFieldSet item : messages(change, 1)) {
      put(values, path(item), value(item));
    }
    for (UnknownFieldSet item : messages(change, 2)) {
      values.remove(path(item).get(0));
    }
  }

  private static void log(Experiment run, UnknownFieldSet history) throws IOException {
    Map<String, Object> row = new LinkedHashMap<>();
    for (UnknownFieldSet item : messages(history, 1)) {
      put(row, path(item), value(item));
    }
    long step =
        row.get("_step") instanceof Number stated
            ? stated.longValue()
            : number(message(history, 2), 1);
    row.remove("_step");
    run.row(step, row);
  }

  private static void sample(Experiment run, UnknownFieldSet stats) throws IOException {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("_wandb", true);
    UnknownFieldSet time = message(stats, 2);
    double seconds = number(time, 1) + number(time, 2) / 1e9;
    event.put("_timestamp", seconds);
    event.put(
        "_runtime", run.createdAt == null ? 0.0 : seconds - run.createdAt.toEpochMilli() / 1e3);
    for (UnknownFieldSet item : messages(stats, 3)) {
      event.put("system." + path(item).get(0), value(item));
    }
    run.events.add(event);
    event.forEach((key, value) -> run.systemMetrics.put(key, value));
    run.systemMetrics.keySet().removeIf(key -> key.startsWith("_"));
  }

  private static List<String> path(UnknownFieldSet item) {
    Field nested = item.getField(2);
    return nested.getLengthDelimitedList().isEmpty()
        ? List.of(text(item, 1, ""))
        : nested.getLengthDelimitedList().stream().map(name -> name.toStringUtf8()).toList();
  }

  private static @Nullable Object value(UnknownFieldSet item) throws IOException {
    JsonNode node = JSON.readTree(text(item, 16, "null"));
    return JSON.convertValue(node, Object.class);
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // JSON holds nulls, which Map's type can't say
  private static void put(Map<String, Object> values, List<String> path, @Nullable Object value) {
    if (path.size() == 1) {
      values.put(path.get(0), value);
      return;
    }
    Object inner = values.get(path.get(0));
    if (!(inner instanceof Map)) {
      inner = new LinkedHashMap<String, Object>();
      values.put(path.get(0), inner);
    }
    put((Map<String, Object>) inner, path.subList(1, path.size()), value);
  }

  private static String text(UnknownFieldSet message, int field, @Nullable String otherwise) {
    var values = message.getField(field).getLengthDelimitedList();
    String text = values.isEmpty() ? "" : values.get(values.size() - 1).toStringUtf8();
    return text.isEmpty() ? (otherwise == null ? "" : otherwise) : text;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static long number(UnknownFieldSet message, int field) {
    List<Long> values = message.getField(field).getVarintList();
    return values.isEmpty() ? 0 : values.get(values.size() - 1);
  }

  private static UnknownFieldSet message(UnknownFieldSet parent, int field) throws IOException {
    List<UnknownFieldSet> all = messages(parent, field);
    return all.isEmpty() ? UnknownFieldSet.getDefaultInstance() : all.get(all.size() - 1);
  }

  private static List<UnknownFieldSet> messages(UnknownFieldSet parent, int field)
      throws IOException {
    List<UnknownFieldSet> all = new ArrayList<>();
    for (var bytes : parent.getField(field).getLengthDelimitedList()) {
      all.add(UnknownFieldSet.parseFrom(bytes));
    }
    return all;
  }

  /** The whole records; what is torn at the end was never uploaded. */
  private static List<UnknownFieldSet> records(byte[] file) throws IOException {
    List<UnknownFieldSet> records = new ArrayList<>();
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    int at = HEADER;
    while (at + HEADER <= file.length) {
      if (BLOCK - at % BLOCK < HEADER) {
        at += BLOCK - at % BLOCK;
        continue;
      }
      ByteBuffer header = ByteBuffer.wrap(file, at, HEADER).order(ByteOrder.LITTLE_ENDIAN);
      int checksum = header.getInt();
      int length = Short.toUnsignedInt(header.getShort());
      int type = header.get();
      if (at + HEADER + length > file.length) {
        break;
      }
      CRC32 actual = new CRC32();
      actual.update(file, at + HEADER - 1, length + 1); // the type's byte and what follows
      if (type == 0 || checksum != (int) actual.getValue()) {
        parts.reset();
        at += BLOCK - at % BLOCK;
        continue;
      }
      if (type <= 2) {
        parts.reset();
      }
      parts.write(file, at + HEADER, length);
      at += HEADER + length;
      if (type == 1 || type == 4) {
        records.add(UnknownFieldSet.parseFrom(parts.toByteArray()));
        parts.reset();
      }
    }
    return records;
  }
}
