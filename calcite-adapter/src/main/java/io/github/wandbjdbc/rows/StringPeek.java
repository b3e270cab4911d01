package io.github.wandbjdbc.rows;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Misfit;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.WandbException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out whether the strings of a metric that also has numbers are its NaNs and infinities.
 *
 * <p>History keys count both as strings, so we look at a sample of a run that has some, or at its
 * first rows if the server can't sample. If these miss a string that is text, the column is DOUBLE
 * and that value is told as one that doesn't fit.
 */
final class StringPeek {
  private static final int MAX_KEYS = 100;
  private static final int MAX_RUNS = 10;
  private static final int SAMPLES = 1000;

  private final WandbClient client;
  private final ProjectPath project;
  private final List<ValueColumn> columns;
  private final CallScope scope;
  private final Set<Integer> seen = new HashSet<>();
  private final Set<Integer> withText = new HashSet<>();

  private StringPeek(
      WandbClient client, ProjectPath project, List<ValueColumn> columns, CallScope scope) {
    this.client = client;
    this.project = project;
    this.columns = columns;
    this.scope = scope;
  }

  /** Settles the question for {@code keys}; asks nothing if it doesn't arise. */
  static void settle(
      WandbClient client, ProjectPath project, DiscoveredKeys keys, CallScope scope) {
    List<ValueColumn> columns = new ArrayList<>();
    Set<Object> runs = new LinkedHashSet<>();
    for (Map.Entry<String, String> entry : keys.numbersAndStrings().entrySet()) {
      boolean known = runs.contains(entry.getValue());
      if (columns.size() < MAX_KEYS && (known || runs.size() < MAX_RUNS)) {
        columns.add(new ValueColumn(entry.getKey(), ValueType.NUMBER, true));
        runs.add(entry.getValue());
      }
    }
    if (columns.isEmpty()) {
      return;
    }
    StringPeek peek = new StringPeek(client, project, columns, scope);
    try {
      peek.lookAtSamples(List.copyOf(runs));
    } catch (WandbException e) {
      if (!isOfSamples(e)) {
        throw e;
      }
      runs.forEach(peek::lookAtRows);
    }
    for (int i = 0; i < columns.size(); i++) {
      if (peek.seen.contains(i) && !peek.withText.contains(i)) {
        keys.stringsAreNumbers(columns.get(i).key());
      }
    }
  }

  /** Whether whole rows may be had where samples can't. */
  private static boolean isOfSamples(WandbException e) {
    return switch (e.kind()) {
      case BAD_REQUEST, REFUSED, SERVER_ERROR, MALFORMED_RESPONSE -> true;
      case UNREACHABLE,
          UNAUTHENTICATED,
          FORBIDDEN,
          NOT_FOUND,
          UNKNOWN_ENTITY,
          UNKNOWN_PROJECT,
          RATE_LIMITED,
          TIMEOUT,
          CANCELLED,
          BAD_STATEMENT,
          MISFIT,
          LIMIT_EXCEEDED,
          NOT_RECORDED ->
          false;
    };
  }

  private void lookAtSamples(List<Object> runs) {
    RunFilter filter = new RunFilter.In(RunField.ID, runs);
    look(
        client.sampledHistory(
            SampledHistoryRequest.all(project, SAMPLES)
                .withRuns(filter)
                .withColumns(columns)
                .asOptional(),
            scope));
  }

  private void lookAtRows(Object run) {
    RunFilter filter = new RunFilter.In(RunField.ID, List.of(run));
    look(
        client.history(
            HistoryRequest.all(project).withRuns(filter).withColumns(columns).withLimit(SAMPLES),
            scope));
  }

  private void look(Pages<HistoryRow> rows) {
    try (Pages<HistoryRow> pages = rows) {
      for (List<HistoryRow> page = pages.next(); page != null; page = pages.next()) {
        page.forEach(this::look);
      }
    }
  }

  private void look(HistoryRow row) {
    for (int i = 0; i < columns.size(); i++) {
      if (row.value(i) != null) {
        seen.add(i);
      }
      if (row.value(i) instanceof Misfit) {
        withText.add(i);
      }
    }
  }
}
