package io.github.wandbjdbc.engine.values.windows;

import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.Numeric;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;

/**
 * EMA: the exponential moving average of the rows up to this one, without the bias to 0 of the
 * first ones, as charts smooth curves. Rows of NULL don't count, and have the average so far.
 */
final class MovingAverage implements WindowFunction {
  private ColumnVector[] operands = {};
  private double average;
  private double bias;
  private boolean hasBegun;

  @Override
  public void begin(Partition partition, ColumnVector[] operands) {
    this.operands = operands;
    average = 0;
    bias = 1;
    hasBegun = false;
  }

  @Override
  public void value(int row, FrameRows frame, ColumnVector to, int place) {
    if (operands[1].isNull(place)) {
      to.setNull(place);
      return;
    }
    double weight = Numeric.asDouble(operands[1], place);
    if (!(weight >= 0 && weight < 1)) {
      throw new StatementException(
          SqlState.OUT_OF_RANGE,
          "%s is no weight of EMA: give 0 (not smoothed) up to less than 1, as 0.9"
              .formatted(operands[1].get(place)));
    }
    if (!operands[0].isNull(place)) {
      average = weight * average + (1 - weight) * Numeric.asDouble(operands[0], place);
      bias *= weight;
      hasBegun = true;
    }
    if (hasBegun) {
      ((DoubleColumn) to).set(place, average / (1 - bias));
    } else {
      to.setNull(place);
    }
  }
}
