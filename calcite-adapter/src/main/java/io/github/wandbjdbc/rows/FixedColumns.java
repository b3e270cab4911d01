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
          field("name", RunField.DISPLAY_NAME, "Display name. From Run.displayName."),
          field(
              "state",
              RunField.STATE,
              "running, finished, failed, crashed, killed, preempting, preempted or pending. From"
                  + " Run.state, in lower case."),
          required(
              "created_at",
              TIMESTAMP,
              RunField.CREATED_AT,
              "Creation time, UTC. From Run.createdAt."),
          field(
              "heartbeat_at",
              TIMESTAMP,
              RunField.HEARTBEAT_AT,
              "Last heartbeat, UTC. From Run.heartbeatAt."),
          new Column(
              "runtime_seconds",
              DOUBLE,
              true,
              "Active time in seconds. From Run.summaryMetrics: _wandb.runtime, otherwise _runtime.",
              new ColumnSource.ActiveTime()),
          field(
              "username",
              RunField.USERNAME,
              "The user who started the run. From Run.user.username."),
          field("run_group", RunField.GROUP, "The run's group. From Run.group."),
          field(
              "job_type",
              RunField.JOB_TYPE,
              "The type of job, such as train or eval. From Run.jobType."),
          field("sweep_id", RunField.SWEEP_ID, "The run's sweep. From Run.sweepName."),
          field("host", RunField.HOST, "The name of the run's machine. From Run.host."),
          field("git_commit", RunField.COMMIT, "The git commit of the code. From Run.commit."),
          field(
              "tags",
              RunField.TAGS,
              "JSON array of strings; HAS_TAG(tags, 'x') tests for one. From Run.tags."),
          field("notes", RunField.NOTES, "Notes on the run. From Run.notes."),
          field("description", RunField.DESCRIPTION, "From Run.description."),
          field(
              "read_only",
              BOOLEAN,
              RunField.READ_ONLY,
              "Whether the run is read-only. From Run.readOnly."),
          field(
              "history_rows",
              BIGINT,
              RunField.HISTORY_LINE_COUNT,
              "The number of logged steps, according to the server. From Run.historyLineCount."),
          new Column(
              "last_step",
              BIGINT,
              true,
              "The last logged step. From Run.historyKeys.lastStep.",
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
              "JSON object: the latest system metrics. From Run.systemMetrics."),
          field(
              "exit_code",
              BIGINT,
              RunField.EXIT_CODE,
              "The exit code of the program; NULL while it runs, and if it was killed. From"
                  + " Run.exitcode."),
          field(
              "compute_seconds",
              DOUBLE,
              RunField.COMPUTE_SECONDS,
              "The seconds that the server counts as computed; NULL for local run files. From"
                  + " Run.computeSeconds."),
          field(
              "forked_from",
              RunField.FORKED_FROM,
              "The run_id of the run that it was forked from; NULL if it is no fork. From"
                  + " Run.branchPoint.run."),
          field(
              "forked_at_step",
              BIGINT,
              RunField.FORKED_AT_STEP,
              "The step at which it was forked: up to it a fork has the steps of the other run,"
                  + " unless it logged them anew. From Run.branchPoint.step."));

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
          logged("_runtime", "Seconds since the start of the run, as logged."),
          logged("_timestamp", "The time of logging, in seconds since 1970 UTC, as logged."),
          new Column(
              "logged_at",
              TIMESTAMP,
              true,
              "The time of logging, UTC. From _timestamp.",
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
                      "The number of points requested for each metric; set it by samples = n in"
                          + " WHERE. The default is 500.",
                      new ColumnSource.Samples()),
                  new Column(
                      "x_axis",
                      VARCHAR,
                      false,
                      "The key that every point has and by which a run's rows are ordered; set it by"
                          + " x_axis = 'key' in WHERE. The default is _step. Where its numbers never fall, a"
                          + " range of it is sampled by itself.",
                      new ColumnSource.XAxis())))
          .toList();

  /**
   * Of {@code history_with_parents}: the steps of runs, and of those that they were forked from.
   */
  public static final List<Column> HISTORY_WITH_PARENTS =
      Stream.of(
              Stream.of(
                  new Column(
                      "run_id",
                      VARCHAR,
                      false,
                      "The id of the run that has the step. From Run.name.",
                      new ColumnSource.StepRun())),
              HISTORY.stream().skip(1),
              Stream.of(
                  new Column(
                      "recorded_by",
                      VARCHAR,
                      false,
                      "The run_id of the run that logged the step: the run itself, or one that it"
                          + " was forked from.",
                      new ColumnSource.RecordedBy())))
          .flatMap(columns -> columns)
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
