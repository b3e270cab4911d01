package io.github.wandbjdbc.client.api.history;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.api.discovery.PageKind;
import io.github.wandbjdbc.client.api.exports.ExportLists;
import io.github.wandbjdbc.client.api.exports.ExportSource;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.paging.PageSize;
import io.github.wandbjdbc.client.api.paging.PrefetchDepth;
import io.github.wandbjdbc.client.api.steps.RunExtent;
import io.github.wandbjdbc.client.api.steps.StepSearch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The histories of runs, one after the other in the order of their creation. Once one page wasn't
 * enough, windows of a long run are asked for side by side, and so are short runs, some of them in
 * one request.
 */
public final class HistoryPages implements Pages<HistoryRow> {
  private final HistoryRequest request;
  private final CallScope scope;
  private final HistoryRowReader reader;
  private final PageSize pageSize;
  private final @Nullable KeySeries series;
  private final QueuedHistories runs;
  private final Deque<RunHistory> begun = new ArrayDeque<>();
  private final PrefetchDepth readAhead;
  private final ExportLists exports;
  private @Nullable RunHistory current;
  private long remaining;
  private final RunFailures failures;
  private boolean hasDelivered;
  private boolean runsAreShort = true;

  /** Whether it is told how far the current run goes. */
  private boolean isTold;

  /**
   * The histories that {@code request} wants.
   *
   * @param search finds the steps of times
   */
  public HistoryPages(
      ApiContext context,
      ExportSource source,
      StepSearch search,
      HistoryRequest request,
      CallScope scope) {
    this.request = request;
    this.scope = scope.part();
    this.failures = new RunFailures(context, this.scope);
    this.readAhead = new PrefetchDepth(context.readAhead());
    this.reader = new HistoryRowReader(request.columns(), request.noteOtherKeys());
    this.pageSize =
        PageSize.ofHistory(context.options(), scope, request.columns().size())
            .within(context.server().bound(PageKind.HISTORY));
    this.series = KeySeries.of(context, request);
    this.exports = new ExportLists(context, source, request.project(), this::following, this.scope);
    this.remaining = request.steps().isEmpty() ? 0 : request.limit();
    this.runs =
        new QueuedHistories(
            context, request, search, reader, pageSize, series, exports, this.scope);
  }

  @Override
  public @Nullable List<HistoryRow> next() {
    if (hasDelivered) {
      readAhead.more();
    }
    while (remaining > 0) {
      RunHistory history = current == null ? nextRun() : current;
      if (history == null) {
        break;
      }
      current = history;
      List<HistoryRow> rows = rows(history);
      if (rows != null) {
        List<HistoryRow> wanted =
            rows.size() <= remaining ? rows : rows.subList(0, (int) remaining);
        remaining -= wanted.size();
        hasDelivered |= !wanted.isEmpty();
        tellOf(history, wanted.size());
        return wanted;
      }
      runsAreShort = history.wasShort();
      history.close();
      current = null;
      isTold = false;
      scope.progress().endRun();
    }
    finish();
    return null;
  }

  @Override
  public void close() {
    remaining = 0;
    readAhead.end();
    scope.cancel();
    if (current != null) {
      current.close();
      current = null;
    }
    runs.close();
  }

  private @Nullable List<HistoryRow> rows(RunHistory history) {
    int depth = Math.max(1, readAhead.depth(remaining, pageSize) - begun.size());
    try {
      List<HistoryRow> rows = history.next(remaining, depth);
      failures.hasRead();
      return rows;
    } catch (WandbException e) {
      failures.passOver(e);
      return null;
    }
  }

  private void tellOf(RunHistory history, int rows) {
    RunExtent extent = history.extent();
    if (!isTold && extent != null) {
      isTold = true;
      scope.progress().beginRun(extent.expectedRows());
    }
    scope.progress().readSteps(rows);
  }

  private @Nullable RunHistory nextRun() {
    if (begun.isEmpty()) {
      begun.addAll(runs.open(remaining));
    }
    RunHistory next = begun.poll();
    if (next != null && mayReadRunsAhead()) {
      askAhead(next, readAhead.depth(remaining, pageSize));
    }
    return next;
  }

  /** Has runs asked for that come after {@code next}, in so many requests with its own. */
  private void askAhead(RunHistory next, int depth) {
    Set<Object> requests = new HashSet<>();
    add(next.request(), requests);
    long rows = 0;
    for (RunHistory following : begun) {
      rows += following.rowsAhead();
      Object request = following.request();
      if (request != null && (requests.size() < depth || requests.contains(request))) {
        requests.add(request);
        following.askAhead();
      }
    }
    while (requests.size() < depth && rows < ShortRunSize.mostRowsAhead()) {
      List<RunHistory> more = runs.open(remaining);
      if (more.isEmpty()) {
        break;
      }
      begun.addAll(more);
      more.get(0).askAhead();
      add(more.get(0).request(), requests);
      rows += more.stream().mapToLong(RunHistory::rowsAhead).sum();
    }
  }

  private static void add(@Nullable Object request, Set<Object> requests) {
    if (request != null) {
      requests.add(request);
    }
  }

  private boolean mayReadRunsAhead() {
    return request.limit() == Long.MAX_VALUE
        && runsAreShort
        && (series == null || !series.isDoubtful());
  }

  private Stream<String> following() {
    return Stream.concat(begun.stream().map(history -> history.run().id()), runs.waiting());
  }

  private void finish() {
    close();
    reader.tellOfOthers(request.project(), scope);
  }
}
