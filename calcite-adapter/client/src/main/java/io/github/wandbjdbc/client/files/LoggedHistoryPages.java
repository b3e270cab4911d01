package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.files.log.HistoryRecord;
import io.github.wandbjdbc.client.values.LoggedValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The histories of runs, one run after the other, as their logs are read. */
final class LoggedHistoryPages implements Pages<HistoryRow> {
  private static final int PAGE_ROWS = 1000;

  /** Wide or long rows make short pages, so that a page's memory is bounded. */
  private static final int PAGE_VALUES = 100_000;

  private static final long PAGE_CHARACTERS = 4 << 20;

  private final Iterator<LocalRun> runs;
  private final HistoryRequest request;
  private final Instant now;
  private final CallScope scope;
  private final LoggedRowReader reader;
  private final int pageRows;
  private long left;
  private @Nullable LocalRun run;
  private @Nullable StepMerge steps;

  /**
   * @param now what tells a run that is being written from one that was given up
   */
  LoggedHistoryPages(List<LocalRun> runs, HistoryRequest request, Instant now, CallScope scope) {
    this.runs = runs.iterator();
    this.request = request;
    this.now = now;
    this.scope = scope;
    this.reader = new LoggedRowReader(request.columns(), request.noteOtherKeys());
    this.pageRows = Math.max(1, Math.min(PAGE_ROWS, PAGE_VALUES / (request.columns().size() + 1)));
    this.left = request.limit();
  }

  @Override
  public @Nullable List<HistoryRow> next() {
    while (left > 0 && nextRun()) {
      List<HistoryRow> page = read();
      if (!page.isEmpty()) {
        left -= page.size();
        scope.progress().readSteps(page.size());
        if (left == 0) {
          noteOthers();
        }
        return page;
      }
    }
    close();
    return null;
  }

  @Override
  public void close() {
    left = 0;
    closeRun();
  }

  /** Whether there is a run to read on with. */
  private boolean nextRun() {
    if (run != null) {
      return true;
    }
    if (!runs.hasNext()) {
      noteOthers();
      return false;
    }
    LocalRun next = runs.next();
    run = next;
    try {
      steps = StepMerge.of(next, request.steps(), scope);
    } catch (IOException e) {
      throw failure(next, request.steps().first(), e);
    }
    return true;
  }

  private List<HistoryRow> read() {
    List<HistoryRow> page = new ArrayList<>();
    LocalRun current = Objects.requireNonNull(run);
    StepMerge merge = Objects.requireNonNull(steps);
    long step = -1;
    long characters = 0;
    try {
      while (page.size() < Math.min(left, pageRows) && characters < PAGE_CHARACTERS) {
        scope.check();
        HistoryRecord row = merge.next();
        if (row == null) {
          closeRun();
          current.warn(now, scope);
          scope.progress().endRun();
          return page;
        }
        step = row.step();
        LoggedValues values = reader.read(row);
        characters += values.characters(0);
        page.add(new HistoryRow(current.id(), step, values, 0));
      }
      return page;
    } catch (IOException e) {
      throw failure(current, step, e);
    }
  }

  static WandbException failure(LocalRun run, long step, IOException cause) {
    return new WandbException(
        Kind.MALFORMED_RESPONSE,
        "run %s: its log can't be read at step %d or after it: %s"
            .formatted(run.id(), step, cause.getMessage()),
        cause);
  }

  private void noteOthers() {
    if (!reader.others().isEmpty()) {
      scope.warn(
          "rows hold %d keys that have no column, such as %s; name them, or raise maxColumns"
              .formatted(reader.others().size(), reader.others().iterator().next()));
    }
  }

  private void closeRun() {
    StepMerge merge = steps;
    run = null;
    steps = null;
    if (merge != null) {
      try {
        merge.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
