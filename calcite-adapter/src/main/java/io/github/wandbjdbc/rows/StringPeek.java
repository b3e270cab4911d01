package io.github.wandbjdbc.rows;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Misfit;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.WandbClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out whether the strings of a metric that also has numbers are its NaNs and infinities.
 *
 * <p>History keys count both as strings, so we look at a sample of a run that has some. If the
 * sample misses a string that is text, the column is DOUBLE and that value is told as one that
 * doesn't fit.
 */
final class StringPeek {
  private static final int MAX_KEYS = 100;
  private static final int MAX_RUNS = 10;
  private static final int SAMPLES = 1000;

  private StringPeek() {}

  /** Settles the question for {@code keys}; asks nothing if it doesn't arise. */
  static void settle(
      WandbClient client, ProjectPath project, DiscoveredKeys keys, CallScope scope) {
    List<ValueColumn> columns = new ArrayList<>();
    Set<Object> runs = new LinkedHashSet<>();
    for (Map.Entry<String, String> entry : keys.numbersAndStrings().entrySet()) {
      boolean known = runs.contains(entry.getValue());
      if (columns.size() < MAX_KEYS && (known || runs.size() < MAX_RUNS)) {
        columns.add(new ValueColumn(entry.getKey(), ValueType.NUMBER));
        runs.add(entry.getValue());
      }
    }
    if (columns.isEmpty()) {
      return;
    }
    RunFilter filter = new RunFilter.In(RunField.ID, List.copyOf(runs));
    Set<Integer> seen = new HashSet<>();
    Set<Integer> withText = new HashSet<>();
    try (Pages<HistoryRow> pages =
        client.sampledHistory(
            new SampledHistoryRequest(project, filter, StepRange.ALL, columns, false, SAMPLES),
            scope)) {
      for (List<HistoryRow> page = pages.next(); page != null; page = pages.next()) {
        page.forEach(row -> look(row, columns.size(), seen, withText));
      }
    }
    for (int i = 0; i < columns.size(); i++) {
      if (seen.contains(i) && !withText.contains(i)) {
        keys.stringsAreNumbers(columns.get(i).key());
      }
    }
  }

  private static void look(HistoryRow row, int columns, Set<Integer> seen, Set<Integer> withText) {
    for (int i = 0; i < columns; i++) {
      if (row.value(i) != null) {
        seen.add(i);
      }
      if (row.value(i) instanceof Misfit) {
        withText.add(i);
      }
    }
  }
}
