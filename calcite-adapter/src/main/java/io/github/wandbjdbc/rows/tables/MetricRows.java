package io.github.wandbjdbc.rows.tables;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunOrder;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.rows.ItemRequest;
import io.github.wandbjdbc.rows.KeyCollector;
import io.github.wandbjdbc.rows.Misfits;
import io.github.wandbjdbc.rows.RunReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads histories for tables that hold metrics in rows: the metrics that a statement names, of all
 * its runs together, or else those that each run logged. Neighbours in the list of runs that logged
 * the same are read together.
 */
final class MetricRows {
  private static final int MOST_TOGETHER = 100;

  private final WandbClient client;
  private final ItemRequest request;
  private final CallScope scope;

  MetricRows(WandbClient client, ItemRequest request, CallScope scope) {
    this.client = client;
    this.request = request;
    this.scope = scope;
  }

  /** The results of {@code items} for rows, run by run and step by step, and their metrics. */
  <T> Pages<T> read(Misfits misfits, BiFunction<Pages<HistoryRow>, List<String>, Pages<T>> items) {
    Set<String> named = request.selected("key");
    if (named != null) {
      List<String> keys = List.copyOf(named);
      return items.apply(rows(request.runs(), keys, key -> true, 0), keys);
    }
    RunsRequest runs =
        RunsRequest.all(request.project())
            .withFilter(request.runs())
            .withFields(Set.of(RunField.HISTORY_KEYS))
            .withOrder(RunOrder.OLDEST_FIRST);
    String pattern = request.patterns().get("key");
    String prefix = pattern == null ? "" : pattern.split("[%_]", 2)[0];
    return new AlikeRuns(
            client.runs(runs, scope.withRowsPerPage(0)),
            prefix,
            KeyCollector.metricsOf(client),
            misfits)
        .concatMap(
            alike ->
                items.apply(
                    rows(
                        new RunFilter.In(RunField.ID, alike.ids()),
                        alike.keys(),
                        alike::isBesideMaps,
                        alike.ids().size()),
                    alike.keys()));
  }

  /** The rows of {@code runs}; where a map is in the place of some keys, it is none of theirs. */
  private Pages<HistoryRow> rows(
      RunFilter runs, List<String> keys, Predicate<String> isBesideMaps, int count) {
    if (keys.isEmpty()) {
      for (int run = 0; run < count; run++) {
        scope.progress().endRun();
      }
      return Pages.none();
    }
    List<ValueColumn> columns =
        keys.stream()
            .map(key -> new ValueColumn(key, ValueType.NUMBER, isBesideMaps.test(key)))
            .toList();
    HistoryRequest history =
        HistoryRequest.all(request.project())
            .withRuns(runs)
            .withSteps(request.steps())
            .withColumns(columns);
    return client.history(history, scope);
  }

  /**
   * Neighbours in a list of runs that logged the same metrics.
   *
   * @param ids of the runs, at most {@value #MOST_TOGETHER}
   * @param keys the metrics
   */
  private record Alike(List<Object> ids, List<String> keys) {
    boolean isBesideMaps(String key) {
      return keys.stream().anyMatch(other -> other.startsWith(key + "."));
    }
  }

  /**
   * The pages of a list of runs, grouped.
   *
   * @param prefix how the metrics begin that are wanted
   * @param isMetric which keys are metrics
   */
  private record AlikeRuns(
      Pages<Run> runs, String prefix, Predicate<String> isMetric, Misfits misfits)
      implements Pages<Alike> {
    @Override
    public @Nullable List<Alike> next() {
      List<Run> page = runs.next();
      if (page == null) {
        return null;
      }
      List<Alike> groups = new ArrayList<>();
      for (Run run : page) {
        RunReader.tellFaults(run, Set.of(RunField.HISTORY_KEYS), misfits);
        List<String> keys = keys(run);
        Alike last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
        if (last == null || last.ids.size() == MOST_TOGETHER || !last.keys.equals(keys)) {
          last = new Alike(new ArrayList<>(), keys);
          groups.add(last);
        }
        last.ids.add(run.id());
      }
      return groups;
    }

    private List<String> keys(Run run) {
      return RunMetric.of(run, isMetric).stream()
          .map(RunMetric::key)
          .filter(key -> !key.equals("_step") && key.startsWith(prefix))
          .toList();
    }

    @Override
    public void close() {
      runs.close();
    }
  }
}
