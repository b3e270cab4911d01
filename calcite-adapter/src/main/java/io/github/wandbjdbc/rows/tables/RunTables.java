package io.github.wandbjdbc.rows.tables;

import static io.github.wandbjdbc.rows.ColumnType.BIGINT;
import static io.github.wandbjdbc.rows.ColumnType.DOUBLE;
import static io.github.wandbjdbc.rows.ColumnType.TIMESTAMP;
import static io.github.wandbjdbc.rows.ColumnType.VARCHAR;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ConsoleLine;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunOrder;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.SystemMetric;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.rows.ItemRequest;
import io.github.wandbjdbc.rows.ItemTable;
import io.github.wandbjdbc.rows.KeyCollector;
import io.github.wandbjdbc.rows.Misfits;
import io.github.wandbjdbc.rows.RunReader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tables that hold what {@code runs} and {@code history} hold in columns of their own, in rows:
 * for tools that can't know the columns, and for keys beyond {@code maxColumns}.
 */
public final class RunTables {
  private static final String OF_RUN = "The run's id. From Run.name.";

  /** Of {@code run_config}: one row per value of a run's configuration. */
  static final ItemTable<RunValue> CONFIG =
      values("run_config", "One row per value of a run's configuration.", "From Run.config.")
          .madeOf(RunField.CONFIG)
          .listedBy(
              (client, request, scope, misfits) ->
                  runs(client, request, RunField.CONFIG, scope, misfits)
                      .flatMap(RunValue::ofConfig));

  /** Of {@code run_summary}: one row per value of a run's summary. */
  static final ItemTable<RunValue> SUMMARY =
      values(
              "run_summary",
              "One row per value of a run's summary: the last or best of each metric.",
              "From Run.summaryMetrics.")
          .madeOf(RunField.SUMMARY)
          .listedBy(
              (client, request, scope, misfits) ->
                  runs(client, request, RunField.SUMMARY, scope, misfits)
                      .flatMap(RunValue::ofSummary));

  /** Of {@code run_tags}: one row per tag of a run. */
  static final ItemTable<RunTag> TAGS =
      ItemTable.<RunTag>named("run_tags", "One row per tag of a run.")
          .key(ItemRequest.RUN_ID, RunTag::runId, OF_RUN)
          .key("tag", RunTag::tag, "The tag. From Run.tags.")
          .madeOf(RunField.TAGS)
          .primaryKey(ItemRequest.RUN_ID, "tag")
          .refersToRuns()
          .listedBy(
              (client, request, scope, misfits) ->
                  runs(client, request, RunField.TAGS, scope, misfits).flatMap(RunTag::of));

  /** Of {@code metrics}: one row per run and key of its history. */
  static final ItemTable<RunMetric> METRICS =
      ItemTable.<RunMetric>named(
              "metrics",
              "One row per metric that a run logged, according to the run's history keys.")
          .key(ItemRequest.RUN_ID, RunMetric::runId, OF_RUN)
          .required(
              "key",
              VARCHAR,
              RunMetric::key,
              "The metric, as logged; the names of nested ones are joined with dots. From"
                  + " Run.historyKeys.")
          .required(
              "types",
              VARCHAR,
              RunMetric::types,
              "JSON array of strings: the types under which it was logged, such as number, string,"
                  + " bool, nil, list or a media type. From Run.historyKeys.")
          .required(
              "steps",
              BIGINT,
              RunMetric::steps,
              "The number of steps that logged it, according to the server. From Run.historyKeys.")
          .column(
              "run_steps",
              BIGINT,
              RunMetric::runSteps,
              "The number of steps that the run logged. From Run.historyKeys.")
          .column(
              "last_step",
              BIGINT,
              RunMetric::lastStep,
              "The last step that the run logged. From Run.historyKeys.lastStep.")
          .madeOf(RunField.HISTORY_KEYS)
          .primaryKey(ItemRequest.RUN_ID, "key")
          .refersToRuns()
          .likelyRows(50_000)
          .listedBy(
              (client, request, scope, misfits) ->
                  runs(client, request, RunField.HISTORY_KEYS, scope, misfits)
                      .flatMap(run -> RunMetric.of(run, KeyCollector.metricsOf(client))));

