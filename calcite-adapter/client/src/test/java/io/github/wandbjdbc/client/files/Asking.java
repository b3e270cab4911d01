package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.ScanWarning;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.WandbClient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

/** Asks a client whole questions, and keeps the warnings of its answers. */
final class Asking {
  private final WandbClient client;
  private final ProjectPath project;
  private final List<String> warnings = new ArrayList<>();
  private final CallScope scope =
      new CallScope(null, (ScanWarning warning) -> warnings.add(warning.message()));

  Asking(WandbClient client, ProjectPath project) {
    this.client = client;
    this.project = project;
  }

  /** The warnings so far. */
  List<String> warnings() {
    return warnings;
  }

  /** All runs, with all that is known of them. */
  List<Run> runs() {
    return runs(RunFilter.ALL);
  }

  List<Run> runs(RunFilter filter) {
    return all(
        client.runs(
            RunsRequest.all(project).withFilter(filter).withFields(EnumSet.allOf(RunField.class)),
            scope));
  }

  /** The only run that has {@code id}. */
  Run run(String id) {
    return runs(ids(id)).get(0);
  }

  List<HistoryRow> history(String runId, ValueColumn... columns) {
    return history(runId, StepRange.ALL, columns);
  }

  List<HistoryRow> history(String runId, StepRange steps, ValueColumn... columns) {
    return all(
        client.history(
            HistoryRequest.all(project)
                .withRuns(ids(runId))
                .withSteps(steps)
                .withColumns(Arrays.asList(columns)),
            scope));
  }

  static RunFilter ids(String... ids) {
    return new RunFilter.In(RunField.ID, List.of((Object[]) ids));
  }

  static ValueColumn number(String key) {
    return new ValueColumn(key, ValueType.NUMBER);
  }

  static ValueColumn text(String key) {
    return new ValueColumn(key, ValueType.TEXT);
  }

  static <T> List<T> all(Pages<T> pages) {
    List<T> all = new ArrayList<>();
    try (pages) {
      for (List<T> page = pages.next(); page != null; page = pages.next()) {
        all.addAll(page);
      }
    }
    return all;
  }
}
