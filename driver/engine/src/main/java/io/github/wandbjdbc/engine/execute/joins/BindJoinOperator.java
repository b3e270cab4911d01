package io.github.wandbjdbc.engine.execute.joins;

import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.CloseAll;
import io.github.wandbjdbc.engine.execute.DeferredOperator;
import io.github.wandbjdbc.engine.execute.KeyTable;
import io.github.wandbjdbc.engine.execute.expressions.RowPredicate;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A join whose right side asks its source for the rows of given keys alone: reads left rows until
 * they have enough keys, then the right rows of those keys, and so on. Holds the left rows of one
 * round, and of the right side a batch. Gives the rows of a round in the order of the right side.
 */
public final class BindJoinOperator implements Operator {
  /** The most left rows of a round, however few keys they have. */
  static final int MOST_ROWS = 1 << 16;

  /** Those of the first round: who wants a few rows should not wait for many. */
  static final int FIRST_ROWS = 1 << 10;

  private static final String HOLDER = "the join by keys";

  private final Operator left;
  private final Supplier<Operator> right;
  private final Object variable;
  private final int boundField;
  private final int mostKeys;
  private final Execution execution;
  private final BufferedRows held;
  private final KeyedRows keyed;
  private final KeyTable bound;
  private final BufferedJoin join;

  private @Nullable Batch batch;
  private int place;
  private int rowsOfRound = FIRST_ROWS;
  private @Nullable Operator round;
  private List<Object> values = List.of();
  private boolean ended;

  /**
   * A join that has read nothing yet.
   *
   * @param keys the equalities
   * @param bound which of them is the one whose left values the right side is told; NULL and NaN
   *     are never told, and match nothing
   * @param condition what must hold besides, of left fields followed by right ones
   * @param right opened for each round
   * @param variable the variable of the execution under which the right side finds the values, a
   *     {@code List<Object>} without duplicates
   * @param mostKeys how many values a round has at the most
   */
  public BindJoinOperator(
      JoinShape shape,
      List<JoinKey> keys,
      int bound,
      @Nullable RowPredicate condition,
      Operator left,
      Supplier<Operator> right,
      Object variable,
      int mostKeys,
      Execution execution) {
    shape.only(JoinShape.LEFTWARD);
    this.left = left;
    this.right = right;
    this.variable = variable;
    this.boundField = keys.get(bound).left();
    this.mostKeys = mostKeys;
    this.execution = execution;
    Kind kind = shape.left().get(boundField);
    this.held = new BufferedRows(shape.left(), execution, HOLDER);
    this.keyed = new KeyedRows(held, shape, keys, true, shape.keepsLeft(), execution, HOLDER);
    this.bound = new KeyTable(List.of(kind), execution, HOLDER);
    this.join = new BufferedJoin(shape, true, held, keyed, condition, execution, HOLDER);
  }

  @Override
  public @Nullable Batch next() {
    while (true) {
      if (round == null) {
        round = ended ? null : nextRound();
        if (round == null) {
          return null;
        }
      }
      // Before each batch: a copy of this part of the plan may have set it meanwhile.
      execution.set(variable, values);
      Batch rows = join.next(round);
      if (rows != null) {
        return rows;
      }
      round = null;
    }
  }

  /** Reads left rows; gives the right rows of their keys, null if there are no more. */
  private @Nullable Operator nextRound() {
    keyed.clear();
    bound.clear();
    int rows = 0;
    while (rows < rowsOfRound && bound.size() < mostKeys) {
      if (batch == null || place == batch.size()) {
        execution.scope().check();
        batch = left.next();
        place = 0;
        if (batch == null) {
          ended = true;
          left.close();
          break;
        }
      }
      add(batch, place++);
      rows++;
    }
    if (rows == 0) {
      return null;
    }
    rowsOfRound = Math.min(MOST_ROWS, 2 * rowsOfRound);
    join.begin();
    values = values();
    return new DeferredOperator(right);
  }

  private void add(Batch rows, int at) {
    ColumnVector column = rows.column(boundField);
    boolean matches =
        !column.isNull(at)
            && !(column instanceof DoubleColumn doubles && Double.isNaN(doubles.values()[at]));
    if (keyed.add(rows, at, matches)) {
      bound.add(new ColumnVector[] {column}, at);
    }
  }

  private List<Object> values() {
    List<Object> values = new ArrayList<>(bound.size());
    for (int i = 0; i < bound.size(); i++) {
      Object value = bound.column(0).get(i);
      if (value != null) {
        values.add(value);
      }
    }
    return Collections.unmodifiableList(values);
  }

  @Override
  public void close() {
    ended = true;
    Operator right = round;
    CloseAll.all(
        right == null ? () -> {} : right::close,
        left::close,
        join::release,
        keyed::release,
        bound::release,
        held::release);
  }
}
