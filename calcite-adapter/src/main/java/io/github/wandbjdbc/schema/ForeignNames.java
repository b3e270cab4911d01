package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.engine.source.NameHints;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.TableColumns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names by which the official client, the web app and other trackers call our tables and
 * columns; and the table that has a column which another lacks.
 */
final class ForeignNames implements NameHints {
  /** The only one. */
  static final NameHints INSTANCE = new ForeignNames();

  /** The columns of any table, by what they are called elsewhere, the best first. */
  private static final Map<String, List<String>> COLUMNS = new HashMap<>();

  private static final Map<String, String> TABLES = new HashMap<>();
  private static final Map<String, String> FUNCTIONS = new HashMap<>();

  private static final String MEAN_OF_ROWS =
      "AVG(x) OVER (PARTITION BY run_id ORDER BY _step ROWS BETWEEN 9 PRECEDING AND CURRENT ROW)"
          + " for a mean of the last ten rows";
  private static final String BY_STEP =
      "ARG_MAX(x, _step) for the last value, or ARG_MIN(x, _step) for the first";

  static {
    column("run_id", "id", "run", "runid", "run_name", "uuid", "run_uuid", "storage_id", "runs_id");
    column("name", "display_name", "displayname", "title", "run_name", "label", "experiment");
    column("created_at", "created", "createdat", "date", "start_time", "started", "started_at");
    column("created_at", "timestamp", "time", "start", "begin", "created_on", "creation_time");
    column("updated_at", "updated", "updatedat", "modified");
    column("heartbeat_at", "heartbeat", "heartbeatat", "end_time", "ended_at", "finished_at");
    column("heartbeat_at", "updated_at", "updated", "updatedat", "last_seen", "end");
    column("logged_at", "timestamp", "time", "date", "created_at", "datetime", "wall_time");
    column("recorded_at", "timestamp", "time", "date", "created_at", "logged_at", "wall_time");
    column("written_at", "timestamp", "time", "date", "created_at", "logged_at");
    column("raised_at", "timestamp", "time", "date", "created_at");
    column("runtime_seconds", "duration", "runtime", "elapsed", "run_time", "wall_time", "seconds");
    column("runtime_seconds", "_runtime", "length", "runtime_s", "total_time");
    column("_runtime", "runtime", "duration", "elapsed", "seconds", "relative_time");
    column("username", "user", "user_name", "author", "owner", "creator", "created_by", "who");
    column("run_group", "group", "group_name", "groups", "rungroup");
    column("job_type", "job", "jobtype", "type", "kind");
    column("sweep_id", "sweep", "sweep_name", "sweepname", "sweepid");
    column("host", "hostname", "machine", "node", "server");
    column("git_commit", "commit", "sha", "git_sha", "revision", "git_hash", "commit_hash");
    column("tags", "tag", "labels", "keywords");
    column("tag", "tags", "name", "label");
    column("notes", "note", "comment", "comments", "memo");
    column("state", "status", "run_state", "lifecycle");
    column("read_only", "readonly", "locked", "archived");
    column("history_rows", "steps", "history_line_count", "historylinecount", "num_steps", "rows");
    column("last_step", "step", "_step", "laststep", "last_history_step", "lasthistorystep");
    column("last_step", "max_step", "global_step", "n_steps");
    column("_step", "step", "steps", "global_step", "iteration", "iter", "x", "step_number");
    column("_timestamp", "unix_time", "epoch_seconds");
    column("url", "link", "path", "href", "permalink");
    column("config", "hparams", "params", "hyperparameters", "configuration", "args", "settings");
    column("config", "json_config", "raw_config", "jsonconfig", "rawconfig", "parameters");
    column("summary", "summary_metrics", "summarymetrics", "metrics", "results", "summaries");
    column("system_metrics", "systemmetrics", "system", "gpu", "hardware", "sys");
    column("key", "metric", "name", "metric_name", "metric_key", "field", "column_name");
    column("path", "key", "name", "param", "parameter", "config_key");
    column("value", "val", "number", "metric_value");
    column("value_text", "value", "text", "string_value");
    column("value_json", "value", "json");
    column("line", "text", "message", "content", "log", "output", "msg");
    column("number", "line_number", "lineno", "line_no", "n");
    column("steps", "count", "n", "num_steps", "rows");

    table("runs", "run", "experiments", "experiment", "trials", "jobs", "api.runs", "summary");
    table("runs", "summaries", "configs", "wandb", "run_table");
    table("history", "histories", "scan_history", "steps", "logged", "run_history", "data");
    table("history", "train", "training", "val", "metrics_history", "curves", "scalars");
    table("sampled_history", "samples", "sampled", "history_sampled", "sampledhistory");
    table("metrics", "metric", "keys", "history_keys", "historykeys");
    table("console_logs", "logs", "log", "output", "stdout", "console", "stderr", "output_log");
    table("run_config", "config", "params", "hyperparameters", "hparams", "parameters");
    table("run_summary", "summary_values", "summary_metrics", "results");
    table("run_tags", "tags", "tag", "labels");
    table("system_metrics", "system", "events", "gpu", "hardware", "sys_metrics", "stats");
    table("files", "file", "run_files");
    table("sweeps", "sweep", "hyperparameter_search");
    table("artifacts", "artifact", "models", "datasets", "logged_artifacts", "used_artifacts");
    table("reports", "report", "views");

    function(MEAN_OF_ROWS, "ema", "ewm", "ewma", "exp_moving_avg", "exponential_moving_average");
    function(
        MEAN_OF_ROWS, "moving_avg", "moving_average", "rolling_mean", "rolling", "movingaverage");
    function(MEAN_OF_ROWS, "smooth", "ema_smooth", "running_mean", "rolling_avg", "smoothed");
    function(BY_STEP, "last", "first", "any_last", "latest", "earliest", "argmax", "argmin");
    function(BY_STEP, "max_by", "min_by", "arg_max", "arg_min", "last_by", "first_by");
    function("LAG(x) OVER (PARTITION BY run_id ORDER BY _step)", "prev", "previous", "shift");
    function("x - LAG(x) OVER (PARTITION BY run_id ORDER BY _step)", "diff", "delta", "difference");
    function("SUM(x) OVER (PARTITION BY run_id ORDER BY _step)", "cumsum", "running_sum");
    function("MAX(x) OVER (PARTITION BY run_id ORDER BY _step)", "cummax", "running_max");
    function("MIN(x) OVER (PARTITION BY run_id ORDER BY _step)", "cummin", "running_min");
  }

