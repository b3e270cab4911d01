package io.github.wandbjdbc.rows.tables;

import static io.github.wandbjdbc.rows.ColumnType.BIGINT;
import static io.github.wandbjdbc.rows.ColumnType.BOOLEAN;
import static io.github.wandbjdbc.rows.ColumnType.DOUBLE;
import static io.github.wandbjdbc.rows.ColumnType.TIMESTAMP;
import static io.github.wandbjdbc.rows.ColumnType.VARCHAR;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.logged.Alert;
import io.github.wandbjdbc.client.logged.MetricDefinition;
import io.github.wandbjdbc.client.logged.RunEnvironment;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ItemRequest;
import io.github.wandbjdbc.rows.ItemTable;
import io.github.wandbjdbc.rows.JsonStrings;
import io.github.wandbjdbc.rows.Misfits;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables of what runs tell of themselves, beside what they log. */
public final class LogTables {
  private static final String OF_RUN = "The run's id. From Run.name.";

  /** Of {@code alerts}: one row per alert of a run. */
  static final ItemTable<Alert> ALERTS =
      ItemTable.<Alert>named(
              "alerts",
              "One row per alert that a run raised. Of local run files alone: a server doesn't give"
                  + " them.")
          .key(ItemRequest.RUN_ID, Alert::runId, OF_RUN)
          .required("number", BIGINT, Alert::number, "The number of the alert in its run, from 0.")
          .column(
              "raised_at",
              TIMESTAMP,
              Alert::raisedAt,
              "Time of the last record before it that has one, UTC.")
          .column("level", VARCHAR, Alert::level, "INFO, WARN or ERROR, as logged.")
          .column("title", VARCHAR, Alert::title, "As logged.")
          .column("text", VARCHAR, Alert::text, "As logged.")
          .primaryKey(ItemRequest.RUN_ID, "number")
          .refersToRuns()
          .ofFilesAlone()
          .listedBy(
              (client, request, scope) ->
                  client
                      .runStreams()
                      .alerts(request.project(), request.runs(), request.pages(scope)));

  /** Of {@code metric_definitions}: one row per metric that a run's program defined. */
  static final ItemTable<MetricDefinition> METRIC_DEFINITIONS =
      ItemTable.<MetricDefinition>named(
              "metric_definitions",
              "One row per metric that a run's program defined by define_metric, and per metric that"
                  + " such a definition was found to mean.")
          .key(ItemRequest.RUN_ID, MetricDefinition::runId, OF_RUN)
          .required(
              "name",
              VARCHAR,
              MetricDefinition::name,
              "The metric, or several if it ends with *. From m of Run.config._wandb.")
          .column(
              "step_metric",
              VARCHAR,
              MetricDefinition::stepMetric,
              "The metric that serves as its x axis; NULL for the step. From m of Run.config._wandb.")
          .column(
              "summary",
              VARCHAR,
              MetricDefinition::summary,
              "What the summary keeps of it, joined with commas: min, max, mean, best, last, none,"
                  + " copy, first; NULL if nothing was asked for. From m of Run.config._wandb.")
          .column(
              "goal",
              VARCHAR,
              MetricDefinition::goal,
              "minimize or maximize; NULL if neither was said. From m of Run.config._wandb.")
          .required(
              "hidden",
              BOOLEAN,
              MetricDefinition::hidden,
              "Whether no chart is drawn of it. From m of Run.config._wandb.")
          .primaryKey(ItemRequest.RUN_ID, "name")
          .refersToRuns()
          .likelyRows(5000)
          .ofEachRun()
          .together()
          .listedBy(
              (client, request, scope) ->
                  client
                      .runStreams()
                      .metricDefinitions(request.project(), request.runs(), request.pages(scope)));

