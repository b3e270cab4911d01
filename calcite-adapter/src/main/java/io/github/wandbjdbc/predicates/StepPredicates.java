package io.github.wandbjdbc.predicates;

import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunFilter.Operator;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ColumnSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
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

  static final double UNBOUND_RUNS = 1e5;
  private static final double STEPS_OF_A_RUN = 1e4;
  private static final double OF_A_WINDOW = 0.1;

  /**
   * Makes of predicates what they leave of these.
   *
   * @param windows whether steps may be narrowed
   */
  public static ConditionBuilder<UnaryOperator<StepPredicates>> narrowing(boolean windows) {
    return new Narrowing(windows);
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

  /** Whether the runs are named, by the statement or by a join. */
  public boolean namesRuns() {
    return isJoined() || RunFilters.named(runs) >= 0;
  }

  /** The runs, if their number has to be counted: neither named nor left to a join. */
  public Optional<RunFilter> countable() {
    return isJoined() ? Optional.empty() : Optional.of(RunFilters.early(runs));
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

  private StepPredicates withRuns(List<Object> ids) {
    return new StepPredicates(RunFilter.and(runs, new RunFilter.In(RunField.ID, ids)), steps);
  }

  private StepPredicates withSteps(Operator operator, Object value) {
    return new StepPredicates(runs, steps.and(operator, value));
  }

  /** Narrows runs by their ids, and steps. */
  private record Narrowing(boolean windows)
      implements ConditionBuilder<UnaryOperator<StepPredicates>> {

    @Override
    public @Nullable UnaryOperator<StepPredicates> in(Column column, List<Object> values) {
      if (column.source() instanceof ColumnSource.StepRun) {
        return wanted -> wanted.withRuns(values);
      }
      boolean oneStep = column.source() instanceof ColumnSource.Step && values.size() == 1;
      return windows && oneStep
          ? wanted ->
              wanted
                  .withSteps(Operator.GREATER_OR_EQUAL, values.get(0))
                  .withSteps(Operator.LESS_OR_EQUAL, values.get(0))
          : null;
    }

    @Override
    public @Nullable UnaryOperator<StepPredicates> compare(
        Column column, Operator operator, Object value) {
      return windows && column.source() instanceof ColumnSource.Step
          ? wanted -> wanted.withSteps(operator, value)
          : null;
    }

    @Override
    public UnaryOperator<StepPredicates> all(List<UnaryOperator<StepPredicates>> parts) {
      return wanted -> {
        StepPredicates narrowed = wanted;
        for (UnaryOperator<StepPredicates> part : parts) {
          narrowed = part.apply(narrowed);
        }
        return narrowed;
      };
    }
  }
}
