package io.github.wandbjdbc.engine.execute.joins;

import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.CloseAll;
import io.github.wandbjdbc.engine.execute.expressions.RowPredicate;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import org.jspecify.annotations.Nullable;

/**
 * A join of any type by any condition, or none: holds the right rows, and pairs each left row with
 * all of them. The order of the left rows is kept.
 */
public final class NestedLoopsOperator implements Operator {
  private static final String HOLDER = "the join by nested loops";

  private final Operator left;
  private final Operator right;
  private final BufferedRows held;
  private final BufferedJoin join;
  private boolean begun;

  /**
   * A join that has read nothing yet.
   *
   * @param condition of left fields followed by right ones; null if all pairs match
   */
  public NestedLoopsOperator(
      JoinShape shape,
      @Nullable RowPredicate condition,
      Operator left,
      Operator right,
      Execution execution) {
    this.left = left;
    this.right = right;
    this.held = new BufferedRows(shape.only(JoinShape.SYMMETRIC).right(), execution, HOLDER);
    this.join =
        new BufferedJoin(shape, false, held, new AllRows(held), condition, execution, HOLDER);
  }

  @Override
  public @Nullable Batch next() {
    if (!begun) {
      begun = true;
      join.begin(right, held::addAll, left);
    }
    return join.next(left);
  }

  @Override
  public void close() {
    CloseAll.all(left::close, right::close, join::release, held::release);
  }
}
