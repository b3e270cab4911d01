package io.github.wandbjdbc.shell.chart;

import java.util.ArrayList;
import java.util.List;

/** How many values of a column have no place in the chart, and why. */
final class LeftOutValues {
  private final String label;
  private long nulls;
  private long notNumbers;
  private long infinities;
  private long notPositive;

  LeftOutValues(String label) {
    this.label = label;
  }

  /** Counts {@code value} if it can't be drawn, and says whether it can. */
  boolean admits(double value, boolean isNull, boolean log) {
    if (isNull) {
      nulls++;
    } else if (Double.isNaN(value)) {
      notNumbers++;
    } else if (Double.isInfinite(value)) {
      infinities++;
    } else if (log && value <= 0) {
      notPositive++;
    } else {
      return true;
    }
    return false;
  }

  /** A sentence on them; empty if there are none. */
  String told() {
    List<String> reasons = new ArrayList<>();
    reason(nulls, "NULL", reasons);
    reason(notNumbers, "NaN", reasons);
    reason(infinities, "infinite", reasons);
    reason(notPositive, "not above 0 on a log axis", reasons);
    if (reasons.isEmpty()) {
      return "";
    }
    long count = nulls + notNumbers + infinities + notPositive;
    return (reasons.size() == 1
            ? "%s: %s left out"
            : "%s: " + count(count) + " values left out (%s)")
        .formatted(label, String.join(", ", reasons));
  }

  private static void reason(long count, String reason, List<String> reasons) {
    if (count > 0) {
      reasons.add(count(count) + " " + reason);
    }
  }

  private static String count(long count) {
    return ChartPrinter.count(count);
  }
}
