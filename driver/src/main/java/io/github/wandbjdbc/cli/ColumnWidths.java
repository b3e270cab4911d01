package io.github.wandbjdbc.cli;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How a window is divided among columns: each has what it can't do without, and those that want
 * little have it before those that want much. Columns for which no place is left are left out.
 */
final class ColumnWidths {
  /** Between two columns. */
  static final int GAP = " | ".length();

  private ColumnWidths() {}

  /**
   * The widths of as many of the columns as fit, one at least.
   *
   * @param least below what each isn't cut; not more than it wants
   * @param wanted what each needs to be whole
   */
  static int[] of(int window, int[] least, int[] wanted) {
    int shown = fitting(window, least);
    int[] widths = Arrays.copyOf(least, shown);
    int spare = Math.max(0, window - IntStream.of(widths).sum() - GAP * (shown - 1));
    int[] byWish =
        IntStream.range(0, shown)
            .boxed()
            .sorted(Comparator.comparingInt(i -> wanted[i] - least[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 0; i < shown; i++) {
      int column = byWish[i];
      int more = Math.min(wanted[column] - least[column], spare / (shown - i));
      widths[column] += more;
      spare -= more;
    }
    if (shown == 1) {
      widths[0] = Math.min(widths[0], Math.max(1, window));
    }
    return widths;
  }

  private static int fitting(int window, int[] least) {
    int taken = 0;
    for (int i = 0; i < least.length; i++) {
      taken += least[i] + (i == 0 ? 0 : GAP);
      if (taken > window) {
        return Math.max(1, i);
      }
    }
    return least.length;
  }
}
