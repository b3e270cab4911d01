package io.github.wandbjdbc.engine.execute.joins;

import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.CloseAll;
import io.github.wandbjdbc.engine.execute.expressions.RowPredicate;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A join by equalities, of any type: holds one side by its keys and reads the other as it is asked
 * to. Where the right side is held, the order of the left rows is kept.
 *
 * <p>A side is not asked for anything if the other shows that there are no rows: an inner join with
 * nothing held doesn't read the other side, and a left join without left rows holds nothing.
 */
public final class HashJoinOperator implements Operator {
  private static final String HOLDER = "the hash join";

  private final Operator streamed;
  private final Operator kept;
  private final BufferedRows held;
  private final KeyedRows keyed;
  private final BufferedJoin join;
  private boolean begun;

  /**
   * A join that has read nothing yet.
   *
   * @param keys the equalities
   * @param condition what must hold besides, of left fields followed by right ones
   * @param holdsLeft whether the left rows are held, rather than the right ones
   */
  public HashJoinOperator(
      JoinShape shape,
      List<JoinKey> keys,
      @Nullable RowPredicate condition,
      boolean holdsLeft,
      Operator left,
      Operator right,
      Execution execution) {
    shape.only(JoinShape.SYMMETRIC);
    this.streamed = holdsLeft ? right : left;
    this.kept = holdsLeft ? left : right;
    this.held = new BufferedRows(shape.side(holdsLeft), execution, HOLDER);
    this.keyed =
        new KeyedRows(held, shape, keys, holdsLeft, shape.keeps(holdsLeft), execution, HOLDER);
    this.join = new BufferedJoin(shape, holdsLeft, held, keyed, condition, execution, HOLDER);
  }

  @Override
  public @Nullable Batch next() {
    if (!begun) {
      begun = true;
      join.begin(kept, keyed::addAll, streamed);
    }
    return join.next(streamed);
  }

  @Override
  public void close() {
    CloseAll.all(streamed::close, kept::close, join::release, keyed::release, held::release);
  }
}
