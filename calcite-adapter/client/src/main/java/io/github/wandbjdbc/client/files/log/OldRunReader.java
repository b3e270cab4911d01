package io.github.wandbjdbc.client.files.log;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.files.folder.OldRunDirectory;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the directory of a client before 0.10 as the log that a later client would have written:
 * the run, its config, its rows, the samples of its machine, its summary and its end.
 */
public final class OldRunReader implements LogRecords {
  private static final String OF_SYSTEM = "system.";

  private static final LoadSettings YAML =
      LoadSettings.builder()
          .setLabel("config.yaml")
          .setCodePointLimit(16 << 20)
          .setMaxAliasesForCollections(50)
          .build();

  /** The records of a position are those of a part, from so far on in its file. */
  private static final int PART_SHIFT = 48;

  private static final int RUN = 0;
  private static final int ENVIRONMENT = 1;
  private static final int CONFIG = 2;
  private static final int HISTORY = 3;
  private static final int EVENTS = 4;
  private static final int SUMMARY = 5;
  private static final int EXIT = 6;
  private static final int END = 7;

  private final Path directory;
  private final OldRun run;
  private int part;
  private long offset;
  private @Nullable JsonLines lines;
  private int damages;
  private boolean torn;

  private OldRunReader(Path directory, OldRun run, long position) {
    this.directory = directory;
    this.run = run;
    this.part = (int) (position >>> PART_SHIFT);
    this.offset = position & ((1L << PART_SHIFT) - 1);
  }

  /** The records from {@code position} on, which is 0 or that of a record. */
  public static OldRunReader open(Path directory, long position) throws IOException {
    return new OldRunReader(directory, OldRun.in(directory), position);
  }

  @Override
  public @Nullable LogRecord next() throws IOException {
    while (part < END) {
      LogRecord record = read();
      if (record != null) {
        return record;
      }
      part++;
      offset = 0;
    }
    return null;
  }

  @Override
  public int damages() {
    return damages;
  }

  @Override
  public int tooLong() {
    return 0;
  }

  @Override
  public boolean isTorn() {
    return torn;
  }

  @Override
  public void close() throws IOException {
    if (lines != null) {
      lines.close();
      lines = null;
    }
  }

  /** The next record of the part, null if there is none. */
  private @Nullable LogRecord read() throws IOException {
    if (part == HISTORY) {
      return nextLine(OldRunDirectory.HISTORY, LogRecord.HISTORY);
    }
    if (part == EVENTS) {
      return nextLine(OldRunDirectory.EVENTS, LogRecord.STATS);
    }
    if (offset > 0) {
      return null;
    }
    long position = ((long) part << PART_SHIFT) + offset++;
    try {
      return switch (part) {
        case RUN -> LogRecord.of(LogRecord.RUN, runRecord(), position);
        case ENVIRONMENT -> LogRecord.of(LogRecord.ENVIRONMENT, environment(), position);
        case CONFIG -> LogRecord.of(LogRecord.CONFIG, items(1, config()), position);
        case SUMMARY ->
            LogRecord.of(
                LogRecord.SUMMARY,
                items(1, values(OldRun.text(directory.resolve(OldRunDirectory.SUMMARY)))),
                position);
        case EXIT -> exit(position);
        default -> null;
      };
    } catch (IOException | YamlEngineException | StackOverflowError e) {
      damages++;
      return null;
    }
  }

  private @Nullable LogRecord nextLine(String name, int type) throws IOException {
    JsonLines open = lines;
    if (open == null) {
      try {
        open = JsonLines.open(directory.resolve(name), offset);
        lines = open;
      } catch (NoSuchFileException e) {
        return null;
      }
    }
    while (true) {
      long position = ((long) part << PART_SHIFT) + open.position();
      String line = open.next();
      if (line == null) {
        open.close();
        lines = null;
        return null;
      }
      if (line.isBlank()) {
        continue;
      }
      try {
        Map<String, String> values = values(line);
        return LogRecord.of(
            type, type == LogRecord.STATS ? sample(values) : items(1, values), position);
      } catch (IOException e) {
        if (open.isAtEnd()) {
          torn = true;
        } else {
          damages++;
        }
      }
    }
  }

  private byte[] runRecord() throws IOException {
    RunRecord record = run.run();
    return message(
        out -> {
          text(out, 1, record.id());
          text(out, 2, record.entity());
          text(out, 3, record.project());
          text(out, 7, record.jobType());
          text(out, 13, record.host());
          Instant start = record.startTime();
          if (start != null) {
            out.writeByteArray(17, timestamp(start));
          }
          if (!record.commit().isEmpty()) {
            out.writeByteArray(21, message(git -> git.writeString(2, record.commit())));
          }
        });
  }

