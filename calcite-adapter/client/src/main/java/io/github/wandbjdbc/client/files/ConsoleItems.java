package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ConsoleLine;
import io.github.wandbjdbc.client.files.log.LogRecord;
import io.github.wandbjdbc.client.files.log.MessageReader;
import io.github.wandbjdbc.client.files.log.RecordTypes;
import io.github.wandbjdbc.client.files.log.RunRecords;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;

/** The lines that a run wrote to its console, as its logs hold the pieces. */
final class ConsoleItems implements RecordItems<ConsoleLine> {
  static final RecordTypes TYPES = RecordTypes.of(LogRecord.OUTPUT, LogRecord.OUTPUT_RAW);

  private static final int STDERR = 0;

  private final String runId;
  private final Console console;
  private final CallScope scope;

  ConsoleItems(LocalRun run, CallScope scope) {
    this.runId = run.id();
    this.console = new Console(run.id());
    this.scope = scope;
  }

  @Override
  public Iterator<ConsoleLine> read(LogRecord record) throws IOException {
    MessageReader in = record.payload();
    // A zero isn't written.
    int stream = STDERR;
    Instant time = null;
    String text = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (MessageReader.field(tag)) {
        case 1 -> stream = in.readInt32();
        case 2 -> time = RunRecords.readTime(in);
        case 3 -> text = in.readString();
        default -> in.skipField(tag);
      }
    }
    return console.write(stream == STDERR, time, text);
  }

  @Override
  public Iterator<ConsoleLine> endOfLog() {
    return console.end();
  }

  @Override
  public Iterator<ConsoleLine> endOfRun() {
    if (console.cut() > 0) {
      scope.warn(
          "console_logs of run %s: %d lines are longer than %,d characters, and were cut off there"
              .formatted(runId, console.cut(), Console.MAX_LENGTH));
    }
    return RecordItems.super.endOfRun();
  }

  @Override
  public long weight(ConsoleLine line) {
    return line.line() == null ? 0 : line.line().length();
  }
}
