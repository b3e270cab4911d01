package io.github.wandbjdbc.rows.tables;

import static io.github.wandbjdbc.rows.ColumnType.BIGINT;
import static io.github.wandbjdbc.rows.ColumnType.DOUBLE;
import static io.github.wandbjdbc.rows.ColumnType.TIMESTAMP;
import static io.github.wandbjdbc.rows.ColumnType.VARCHAR;

import io.github.wandbjdbc.client.Sweep;
import io.github.wandbjdbc.client.SweepAgent;
import io.github.wandbjdbc.rows.ItemTable;
import java.util.List;

/** The tables of sweeps. */
public final class SweepTables {
  private static final String ID = "sweep_id";

  /** Of {@code sweeps}: one row per sweep. */
  static final ItemTable<Sweep> SWEEPS =
      ItemTable.<Sweep>named(
              "sweeps", "One row per sweep of the project; its runs are those with its sweep_id.")
          .key(ID, Sweep::id, "The sweep's id, as in its URL. From Sweep.name.")
          .column("name", VARCHAR, Sweep::name, "Display name. From Sweep.displayName.")
          .column(
              "state",
              VARCHAR,
              Sweep::state,
              "running, finished, paused, … From Sweep.state, in lower case.")
          .column(
              "method",
              VARCHAR,
              Sweep::method,
              "The search strategy: grid, random or bayes. From Sweep.method, otherwise from"
                  + " method in its config.")
          .column(
              "metric",
              VARCHAR,
              Sweep::metric,
              "The metric to optimise. From metric.name in its config.")
          .column(
              "goal", VARCHAR, Sweep::goal, "minimize or maximize. From metric.goal in its config.")
          .column("description", VARCHAR, Sweep::description, "From Sweep.description.")
          .column(
              "best_loss",
              DOUBLE,
              Sweep::bestLoss,
              "The best value of the metric so far, according to the server. From Sweep.bestLoss.")
          .column(
              "run_count", BIGINT, Sweep::runCount, "The number of its runs. From Sweep.runCount.")
          .column(
              "run_count_expected",
              BIGINT,
              Sweep::runCountExpected,
              "The number of runs that it will have; NULL if there is no limit. From Sweep.runCountExpected.")
          .column(
              "created_at",
              TIMESTAMP,
              Sweep::createdAt,
              "Creation time, UTC. From Sweep.createdAt.")
          .column(
              "updated_at",
              TIMESTAMP,
              Sweep::updatedAt,
              "Time of the last change, UTC. From Sweep.updatedAt.")
          .column("config", VARCHAR, Sweep::config, "Its definition, in YAML. From Sweep.config.")
          .primaryKey(ID)
          .likelyRows(100)
          .listedBy(
              (client, request, scope) ->
                  client.sweeps().list(request.project(), request.selected(ID), scope));

  /** Of {@code sweep_agents}: one row per agent of a sweep. */
  static final ItemTable<SweepAgent> AGENTS =
      ItemTable.<SweepAgent>named(
              "sweep_agents",
              "One row per agent, a process that starts runs for a sweep. Unless a condition"
                  + " restricts sweep_id, the agents of each sweep are requested.")
          .key(ID, SweepAgent::sweepId, "The sweep's id. From Sweep.name.")
          .required("agent_id", VARCHAR, SweepAgent::id, "From Agent.id.")
          .column("name", VARCHAR, SweepAgent::name, "From Agent.name.")
          .column("host", VARCHAR, SweepAgent::host, "The machine of the agent. From Agent.host.")
          .column("state", VARCHAR, SweepAgent::state, "From Agent.state, in lower case.")
          .column(
              "run_count",
              BIGINT,
              SweepAgent::runCount,
              "The number of runs that it started. From Agent.totalRuns.")
          .column(
              "created_at",
              TIMESTAMP,
              SweepAgent::createdAt,
              "Start time, UTC. From Agent.createdAt.")
          .column(
              "heartbeat_at",
              TIMESTAMP,
              SweepAgent::heartbeatAt,
              "Last heartbeat, UTC. From Agent.heartbeatAt.")
          .primaryKey(ID, "agent_id")
          .refersTo("sweeps", ID, ID)
          .likelyRows(1000)
          .listedBy(
              (client, request, scope) ->
                  client.sweeps().agents(request.project(), request.selected(ID), scope));

  /** All of them. */
  public static final List<ItemTable<?>> ALL = List.of(SWEEPS, AGENTS);

  private SweepTables() {}
}
