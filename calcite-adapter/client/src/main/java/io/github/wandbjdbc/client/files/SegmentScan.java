package io.github.wandbjdbc.client.files;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads a log once, for all that it says about its run. */
final class SegmentScan {
  /** A log that goes back more often is not one that a writer wrote. */
  private static final int MAX_STRETCHES = 100_000;

  /** A stretch ends after so many rows, so that a range of steps is found without reading all. */
  private static final int STRETCH_ROWS = 5_000;

  private final Changes config = Changes.ofConfig();
  private final Changes summary = Changes.ofSummary();
  private final KeyCounts keys = new KeyCounts();
  private final LogItemReader items = new LogItemReader();
  private final LatestSeconds seconds = new LatestSeconds();
  private final List<Stretch> stretches = new ArrayList<>();
  private RunRecord run = RunRecord.NONE;
  private JsonTree systemMetrics = new JsonTree();
  private @Nullable Integer exitCode;
  private @Nullable Instant lastTime;
  private @Nullable Stretch stretch;
  private int undecodable;
  private boolean hasRecords;

  private final UnaryOperator<String> names;

  private SegmentScan(UnaryOperator<String> names) {
    this.names = names;
  }

  /**
   * The facts in the first {@code length} bytes of {@code file}.
   *
   * @param names shares the names of keys between segments
   */
  static Segment scan(
      Path file, long length, Instant modified, UnaryOperator<String> names, CallScope scope)
      throws IOException {
    return new SegmentScan(names).read(file, length, modified, scope);
  }

  private Segment read(Path file, long length, Instant modified, CallScope scope)
      throws IOException {
    try (LogReader reader = LogReader.open(file, length, 0)) {
      for (LogRecord record = reader.next(); record != null; record = reader.next()) {
        scope.check();
        hasRecords = true;
        try {
          add(record);
        } catch (IOException | ArithmeticException e) {
          undecodable++;
        }
      }
      if (stretch != null) {
        stretches.add(stretch);
      }
      seen(seconds.latest());
      int damages = reader.damages() + undecodable + config.end() + summary.end();
      if (!hasRecords && damages > 0) {
        throw new WandbException(
            Kind.MALFORMED_RESPONSE,
            "%s holds no record that can be read: move it out of the directory"
                .formatted(file.getFileName()));
      }
      return new Segment(
          file,
          length,
          modified,
          run,
          config,
          summary,
          systemMetrics,
          exitCode,
          lastTime,
          keys.byKey(names),
          stretches,
          damages,
          reader.isTorn());
    }
  }

  private void add(LogRecord record) throws IOException {
    switch (record.type()) {
      case LogRecord.HISTORY -> addHistory(record);
      case LogRecord.SUMMARY -> summary.read(record);
      case LogRecord.CONFIG -> config.read(record);
      case LogRecord.STATS -> addStats(record.payload());
      case LogRecord.RUN -> run = run.then(RunRecords.readRun(record.payload(), config, summary));
      case LogRecord.ENVIRONMENT ->
          // What the run record says counts more.
          run = RunRecords.readEnvironment(record.payload()).then(run);
      case LogRecord.EXIT -> addExit(record.payload());
      default -> {}
    }
  }

  private void addHistory(LogRecord record) throws IOException {
    Stretch current = stretch;
    HistoryRecord row = HistoryRecord.read(record, current == null ? -1 : current.last(), items);
    long step = row.step();
    if (current == null || step <= current.last() || current.rows() >= STRETCH_ROWS) {
      if (current != null) {
        stretches.add(current);
      }
      if (stretches.size() >= MAX_STRETCHES) {
        throw new WandbException(
            Kind.LIMIT_EXCEEDED,
            "a run file has more than %d stretches of rising steps".formatted(MAX_STRETCHES));
      }
      stretch = new Stretch(record.position(), step, step, 1);
    } else {
      stretch = new Stretch(current.position(), current.first(), step, current.rows() + 1);
    }
    keys.add(row.items());
    for (Item item : row.items()) {
      if (item.path().size() == 1 && item.path().get(0).equals("_timestamp")) {
        seconds.add(item.json());
      }
    }
  }

  private void addStats(CodedInputStream in) throws IOException {
    JsonTree sample = new JsonTree();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 2 -> seen(RunRecords.readTime(in));
        case 3 -> {
          Item item = LogItemReader.read(in);
          sample.put(List.of("system." + String.join(".", item.path())), item.json());
        }
        default -> in.skipField(tag);
      }
    }
    systemMetrics = sample;
  }

  private void addExit(CodedInputStream in) throws IOException {
    int code = 0;
    boolean isOfOtherWriter = false;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> code = in.readInt32();
        case 3 -> isOfOtherWriter = in.readBool();
        default -> in.skipField(tag);
      }
    }
    if (!isOfOtherWriter) {
      exitCode = code;
    }
  }

  private void seen(@Nullable Instant time) {
    if (time != null && (lastTime == null || time.isAfter(lastTime))) {
      lastTime = time;
    }
  }
}
