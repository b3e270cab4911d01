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
import io.github.wandbjdbc.client.api.paging.Prefetch;
import io.github.wandbjdbc.client.api.paging.PrefetchDepth;
import io.github.wandbjdbc.client.api.steps.StepSearch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The first or the last rows of each run, run by run in the order of their creation. Who has used
 * up the rows of one has more runs read meanwhile.
 */
public final class RunEndPages implements Pages<HistoryRow> {
  private final HistoryRequest request;
  private final HistoryRowReader reader;
  private final CallScope scope;
  private final PageSize pageSize;
  private final QueuedHistories runs;
  private final RunFailures failures;
  private final PrefetchDepth readAhead;
  private final Deque<Prefetch<List<HistoryRow>>> begun = new ArrayDeque<>();
  private long remaining;
  private boolean hasDelivered;

  public RunEndPages(
      ApiContext context, ExportSource source, HistoryRequest request, CallScope scope) {
    this.request = request;
    this.scope = scope.part();
    this.failures = new RunFailures(context, this.scope);
    this.readAhead = new PrefetchDepth(context.readAhead());
    this.pageSize =
        PageSize.ofHistory(context.options(), scope, request.columns().size())
            .within(context.server().bound(PageKind.HISTORY));
    this.reader = new HistoryRowReader(request.columns(), request.noteOtherKeys());
    KeySeries series = KeySeries.of(context, request);
    // So few rows are never worth looking for files.
    ExportLists exports =
        new ExportLists(context, source, request.project(), Stream::empty, this.scope);
    this.remaining = request.steps().isEmpty() ? 0 : request.limit();
    this.runs =
        new QueuedHistories(
            context, request, StepSearch.NONE, reader, pageSize, series, exports, this.scope);
  }

  @Override
  public @Nullable List<HistoryRow> next() {
    if (hasDelivered) {
      readAhead.more();
    }
    while (remaining > 0) {
      askAhead();
      Prefetch<List<HistoryRow>> next = begun.poll();
      if (next == null) {
        break;
      }
      List<HistoryRow> rows = next.await();
      if (!rows.isEmpty()) {
        List<HistoryRow> wanted =
            rows.size() <= remaining ? rows : rows.subList(0, (int) remaining);
        remaining -= wanted.size();
        hasDelivered = true;
        return wanted;
      }
    }
    close();
    reader.tellOfOthers(request.project(), scope);
    return null;
  }

  @Override
  public void close() {
    remaining = 0;
    readAhead.end();
    scope.cancel();
    runs.close();
  }

  private void askAhead() {
    boolean isAhead = request.limit() == Long.MAX_VALUE;
    int depth = isAhead ? readAhead.depth(Long.MAX_VALUE, pageSize) : 1;
    while (begun.size() < depth) {
      List<RunHistory> opened = runs.open(remaining);
      if (opened.isEmpty()) {
        return;
      }
      Prefetch<List<HistoryRow>> rows = new Prefetch<>(() -> read(opened));
      if (!begun.isEmpty()) {
        rows.begin();
      }
      begun.add(rows);
    }
  }

  private List<HistoryRow> read(List<RunHistory> opened) {
    List<HistoryRow> rows = new ArrayList<>();
    for (RunHistory history : opened) {
      try (history) {
        rows.addAll(reader(history).read(history));
        scope.progress().endRun();
        failures.hasRead();
      } catch (WandbException e) {
        failures.passOver(e);
      }
    }
    return rows;
  }

  private RunEndReader reader(RunHistory history) {
    return new RunEndReader(
        request.ends(),
        request.steps(),
        pageSize.rows(),
        steps -> runs.history(history.run().listed(), steps));
  }
}
