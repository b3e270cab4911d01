package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.files.folder.LogFile;
import io.github.wandbjdbc.client.files.log.Changes;
import io.github.wandbjdbc.client.files.log.HistoryRecord;
import io.github.wandbjdbc.client.files.log.Item;
import io.github.wandbjdbc.client.files.log.JsonTree;
import io.github.wandbjdbc.client.files.log.LogItemReader;
import io.github.wandbjdbc.client.files.log.LogRecord;
import io.github.wandbjdbc.client.files.log.LogRecords;
import io.github.wandbjdbc.client.files.log.MessageReader;
import io.github.wandbjdbc.client.files.log.RunRecord;
import io.github.wandbjdbc.client.files.log.RunRecords;
import java.io.IOException;
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
  private final List<Stretch> stretches = new ArrayList<>();
  private RunRecord run = RunRecord.NONE;
  private JsonTree systemMetrics = new JsonTree();
  private @Nullable Stretch stretch;
  private int undecodable;

  private final UnaryOperator<String> names;

  private SegmentScan(UnaryOperator<String> names) {
    this.names = names;
  }

  /**
   * The facts in {@code file}.
   *
   * @param names shares the names of keys between segments
   */
  static Segment scan(LogFile file, UnaryOperator<String> names, CallScope scope)
      throws IOException {
    return new SegmentScan(names).read(file, scope);
  }

  private Segment read(LogFile file, CallScope scope) throws IOException {
    try (LogRecords reader = LogRecords.open(file, 0)) {
      for (LogRecord record = reader.next(); record != null; record = reader.next()) {
        scope.check();
        try {
          add(record);
        } catch (IOException | ArithmeticException e) {
          undecodable++;
        }
      }
      if (stretch != null) {
        stretches.add(stretch);
      }
      int damages = reader.damages() + undecodable + config.end() + summary.end();
      return new Segment(
          file,
          run,
          config,
          summary,
          systemMetrics,
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
      default -> {}
    }
  }

  private void addHistory(LogRecord record) throws IOException {
    Stretch current = stretch;
    long previous = current == null ? run.startingStep() - 1 : current.last();
    HistoryRecord row = HistoryRecord.read(record, previous, items);
    long step = row.step();
    if (current == null || step <= current.last() || current.rows() >= STRETCH_ROWS) {
      if (stretches.size() >= MAX_STRETCHES) {
        throw new IOException("a log with more than %d stretches".formatted(MAX_STRETCHES));
      }
      if (current != null) {
        stretches.add(current);
      }
      stretch = new Stretch(record.position(), step, step, 1);
    } else {
      stretch = new Stretch(current.position(), current.first(), step, current.rows() + 1);
    }
    keys.add(row.items());
  }

  private void addStats(MessageReader in) throws IOException {
    JsonTree sample = new JsonTree();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (MessageReader.field(tag)) {
        case 3 -> {
          Item item = LogItemReader.read(in);
          sample.put(List.of("system." + String.join(".", item.path())), item.json());
        }
        default -> in.skipField(tag);
      }
    }
    systemMetrics = sample;
  }
}
