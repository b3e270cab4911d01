package io.github.wandbjdbc.engine.execute.joins;

import io.github.wandbjdbc.engine.execute.CloseAll;
import io.github.wandbjdbc.engine.execute.GatheredBatch;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.rel.core.JoinRelType;
import org.jspecify.annotations.Nullable;

/**
 * Opens the right side anew for each left row, which it finds as a variable of the execution. Its
 * rows are given as they come: nobody waits for what belongs to the next left row.
 *
 * <p>For a left row whose values are those of a row before, the answer is that of the row before,
 * if it is small and there is room for it.
 */
public final class CorrelateOperator implements Operator {
  private static final String HOLDER = "the correlated subquery";
  private static final int NO_ROW = -1;

  private final JoinRelType type;
  private final boolean pairs;
  private final Object variable;
  private final int[] fields;
  private final boolean repeats;
  private final Operator left;
  private final Supplier<Operator> rightSide;
  private final Execution execution;
  private final LastResult last;
  private final SubqueryCache known;

  private final int[] places = new int[Batch.MOST_ROWS];
  private final GatheredBatch leftRows;
  private final GatheredBatch noRight;
  private final int leftWidth;
  private @Nullable Batch batch;
  private int place;
  private @Nullable Object[] row = new @Nullable Object[0];
  private @Nullable Operator right;
  private boolean asking;
  private SubqueryCache.@Nullable Answer repeated;
  private boolean replayed;
  private boolean matched;

  /**
   * A correlation that has read nothing yet.
   *
   * @param shape INNER, LEFT, SEMI or ANTI
   * @param variable the name of the variable that the left row is, as an {@code Object[]}
   * @param fields the fields of the left row that the right side reads; the array's others are null
   * @param repeats whether equal values of these fields give equal right rows, as they do unless
   *     the right side has a function that gives something else each time
   * @param right opened for each left row
   */
  public CorrelateOperator(
      JoinShape shape,
      String variable,
      List<Integer> fields,
      boolean repeats,
      Operator left,
      Supplier<Operator> right,
      Execution execution) {
    shape.only(JoinShape.LEFTWARD);
    this.type = shape.type();
    this.pairs = !shape.isSemi();
    this.variable = variable;
    this.fields = fields.stream().mapToInt(Integer::intValue).toArray();
    this.repeats = repeats;
    this.left = left;
    this.rightSide = right;
    this.execution = execution;
    List<Kind> kept = pairs ? shape.right() : List.of();
    this.last = new LastResult(kept, execution, HOLDER);
    this.known = new SubqueryCache(kept, execution, HOLDER);
    this.leftWidth = shape.left().size();
    this.leftRows = new GatheredBatch(this::leftColumn, leftWidth);
    this.noRight =
        new GatheredBatch(i -> ColumnVector.of(shape.right().get(i), 0), shape.right().size());
  }

  private ColumnVector leftColumn(int index) {
    if (batch == null) {
      throw new IllegalStateException("no rows were read");
    }
    return batch.column(index);
  }

  @Override
  public @Nullable Batch next() {
    while (asking || nextRow()) {
      execution.scope().check();
      Batch rows = repeated == null ? ask() : repeat(repeated);
      if (rows != null) {
        return joined(rows);
      }
      asking = false;
      closeRight();
      if (staysAlone()) {
        return pairs ? joined(noRight.at(new int[] {NO_ROW}, 0, 1)) : leftRows(1);
      }
    }
    return null;
  }

  private boolean staysAlone() {
    return type == JoinRelType.SEMI ? matched : type != JoinRelType.INNER && !matched;
  }

  /** Turns to the next left row; false if there are no more. */
  private boolean nextRow() {
    place++;
    if (batch == null || place == batch.size()) {
      batch = left.next();
      place = 0;
      if (batch == null) {
        left.close();
        return false;
      }
    }
    @Nullable Object[] following = new @Nullable Object[leftWidth];
    for (int field : fields) {
      following[field] = batch.column(field).get(place);
    }
    // Not by Order: the right side may tell -0.0 from 0.0, and 1.0 from 1.00.
    repeated = repeats ? known.find(Arrays.asList(following)) : null;
    row = following;
    asking = true;
    replayed = false;
    matched = repeated != null && repeated.count() > 0;
    if (repeated == null) {
      last.begin();
    }
    return true;
  }

  /** The rows of {@code answer}, all at once, then null. */
  private @Nullable Batch repeat(SubqueryCache.Answer answer) {
    if (!pairs || replayed) {
      return null;
    }
    replayed = true;
    return known.rows(answer);
  }

  /** The next rows of the right side, null if there are no more, or no more are wanted. */
  private @Nullable Batch ask() {
    // Before each batch: a copy of this part of the plan may have set it meanwhile.
    execution.set(variable, row);
    if (right == null) {
      right = rightSide.get();
    }
    Batch rows = right.next();
    matched |= rows != null;
    if (repeats && known.hasRoom()) {
      // Of what is merely asked for whether it has rows, one says so.
      remember(rows);
    }
    return rows == null || !pairs ? null : new RightRows(rows, row);
  }

  private void remember(@Nullable Batch rows) {
    last.add(rows);
    if (rows != null && !pairs) {
      last.add(null);
    }
    if (last.isComplete()) {
      known.add(Arrays.asList(row), last.rows());
    }
  }

  /** Rows some of whose columns may be made, with the variable, when they are asked for. */
  private final class RightRows implements Batch {
    private final Batch rows;
    private final @Nullable Object[] leftRow;

    RightRows(Batch rows, @Nullable Object[] leftRow) {
      this.rows = rows;
      this.leftRow = leftRow;
    }

    @Override
    public int size() {
      return rows.size();
    }

    @Override
    public ColumnVector column(int index) {
      execution.set(variable, leftRow);
      return rows.column(index);
    }
  }

  private Batch joined(Batch rows) {
    return new JoinedBatch(leftRows(rows.size()), leftWidth, rows);
  }

  private Batch leftRows(int count) {
    Arrays.fill(places, 0, count, place);
    return leftRows.at(places, 0, count);
  }

  private void closeRight() {
    Operator opened = right;
    right = null;
    if (opened != null) {
      opened.close();
    }
  }

  @Override
  public void close() {
    CloseAll.all(this::closeRight, left::close, last::release, known::release);
  }
}
