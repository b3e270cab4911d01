package io.github.wandbjdbc.client;

import java.util.List;

/**
 * Whose history is wanted, which steps, and what of each.
 *
 * @param runs which runs; only exact filters, since no one checks again
 * @param steps which steps of each run
 * @param columns the values to read of each step; {@code _step} itself always is
 * @param noteOtherKeys whether a row with a key that no column asks for is told in a warning, once
 * @param limit how many rows at the most, {@link Long#MAX_VALUE} for all
 */
public record HistoryRequest(
    ProjectPath project,
    RunFilter runs,
    StepRange steps,
    List<ValueColumn> columns,
    boolean noteOtherKeys,
    long limit) {

  public HistoryRequest {
    if (!runs.isExact()) {
      throw new IllegalArgumentException("runs by %s: more may arrive".formatted(runs));
    }
    columns = List.copyOf(columns);
  }
}
