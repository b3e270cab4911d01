package io.github.wandbjdbc.engine.values.times;

import io.github.wandbjdbc.engine.values.ComputedList;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.Arrays;

/** GENERATE_SERIES of timestamps: the first, the last, and the interval between them. */
public final class TimeSeries {
  private TimeSeries() {}

  /** In steps of days, hours and less. */
  public static Kernel ofDurations() {
    return Kernels.strict(
        operands -> {
          long first = (Long) operands[0];
          long step = checked((Long) operands[2]);
          // Neither is near the limits of its kind.
          long whole = (Long) operands[1] - first;
          boolean isEmpty = step > 0 ? whole < 0 : whole > 0;
          return new ComputedList(
              isEmpty ? 0 : ComputedList.checkedSize(whole / step + 1), i -> first + i * step);
        });
  }

  /** In steps of months: each from the one before, so that of a 31st there may come a 28th. */
  public static Kernel ofMonths() {
    return Kernels.looking(
        (operands, look) -> {
          long last = (Long) operands[1];
          long step = checked((Long) operands[2]);
          long[] moments = new long[16];
          int size = 0;
          long moment = (Long) operands[0];
          while (step > 0 ? moment <= last : moment >= last) {
            if (size == moments.length) {
              moments = Arrays.copyOf(moments, 2 * size);
              look.run();
            }
            moments[size++] = moment;
            moment = Calendars.plusMonthsToMillis(moment, step);
          }
          long[] all = moments;
          return new ComputedList(size, i -> all[i]);
        });
  }

  private static long checked(long step) {
    if (step == 0) {
      throw new StatementException(SqlState.INVALID_VALUE, "step size cannot equal zero");
    }
    return step;
  }
}
