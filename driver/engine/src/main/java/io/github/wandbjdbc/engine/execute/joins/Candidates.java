package io.github.wandbjdbc.engine.execute.joins;

import io.github.wandbjdbc.engine.values.Batch;
import org.jspecify.annotations.Nullable;

/** Which of the held rows of a join may match a row of its other side. */
interface Candidates {
  /** How many of the held rows may match any row at all. */
  int matchable();

  /** Makes ready: all rows are there. */
  void complete();

  /** Turns to the rows of {@code batch}. */
  void turnTo(Batch batch);

  /** Begins with the candidates of the row at {@code place}. */
  void begin(int place);

  /** Whether that row has more. */
  boolean hasMore();

  /**
   * Puts the next of them into {@code places} from {@code from} on, {@code most} at the most, and
   * says how many they are.
   *
   * @param done the held rows that need no further match, and may be left out; null if there are
   *     none
   */
  int fill(int[] places, int from, int most, @Nullable MatchMarks done);
}