  /** Of {@code system_metrics}: one row per measurement of the machine. */
  static final ItemTable<SystemMetric> SYSTEM_METRICS =
      ItemTable.<SystemMetric>named(
              "system_metrics",
              "One row per measurement of the machine of a run. For long runs the server may"
                  + " return a sample; a warning says so. The condition samples = n asks for a"
                  + " sample of about n moments of each run, of 25 runs in one request.")
          .key(ItemRequest.RUN_ID, SystemMetric::runId, OF_RUN)
          .column(
              "recorded_at",
              TIMESTAMP,
              SystemMetric::recordedAt,
              "The time of the measurement, UTC. From _timestamp of Run.events.")
          .column(
              "_runtime",
              DOUBLE,
              SystemMetric::runtime,
              "Seconds since the run's start. From Run.events.")
          .required(
              "key",
              VARCHAR,
              SystemMetric::key,
              "The metric, such as cpu, memory_percent (percent), gpu.0.gpu (percent),"
                  + " gpu.0.powerWatts (watts), proc.memory.rssMB (megabytes). From Run.events,"
                  + " without the prefix `system.`.")
          .column(
              "value",
              DOUBLE,
              SystemMetric::value,
              "The measured value; the key determines the unit. From Run.events.")
          .column(
              "label",
              VARCHAR,
              SystemMetric::label,
              "The writer that measured it, if a run has several. From the part after `/l:` in"
                  + " the key.")
          .samples(
              "The number of moments requested of each run; set it by samples = n in WHERE. NULL"
                  + " where all are read.")
          .refersToRuns()
          .likelyRows(1e7)
          .ofEachRun()
          .together()
          .listedBy(
              (client, request, scope) -> {
                Integer samples = request.samples();
                return client
                    .runStreams()
                    .systemMetrics(
                        request.project(),
                        request.runs(),
                        samples == null ? Integer.MAX_VALUE : samples,
                        request.pages(scope));
              });

  /** Of {@code history_values}: one row per value that a step logged. */
  static final ItemTable<HistoryValue> HISTORY_VALUES =
      ItemTable.<HistoryValue>named(
              "history_values",
              "One row per value that a step of a run logged, complete. Unless a condition"
                  + " restricts key, all metrics of each run are read.")
          .key(ItemRequest.RUN_ID, HistoryValue::runId, OF_RUN)
          .step("_step", HistoryValue::step, "The step, as logged.")
          .pattern(
              "key",
              HistoryValue::key,
              "The metric, as logged; the names of nested ones are joined with dots.")
          .column(
              "value",
              DOUBLE,
              HistoryValue::number,
              "The number, including NaN and the infinities; NULL for other values.")
          .required("value_json", VARCHAR, HistoryValue::json, "The value as JSON.")
          .primaryKey(ItemRequest.RUN_ID, "_step", "key")
          .refersToRuns()
          .likelyRows(1e8)
          .ofHistories()
          .listedBy(HistoryValue::list);

  /** Of {@code metric_stats}: one row per run and metric that it logged. */
  static final ItemTable<MetricStats> METRIC_STATS =
      ItemTable.<MetricStats>named(
              "metric_stats",
              "One row per run and metric that it logged: figures of all its steps, complete."
                  + " Unless a condition restricts key, all metrics of each run are read.")
          .key(ItemRequest.RUN_ID, MetricStats::runId, OF_RUN)
          .pattern(
              "key",
              MetricStats::key,
              "The metric, as logged; the names of nested ones are joined with dots.")
          .required("steps", BIGINT, MetricStats::steps, "How many steps logged it.")
          .required("nan_steps", BIGINT, MetricStats::nanSteps, "How many steps logged it as NaN.")
          .column(
              "min_value",
              DOUBLE,
              MetricStats.figure(NumberStats::min),
              "The smallest number, -Infinity included; as the columns after it of the numbers"
                  + " that aren't NaN, and NULL if there are none.")
          .column(
              "max_value",
              DOUBLE,
              MetricStats.figure(NumberStats::max),
              "The largest number, Infinity included.")
          .column(
              "mean_value", DOUBLE, MetricStats.figure(NumberStats::mean), "The arithmetic mean.")
          .column(
              "first_value",
              DOUBLE,
              MetricStats.figure(NumberStats::first),
              "The number of the first step that has one.")
          .column(
              "last_value",
              DOUBLE,
              MetricStats.figure(NumberStats::last),
              "The number of the last step that has one.")
          .column(
              "step_of_min",
              BIGINT,
              MetricStats.figure(NumberStats::stepOfMin),
              "The step of the smallest number, the first of several.")
          .column(
              "step_of_max",
              BIGINT,
              MetricStats.figure(NumberStats::stepOfMax),
              "The step of the largest number, the first of several.")
          .column(
              "first_step",
              BIGINT,
              MetricStats.figure(NumberStats::firstStep),
              "The first step that logged a number.")
          .column(
              "last_step",
              BIGINT,
              MetricStats.figure(NumberStats::lastStep),
              "The last step that logged a number.")
          .primaryKey(ItemRequest.RUN_ID, "key")
          .refersToRuns()
          .likelyRows(50_000)
          .ofHistories()
          .listedBy(MetricStats::list);

