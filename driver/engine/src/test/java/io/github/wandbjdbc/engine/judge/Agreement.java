package io.github.wandbjdbc.engine.judge;

import java.util.Objects;

/** Whether two answers are one: values bit for bit, failures by the class of their state. */
final class Agreement {
  private Agreement() {}

  /** Whether it is so of {@code cell}, but for so many units in the last place of doubles. */
  static boolean of(Cell cell, int ulps) {
    String ourState = cell.ourState();
    String theirState = cell.theirState();
    if (ourState != null || theirState != null) {
      return ourState != null && theirState != null && kind(ourState).equals(kind(theirState));
    }
    if (cell.ours() instanceof Double ours && cell.theirs() instanceof Double theirs) {
      return ours.equals(theirs)
          || (ulps > 0 && Math.abs(ours - theirs) <= ulps * Math.ulp(theirs));
    }
    return Objects.equals(cell.ours(), cell.theirs());
  }

  private static String kind(String state) {
    return state.substring(0, 2);
  }
}
