package io.github.wandbjdbc.rows;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.WandbClient;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Finds the columns of a project's tables: the union of what its newest runs hold.
 *
 * @param runs so many of the newest runs are looked at
 * @param maxColumns so many columns are made per table at the most
 * @param measuring whether the source is asked on this occasion what its filters can do
 * @param time once it has taken so long, it makes do with the runs read so far, if there are some;
 *     zero for no bound
 * @param nanoTime the clock for that
 */
public record Discovery(
    int runs, int maxColumns, boolean measuring, Duration time, LongSupplier nanoTime) {
  private static final String CONFIG = "config.";
  private static final String SUMMARY = "summary.";

  private static final List<RunPart> CONFIG_AND_SUMMARY =
      List.of(
          new RunPart(
              "config", RunField.CONFIG, (run, keys) -> KeyCollector.addConfig(run.config(), keys)),
          new RunPart(
              "summary",
              RunField.SUMMARY,
              (run, keys) -> KeyCollector.addSummary(run.summary(), keys)));

  private static final List<RunPart> HISTORY_KEYS =
      List.of(
          new RunPart(
              "list of history keys",
              RunField.HISTORY_KEYS,
              (run, keys) -> {
                if (run.historyKeys() != null) {
                  KeyCollector.addHistory(run.historyKeys(), keys);
                }
              }));

  /** Without measuring, and without a bound in time. */
  public Discovery(int runs, int maxColumns) {
    this(runs, maxColumns, false, Duration.ZERO, System::nanoTime);
  }

  /** The columns of {@code runs}. */
  public TableColumns runs(WandbClient client, ProjectPath project, CallScope scope) {
    String table = "runs of " + project;
    NewestRuns newest = new NewestRuns(this, client, project, table, scope);
    newest.read(CONFIG_AND_SUMMARY);
    return TableColumns.of(
        table,
        FixedColumns.RUNS,
        newest.keys(),
        maxColumns,
        newest.notices(),
        any -> true,
        Discovery::runColumn);
  }

  /** Whether a column of {@code runs} that is called so can have been discovered. */
  public static boolean mayBeOfRuns(String name) {
    return startsWith(name, CONFIG) || startsWith(name, SUMMARY);
  }

  private static boolean startsWith(String name, String prefix) {
    return name.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  /** The columns of {@code history} and {@code sampled_history}. */
  public HistoryTables history(WandbClient client, ProjectPath project, CallScope scope) {
    NewestRuns newest = new NewestRuns(this, client, project, "history of " + project, scope);
    newest.read(HISTORY_KEYS);
    newest.settleStrings();
    return new HistoryTables(
        ofSteps("history of " + project, FixedColumns.HISTORY, newest, client),
        ofSteps("sampled_history of " + project, FixedColumns.SAMPLED_HISTORY, newest, client),
        ofSteps(
            "history_with_parents of " + project,
            FixedColumns.HISTORY_WITH_PARENTS,
            newest,
            client));
  }

  private TableColumns ofSteps(
      String table, List<Column> fixed, NewestRuns newest, WandbClient client) {
    return TableColumns.of(
        table,
        fixed,
        newest.keys(),
        maxColumns,
        newest.notices(),
        KeyCollector.metricsOf(client),
        Discovery::metricColumn);
  }

  /**
   * The findings about {@code name}, which a statement has for a column that the table lacks: of
   * all runs, rather than of the newest.
   *
   * @param ofRuns whether the table is {@code runs}
   * @param shown the table's columns
   */
  public static NamedKeys find(
      WandbClient client,
      ProjectPath project,
      String name,
      boolean ofRuns,
      TableColumns shown,
      CallScope scope) {
    KeyLookup lookup = new KeyLookup(client, project, scope);
    if (!ofRuns) {
      return lookup.find(name, RunField.HISTORY_KEYS, "", shown);
    }
    return startsWith(name, CONFIG)
        ? lookup.find(name, RunField.CONFIG, CONFIG, shown)
        : lookup.find(name, RunField.SUMMARY, SUMMARY, shown);
  }

  /** The columns {@code shown}, and those of the keys {@code found} besides. */
  public static TableColumns with(TableColumns shown, List<FoundKey> found, boolean ofRuns) {
    return found.isEmpty() ? shown : shown.with(found, definition(ofRuns));
  }

  static TableColumns.Definition definition(boolean ofRuns) {
    return ofRuns ? Discovery::runColumn : Discovery::metricColumn;
  }

  private static Column runColumn(String name, FoundKey found) {
    String key = found.name();
    KeyType type = found.type();
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
            ? new ColumnSource.Config(path, type.valueType(), decidable, found.besideMaps())
            : new ColumnSource.Summary(path, type.valueType(), decidable, found.besideMaps()));
  }

  private static Column metricColumn(String name, FoundKey found) {
    String key = found.name();
    KeyType type = found.type();
    return new Column(
        name,
        type.columnType(),
        true,
        remarks("the run's history", key, type),
        new ColumnSource.Logged(key, type.valueType(), found.besideMaps()));
  }

  private static String remarks(String origin, String key, KeyType type) {
    return "%s, as logged. From %s, key %s.%s"
        .formatted(
            type.words(),
            origin,
            key,
            type == KeyType.NUMBER ? " Integers beyond 2^53 lose digits." : "");
  }

  /** The columns of the tables whose rows are steps. */
  public record HistoryTables(
      TableColumns history, TableColumns sampled, TableColumns withParents) {}
}
