package io.github.wandbjdbc.engine.execute.expressions;

import io.github.wandbjdbc.engine.values.Batch;

/** Decides of rows. Belongs to one operator of one execution. */
public interface RowPredicate {
  /**
   * Sets {@code places} to the places of the rows of {@code batch} that satisfy it, in their order.
   *
   * @param places with room for as many as the batch has rows
   * @return how many there are
   */
  int select(Batch batch, int[] places);
}
