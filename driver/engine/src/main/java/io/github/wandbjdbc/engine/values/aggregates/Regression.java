package io.github.wandbjdbc.engine.values.aggregates;

import io.github.wandbjdbc.engine.values.Accumulator;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.Numeric;
import java.util.Arrays;

/**
 * CORR, COVAR and REGR of y and x, by the sums of Youngs and Cramer, as PostgreSQL computes them:
 * of doubles, of the rows that have both.
 */
final class Regression implements Accumulator {
  /** The statistic of the pairs. */
  enum Of {
    CORR,
    COVAR_POP,
    COVAR_SAMP,
    SXX,
    SYY,
    SXY,
    SLOPE,
    INTERCEPT,
    R2,
    AVGX,
    AVGY
  }

  private final Of of;
  private long[] counts = new long[0];
  private double[] sumX = new double[0];
  private double[] sumY = new double[0];
  private double[] squaresX = new double[0];
  private double[] squaresY = new double[0];
  private double[] products = new double[0];

  Regression(Of of) {
    this.of = of;
  }

  @Override
  public void grow(int groups) {
    counts = Arrays.copyOf(counts, groups);
    sumX = Arrays.copyOf(sumX, groups);
    sumY = Arrays.copyOf(sumY, groups);
    squaresX = Arrays.copyOf(squaresX, groups);
    squaresY = Arrays.copyOf(squaresY, groups);
    products = Arrays.copyOf(products, groups);
  }

  @Override
  public void add(int group, ColumnVector[] operands, int place) {
    if (operands[0].isNull(place) || operands[1].isNull(place)) {
      return;
    }
    double y = Numeric.asDouble(operands[0], place);
    double x = Numeric.asDouble(operands[1], place);
    double before = counts[group]++;
    double count = before + 1;
    sumX[group] += x;
    sumY[group] += y;
    if (before > 0) {
      double offX = x * count - sumX[group];
      double offY = y * count - sumY[group];
      double scale = 1.0 / (count * before);
      squaresX[group] = finite(squaresX[group] + offX * offX * scale);
      squaresY[group] = finite(squaresY[group] + offY * offY * scale);
      products[group] = finite(products[group] + offX * offY * scale);
    } else {
      squaresX[group] = zero(x);
      squaresY[group] = zero(y);
      products[group] = zero(x) * zero(y);
    }
  }

  /** 0; of NaN and the infinities NaN. */
  private static double zero(double value) {
    return Double.isFinite(value) ? 0 : Double.NaN;
  }

  /** An infinity among the values leaves no number; nor does what is too large for a double. */
  private static double finite(double sum) {
    return Double.isInfinite(sum) ? Double.NaN : sum;
  }

  @Override
  public void result(int group, ColumnVector to, int place) {
    double count = counts[group];
    double xx = squaresX[group];
    double yy = squaresY[group];
    double xy = products[group];
    boolean isNull =
        switch (of) {
          case COVAR_SAMP -> count < 2;
          case CORR -> count < 1 || xx == 0 || yy == 0;
          case SLOPE, INTERCEPT, R2 -> count < 1 || xx == 0;
          case COVAR_POP, SXX, SYY, SXY, AVGX, AVGY -> count < 1;
        };
    if (isNull) {
      to.setNull(place);
      return;
    }
    double value =
        switch (of) {
          case CORR -> xy / Math.sqrt(xx * yy);
          case COVAR_POP -> xy / count;
          case COVAR_SAMP -> xy / (count - 1);
          case SXX -> xx;
          case SYY -> yy;
          case SXY -> xy;
          case SLOPE -> xy / xx;
          case INTERCEPT -> (sumY[group] - sumX[group] * xy / xx) / count;
          case R2 -> yy == 0 ? 1 : (xy * xy) / (xx * yy);
          case AVGX -> sumX[group] / count;
          case AVGY -> sumY[group] / count;
        };
    ((DoubleColumn) to).set(place, value);
  }

  @Override
  public void reset(int group) {
    counts[group] = 0;
    sumX[group] = 0;
    sumY[group] = 0;
    squaresX[group] = 0;
    squaresY[group] = 0;
    products[group] = 0;
  }

  @Override
  public long bytes() {
    return 48L * counts.length;
  }
}
