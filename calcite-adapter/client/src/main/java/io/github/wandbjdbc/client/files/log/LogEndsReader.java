package io.github.wandbjdbc.client.files.log;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.files.folder.LogFile;
import io.github.wandbjdbc.client.files.folder.UnreadableLogException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ends of a log: its first block, or as much as it takes to find the run record, and the
 * last two blocks, the last of which usually is a short one. Between them everything is passed
 * over, unless the ends lack what every log of a client holds there.
 *
 * <p>A client writes the exit record behind all others but a few, so the first one of the last
 * blocks is the first one.
 */
public final class LogEndsReader {
  private static final int HEAD = LogReader.BLOCK;

  private static final RecordTypes TYPES =
      RecordTypes.of(
          LogRecord.HISTORY,
          LogRecord.OUTPUT,
          LogRecord.STATS,
          LogRecord.TELEMETRY,
          LogRecord.OUTPUT_RAW,
          LogRecord.RUN,
          LogRecord.EXIT,
          LogRecord.ENVIRONMENT,
          LogRecord.CONFIG);

  private static final System.Logger LOG = System.getLogger("wandb.requests");

  /** How an item of that name begins, as a key or as a path. */
  private static final byte[] TIMESTAMP = "\n\n_timestamp".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] NESTED_TIMESTAMP =
      "\u0012\n_timestamp".getBytes(StandardCharsets.US_ASCII);

  private final LogFile file;
  private final CallScope scope;
  private final LatestSeconds seconds = new LatestSeconds();
  private RunRecord run = RunRecord.NONE;
  private Telemetry telemetry = Telemetry.NONE;
  private @Nullable LogExit exit;
  private @Nullable Instant lastTime;
  private boolean hasRecords;
  private boolean hasRun;
  private boolean hasRows;
  private int undecodable;

  private LogEndsReader(LogFile file, CallScope scope) {
    this.file = file;
    this.scope = scope;
  }

  /** The ends of {@code file}; {@link UnreadableLogException} if it is no log. */
  public static LogEnds read(LogFile file, CallScope scope) throws IOException {
    if (file.isOldDirectory()) {
      return OldRun.in(file.path()).ends();
    }
    long lastBlock = Math.max(0, file.size() - 1) / LogReader.BLOCK * LogReader.BLOCK;
    long tail = lastBlock - LogReader.BLOCK;
    LogEnds ends = tail <= HEAD ? null : new LogEndsReader(file, scope).readEnds(tail);
    return ends == null ? new LogEndsReader(file, scope).readAll() : ends;
  }

  /** Null if they don't tell enough. */
  private @Nullable LogEnds readEnds(long tail) throws IOException {
    try (LogReader reader = LogReader.open(file.path(), file.size(), 0, TYPES)) {
      for (LogRecord record = reader.nextBefore(HEAD);
          record != null;
          record = reader.nextBefore(HEAD)) {
        add(record, false);
      }
      while (!hasRun) {
        LogRecord record = reader.next();
        if (record == null) {
          return null;
        }
        add(record, false);
      }
      if (reader.position() < tail) {
        reader.skipTo(tail);
      }
      for (LogRecord record = reader.next(); record != null; record = reader.next()) {
        add(record, true);
      }
      log(reader.bytesRead());
      return lastTime() == null ? null : ends(false, reader);
    }
  }

  private LogEnds readAll() throws IOException {
    try (LogReader reader = LogReader.open(file.path(), file.size(), 0, TYPES)) {
      for (LogRecord record = reader.next(); record != null; record = reader.next()) {
        add(record, true);
      }
      log(reader.bytesRead());
      if (!hasRecords) {
        throw new UnreadableLogException(
            reader.damages() > 0
                ? "holds no record that can be read: move it out of the directory"
                : reader.isTorn() || file.size() > LogReader.FILE_HEADER
                    ? "holds nothing behind its header"
                    : "holds its header alone: nothing was written yet");
      }
      return ends(true, reader);
    }
  }

  private LogEnds ends(boolean isAll, LogReader reader) {
    return new LogEnds(
        run,
        isAll,
        isAll || telemetry.settlesName(),
        exit,
        lastTime(),
        hasRows,
        reader.damages() + undecodable,
        reader.isTorn());
  }

  private void log(long bytes) {
    LOG.log(
        System.Logger.Level.DEBUG,
        () -> "%s: ends, %d of %d bytes".formatted(file.name(), bytes, file.size()));
  }

  private void add(LogRecord record, boolean isTimed) {
    scope.check();
    hasRecords = true;
    try {
      read(record, isTimed);
    } catch (IOException e) {
      undecodable++;
    }
  }

  private void read(LogRecord record, boolean isTimed) throws IOException {
    switch (record.type()) {
      case LogRecord.RUN -> {
        run = run.then(RunRecords.readRun(record.payload(), null, null));
        hasRun |= !run.id().isEmpty();
      }
      case LogRecord.ENVIRONMENT -> run = RunRecords.readEnvironment(record.payload()).then(run);
      case LogRecord.TELEMETRY -> telemetry = Telemetry.read(record.payload());
      case LogRecord.EXIT -> {
        if (exit == null) {
          exit = LogExit.read(record.payload());
        }
      }
      case LogRecord.HISTORY -> {
        hasRows = true;
        if (isTimed) {
          readTimeOfRow(record);
        }
      }
      case LogRecord.STATS, LogRecord.OUTPUT, LogRecord.OUTPUT_RAW -> {
        if (isTimed) {
          readTime(record.payload());
        }
      }
      default -> {}
    }
  }

  private void readTimeOfRow(LogRecord record) throws IOException {
    MessageReader in = record.payload();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (MessageReader.field(tag) != 1) {
        in.skipField(tag);
        continue;
      }
      int size = in.readInt32();
      if (isTimestamp(record, record.offsetOf(in), size)) {
        Item item = LogItemReader.read(in, size);
        if (item.path().size() == 1) {
          seconds.add(item.json());
        }
      } else {
        in.skipBytes(size);
      }
    }
  }

  private static boolean isTimestamp(LogRecord record, int start, int size) {
    return size > TIMESTAMP.length
        && (record.has(start, size, TIMESTAMP) || record.has(start, size, NESTED_TIMESTAMP));
  }

  /** Of a sample of the machine, or of what the program printed. */
  private void readTime(MessageReader in) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (MessageReader.field(tag) == 2) {
        seen(RunRecords.readTime(in));
      } else {
        in.skipField(tag);
      }
    }
  }

  private @Nullable Instant lastTime() {
    seen(seconds.latest());
    return lastTime;
  }

  private void seen(@Nullable Instant time) {
    if (time != null && (lastTime == null || time.isAfter(lastTime))) {
      lastTime = time;
    }
  }
}
