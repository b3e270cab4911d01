package io.github.wandbjdbc.rows;

import static io.github.wandbjdbc.rows.ColumnType.BIGINT;
import static io.github.wandbjdbc.rows.ColumnType.BOOLEAN;
import static io.github.wandbjdbc.rows.ColumnType.DOUBLE;
import static io.github.wandbjdbc.rows.ColumnType.INTEGER;
import static io.github.wandbjdbc.rows.ColumnType.TIMESTAMP;
import static io.github.wandbjdbc.rows.ColumnType.VARCHAR;

import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.ValueType;
import java.util.List;
import java.util.stream.Stream;

/** The columns that every project's tables have, in their order; discovered ones follow. */
public final class FixedColumns {

  /** Of {@code runs}: one row per run. */
  public static final List<Column> RUNS =
      List.of(
          required("run_id", VARCHAR, RunField.ID, "The run's id, as in its URL. From Run.name."),
          field("name", RunField.DISPLAY_NAME, "What people call the run. From Run.displayName."),
          field(
              "state",
              RunField.STATE,
              "running, finished, failed, crashed, killed, preempting, preempted or pending. From"
                  + " Run.state, in lower case."),
          required(
              "created_at",
              TIMESTAMP,
              RunField.CREATED_AT,
              "When the run was created, UTC. From Run.createdAt."),
          field(
              "heartbeat_at",
              TIMESTAMP,
              RunField.HEARTBEAT_AT,
              "When the run last gave a sign of life, UTC. From Run.heartbeatAt."),
          new Column(
              "runtime_seconds",
              DOUBLE,
              true,
              "How long the run was active, seconds. From Run.summaryMetrics: _wandb.runtime, else"
                  + " _runtime.",
              new ColumnSource.ActiveTime()),
          field("username", RunField.USERNAME, "Who started the run. From Run.user.username."),
          field("run_group", RunField.GROUP, "The group that the run is part of. From Run.group."),
          field("job_type", RunField.JOB_TYPE, "What the run is for. From Run.jobType."),
          field("sweep_id", RunField.SWEEP_ID, "The run's sweep. From Run.sweepName."),
          field("host", RunField.HOST, "The machine that it ran on. From Run.host."),
          field("git_commit", RunField.COMMIT, "The code's git commit. From Run.commit."),
          field(
              "tags",
              RunField.TAGS,
              "JSON array of strings; HAS_TAG(tags, 'x') looks for one. From Run.tags."),
          field("notes", RunField.NOTES, "Notes on the run. From Run.notes."),
          field("description", RunField.DESCRIPTION, "From Run.description."),
          field(
              "read_only",
              BOOLEAN,
              RunField.READ_ONLY,
              "Whether the run can't be changed any more. From Run.readOnly."),
          field(
              "history_rows",
              BIGINT,
              RunField.HISTORY_LINE_COUNT,
              "How many steps were logged, as the source states it. From Run.historyLineCount."),
          new Column(
              "last_step",
              BIGINT,
              true,
              "The largest step logged. From Run.historyKeys.lastStep.",
              new ColumnSource.LastStep()),
          field("url", RunField.URL, "The run's page in the web app."),
          field(
              "config",
              RunField.CONFIG,
              "JSON object: the run's configuration, without internal keys. From Run.config."),
          field(
              "summary",
              RunField.SUMMARY,
              "JSON object: the last or best value of each metric. From Run.summaryMetrics."),
          field(
              "system_metrics",
              RunField.SYSTEM_METRICS,
              "JSON object: the last measurements of the machine. From Run.systemMetrics."));

  /** Of {@code history}: one row per logged step of a run. */
  public static final List<Column> HISTORY =
      List.of(
          new Column(
              "run_id",
              VARCHAR,
              false,
              "The id of the run that logged the step. From Run.name.",
              new ColumnSource.StepRun()),
          new Column("_step", BIGINT, false, "The step, as logged.", new ColumnSource.Step()),
          logged("_runtime", "Seconds since the run's start, as logged."),
          logged("_timestamp", "When the step was logged, seconds since 1970 UTC, as logged."),
          new Column(
              "logged_at",
              TIMESTAMP,
              true,
              "When the step was logged, UTC. From _timestamp.",
              new ColumnSource.LoggedAt()));

  /** Of {@code sampled_history}: a downsampled view of a run's history. */
  public static final List<Column> SAMPLED_HISTORY =
      Stream.concat(
              HISTORY.stream(),
              Stream.of(
                  new Column(
                      "samples",
                      INTEGER,
                      false,
                      "How many points were asked for per metric; set it by samples = n in WHERE,"
                          + " 500 if unset.",
                      new ColumnSource.Samples())))
          .toList();

  private FixedColumns() {}

  private static Column required(String name, ColumnType type, RunField field, String remarks) {
    return new Column(name, type, false, remarks, new ColumnSource.Field(field));
  }

  private static Column field(String name, RunField field, String remarks) {
    return field(name, VARCHAR, field, remarks);
  }

  private static Column field(String name, ColumnType type, RunField field, String remarks) {
    return new Column(name, type, true, remarks, new ColumnSource.Field(field));
  }

  private static Column logged(String name, String remarks) {
    return new Column(name, DOUBLE, true, remarks, new ColumnSource.Logged(name, ValueType.NUMBER));
  }
}
