package io.github.wandbjdbc.client.api.history;

import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.HistoryKeys.TypeCount;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.api.steps.RunExtent;
import java.util.List;

/**
 * Decides whether one answer holds all that is wanted of a run's history, by what the server counts
 * of that run in the same answer.
 *
 * <p>The steps are whole if there are as many as the server counts, each once and the last among
 * them; or if none is without a row in the part of the run that is wanted. A series of a key is
 * whole if each row has a value, or as many rows as the server counts. Where it counts explicit
 * nulls or maps, these may stand for values that a series doesn't show.
 */
final class WholeRunCheck {
  private WholeRunCheck() {}

  /** The result of a check. */
  enum Verdict {
    WHOLE,
    /** Steps are missing, or their number can't be told. */
    LACKS_STEPS,
    /** Series may lack values, which whole rows have. */
    LACKS_VALUES
  }

  /** Checks the steps {@code wanted} of {@code answer}. */
  static Verdict of(HistoryAnswer answer, StepRange wanted, List<ValueColumn> columns) {
    RunExtent extent = answer.extent(wanted);
    if (answer.fault() != null) {
      return Verdict.LACKS_STEPS;
    }
    if (extent.steps().isEmpty()) {
      return Verdict.WHOLE;
    }
    List<HistoryRow> rows = answer.rows(extent.steps());
    boolean areAllCounted = isWholeRun(answer, extent) && rows.size() == extent.rows();
    if (!areAllCounted && !isDense(extent, rows)) {
      return Verdict.LACKS_STEPS;
    }
    if (!answer.hasHistory() || !answer.areDistinct()) {
      return Verdict.LACKS_STEPS;
    }
    return !answer.isOfSeries() || hasValues(answer.keys(), rows, columns, areAllCounted)
        ? Verdict.WHOLE
        : Verdict.LACKS_VALUES;
  }

  private static boolean isWholeRun(HistoryAnswer answer, RunExtent extent) {
    return extent.isWholeRun() && answer.largestStep() == extent.lastStep();
  }

  /** Whether each step has a row, and nothing speaks against that. */
  private static boolean isDense(RunExtent extent, List<HistoryRow> rows) {
    boolean isContradicted = extent.isWholeRun() && extent.rows() >= 0;
    return !extent.hasNoEnd() && !isContradicted && rows.size() == extent.steps().width();
  }

  private static boolean hasValues(
      HistoryKeys keys, List<HistoryRow> rows, List<ValueColumn> columns, boolean areAllCounted) {
    for (int i = 0; i < columns.size(); i++) {
      int index = i;
      long values = rows.stream().filter(row -> row.has(index)).count();
      boolean isInEachRow = values == rows.size();
      if (!isInEachRow && !(areAllCounted && isCounted(keys, columns.get(i).key(), values))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCounted(HistoryKeys keys, String key, long values) {
    if (!ValueCount.isCountable(key)) {
      return false;
    }
    List<TypeCount> types = keys.keys().getOrDefault(key, List.of());
    return types.stream().noneMatch(WholeRunCheck::mayBeHidden)
        && types.stream().mapToLong(TypeCount::count).sum() == values;
  }

  private static boolean mayBeHidden(TypeCount type) {
    return type.type().equals("map") || type.type().equals("nil");
  }
}
