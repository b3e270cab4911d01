package io.github.wandbjdbc.client.files;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.SystemMetric;
import io.github.wandbjdbc.client.files.log.Item;
import io.github.wandbjdbc.client.files.log.LogItemReader;
import io.github.wandbjdbc.client.files.log.LogRecord;
import io.github.wandbjdbc.client.files.log.LogRecords;
import io.github.wandbjdbc.client.files.log.MessageReader;
import io.github.wandbjdbc.client.files.log.RecordTypes;
import io.github.wandbjdbc.client.files.log.RunRecords;
import io.github.wandbjdbc.client.reading.SystemMetricReader;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The system metrics of runs, one run after the other: all that their logs hold, or those of an
 * even choice of moments, the first and the last among them, for which a log is read twice.
 */
final class StatsPages implements Pages<SystemMetric> {
  private static final int PAGE_METRICS = 2000;
  private static final RecordTypes OF_STATS = RecordTypes.of(LogRecord.STATS);

  private final Iterator<LocalRun> runs;
  private final int samples;
  private final Instant now;
  private final CallScope scope;
  private final Deque<RunLog> logs = new ArrayDeque<>();
  private @Nullable LocalRun run;
  private @Nullable LogRecords reader;
  private Series moments = new Series(List.of(), Integer.MAX_VALUE);

  /**
   * Those of {@code runs}.
   *
   * @param samples how many moments of each, {@link Integer#MAX_VALUE} for all
   */
  StatsPages(List<LocalRun> runs, int samples, Instant now, CallScope scope) {
    this.runs = runs.iterator();
    this.samples = samples;
    this.now = now;
    this.scope = scope;
  }

  @Override
  public @Nullable List<SystemMetric> next() {
    List<SystemMetric> page = new ArrayList<>();
    try {
      while (page.size() < PAGE_METRICS && hasReader()) {
        scope.check();
        LogRecords log = Objects.requireNonNull(reader);
        LogRecord record = log.next();
        if (record == null) {
          closeReader();
        } else if (record.type() == LogRecord.STATS && moments.choose()) {
          add(Objects.requireNonNull(run), record, page);
        }
      }
    } catch (IOException e) {
      throw LoggedHistoryPages.failure(Objects.requireNonNull(run), 0, e);
    }
    return page.isEmpty() ? null : page;
  }

  @Override
  public void close() {
    logs.clear();
    while (runs.hasNext()) {
      runs.next();
    }
    try {
      closeReader();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a log is open, or one more could be opened. */
  private boolean hasReader() throws IOException {
    while (reader == null) {
      RunLog log = logs.poll();
      if (log != null) {
        reader = LogRecords.open(log.file(), 0);
        return true;
      }
      if (run != null) {
        run.warn(now, scope);
        scope.progress().endRun();
      }
      if (!runs.hasNext()) {
        run = null;
        return false;
      }
      run = runs.next();
      logs.addAll(run.logs());
      moments = moments(run);
    }
    return true;
  }

  private Series moments(LocalRun of) throws IOException {
    Series all = new Series(List.of(), samples);
    for (RunLog log : samples < Integer.MAX_VALUE ? of.logs() : List.<RunLog>of()) {
      try (LogRecords records = LogRecords.open(log.file(), 0, OF_STATS)) {
        for (LogRecord record = records.next(); record != null; record = records.next()) {
          scope.check();
          if (record.type() == LogRecord.STATS) {
            all.count();
          }
        }
      }
    }
    return all;
  }

  private void closeReader() throws IOException {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }

  /**
   * Adds the metrics of {@code record}; one that can't be decoded was counted as damage when its
   * file was first read.
   */
  private static void add(LocalRun run, LogRecord record, List<SystemMetric> page) {
    try {
      page.addAll(read(run, record.payload()));
    } catch (IOException e) {
      return;
    }
  }

  private static List<SystemMetric> read(LocalRun run, MessageReader in) throws IOException {
    Instant time = null;
    List<Item> items = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (MessageReader.field(tag)) {
        case 2 -> time = RunRecords.readTime(in);
        case 3 -> items.add(LogItemReader.read(in));
        default -> in.skipField(tag);
      }
    }
    Double runtime =
        time == null ? null : Duration.between(run.createdAt(), time).toMillis() / 1000.0;
    SystemMetricReader reader = new SystemMetricReader(run.id(), time, runtime);
    for (Item item : items) {
      try (JsonParser parser = Json.factory().createParser(item.json())) {
        parser.nextToken();
        // The client puts this before each key, also before those that begin with it already.
        reader.add("system." + String.join(".", item.path()), parser);
      }
    }
    return reader.metrics();
  }
}
