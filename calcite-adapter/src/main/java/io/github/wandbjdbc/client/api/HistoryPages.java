package io.github.wandbjdbc.client.api;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunOrder;
import io.github.wandbjdbc.client.RunsRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The histories of runs, one after the other in the order of their creation. */
final class HistoryPages implements Pages<HistoryRow> {
  private final ApiClient client;
  private final HistoryRequest request;
  private final CallScope scope;
  private final HistoryRowReader reader;
  private final HistoryPageSize pageSize;
  private final @Nullable KeySeries series;
  private final Deque<String> runs = new ArrayDeque<>();
  private final @Nullable Pages<Run> listing;
  private @Nullable RunHistory current;
  private long remaining;

  HistoryPages(ApiClient client, HistoryRequest request, CallScope scope) {
    this.client = client;
    this.request = request;
    this.scope = scope;
    this.reader = new HistoryRowReader(request.columns(), request.noteOtherKeys());
    this.pageSize =
        new HistoryPageSize(client.options().historyPageSizeFor(scope), request.columns().size());
    this.series = request.noteOtherKeys() ? null : KeySeries.of(request.columns());
    this.remaining = request.steps().isEmpty() ? 0 : request.limit();
    String onlyRun = RunChoice.of(request.runs()).onlyId();
    if (onlyRun == null) {
      // The rows that a page should hold are steps, not runs.
      listing = new RunPages(client, listingRequest(request), scope.withRowsPerPage(0));
    } else {
      listing = null;
      runs.add(onlyRun);
    }
  }

  @Override
  public @Nullable List<HistoryRow> next() {
    while (remaining > 0) {
      RunHistory history = current == null ? nextRun() : current;
      if (history == null) {
        break;
      }
      current = history;
      List<HistoryRow> rows = history.next(remaining);
      if (rows != null) {
        List<HistoryRow> wanted =
            rows.size() <= remaining ? rows : rows.subList(0, (int) remaining);
        remaining -= wanted.size();
        return wanted;
      }
      current = null;
    }
    finish();
    return null;
  }

  @Override
  public void close() {
    remaining = 0;
    if (listing != null) {
      listing.close();
    }
  }

  private @Nullable RunHistory nextRun() {
    while (runs.isEmpty()) {
      List<Run> page = listing == null ? null : listing.next();
      if (page == null) {
        return null;
      }
      page.forEach(run -> runs.add(run.id()));
    }
    return new RunHistory(
        client,
        request.project(),
        runs.remove(),
        listing != null,
        request.steps(),
        reader,
        pageSize,
        series,
        scope);
  }

  private void finish() {
    close();
    Set<String> others = reader.others();
    if (!others.isEmpty()) {
      scope.warn(
          "history of %s: %d keys that were logged have no column, for example %s; raise discoveryRuns"
              .formatted(request.project(), others.size(), others.iterator().next()));
      others.clear();
    }
  }

  private static RunsRequest listingRequest(HistoryRequest request) {
    return RunsRequest.all(request.project())
        .withFilter(request.runs())
        .withFields(Set.of(RunField.ID))
        .withOrder(RunOrder.OLDEST_FIRST);
  }
}
