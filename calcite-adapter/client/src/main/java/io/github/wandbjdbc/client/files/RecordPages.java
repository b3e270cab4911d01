package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.files.log.LogRecord;
import io.github.wandbjdbc.client.files.log.LogRecords;
import io.github.wandbjdbc.client.files.log.RecordTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The items that the logs of runs hold, one run after the other, as the logs are read.
 *
 * @param <T> an item
 */
final class RecordPages<T> implements Pages<T> {
  private static final int PAGE_ITEMS = 2000;

  /** Long items make short pages, so that a page's memory is bounded. */
  private static final long PAGE_WEIGHT = 2 << 20;

  private final Iterator<LocalRun> runs;
  private final RecordTypes types;
  private final Function<LocalRun, RecordItems<T>> items;
  private final Instant now;
  private final CallScope scope;
  private final Deque<RunLog> logs = new ArrayDeque<>();
  private Iterator<T> ready = Collections.emptyIterator();
  private @Nullable LocalRun run;
  private @Nullable RecordItems<T> ofRun;
  private @Nullable LogRecords reader;
  private @Nullable RunLog log;
  private int undecodable;

  /**
   * The items of {@code runs}.
   *
   * @param types of the records that tell of them
   * @param items makes them of the records of a run
   * @param now what tells a run that is being written from one that was given up
   */
  private RecordPages(
      List<LocalRun> runs,
      RecordTypes types,
      Function<LocalRun, RecordItems<T>> items,
      Instant now,
      CallScope scope) {
    this.runs = runs.iterator();
    this.types = types;
    this.items = items;
    this.now = now;
    this.scope = scope;
  }

  /**
   * The items of the runs of {@code project} that {@code runs} accepts, as {@code look} sees them.
   */
  static <T> Pages<T> of(
      FilesClient.Look look,
      ProjectPath project,
      RunFilter runs,
      RecordTypes types,
      Function<LocalRun, RecordItems<T>> items,
      CallScope scope) {
    return new RecordPages<>(look.runs(project, runs, scope), types, items, look.now(), scope);
  }

  @Override
  public @Nullable List<T> next() {
    List<T> page = new ArrayList<>();
    long weight = 0;
    try {
      while (page.size() < PAGE_ITEMS && weight < PAGE_WEIGHT && (ready.hasNext() || advance())) {
        scope.check();
        if (ready.hasNext()) {
          T item = ready.next();
          weight += Objects.requireNonNull(ofRun).weight(item);
          page.add(item);
        }
      }
    } catch (IOException e) {
      throw LoggedHistoryPages.failure(Objects.requireNonNull(run), 0, e);
    }
    return page.isEmpty() ? null : page;
  }

  @Override
  public void close() {
    ready = Collections.emptyIterator();
    logs.clear();
    ofRun = null;
    while (runs.hasNext()) {
      runs.next();
    }
    try {
      closeReader();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a record, or ends a log or a run; false if there is no more. */
  private boolean advance() throws IOException {
    RecordItems<T> current = ofRun;
    if (current == null) {
      if (!runs.hasNext()) {
        return false;
      }
      LocalRun next = runs.next();
      run = next;
      ofRun = items.apply(next);
      logs.addAll(next.logs());
      return true;
    }
    if (reader == null) {
      RunLog next = logs.poll();
      if (next == null) {
        ready = current.endOfRun();
        if (!(current instanceof Ended)) {
          scope.progress().endRun();
        }
        // It weighs the last items, and is let go of when they are read.
        ofRun = ready.hasNext() ? new Ended<>(current) : null;
        return true;
      }
      log = next;
      undecodable = 0;
      reader = LogRecords.open(next.file(), 0, types);
      return true;
    }
    LogRecord record = reader.next();
    if (record == null) {
      warn(Objects.requireNonNull(run), Objects.requireNonNull(log), reader);
      closeReader();
      ready = current.endOfLog();
    } else if (types.contain(record.type())) {
      ready = read(current, record);
    }
    return true;
  }

  /** Items of a record that can't be decoded are lost, which is told as other damage is. */
  private Iterator<T> read(RecordItems<T> current, LogRecord record) {
    try {
      return current.read(record);
    } catch (IOException | ArithmeticException e) {
      undecodable++;
      return Collections.emptyIterator();
    }
  }

  private void warn(LocalRun of, RunLog log, LogRecords records) {
    int damages = records.damages() - records.tooLong() + undecodable;
    if (damages > 0) {
      scope.warn(
          "run %s: %s is damaged in %s; what is intact was read"
              .formatted(of.id(), log.name(), damages == 1 ? "one place" : damages + " places"));
    }
    if (records.tooLong() > 0) {
      scope.warn(
          "run %s: %s holds %d records that are too long to be read; what they tell is missing"
              .formatted(of.id(), log.name(), records.tooLong()));
    }
    if (records.isTorn()) {
      scope.warn(
          "run %s: %s ends within a record; what is before it was read"
              .formatted(of.id(), log.name()));
    } else if (logs.isEmpty() && of.state(now).equals("running")) {
      scope.warn(
          "run %s: %s is still being written; what is in it so far was read"
              .formatted(of.id(), log.name()));
    }
  }

  private void closeReader() throws IOException {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }

  /** A run whose last items are being read. */
  private record Ended<T>(RecordItems<T> items) implements RecordItems<T> {
    @Override
    public Iterator<T> read(LogRecord record) throws IOException {
      return items.read(record);
    }

    @Override
    public long weight(T item) {
      return items.weight(item);
    }
  }
}