  private ForeignNames() {}

  private static void function(String instead, String... elsewhere) {
    for (String name : elsewhere) {
      FUNCTIONS.put(name, instead);
    }
  }

  private static void column(String column, String... elsewhere) {
    for (String name : elsewhere) {
      COLUMNS.computeIfAbsent(name, unknown -> new ArrayList<>()).add(column);
    }
  }

  private static void table(String table, String... elsewhere) {
    for (String name : elsewhere) {
      TABLES.putIfAbsent(name, table);
    }
  }

  @Override
  public Optional<String> column(String table, String name) {
    Set<String> columns = Set.copyOf(fixed(table));
    return COLUMNS.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
        .filter(columns::contains)
        .findFirst();
  }

  @Override
  public Optional<String> table(String name) {
    return Optional.ofNullable(TABLES.get(name.toLowerCase(Locale.ROOT)))
        .filter(table -> ProjectTables.named(table).isPresent());
  }

  @Override
  public Optional<String> function(String name) {
    return Optional.ofNullable(FUNCTIONS.get(name.toLowerCase(Locale.ROOT)));
  }

  @Override
  public List<String> advice(String name, Set<String> tables) {
    String folded = name.toLowerCase(Locale.ROOT);
    if (tables.isEmpty() || tables.stream().noneMatch(table -> ofRuns(table))) {
      return List.of();
    }
    if (tables.contains("system_metrics") || tables.contains("history_values")) {
      String table = tables.contains("system_metrics") ? "system_metrics" : "history_values";
      return List.of(
          "%s has a row for each measurement: write SELECT value FROM %s WHERE key = '%s'%s"
              .formatted(
                  table,
                  table,
                  table.equals("history_values") ? name : "gpu.0.gpu",
                  table.equals("history_values") ? "" : ", or key LIKE 'gpu%'"));
    }
    boolean isOfRuns = folded.startsWith("config.") || folded.startsWith("summary.");
    if (tables.contains("runs") && isOfRuns) {
      return List.of(ofNoRun(name));
    }
    if (!tables.contains("runs") && (isOfRuns || has("runs", folded))) {
      return List.of(joined(name, "runs"));
    }
    boolean hasSteps = tables.contains("history") || tables.contains("sampled_history");
    if (!hasSteps && has("history", folded)) {
      return List.of(joined(name, "history"));
    }
    return elsewhere(name, tables).map(List::of).orElse(List.of());
  }

  /** How to ask for what no run is known to have, but a run of tomorrow may. */
  private static String ofNoRun(String name) {
    boolean ofConfig = name.regionMatches(true, 0, "config.", 0, "config.".length());
    String key = name.substring(name.indexOf('.') + 1);
    String names =
        key.replace("\\", "\\\\").replace("\"", "\\\"").replace("'", "''").replace(".", "\"][\"");
    return ("for a key that perhaps no run has, write JSON_VALUE(%s, '$[\"%s\"]' RETURNING DOUBLE),"
            + " or LEFT JOIN %s c ON c.run_id = runs.run_id AND c.path = '%s'")
        .formatted(
            ofConfig ? "config" : "summary",
            names,
            ofConfig ? "run_config" : "run_summary",
            key.replace("'", "''"));
  }

  private static Optional<String> elsewhere(String name, Set<String> tables) {
    return ProjectTables.all().stream()
        .map(TableKind::tableName)
        .filter(table -> !tables.contains(table) && ofRuns(table) && has(table, name))
        .findFirst()
        .map(table -> joined(name, table));
  }

  private static String joined(String name, String table) {
    return "\"%s\" is a column of %s: JOIN %s USING (run_id)".formatted(name, table, table);
  }

  private static boolean ofRuns(String table) {
    return has(table, "run_id");
  }

  private static boolean has(String table, String column) {
    return fixed(table).stream().anyMatch(column::equalsIgnoreCase);
  }

  /** The columns that {@code table} has in every project. */
  private static List<String> fixed(String table) {
    TableKind kind = ProjectTables.named(table).orElse(null);
    List<Column> columns =
        kind instanceof WideTable wide
            ? wide.fixedColumns()
            : kind instanceof ListedTable listed
                ? TableColumns.all(listed.items().columns()).columns()
                : List.of();
    return columns.stream().map(Column::name).toList();
  }
}
