package io.github.wandbjdbc.predicates;

import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunFilter.Operator;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ColumnSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The runs and steps whose history a scan reads. Conditions on them are exact: a source reads just
 * what they name.
 */
public record StepPredicates(RunFilter runs, StepWindow steps) {
  /** Why any other predicate on steps is checked here. */
  public static final String WHY_OTHERS_STAY =
      "the API reads whole steps: only run ids and step ranges travel";

  /** All runs, all steps. */
  public static final StepPredicates ALL = new StepPredicates(RunFilter.ALL, StepWindow.ALL);

  private static final double UNBOUND_RUNS = 1e5;
  private static final double STEPS_OF_A_RUN = 1e4;
  private static final double OF_A_WINDOW = 0.1;

  /**
   * These and {@code condition} too, or null if it does not travel.
   *
   * @param windows whether steps may be narrowed
   */
  public @Nullable StepPredicates and(Condition condition, boolean windows) {
    if (condition instanceof Condition.In in) {
      if (in.column().source() instanceof ColumnSource.StepRun) {
        return new StepPredicates(
            RunFilters.and(runs, new RunFilter.In(RunField.ID, in.values())), steps);
      }
      boolean oneStep =
          in.column().source() instanceof ColumnSource.Step && in.values().size() == 1;
      return windows && oneStep
          ? withSteps(
              steps
                  .and(Operator.GREATER_OR_EQUAL, in.values().get(0))
                  .and(Operator.LESS_OR_EQUAL, in.values().get(0)))
          : null;
    }
    if (condition instanceof Condition.Compare compare) {
      return windows && compare.column().source() instanceof ColumnSource.Step
          ? withSteps(steps.and(compare.operator(), compare.value()))
          : null;
    }
    if (condition instanceof Condition.All all) {
      StepPredicates combined = this;
      for (Condition part : all.parts()) {
        combined = combined == null ? null : combined.and(part, windows);
      }
      return combined;
    }
    return null;
  }

  /** How many steps that may be: a project's whole history is dear, whatever else there is. */
  public double estimateRows() {
    double share = steps.equals(StepWindow.ALL) ? 1 : OF_A_WINDOW;
    return Math.max(1, estimateRuns() * STEPS_OF_A_RUN * share);
  }

  /** Of how many runs these steps may be. */
  public double estimateRuns() {
    return runs.equals(RunFilter.ALL) ? UNBOUND_RUNS : Selectivity.of(runs, UNBOUND_RUNS);
  }

  /** Whether a join names the runs. */
  public boolean isJoined() {
    return RunFilters.isJoined(runs);
  }

  /** The runs, if their number has to be counted: neither named nor left to a join. */
  public Optional<RunFilter> countable() {
    return isJoined() || RunFilters.named(runs) >= 0
        ? Optional.empty()
        : Optional.of(RunFilter.ALL);
  }

  /** Tells {@code parts} which runs and steps these are. */
  public void words(BiConsumer<String, String> parts) {
    parts.accept(
        "runs",
        runs.equals(RunFilter.ALL) ? "all, in order of creation" : new FilterText(runs).toString());
    parts.accept("steps", steps.equals(StepWindow.ALL) ? "all" : steps.toString());
  }

  /** The keys that {@code columns} are read from. */
  public static String keys(List<Column> columns) {
    String keys =
        columns.stream()
            .map(Column::source)
            .filter(ColumnSource.Logged.class::isInstance)
            .map(source -> ((ColumnSource.Logged) source).key())
            .collect(Collectors.joining(", "));
    return keys.isEmpty() ? "none, only steps" : keys;
  }

  private StepPredicates withSteps(StepWindow value) {
    return new StepPredicates(runs, value);
  }
}
