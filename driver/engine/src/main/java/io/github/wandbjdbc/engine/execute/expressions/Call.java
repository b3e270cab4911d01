package io.github.wandbjdbc.engine.execute.expressions;

import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.List;

/** A function of other expressions, all of which are computed for each row. */
final class Call implements Expression {
  private final Kernel kernel;
  private final Expression[] operands;
  private final ColumnVector[] values;
  private final ColumnVector result;
  private final Runnable look;

  Call(Kernel kernel, List<Expression> operands, Kind kind, Runnable look) {
    this.kernel = kernel;
    this.operands = operands.toArray(new Expression[0]);
    this.values = new ColumnVector[operands.size()];
    this.result = ColumnVector.of(kind, 1);
    this.look = look;
  }

  @Override
  public ColumnVector of(Batch batch) {
    for (int i = 0; i < operands.length; i++) {
      values[i] = operands[i].of(batch);
    }
    result.clearNulls();
    result.grow(batch.size());
    kernel.compute(values, batch.size(), result, look);
    return result;
  }
}
