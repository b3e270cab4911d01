package io.github.wandbjdbc.engine.execute.expressions;

import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnVector;

/**
 * A value of each row of a batch. Belongs to one operator of one execution: the column that it
 * gives is its own, and holds until it is asked again.
 */
public interface Expression {
  /** The values, at least as many as {@code batch} has rows. */
  ColumnVector of(Batch batch);
}
