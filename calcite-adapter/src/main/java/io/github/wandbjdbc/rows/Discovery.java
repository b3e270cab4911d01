package io.github.wandbjdbc.rows;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunOrder;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the columns of a project's tables: the union of what its newest runs hold.
 *
 * @param runs so many of the newest runs are looked at
 * @param maxColumns so many columns are made per table at the most
 * @param measuring whether the source is asked on this occasion what its filters can do
 */
public record Discovery(int runs, int maxColumns, boolean measuring) {
  private static final String CONFIG = "config.";
  private static final String SUMMARY = "summary.";

  /** The columns of {@code runs}. */
  public TableColumns runs(WandbClient client, ProjectPath project, CallScope scope) {
    DiscoveredKeys keys =
        collect(
            client,
            project,
            EnumSet.of(RunField.CONFIG, RunField.SUMMARY),
            scope,
            (run, found) -> {
              KeyCollector.addConfig(run.config(), found);
              KeyCollector.addSummary(run.summary(), found);
            });
    return TableColumns.of(
        "runs of " + project, FixedColumns.RUNS, keys, maxColumns, Discovery::runColumn);
  }

  /** The columns of {@code history} and {@code sampled_history}. */
  public HistoryTables history(WandbClient client, ProjectPath project, CallScope scope) {
    DiscoveredKeys keys =
        collect(
            client,
            project,
            EnumSet.of(RunField.HISTORY_KEYS),
            scope,
            (run, found) -> {
              if (run.historyKeys() != null) {
                KeyCollector.addHistory(run.historyKeys(), found);
              }
            });
    StringPeek.settle(client, project, keys, scope);
    return new HistoryTables(
        ofSteps("history of " + project, FixedColumns.HISTORY, keys),
        ofSteps("sampled_history of " + project, FixedColumns.SAMPLED_HISTORY, keys));
  }

  private TableColumns ofSteps(String table, List<Column> fixed, DiscoveredKeys keys) {
    return TableColumns.of(table, fixed, keys, maxColumns, Discovery::metricColumn);
  }

  private DiscoveredKeys collect(
      WandbClient client,
      ProjectPath project,
      Set<RunField> fields,
      CallScope scope,
      Collector collector) {
    RunsRequest newest =
        RunsRequest.all(project)
            .withFields(fields)
            .withOrder(RunOrder.NEWEST_FIRST)
            .withLimit(runs)
            .withMeasuring(measuring && fields.contains(RunField.CONFIG));
    DiscoveredKeys keys = new DiscoveredKeys();
    try (Pages<Run> pages = client.runs(newest, scope)) {
      for (List<Run> page = pages.next(); page != null; page = pages.next()) {
        for (Run run : page) {
          keys.nextRun(run.id());
          collect(project, run, keys, collector);
        }
      }
    }
    return keys;
  }

  private static void collect(
      ProjectPath project, Run run, DiscoveredKeys keys, Collector collector) {
    try {
      collector.collect(run, keys);
    } catch (IOException e) {
      throw new WandbException(
          Kind.MALFORMED_RESPONSE,
          "run %s/%s: its config or summary is no JSON object".formatted(project, run.id()),
          e);
    }
  }

  private static Column runColumn(String name, String key, KeyType type) {
    boolean ofConfig = key.startsWith(CONFIG);
    String path = key.substring(ofConfig ? CONFIG.length() : SUMMARY.length());
    boolean decidable = name.equals(key) && type != KeyType.MIXED;
    String remarks = remarks(ofConfig ? "Run.config" : "Run.summaryMetrics", path, type);
    return new Column(
        name,
        type.columnType(),
        true,
        remarks,
        ofConfig
            ? new ColumnSource.Config(path, type.valueType(), decidable)
            : new ColumnSource.Summary(path, type.valueType(), decidable));
  }

  private static Column metricColumn(String name, String key, KeyType type) {
    return new Column(
        name,
        type.columnType(),
        true,
        remarks("the run's history", key, type),
        new ColumnSource.Logged(key, type.valueType()));
  }

  private static String remarks(String origin, String key, KeyType type) {
    return "%s, as logged. From %s, key %s.%s"
        .formatted(
            type.words(),
            origin,
            key,
            type == KeyType.NUMBER ? " Integers beyond 2^53 lose digits." : "");
  }

  /** The columns of the two tables whose rows are steps. */
  public record HistoryTables(TableColumns history, TableColumns sampled) {}

  /** Adds what one run holds. */
  private interface Collector {
    void collect(Run run, DiscoveredKeys keys) throws IOException;
  }
}
