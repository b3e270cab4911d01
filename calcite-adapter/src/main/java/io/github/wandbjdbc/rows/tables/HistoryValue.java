package io.github.wandbjdbc.rows.tables;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Misfit;
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
import io.github.wandbjdbc.rows.Misfits;
import io.github.wandbjdbc.rows.RunReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One value that a step logged.
 *
 * @param number the value if it is a number, NaN and the infinities included
 * @param json the value as JSON text
 */
record HistoryValue(String runId, long step, String key, @Nullable Double number, String json) {

  /** Those that {@code request} wants: of named metrics only these are read. */
  static Pages<HistoryValue> list(
      WandbClient client, ItemRequest request, CallScope scope, Misfits misfits) {
    Set<String> named = request.selected("key");
    if (named != null) {
      return of(client, request, request.runs(), List.copyOf(named), scope);
    }
    String pattern = request.patterns().get("key");
    RunsRequest runs =
        RunsRequest.all(request.project())
            .withFilter(request.runs())
            .withFields(Set.of(RunField.HISTORY_KEYS))
            .withOrder(RunOrder.OLDEST_FIRST);
    return client
        .runs(runs, scope.withRowsPerPage(0))
        .concatMap(
            run -> {
              RunReader.tellFaults(run, Set.of(RunField.HISTORY_KEYS), misfits);
              RunFilter only = new RunFilter.In(RunField.ID, List.of(run.id()));
              return of(client, request, only, keys(run, pattern), scope);
            });
  }

  /** The metrics that {@code run} logged, but those that can't be LIKE {@code pattern}. */
  private static List<String> keys(Run run, @Nullable String pattern) {
    String prefix = pattern == null ? "" : pattern.split("[%_]", 2)[0];
    return RunMetric.of(run).stream()
        .map(RunMetric::key)
        .filter(key -> !key.equals("_step") && key.startsWith(prefix))
        .toList();
  }

  private static Pages<HistoryValue> of(
      WandbClient client, ItemRequest request, RunFilter runs, List<String> keys, CallScope scope) {
    if (keys.isEmpty()) {
      return Pages.none();
    }
    List<ValueColumn> columns =
        keys.stream().map(key -> new ValueColumn(key, ValueType.NUMBER)).toList();
    HistoryRequest history =
        HistoryRequest.all(request.project())
            .withRuns(runs)
            .withSteps(request.steps())
            .withColumns(columns);
    return client.history(history, scope).flatMap(row -> of(row, keys));
  }

  private static List<HistoryValue> of(HistoryRow row, List<String> keys) {
    List<HistoryValue> values = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      Object value = row.value(i);
      if (value instanceof Double number) {
        values.add(new HistoryValue(row.runId(), row.step(), keys.get(i), number, json(number)));
      } else if (value instanceof Misfit other) {
        values.add(new HistoryValue(row.runId(), row.step(), keys.get(i), null, other.json()));
      }
    }
    return values;
  }

  private static String json(double number) {
    if (!Double.isFinite(number)) {
      return '"' + Double.toString(number) + '"';
    }
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
