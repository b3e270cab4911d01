package io.github.wandbjdbc.engine.values.texts;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;

/** How many characters must be inserted, left out or replaced to make one text of another. */
final class EditDistance {
  /** The time grows with the product of the lengths. */
  static final int MOST = 10_000;

  private static final int LOOKS = 256;

  private EditDistance() {}

  /** The least number of changes. */
  static long of(String left, String right, Runnable look) {
    int[] from = characters(left);
    int[] to = characters(right);
    int[] before = new int[to.length + 1];
    int[] now = new int[to.length + 1];
    for (int k = 0; k <= to.length; k++) {
      before[k] = k;
    }
    for (int i = 1; i <= from.length; i++) {
      if (i % LOOKS == 0 || to.length > LOOKS) {
        look.run();
      }
      now[0] = i;
      for (int k = 1; k <= to.length; k++) {
        int replaced = before[k - 1] + (from[i - 1] == to[k - 1] ? 0 : 1);
        now[k] = Math.min(replaced, Math.min(before[k], now[k - 1]) + 1);
      }
      int[] spare = before;
      before = now;
      now = spare;
    }
    return before[to.length];
  }

  private static int[] characters(String text) {
    if (Lengths.of(text) > MOST) {
      throw new StatementException(
          SqlState.LIMIT_EXCEEDED,
          "LEVENSHTEIN takes texts of at most %,d characters".formatted(MOST));
    }
    return text.codePoints().toArray();
  }
}
