package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.files.folder.LogFile;
import io.github.wandbjdbc.client.files.log.LogEnds;
import io.github.wandbjdbc.client.files.log.LogRecord;
import io.github.wandbjdbc.client.files.log.LogRecords;
import io.github.wandbjdbc.client.files.log.RecordTypes;
import io.github.wandbjdbc.client.files.log.RunRecord;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One of the logs of a run: its ends, and once it was read as a whole, all that it says. */
final class RunLog {
  private static final RecordTypes DESCRIBING =
      RecordTypes.of(LogRecord.RUN, LogRecord.ENVIRONMENT);

  private final LogFile file;
  private final LogEnds ends;
  private final ScanMemory memory;
  private volatile @Nullable RunRecord allOfRun;

  /**
   * @param memory keeps what was read of whole logs
   */
  RunLog(LogFile file, LogEnds ends, ScanMemory memory) {
    this.file = file;
    this.ends = ends;
    this.memory = memory;
  }

  LogFile file() {
    return file;
  }

  LogEnds ends() {
    return ends;
  }

  /** Its ends, with what was found out between them. */
  LogEnds knownEnds() {
    RunRecord known = allOfRun;
    return known == null ? ends : ends.withAllOfRun(known);
  }

  /** The description of the run by all records of the log, known or found out. */
  RunRecord allOfRun(CallScope scope) throws IOException {
    RunRecord known = ends.hasAllOfRun() ? ends.run() : allOfRun;
    if (known == null) {
      Segment segment = memory.get(this);
      known = segment == null ? readRun(scope) : segment.run();
      allOfRun = known;
    }
    return known;
  }

  /** Passes over all records but those that describe the run, which is sooner done than a scan. */
  private RunRecord readRun(CallScope scope) throws IOException {
    RunRecord run = RunRecord.NONE;
    try (LogRecords reader = LogRecords.open(file, 0, DESCRIBING)) {
      for (LogRecord record = reader.next(); record != null; record = reader.next()) {
        scope.check();
        run = with(run, record);
      }
    }
    return run;
  }

  /** Damage is passed over; it is told with the rows. */
  private static RunRecord with(RunRecord run, LogRecord record) {
    try {
      return run.with(record);
    } catch (IOException e) {
      return run;
    }
  }

  /** All that the log says, known or read now. */
  Segment scan(CallScope scope) throws IOException {
    Segment known = memory.get(this);
    return known == null ? memory.scan(this, scope) : known;
  }

  /** All that the log says, if it was read as a whole and is still known. */
  @Nullable Segment scanIfKnown() {
    return memory.get(this);
  }

  /** When this part of the run began. */
  Instant start() {
    Instant start = ends.run().startTime();
    return start != null ? start : ends.lastTime() != null ? ends.lastTime() : file.modified();
  }

  /** The name of the file, which tells users where to look without telling where it lies. */
  String name() {
    return file.name();
  }
}
