package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.files.log.Item;
import io.github.wandbjdbc.client.files.log.LogItemReader;
import io.github.wandbjdbc.client.files.log.LogRecord;
import io.github.wandbjdbc.client.files.log.MessageReader;
import io.github.wandbjdbc.client.files.log.RecordTypes;
import io.github.wandbjdbc.client.files.log.RunRecords;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The time at which a log stands: that of the last record which has one. */
final class LogClock {
  /** The records that have times, besides {@code types}. */
  static RecordTypes with(int... types) {
    return new RecordTypes(
        RecordTypes.of(types).bits()
            | RecordTypes.of(
                    LogRecord.RUN,
                    LogRecord.HISTORY,
                    LogRecord.STATS,
                    LogRecord.OUTPUT,
                    LogRecord.OUTPUT_RAW)
                .bits());
  }

  private static final List<String> TIMESTAMP = List.of("_timestamp");

  private final LogItemReader items = new LogItemReader();
  private @Nullable Instant now;

  /** The time now, null if no record has told one yet. */
  @Nullable Instant now() {
    return now;
  }

  /** Looks at {@code record}, whatever it is. */
  void see(LogRecord record) throws IOException {
    Instant time =
        switch (record.type()) {
          case LogRecord.RUN -> time(record, 17);
          case LogRecord.STATS, LogRecord.OUTPUT, LogRecord.OUTPUT_RAW -> time(record, 2);
          case LogRecord.HISTORY -> timestamp(record);
          default -> null;
        };
    now = time == null ? now : time;
  }

  private static @Nullable Instant time(LogRecord record, int field) throws IOException {
    MessageReader in = record.payload();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (MessageReader.field(tag) == field) {
        return RunRecords.readTime(in);
      }
      in.skipField(tag);
    }
    return null;
  }

  private @Nullable Instant timestamp(LogRecord record) throws IOException {
    MessageReader in = record.payload();
    Instant time = null;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (MessageReader.field(tag) == 1) {
        Item item = items.read(record, in);
        time = item.path().equals(TIMESTAMP) ? RunRecords.instant(item.json()) : time;
      } else {
        in.skipField(tag);
      }
    }
    return time;
  }
}