  /** Of {@code run_environment}: one row per run. */
  static final ItemTable<RunEnvironment> RUN_ENVIRONMENT =
      ItemTable.<RunEnvironment>named(
              "run_environment",
              "One row per run: what it ran on. What neither the server nor the run's config tells is"
                  + " read from its file wandb-metadata.json, if it has one.")
          .key(ItemRequest.RUN_ID, RunEnvironment::runId, OF_RUN)
          .column(
              "program",
              VARCHAR,
              RunEnvironment::program,
              "The script, as it was started. From Run.runInfo.program.")
          .column(
              "arguments",
              VARCHAR,
              environment ->
                  environment.arguments() == null
                      ? null
                      : JsonStrings.array(environment.arguments()),
              "JSON array of strings: the arguments of the command line. From Run.runInfo.args.")
          .column(
              "python",
              VARCHAR,
              RunEnvironment::python,
              "The version of Python. From Run.runInfo.python.")
          .column("os", VARCHAR, RunEnvironment::os, "The operating system. From Run.runInfo.os.")
          .column("host", VARCHAR, RunEnvironment::host, "The name of the machine. From Run.host.")
          .column(
              "gpu",
              VARCHAR,
              RunEnvironment::gpu,
              "The model of its graphics processors. From Run.runInfo.gpu.")
          .column(
              "gpu_count",
              BIGINT,
              RunEnvironment::gpuCount,
              "The number of graphics processors. From Run.runInfo.gpuCount.")
          .column(
              "cpu_count",
              BIGINT,
              RunEnvironment::cpuCount,
              "The number of its processors' cores. From Run.runInfo.cpuCount.")
          .column(
              "git_remote",
              VARCHAR,
              RunEnvironment::gitRemote,
              "The address of the code's repository. From Run.runInfo.git.remote.")
          .column(
              "git_commit",
              VARCHAR,
              RunEnvironment::gitCommit,
              "The git commit of the code. From Run.commit.")
          .column(
              "exit_code",
              BIGINT,
              RunEnvironment::exitCode,
              "The exit code of the program; NULL while it runs, and if it was killed. From"
                  + " Run.exitcode.")
          .column(
              "compute_seconds",
              DOUBLE,
              RunEnvironment::computeSeconds,
              "The seconds that the server counts as computed; NULL for local run files. From"
                  + " Run.computeSeconds.")
          .column(
              "storage_bytes",
              BIGINT,
              RunEnvironment::storageBytes,
              "The space that its data takes on the server, in bytes; NULL for local run files. From"
                  + " Run.storageBytes.")
          .madeOf(LogTables::fields)
          .besides(
              CompletedEnvironments::mayFetch,
              "one more for each run of which only the file wandb-metadata.json tells what is read")
          .primaryKey(ItemRequest.RUN_ID)
          .refersToRuns()
          .listedBy(LogTables::environments);

  /** All of them. */
  public static final List<ItemTable<?>> ALL = List.of(ALERTS, METRIC_DEFINITIONS, RUN_ENVIRONMENT);

  private LogTables() {}

  /** The fields of runs that hold {@code columns} of their environment. */
  private static Set<RunField> fields(Set<String> columns) {
    Set<RunField> fields = EnumSet.noneOf(RunField.class);
    for (String column : columns) {
      switch (column) {
        case ItemRequest.RUN_ID -> fields.add(RunField.ID);
        case "exit_code" -> fields.add(RunField.EXIT_CODE);
        case "compute_seconds" -> fields.add(RunField.COMPUTE_SECONDS);
        case "storage_bytes" -> fields.add(RunField.STORAGE_BYTES);
        default -> fields.add(RunField.ENVIRONMENT);
      }
    }
    return fields;
  }

  /** A server tells them with its list of runs; in folders they are among the logs' records. */
  private static Pages<RunEnvironment> environments(
      WandbClient client, ItemRequest request, CallScope scope, Misfits misfits) {
    CallScope pages = request.pages(scope);
    if (client.pageSizes().isEmpty()) {
      return client.runStreams().environments(request.project(), request.runs(), pages);
    }
    Set<String> read =
        RUN_ENVIRONMENT.columns().stream()
            .map(Column::name)
            .filter(name -> scope.reads(RUN_ENVIRONMENT.name(), name))
            .collect(Collectors.toSet());
    Set<RunField> fields = EnumSet.of(RunField.ID);
    fields.addAll(fields(read));
    return new CompletedEnvironments(
        client,
        request.project(),
        RunTables.runs(client, request, fields, Map.of(), pages, misfits),
        read,
        scope);
  }
}
