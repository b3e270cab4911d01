package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.values.Batch;

/** Which rows of a batch are kept. Belongs to one operator of one execution. */
public interface Condition {
  /**
   * Fills {@code places} with the places of the rows that satisfy it, in their order, and says how
   * many they are. There is room for as many as {@code batch} has rows.
   */
  int select(Batch batch, int[] places);
}
