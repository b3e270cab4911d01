package io.github.wandbjdbc.client.files.log;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.files.folder.OldRunDirectory;
import io.github.wandbjdbc.client.files.folder.UnreadableLogException;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A run of a client before 0.10, which wrote a directory of JSON and YAML files instead of a log.
 *
 * @param metadata the values of {@code wandb-metadata.json}, by path
 * @param settings the entity and the project in the {@code settings} beside the run's directory
 */
public record OldRun(Path directory, JsonTree metadata, Map<String, String> settings) {
  private static final Pattern SETTING =
      Pattern.compile("(?m)^\\s*(entity|project)\\s*[=:]\\s*(\\S.*?)\\s*$");

  /** Larger files of this kind aren't what they are called. */
  private static final int MAX_BYTES = 16 << 20;

  private static final int TAIL = 64 * 1024;
  private static final Pattern TIMESTAMP = Pattern.compile("\"_timestamp\": ?([0-9.eE+]+)");

  /** The run in {@code directory}. */
  public static OldRun in(Path directory) throws IOException {
    JsonTree metadata = new JsonTree();
    String json = text(directory.resolve(OldRunDirectory.METADATA));
    if (!json.isBlank()) {
      try {
        metadata.put(List.of("metadata"), json);
      } catch (IOException e) {
        // Cut off, as when the process died: then what it says isn't known.
        metadata = new JsonTree();
      }
    }
    Map<String, String> settings = new HashMap<>();
    Path folder = directory.getParent();
    if (folder != null) {
      Matcher matcher = SETTING.matcher(text(folder.resolve("settings")));
      while (matcher.find()) {
        settings.put(matcher.group(1), matcher.group(2));
      }
    }
    return new OldRun(directory, metadata, settings);
  }

  /** The facts in its description. */
  public LogEnds ends() throws IOException {
    boolean hasRows =
        Files.isRegularFile(directory.resolve(OldRunDirectory.HISTORY), LinkOption.NOFOLLOW_LINKS);
    Instant last = time("heartbeatAt");
    return new LogEnds(
        run(), true, true, exit(), last == null ? lastTime() : last, hasRows, 0, false);
  }

  public RunRecord run() {
    RunRecord.Builder run = new RunRecord.Builder();
    run.texts[1] = OldRunDirectory.idOf(String.valueOf(directory.getFileName()));
    run.texts[2] = settings.get("entity");
    run.texts[3] = settings.get("project");
    run.texts[7] = text("jobType");
    run.texts[13] = text("host");
    String commit = text("git", "commit");
    run.commit = commit == null ? "" : commit;
    run.startTime = time("startedAt");
    return run.build();
  }

  /** How it ended, null if that isn't noted. */
  public @Nullable LogExit exit() {
    String code = text("exitcode");
    String state = text("state");
    if (code != null) {
      return new LogExit(number(code), 0);
    }
    return "finished".equals(state)
        ? new LogExit(0, 0)
        : "failed".equals(state) || "killed".equals(state) ? new LogExit(1, 0) : null;
  }

  private static int number(String code) {
    try {
      return Integer.parseInt(code);
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  /** A text or number of the metadata. */
  public @Nullable String text(String... path) {
    List<String> whole = new ArrayList<>(List.of("metadata"));
    whole.addAll(List.of(path));
    String json = metadata.leaf(whole);
    if (json == null) {
      return null;
    }
    try (JsonParser parser = Json.factory().createParser(json)) {
      JsonToken token = parser.nextToken();
      return token == JsonToken.VALUE_STRING || (token != null && token.isNumeric())
          ? parser.getText()
          : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** A time of the metadata, which is UTC. */
  private @Nullable Instant time(String name) {
    String text = text(name);
    try {
      return text == null
          ? null
          : text.endsWith("Z")
              ? Instant.parse(text)
              : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The latest time in the last lines of its rows and samples. */
  private @Nullable Instant lastTime() throws IOException {
    LatestSeconds latest = new LatestSeconds();
    for (String name : OldRunDirectory.STREAMS) {
      Matcher matcher = TIMESTAMP.matcher(tail(directory.resolve(name)));
      while (matcher.find()) {
        latest.add(matcher.group(1));
      }
    }
    return latest.latest();
  }

  private static String tail(Path file) throws IOException {
    try (FileChannel channel = open(file)) {
      long size = channel.size();
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(size, TAIL));
      long start = size - bytes.capacity();
      while (bytes.hasRemaining() && channel.read(bytes, start + bytes.position()) >= 0) {}
      return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /** The text of a small file, "" if there is none. */
  public static String text(Path file) throws IOException {
    try (FileChannel channel = open(file)) {
      if (channel.size() > MAX_BYTES) {
        throw new UnreadableLogException(
            "holds a %s of more than %d bytes".formatted(file.getFileName(), MAX_BYTES));
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
      while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {}
      return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /** Opens a regular file; {@link NoSuchFileException} if it is none, since a pipe would wait. */
  public static FileChannel open(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(file.toString());
    }
    return FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }
}
