package io.github.wandbjdbc.rows.tables;

import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.HistoryKeys.TypeCount;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.rows.ColumnNames;
import io.github.wandbjdbc.rows.JsonStrings;
import io.github.wandbjdbc.rows.KeyCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One metric of a run.
 *
 * @param types JSON array of strings
 * @param steps how many steps logged it
 * @param runSteps how many steps the run logged, null if the source doesn't say
 * @param lastStep the largest step, null if the run logged none
 */
record RunMetric(
    String runId,
    String key,
    String types,
    long steps,
    @Nullable Long runSteps,
    @Nullable Long lastStep) {

  /**
   * By name; maps are told by what they hold, as the columns of {@code history} are.
   *
   * @param isMetric which keys are metrics
   */
  static List<RunMetric> of(Run run, Predicate<String> isMetric) {
    HistoryKeys history = run.historyKeys();
    if (history == null) {
      return List.of();
    }
    Map<String, List<TypeCount>> leaves = new TreeMap<>(ColumnNames.CODE_POINT_ORDER);
    KeyCollector.forEachLeaf(
        history,
        isMetric,
        (path, type) -> leaves.computeIfAbsent(path, key -> new ArrayList<>()).add(type));
    List<RunMetric> metrics = new ArrayList<>();
    leaves.forEach((path, types) -> metrics.add(of(run.id(), history, path, types)));
    return metrics;
  }

  private static RunMetric of(String run, HistoryKeys history, String path, List<TypeCount> types) {
    return new RunMetric(
        run,
        path,
        JsonStrings.array(types.stream().map(TypeCount::type).distinct().toList()),
        types.stream().mapToLong(TypeCount::count).sum(),
        history.steps() < 0 ? null : (Long) history.steps(),
        history.lastStep() < 0 ? null : (Long) history.lastStep());
  }
}
