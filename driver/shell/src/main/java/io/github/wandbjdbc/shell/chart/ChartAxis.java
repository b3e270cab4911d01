package io.github.wandbjdbc.shell.chart;

import java.util.ArrayList;
import java.util.List;

/** Where values lie on an axis, and the labels beside it. */
final class ChartAxis {
  private final double min;
  private final double max;
  private final boolean log;
  private final List<AxisTick> ticks;
  private final String remark;

  private ChartAxis(
      double min, double max, boolean log, double[] values, List<String> labels, String remark) {
    this.min = min;
    this.max = max;
    this.log = log;
    this.remark = remark;
    List<AxisTick> places = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      double place = place(values[i]);
      if (place >= -1e-9 && place <= 1 + 1e-9) {
        places.add(new AxisTick(place, labels.get(i)));
      }
    }
    ticks = List.copyOf(places);
  }

  /**
   * An axis of numbers.
   *
   * @param rounded whether it ends at labels, rather than where the values do
   */
  static ChartAxis of(double min, double max, int ticks, boolean log, boolean rounded) {
    double from = min;
    double end = max;
    if (!(min < max)) {
      from = log ? min / 2 : min == 0 ? -1 : min - Math.abs(min) / 10;
      end = log ? max * 2 : max == 0 ? 1 : max + Math.abs(max) / 10;
    }
    double[] values =
        log ? NumberTicks.logarithmic(from, end, ticks) : NumberTicks.linear(from, end, ticks);
    if (rounded) {
      from = Math.min(from, values[0]);
      end = Math.max(end, values[values.length - 1]);
    }
    List<String> labels = log ? NumberTicks.each(values) : NumberTicks.alike(values);
    return new ChartAxis(from, end, log, values, labels, "");
  }

  /** An axis of times, in milliseconds since 1970. */
  static ChartAxis time(double min, double max, int ticks) {
    double from = min < max ? min : min - 500;
    double end = min < max ? max : max + 500;
    TimeTicks times = new TimeTicks(from, end, ticks);
    return new ChartAxis(from, end, false, times.values(), times.labels(), times.remark());
  }

  /** From 0 at the beginning to 1 at the end. */
  double place(double value) {
    return log
        ? (Math.log10(value) - Math.log10(min)) / (Math.log10(max) - Math.log10(min))
        : (value / 2 - min / 2) / (max / 2 - min / 2);
  }

  List<AxisTick> ticks() {
    return ticks;
  }

  /** The part that all labels have in common, such as their day; else empty. */
  String remark() {
    return remark;
  }
}
