package io.github.wandbjdbc.engine.execute.joins;

import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.GatheredBatch;
import io.github.wandbjdbc.engine.execute.expressions.RowPredicate;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.calcite.rel.core.JoinRelType;
import org.jspecify.annotations.Nullable;

/**
 * Joins the rows of one side, which are held, with those of the other as they come.
 *
 * <p>Pairs of a row that came and a held one that may match it are gathered until there are as many
 * as a batch has rows; then the condition is put to all of them. Where a row that came stays though
 * it matches nothing, the end of its candidates is an entry among the pairs, so that the order of
 * these rows is kept.
 */
final class BufferedJoin {
  private static final int MOST = Batch.MOST_ROWS;
  private static final int NO_ROW = -1;

  private final BufferedRows held;
  private final Candidates candidates;
  private final @Nullable RowPredicate condition;
  private final Execution execution;
  private final JoinRelType type;
  private final boolean pairs;
  private final boolean givesHeld;
  private final boolean givesStreamed;
  private final boolean keepsStreamed;
  private final boolean keepsHeld;
  private final boolean onceStreamed;
  private final boolean onceHeld;
  private final @Nullable MatchMarks heldMatches;

  private final int[] streamedPlaces = new int[MOST];
  private final int[] heldPlaces = new int[MOST];
  private final int[] streamedGiven = new int[MOST];
  private final int[] heldGiven = new int[MOST];
  private final int[] accepted = new int[MOST];
  private final boolean[] matched = new boolean[MOST];
  private final GatheredBatch streamedRows;
  private final GatheredBatch heldRows;
  private final Batch given;
  private final GatheredBatch streamedCandidates;
  private final GatheredBatch heldCandidates;
  private final Batch candidatePairs;

  private @Nullable Batch batch;
  private int row;
  private int count;
  private boolean streamEnded;
  private int unmatched;

  /**
   * A join of no rows yet.
   *
   * @param holdsLeft whether the held rows are the left ones
   * @param condition what must hold besides, of left fields followed by right ones
   */
  BufferedJoin(
      JoinShape shape,
      boolean holdsLeft,
      BufferedRows held,
      Candidates candidates,
      @Nullable RowPredicate condition,
      Execution execution,
      String holder) {
    this.held = held;
    this.candidates = candidates;
    this.condition = condition;
    this.execution = execution;
    this.type = shape.type();
    this.pairs = !shape.isSemi();
    this.givesHeld = pairs || holdsLeft;
    this.givesStreamed = pairs || !holdsLeft;
    this.keepsStreamed = shape.keeps(!holdsLeft);
    this.keepsHeld = shape.keeps(holdsLeft);
    this.onceStreamed = shape.isSemi() && !holdsLeft;
    this.onceHeld = shape.isSemi() && holdsLeft;
    this.heldMatches = keepsHeld || onceHeld ? new MatchMarks(execution, holder) : null;
    int streamedWidth = shape.side(!holdsLeft).size();
    int heldWidth = shape.side(holdsLeft).size();
    this.streamedRows = new GatheredBatch(i -> streamed(shape, holdsLeft, i), streamedWidth);
    this.streamedCandidates = new GatheredBatch(i -> streamed(shape, holdsLeft, i), streamedWidth);
    this.heldRows = new GatheredBatch(held::column, heldWidth);
    this.heldCandidates = new GatheredBatch(held::column, heldWidth);
    this.given =
        !givesHeld
            ? streamedRows
            : !givesStreamed ? heldRows : joined(shape, holdsLeft, streamedRows, heldRows);
    this.candidatePairs = joined(shape, holdsLeft, streamedCandidates, heldCandidates);
  }

  private static Batch joined(JoinShape shape, boolean holdsLeft, Batch streamed, Batch held) {
    return holdsLeft
        ? new JoinedBatch(held, shape.left().size(), streamed)
        : new JoinedBatch(streamed, shape.left().size(), held);
  }

  private ColumnVector streamed(JoinShape shape, boolean holdsLeft, int index) {
    return batch == null
        ? ColumnVector.of(shape.side(!holdsLeft).get(index), 0)
        : batch.column(index);
  }

  /**
   * Adds the rows of {@code kept} to those held, and begins; unless there is nothing to give
   * without a row of {@code streamed}, and there is none.
   */
  void begin(Operator kept, Consumer<Batch> add, Operator streamed) {
    boolean needsStreamed = keepsStreamed && !keepsHeld;
    Batch first = needsStreamed ? streamed.next() : null;
    if (needsStreamed && first == null) {
      streamEnded = true;
      return;
    }
    for (Batch rows = kept.next(); rows != null; rows = kept.next()) {
      execution.scope().check();
      add.accept(rows);
    }
    kept.close();
    begin();
    if (first != null) {
      turnTo(first);
    }
  }

  /** Begins: all held rows are there. */
  void begin() {
    candidates.complete();
    if (heldMatches != null) {
      heldMatches.reset(held.size());
    }
    batch = null;
    streamEnded = false;
    unmatched = 0;
  }

  /** Whether no row of the other side can change the answer any more. */
  private boolean isSettled() {
    int settled = onceHeld && heldMatches != null ? heldMatches.count() : 0;
    return !keepsStreamed && candidates.matchable() == settled;
  }

