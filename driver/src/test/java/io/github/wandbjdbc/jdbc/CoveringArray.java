package io.github.wandbjdbc.jdbc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Rows of choices, one of each factor, such that any two choices that can be made together are, in
 * some row. Greedy, so that there may be a few rows more than need be; the same each time.
 */
final class CoveringArray {
  private static final int OPEN = -1;

  private final int[] sizes;
  private final Predicate<int[]> isPossible;
  private final Set<Pair> uncovered = new HashSet<>();

  /** Two choices. */
  private record Pair(int factor, int choice, int otherFactor, int otherChoice) {}

  private CoveringArray(int[] sizes, Predicate<int[]> isPossible) {
    this.sizes = sizes;
    this.isPossible = isPossible;
  }

  /**
   * The rows over factors of that many choices.
   *
   * @param isPossible whether choices can be made together, of which some are -1 and yet open
   */
  static List<int[]> pairs(int[] sizes, Predicate<int[]> isPossible) {
    return new CoveringArray(sizes, isPossible).rows();
  }

  /** All rows that are possible. */
  static List<int[]> all(int[] sizes, Predicate<int[]> isPossible) {
    List<int[]> rows = List.of(new int[0]);
    for (int factor = 0; factor < sizes.length; factor++) {
      List<int[]> longer = new ArrayList<>();
      for (int[] row : rows) {
        for (int choice = 0; choice < sizes[factor]; choice++) {
          int[] next = Arrays.copyOf(row, factor + 1);
          next[factor] = choice;
          int[] padded = Arrays.copyOf(next, sizes.length);
          Arrays.fill(padded, factor + 1, sizes.length, OPEN);
          if (isPossible.test(padded)) {
            longer.add(next);
          }
        }
      }
      rows = longer;
    }
    return rows;
  }

  private List<int[]> rows() {
    List<Pair> order = new ArrayList<>();
    for (int factor = 0; factor < sizes.length; factor++) {
      for (int other = factor + 1; other < sizes.length; other++) {
        for (int choice = 0; choice < sizes[factor]; choice++) {
          for (int otherChoice = 0; otherChoice < sizes[other]; otherChoice++) {
            order.add(new Pair(factor, choice, other, otherChoice));
          }
        }
      }
    }
    order.removeIf(pair -> !isPossible.test(begun(pair)));
    uncovered.addAll(order);
    List<int[]> rows = new ArrayList<>();
    for (Pair pair : order) {
      if (uncovered.contains(pair)) {
        int[] row = begun(pair);
        if (completes(row)) {
          cover(row);
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private int[] begun(Pair pair) {
    int[] row = new int[sizes.length];
    Arrays.fill(row, OPEN);
    row[pair.factor] = pair.choice;
    row[pair.otherFactor] = pair.otherChoice;
    return row;
  }

  /** Makes the open choices, so that as many new pairs as possible come about. */
  private boolean completes(int[] row) {
    for (int factor = 0; factor < row.length; factor++) {
      if (row[factor] == OPEN) {
        int best = OPEN;
        int most = -1;
        for (int choice = 0; choice < sizes[factor]; choice++) {
          row[factor] = choice;
          int fresh = isPossible.test(row) ? fresh(row, factor) : -1;
          if (fresh > most) {
            most = fresh;
            best = choice;
          }
        }
        row[factor] = best;
        if (best == OPEN) {
          return false;
        }
      }
    }
    return true;
  }

  private int fresh(int[] row, int factor) {
    int fresh = 0;
    for (int other = 0; other < row.length; other++) {
      if (other != factor && row[other] != OPEN && uncovered.contains(pair(row, factor, other))) {
        fresh++;
      }
    }
    return fresh;
  }

  private void cover(int[] row) {
    for (int factor = 0; factor < row.length; factor++) {
      for (int other = factor + 1; other < row.length; other++) {
        uncovered.remove(pair(row, factor, other));
      }
    }
  }

  private static Pair pair(int[] row, int factor, int other) {
    int first = Math.min(factor, other);
    int second = Math.max(factor, other);
    return new Pair(first, row[first], second, row[second]);
  }
}