  private byte[] environment() throws IOException {
    return message(
        out -> {
          text(out, 1, run.text("os"));
          text(out, 2, run.text("python"));
          text(out, 6, run.text("program"));
          text(out, 12, run.text("host"));
          text(out, 13, run.text("username"));
          text(out, 14, run.text("executable"));
          text(out, 18, run.text("gpu"));
        });
  }

  private @Nullable LogRecord exit(long position) throws IOException {
    LogExit exit = run.exit();
    return exit == null
        ? null
        : LogRecord.of(LogRecord.EXIT, message(out -> out.writeInt64(1, exit.code())), position);
  }

  private byte[] sample(Map<String, String> values) throws IOException {
    Map<String, String> metrics = new LinkedHashMap<>();
    values.forEach(
        (key, json) -> {
          if (key.startsWith(OF_SYSTEM)) {
            metrics.put(key.substring(OF_SYSTEM.length()), json);
          }
        });
    Instant time = RunRecords.instant(values.getOrDefault("_timestamp", ""));
    byte[] items = items(3, metrics);
    return message(
        out -> {
          if (time != null) {
            out.writeByteArray(2, timestamp(time));
          }
          out.writeRawBytes(items);
        });
  }

  private Map<String, String> config() throws IOException {
    String yaml = OldRun.text(directory.resolve(OldRunDirectory.CONFIG));
    Map<String, String> values = new LinkedHashMap<>();
    if (!yaml.isBlank() && new Load(YAML).loadFromString(yaml) instanceof Map<?, ?> config) {
      for (Map.Entry<?, ?> entry : config.entrySet()) {
        String name = String.valueOf(entry.getKey());
        if (entry.getValue() instanceof Map<?, ?> inner && inner.containsKey("value")) {
          values.put(name, json(inner.get("value")));
        }
      }
    }
    return values;
  }

  private static String json(@Nullable Object value) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = Json.factory().createGenerator(text)) {
      write(value, generator);
    }
    return text.toString();
  }

  private static void write(@Nullable Object value, JsonGenerator generator) throws IOException {
    if (value instanceof Map<?, ?> map) {
      generator.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        generator.writeFieldName(String.valueOf(entry.getKey()));
        write(entry.getValue(), generator);
      }
      generator.writeEndObject();
    } else if (value instanceof List<?> list) {
      generator.writeStartArray();
      for (Object each : list) {
        write(each, generator);
      }
      generator.writeEndArray();
    } else if (value instanceof Boolean truth) {
      generator.writeBoolean(truth);
    } else if (value instanceof Double number && !Double.isFinite(number)) {
      generator.writeString(number.toString());
    } else if (value instanceof Number) {
      generator.writeRawValue(value.toString());
    } else if (value == null) {
      generator.writeNull();
    } else {
      generator.writeString(value.toString());
    }
  }

  /** The values of an object, each as JSON text. */
  private static Map<String, String> values(String json) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    if (json.isBlank()) {
      return values;
    }
    try (JsonParser parser = Json.factory().createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        // Numbers as they are written, so that NaN stays one.
        values.put(name, parser.nextToken().isNumeric() ? parser.getText() : Json.text(parser));
      }
      if (parser.currentToken() != JsonToken.END_OBJECT) {
        throw new IOException("an object that ends too soon");
      }
    }
    return values;
  }

  /** Items as {@code field} of a message. */
  private static byte[] items(int field, Map<String, String> values) throws IOException {
    return message(
        out -> {
          for (Map.Entry<String, String> value : values.entrySet()) {
            out.writeByteArray(
                field,
                message(
                    item -> {
                      item.writeString(1, value.getKey());
                      item.writeString(16, value.getValue());
                    }));
          }
        });
  }

  private static byte[] timestamp(Instant time) throws IOException {
    return message(
        out -> {
          out.writeInt64(1, time.getEpochSecond());
          out.writeInt64(2, time.getNano());
        });
  }

  private static void text(MessageWriter out, int field, @Nullable String text) throws IOException {
    if (text != null && !text.isEmpty()) {
      out.writeString(field, text);
    }
  }

  private static byte[] message(Members members) throws IOException {
    MessageWriter out = new MessageWriter();
    members.write(out);
    return out.toByteArray();
  }

  @FunctionalInterface
  private interface Members {
    void write(MessageWriter out) throws IOException;
  }
}
