package io.github.wandbjdbc.client.asof;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.asof.TimeBound.Doubt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads what runs had logged until a time. Each step has its own; one without counts if its run
 * gave no sign of life later, and is kept with a warning else.
 *
 * @param client answers as of now
 */
record AsOfHistories(WandbClient client, TimeBound bound) {
  private static final ValueColumn TIMESTAMP = new ValueColumn("_timestamp", ValueType.NUMBER);

  /** So many runs are named in one request for samples. */
  private static final int MOST_NAMED = 250;

  /** All steps that were logged until then. */
  Pages<HistoryRow> whole(HistoryRequest request, CallScope scope) {
    List<ValueColumn> columns = withTimestamp(request.columns());
    RunTimes times = new RunTimes(client, bound, request.project(), request.runs(), scope);
    HistoryRequest wanted =
        request
            .withRuns(bound.bounded(request.runs()))
            .withColumns(columns)
            .withEnds(HistoryRequest.Ends.ALL)
            .withLimit(Long.MAX_VALUE);
    int timestamp = columns.indexOf(TIMESTAMP);
    return times
        .until(client.history(wanted, scope))
        .filter(row -> isLogged(row, timestamp, times, scope))
        .first(request.limit());
  }

  private static List<ValueColumn> withTimestamp(List<ValueColumn> columns) {
    if (columns.contains(TIMESTAMP)) {
      return columns;
    }
    List<ValueColumn> all = new ArrayList<>(columns);
    all.add(TIMESTAMP);
    return all;
  }

  private boolean isLogged(HistoryRow row, int timestamp, RunTimes times, CallScope scope) {
    boolean hasTime = row.isNumber(timestamp) && Double.isFinite(row.number(timestamp));
    if (hasTime && bound.isBefore(row.number(timestamp))) {
      return false;
    }
    // The clock of the machine that logged may be slow.
    RunTime run = times.of(row.runId());
    if (bound.isBefore(run.createdAt())) {
      return false;
    }
    if (!hasTime && !bound.hasEnded(run)) {
      bound.warn(
          scope,
          Doubt.STEPS,
          "%s: steps of such runs without _timestamp are kept, and may be later ones"
              .formatted(TimeBound.open(row.runId(), run)));
    }
    return true;
  }

  /** Those of the samples that were logged until then. */
  Pages<HistoryRow> sampled(SampledHistoryRequest request, CallScope scope) {
    List<ValueColumn> columns = withTimestamp(request.columns());
    RunTimes times = new RunTimes(client, bound, request.project(), request.runs(), scope);
    SampledHistoryRequest wanted = request.withColumns(columns);
    int timestamp = columns.indexOf(TIMESTAMP);
    return times
        .until(
            ofEarly(
                request.runs(), times, runs -> client.sampledHistory(wanted.withRuns(runs), scope)))
        .filter(
            row -> {
              RunTime run = times.of(row.runId());
              if (!bound.isBefore(run.createdAt()) && !bound.hasEnded(run)) {
                bound.warn(
                    scope,
                    Doubt.SAMPLES,
                    ("%s: samples of such runs were chosen among later steps as well, so these are"
                            + " others, and fewer")
                        .formatted(TimeBound.open(row.runId(), run)));
              }
              return isLogged(row, timestamp, times, scope);
            });
  }

  /**
   * The items of {@code runs}: of those that aren't named, the ones that were created until then.
   */
  static <T> Pages<T> ofEarly(RunFilter runs, RunTimes times, Function<RunFilter, Pages<T>> items) {
    if (TimeBound.namesRuns(runs)) {
      return items.apply(runs);
    }
    return Pages.of(List.of(times))
        .concatMap(
            those -> {
              List<String> ids = those.idsOfEarly();
              List<RunFilter> some = new ArrayList<>();
              for (int i = 0; i < ids.size(); i += MOST_NAMED) {
                List<String> next = ids.subList(i, Math.min(ids.size(), i + MOST_NAMED));
                some.add(new RunFilter.In(RunField.ID, List.copyOf(next)));
              }
              return Pages.of(some).concatMap(items);
            });
  }
}
