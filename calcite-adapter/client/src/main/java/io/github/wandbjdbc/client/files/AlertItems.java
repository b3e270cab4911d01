package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.files.log.LogRecord;
import io.github.wandbjdbc.client.files.log.MessageReader;
import io.github.wandbjdbc.client.files.log.RecordTypes;
import io.github.wandbjdbc.client.logged.Alert;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** The alerts that a run raised. */
final class AlertItems implements RecordItems<Alert> {
  static final RecordTypes TYPES = LogClock.with(LogRecord.ALERT);

  private final String runId;
  private final LogClock clock = new LogClock();
  private long alerts;

  AlertItems(LocalRun run) {
    this.runId = run.id();
  }

  @Override
  public Iterator<Alert> read(LogRecord record) throws IOException {
    if (record.type() != LogRecord.ALERT) {
      clock.see(record);
      return Collections.emptyIterator();
    }
    MessageReader in = record.payload();
    String title = "";
    String text = "";
    String level = null;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (MessageReader.field(tag)) {
        case 1 -> title = in.readString();
        case 2 -> text = in.readString();
        case 3 -> level = in.readString();
        default -> in.skipField(tag);
      }
    }
    return List.of(new Alert(runId, alerts++, clock.now(), level, title, text)).iterator();
  }

  @Override
  public long weight(Alert alert) {
    return (alert.title() == null ? 0L : alert.title().length())
        + (alert.text() == null ? 0 : alert.text().length());
  }
}
