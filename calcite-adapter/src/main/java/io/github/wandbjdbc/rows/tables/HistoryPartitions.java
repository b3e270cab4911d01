package io.github.wandbjdbc.rows.tables;

import static io.github.wandbjdbc.rows.ColumnType.BIGINT;
import static io.github.wandbjdbc.rows.ColumnType.INTEGER;
import static io.github.wandbjdbc.rows.ColumnType.VARCHAR;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunOrder;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.rows.ItemTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows of {@code TABLE(history_partitions(n))}: all histories of a project in about n parts
 * that are disjoint and of about the same size, for engines that read them side by side.
 *
 * <p>What a run holds is known from listings: the number of its rows from each run's, and the last
 * step of those that are divided from their history keys.
 */
public final class HistoryPartitions {
  /**
   * More parts than this serve nobody, and no more runs are remembered while they are dealt out.
   */
  public static final int MAX_PARTS = 10_000;

  private static final int MAX_RUNS = 1_000_000;

  private HistoryPartitions() {}

  /**
   * The table of about {@code parts} parts.
   *
   * @throws IllegalArgumentException if there can't be so many
   */
  public static ItemTable<?> table(int parts) {
    if (parts < 1 || parts > MAX_PARTS) {
      throw new IllegalArgumentException(
          "history_partitions(%d): there are 1 to %d".formatted(parts, MAX_PARTS));
    }
    return ItemTable.<HistoryPartition>named(
            "history_partitions", "One row per part of the project's histories.")
        .required("part", INTEGER, HistoryPartition::part, "The number of the part, from 0.")
        .required(
            "predicate",
            VARCHAR,
            HistoryPartition::predicate,
            "The condition on history that selects the part's rows.")
        .required("runs", BIGINT, HistoryPartition::runs, "The number of runs with rows in it.")
        .required(
            "steps",
            BIGINT,
            HistoryPartition::steps,
            "The approximate number of rows. From Run.historyLineCount.")
        .primaryKey("part")
        .likelyRows(parts)
        .listedBy((client, request, scope) -> list(client, request.project(), parts, scope));
  }

  private static Pages<HistoryPartition> list(
      WandbClient client, ProjectPath project, int parts, CallScope scope) {
    List<PartitionedRun> runs = runs(client, project, scope);
    PartitionPlan plan = PartitionPlan.of(runs, parts);
    List<Object> divided = new ArrayList<>(plan.divided());
    return Pages.of(
        plan.partitions(divided.isEmpty() ? Map.of() : lastSteps(client, project, divided, scope)));
  }

  private static List<PartitionedRun> runs(
      WandbClient client, ProjectPath project, CallScope scope) {
    List<PartitionedRun> runs = new ArrayList<>();
    RunsRequest all =
        RunsRequest.all(project)
            .withFields(Set.of(RunField.HISTORY_LINE_COUNT))
            .withOrder(RunOrder.OLDEST_FIRST);
    try (Pages<Run> pages = client.runs(all, scope)) {
      for (List<Run> page = pages.next(); page != null; page = pages.next()) {
        for (Run run : page) {
          Long rows = run.historyLineCount();
          // A run of which nothing is known, or that logs its first step meanwhile, is read too.
          runs.add(new PartitionedRun(run.id(), rows == null ? 1 : Math.max(1, rows)));
        }
        if (runs.size() > MAX_RUNS) {
          throw new WandbException(
              Kind.LIMIT_EXCEEDED,
              "history_partitions: %s has more than %d runs".formatted(project, MAX_RUNS));
        }
      }
    }
    return runs;
  }

  /** The last step of each run that states one. */
  private static Map<String, Long> lastSteps(
      WandbClient client, ProjectPath project, List<Object> ids, CallScope scope) {
    Map<String, Long> steps = new HashMap<>();
    RunsRequest some =
        RunsRequest.all(project)
            .withFilter(new RunFilter.In(RunField.ID, ids))
            .withFields(Set.of(RunField.HISTORY_KEYS));
    try (Pages<Run> pages = client.runs(some, scope)) {
      for (List<Run> page = pages.next(); page != null; page = pages.next()) {
        for (Run run : page) {
          HistoryKeys keys = run.historyKeys();
          if (keys != null && keys.lastStep() >= 0) {
            steps.put(run.id(), keys.lastStep());
          }
        }
      }
    }
    return steps;
  }
}
