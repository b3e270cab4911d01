package io.github.wandbjdbc.client.api;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunOrder;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The histories of runs, one after the other in the order of their creation. Once one page wasn't
 * enough, windows of a long run are asked for side by side, and so are short runs.
 */
final class HistoryPages implements Pages<HistoryRow> {
  /** If so many runs fail one after the other, it isn't the runs. */
  private static final int MAX_FAILURES = 3;

  private static final Set<Kind> OF_A_RUN =
      Set.of(
          Kind.SERVER_ERROR,
          Kind.UNREACHABLE,
          Kind.MALFORMED_RESPONSE,
          Kind.BAD_REQUEST,
          Kind.REFUSED,
          Kind.LIMIT_EXCEEDED);

  private final ApiClient client;
  private final HistoryRequest request;
  private final CallScope scope;
  private final HistoryRowReader reader;
  private final PageSize pageSize;
  private final @Nullable KeySeries series;
  private final Deque<String> runs = new ArrayDeque<>();
  private final @Nullable Pages<Run> listing;
  private final Deque<RunHistory> begun = new ArrayDeque<>();
  private final ReadAhead readAhead;
  private final ExportLists exports;
  private @Nullable RunHistory current;
  private long remaining;
  private boolean hasDelivered;
  private boolean runsAreShort = true;
  private int failures;

  HistoryPages(ApiClient client, HistoryRequest request, CallScope scope) {
    this.client = client;
    this.request = request;
    this.scope = scope.part();
    this.readAhead = new ReadAhead(client.options().ownConcurrentRequests());
    this.reader = new HistoryRowReader(request.columns(), request.noteOtherKeys());
    this.pageSize =
        PageSize.ofHistory(client.options().historyPageSizeFor(scope), request.columns().size())
            .within(client.endpoint().bound(PageKind.HISTORY));
    this.series =
        request.noteOtherKeys() || client.measurements(request.project()).failsAtSeries()
            ? null
            : KeySeries.of(request.columns());
    this.exports = new ExportLists(client, request.project(), this::following, this.scope);
    this.remaining = request.steps().isEmpty() ? 0 : request.limit();
    String onlyRun = RunChoice.of(request.runs()).onlyId();
    if (onlyRun == null) {
      // The rows that a page should hold are steps, not runs.
      listing = client.runs(listingRequest(request), this.scope.withRowsPerPage(0));
    } else {
      listing = null;
      runs.add(onlyRun);
    }
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
        return wanted;
      }
      runsAreShort = history.wasShort();
      history.close();
      current = null;
    }
    finish();
    return null;
  }

  @Override
  public void close() {
    remaining = 0;
    scope.cancel();
    if (current != null) {
      current.close();
      current = null;
    }
    if (listing != null) {
      listing.close();
    }
  }

  private @Nullable List<HistoryRow> rows(RunHistory history) {
    int depth = Math.max(1, readAhead.depth(remaining, pageSize) - begun.size());
    try {
      List<HistoryRow> rows = history.next(remaining, depth);
      failures = 0;
      return rows;
    } catch (WandbException e) {
      failures++;
      if (client.options().onRunError() == ApiOptions.OnRunError.FAIL
          || !OF_A_RUN.contains(e.kind())
          || failures >= MAX_FAILURES) {
        throw e;
      }
      scope.warn("rows are missing, since a run can't be read: " + e.getMessage());
      return null;
    }
  }

  private @Nullable RunHistory nextRun() {
    RunHistory next = begun.isEmpty() ? open() : begun.remove();
    int depth = mayReadRunsAhead() ? readAhead.depth(remaining, pageSize) : 1;
    while (next != null && begun.size() < depth - 1) {
      RunHistory following = open();
      if (following == null) {
        break;
      }
      following.askAhead();
      begun.add(following);
    }
    return next;
  }

  private boolean mayReadRunsAhead() {
    return request.limit() == Long.MAX_VALUE
        && runsAreShort
        && (series == null || !series.isDoubtful());
  }

  private @Nullable RunHistory open() {
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
        exports,
        scope);
  }

  private Stream<String> following() {
    return Stream.concat(begun.stream().map(RunHistory::run), runs.stream());
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