  /** Of {@code console_logs}: one row per line of a run's output. */
  static final ItemTable<ConsoleLine> CONSOLE_LOGS =
      ItemTable.<ConsoleLine>named(
              "console_logs",
              "One row per line that a run wrote to its console. Old servers return only the last"
                  + " lines; a warning says so.")
          .key(ItemRequest.RUN_ID, ConsoleLine::runId, OF_RUN)
          .column(
              "number",
              BIGINT,
              ConsoleLine::number,
              "The line number, from 0. From LogLine.number.")
          .column(
              "written_at",
              TIMESTAMP,
              ConsoleLine::writtenAt,
              "The time of writing, UTC. From LogLine.timestamp.")
          .column(
              "level",
              VARCHAR,
              ConsoleLine::level,
              "error for lines of the standard error. From LogLine.level.")
          .column(
              "label",
              VARCHAR,
              ConsoleLine::label,
              "The writer of the line, if there are several. From LogLine.label.")
          .column("line", VARCHAR, ConsoleLine::line, "The text of the line. From LogLine.line.")
          .refersToRuns()
          .likelyRows(1e6)
          .ofEachRun()
          .together()
          .endingBy("number")
          .listedBy(
              (client, request, scope) ->
                  client
                      .runStreams()
                      .consoleLogs(
                          request.project(), request.runs(), request.last(), request.pages(scope)));

  /** All of them. */
  public static final List<ItemTable<?>> ALL =
      List.of(
          CONFIG,
          SUMMARY,
          TAGS,
          METRICS,
          SYSTEM_METRICS,
          HISTORY_VALUES,
          METRIC_STATS,
          CONSOLE_LOGS);

  private RunTables() {}

  private static ItemTable.Builder<RunValue> values(String name, String remarks, String origin) {
    return ItemTable.<RunValue>named(name, remarks)
        .key(ItemRequest.RUN_ID, RunValue::runId, OF_RUN)
        .constant(
            "path",
            RunValue::path,
            "The path of the value: names of nested objects, joined with dots. " + origin)
        .column(
            "value",
            DOUBLE,
            RunValue::number,
            "The number, including NaN and the infinities; NULL for other values. Integers beyond"
                + " 2^53 lose digits. "
                + origin)
        .column(
            "value_text",
            VARCHAR,
            RunValue::text,
            "A string unchanged, other values as JSON; NULL for null. " + origin)
        .required("value_json", VARCHAR, RunValue::json, "The value as JSON. " + origin)
        .primaryKey(ItemRequest.RUN_ID, "path")
        .refersToRuns()
        .likelyRows(20_000);
  }

  private static Pages<Run> runs(
      WandbClient client, ItemRequest request, RunField field, CallScope scope, Misfits misfits) {
    Set<String> paths = request.selected("path");
    return runs(
        client,
        request,
        Set.of(field),
        paths == null ? Map.of() : Map.of(field, paths),
        scope,
        misfits);
  }

  /**
   * The runs that {@code request} wants, with {@code fields} of each; their faults go to {@code
   * misfits}.
   *
   * @param pathsOf of the config and the summary the values that are read, where not all are
   */
  static Pages<Run> runs(
      WandbClient client,
      ItemRequest request,
      Set<RunField> fields,
      Map<RunField, Set<String>> pathsOf,
      CallScope scope,
      Misfits misfits) {
    List<RunFilter> filters = new ArrayList<>();
    if (request.selected(ItemRequest.RUN_ID) != null) {
      filters.add(request.runs());
    }
    Set<String> tags = request.selected("tag");
    // As of a time a run may have had a tag that it hasn't now: all are looked at.
    if (tags != null && client.asOf().isEmpty()) {
      filters.add(
          new RunFilter.Or(
              tags.stream().map(tag -> (RunFilter) new RunFilter.HasTag(tag)).toList()));
    }
    RunsRequest runs =
        RunsRequest.all(request.project())
            .withFilter(filters.size() == 1 ? filters.get(0) : new RunFilter.And(filters))
            .withFields(fields)
            .withPaths(pathsOf)
            .withOrder(filters.isEmpty() ? RunOrder.OLDEST_FIRST : null)
            .asShown();
    return request
        .lister()
        .runs(client, runs, scope)
        .flatMap(
            run -> {
              RunReader.tellFaults(run, withParts(fields), misfits);
              return List.of(run);
            });
  }

  /** The same, and that of which one of them is a part. */
  private static Set<RunField> withParts(Set<RunField> fields) {
    Set<RunField> all = EnumSet.copyOf(fields);
    if (fields.contains(RunField.ENVIRONMENT)) {
      all.add(RunField.CONFIG);
    }
    return all;
  }
}
