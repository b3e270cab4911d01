package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.files.folder.LogFile;
import io.github.wandbjdbc.client.files.log.LogEnds;
import io.github.wandbjdbc.client.files.log.LogExit;
import io.github.wandbjdbc.client.files.log.RunRecord;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes and reads what the ends of logs say. */
final class LogEndsText {
  /** To be raised whenever the ends of a log are read otherwise, or written otherwise here. */
  private static final int FORMAT = 1;

  private static final int MAX_ENTRIES = 1_000_000;

  private LogEndsText() {}

  static void write(Map<Path, Entry> entries, DataOutputStream out) throws IOException {
    out.writeInt(FORMAT);
    out.writeInt(entries.size());
    for (Map.Entry<Path, Entry> each : entries.entrySet()) {
      write(each.getKey().toString(), out);
      Entry entry = each.getValue();
      out.writeLong(entry.size);
      write(entry.modified, out);
      write(entry.fileKey, out);
      write(entry.ends, out);
    }
  }

  static Map<Path, Entry> read(DataInputStream in) throws IOException {
    Map<Path, Entry> entries = new HashMap<>();
    int count = in.readInt() == FORMAT ? in.readInt() : 0;
    for (int i = 0; i < Math.min(count, MAX_ENTRIES); i++) {
      Path path = Path.of(readText(in));
      long size = in.readLong();
      Instant modified = readTime(in);
      String fileKey = readText(in);
      entries.put(
          path, new Entry(size, modified == null ? Instant.MIN : modified, fileKey, readEnds(in)));
    }
    return entries;
  }

  private static void write(LogEnds ends, DataOutputStream out) throws IOException {
    RunRecord run = ends.run();
    for (String text :
        List.of(
            run.id(),
            run.entity(),
            run.project(),
            run.displayName(),
            run.group(),
            run.jobType(),
            run.sweepId(),
            run.host(),
            run.commit(),
            run.notes())) {
      write(text, out);
    }
    out.writeInt(run.tags().size());
    for (String tag : run.tags()) {
      write(tag, out);
    }
    write(run.startTime(), out);
    out.writeLong(run.startingStep());
    write(run.fork(), out);
    out.writeBoolean(ends.hasAllOfRun());
    out.writeBoolean(ends.settlesName());
    LogExit exit = ends.exit();
    out.writeBoolean(exit != null);
    if (exit != null) {
      out.writeInt(exit.code());
      out.writeInt(exit.runtime());
    }
    write(ends.lastTime(), out);
    out.writeBoolean(ends.hasRows());
    out.writeInt(ends.damages());
    out.writeBoolean(ends.isTorn());
  }

  private static LogEnds readEnds(DataInputStream in) throws IOException {
    String[] texts = new String[10];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = readText(in);
    }
    List<String> tags = new ArrayList<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      tags.add(readText(in));
    }
    RunRecord run =
        new RunRecord(
            texts[0],
            texts[1],
            texts[2],
            texts[3],
            texts[4],
            texts[5],
            texts[6],
            texts[7],
            texts[8],
            texts[9],
            tags,
            readTime(in),
            in.readLong(),
            readFork(in));
    boolean hasAllOfRun = in.readBoolean();
    boolean settlesName = in.readBoolean();
    LogExit exit = in.readBoolean() ? new LogExit(in.readInt(), in.readInt()) : null;
    return new LogEnds(
        run,
        hasAllOfRun,
        settlesName,
        exit,
        readTime(in),
        in.readBoolean(),
        in.readInt(),
        in.readBoolean());
  }

  private static void write(Run.@Nullable Fork fork, DataOutputStream out) throws IOException {
    out.writeBoolean(fork != null);
    if (fork != null) {
      write(Objects.requireNonNullElse(fork.parent(), ""), out);
      out.writeLong(fork.step());
    }
  }

  /** As a log tells it: of the parent, its id and the step alone. */
  private static Run.@Nullable Fork readFork(DataInputStream in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    String parent = readText(in);
    return new Run.Fork(parent.isEmpty() ? null : parent, in.readLong(), null, false);
  }

  private static void write(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("a text that ends too soon");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static void write(@Nullable Instant time, DataOutputStream out) throws IOException {
    out.writeBoolean(time != null);
    if (time != null) {
      out.writeLong(time.getEpochSecond());
      out.writeInt(time.getNano());
    }
  }

  private static @Nullable Instant readTime(DataInputStream in) throws IOException {
    return in.readBoolean() ? Instant.ofEpochSecond(in.readLong(), in.readInt()) : null;
  }

  /**
   * The ends of a log, and which file it was.
   *
   * @param fileKey as text
   */
  record Entry(long size, Instant modified, String fileKey, LogEnds ends) {
    static Entry of(LogFile file, LogEnds ends) {
      return new Entry(file.size(), file.modified(), String.valueOf(file.fileKey()), ends);
    }

    boolean isOf(LogFile file) {
      return size == file.size()
          && modified.equals(file.modified())
          && fileKey.equals(String.valueOf(file.fileKey()));
    }
  }
}