  /** The next rows, of {@code stream} as far as it is needed; then it is closed. */
  @Nullable Batch next(Operator stream) {
    while (!streamEnded) {
      execution.scope().check();
      if (batch == null) {
        Batch following = isSettled() ? null : stream.next();
        if (following == null) {
          streamEnded = true;
          stream.close();
          break;
        }
        turnTo(following);
      } else {
        Batch rows = join(batch);
        if (rows != null) {
          return rows;
        }
      }
    }
    execution.scope().check();
    return keepsHeld && heldMatches != null ? unmatchedHeld(heldMatches) : null;
  }

  /** Begins with the rows of {@code following}, which came. */
  private void turnTo(Batch following) {
    batch = following;
    row = 0;
    Arrays.fill(matched, 0, following.size(), false);
    candidates.turnTo(following);
    candidates.begin(0);
  }

  /** The next rows of {@code rows}, which came; null if there are none among those looked at. */
  private @Nullable Batch join(Batch rows) {
    boolean ends = fill(rows.size());
    if (count == 0) {
      batch = null;
      return null;
    }
    int chosen = condition == null ? 0 : accept(condition, ends);
    if (pairs && !ends && heldMatches == null) {
      if (condition == null) {
        return give(streamedPlaces, heldPlaces, count);
      }
      if (!keepsStreamed) {
        return giveAccepted(chosen);
      }
    }
    return settle(chosen);
  }

  /** Gathers entries until there are enough; says whether any of them ends a row's candidates. */
  private boolean fill(int size) {
    // One match is as good as several, and every candidate is one: a second isn't looked for.
    int most = onceStreamed && condition == null ? 1 : MOST;
    MatchMarks done = onceHeld ? heldMatches : null;
    boolean ends = false;
    count = 0;
    while (row < size && count < MOST) {
      if (!isDone(row)) {
        int added = candidates.fill(heldPlaces, count, Math.min(most, MOST - count), done);
        for (int end = count + added; count < end; count++) {
          streamedPlaces[count] = row;
        }
        matched[row] |= condition == null && added > 0;
        if (!isDone(row) && candidates.hasMore()) {
          continue;
        }
      }
      if (keepsStreamed && !matched[row]) {
        if (count == MOST) {
          break;
        }
        streamedPlaces[count] = row;
        heldPlaces[count++] = NO_ROW;
        ends = true;
      }
      row++;
      if (row < size) {
        candidates.begin(row);
      }
    }
    return ends;
  }

  private boolean isDone(int place) {
    return onceStreamed && matched[place];
  }

  /** Puts {@code on} to the pairs; says how many of them, which are {@link #accepted}, hold. */
  private int accept(RowPredicate on, boolean ends) {
    int[] streamed = streamedPlaces;
    int[] ofHeld = heldPlaces;
    int size = count;
    if (ends) {
      streamed = streamedGiven;
      ofHeld = heldGiven;
      size = 0;
      for (int i = 0; i < count; i++) {
        if (heldPlaces[i] != NO_ROW) {
          streamed[size] = streamedPlaces[i];
          ofHeld[size++] = heldPlaces[i];
        }
      }
    }
    if (size == 0) {
      return 0;
    }
    streamedCandidates.at(streamed, 0, size);
    heldCandidates.at(ofHeld, 0, size);
    return on.select(candidatePairs, accepted);
  }

  private @Nullable Batch giveAccepted(int chosen) {
    for (int i = 0; i < chosen; i++) {
      streamedGiven[i] = streamedPlaces[accepted[i]];
      heldGiven[i] = heldPlaces[accepted[i]];
    }
    return give(streamedGiven, heldGiven, chosen);
  }

  /** Goes through the entries in their order, and gives the rows that come of them. */
  private @Nullable Batch settle(int chosen) {
    int size = 0;
    int pair = 0;
    int next = 0;
    for (int i = 0; i < count; i++) {
      int streamed = streamedPlaces[i];
      int ofHeld = heldPlaces[i];
      boolean gives;
      if (ofHeld == NO_ROW) {
        gives = !matched[streamed];
      } else if (condition == null) {
        gives = match(true, ofHeld);
      } else if (next < chosen && accepted[next] == pair++) {
        next++;
        boolean first = !matched[streamed];
        matched[streamed] = true;
        gives = match(first, ofHeld);
      } else {
        gives = false;
      }
      if (gives) {
        streamedGiven[size] = streamed;
        heldGiven[size++] = ofHeld;
      }
    }
    return give(streamedGiven, heldGiven, size);
  }

  /** Whether a match of the held row at {@code place} gives a row. */
  private boolean match(boolean firstOfStreamed, int place) {
    boolean first = heldMatches == null ? firstOfStreamed : heldMatches.mark(place);
    return pairs || (type == JoinRelType.SEMI && first);
  }

  private @Nullable Batch unmatchedHeld(MatchMarks matches) {
    int size = 0;
    while (unmatched < held.size() && size < MOST) {
      if (!matches.has(unmatched)) {
        streamedGiven[size] = NO_ROW;
        heldGiven[size++] = unmatched;
      }
      unmatched++;
    }
    return give(streamedGiven, heldGiven, size);
  }

  private @Nullable Batch give(int[] streamed, int[] ofHeld, int size) {
    if (size == 0) {
      return null;
    }
    if (givesStreamed) {
      streamedRows.at(streamed, 0, size);
    }
    if (givesHeld) {
      heldRows.at(ofHeld, 0, size);
    }
    return given;
  }

  /** Gives back what it holds besides the held rows. */
  void release() {
    if (heldMatches != null) {
      heldMatches.release();
    }
  }
}
