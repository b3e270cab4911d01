package io.github.wandbjdbc.engine.execute.joins;

import io.github.wandbjdbc.engine.execute.BatchColumns;
import io.github.wandbjdbc.engine.execute.BufferedInts;
import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.KeyTable;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.values.Batch;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Held rows by their keys: those with the key of a row may match it. The rows of one key are a
 * chain, in the order in which they came.
 */
final class KeyedRows implements Candidates {
  private static final int END = -1;

  private final BufferedRows held;
  private final KeyTable keys;
  private final int[] fields;
  private final int[] otherFields;
  private final boolean keepsAll;
  // By place: first the number of the row's key, once linked the next row of that key.
  private final BufferedInts links;
  // By the number of a key: its first row.
  private final BufferedInts heads;
  private final int[] numbers = new int[Batch.MOST_ROWS];
  private int matchable;
  private int number;
  private int before;
  private int next = END;

  /**
   * No rows yet.
   *
   * @param held where they are put
   * @param keepsAll whether rows are wanted that can't match
   */
  KeyedRows(
      BufferedRows held,
      JoinShape shape,
      List<JoinKey> joinKeys,
      boolean holdsLeft,
      boolean keepsAll,
      Execution execution,
      String holder) {
    this.held = held;
    this.keepsAll = keepsAll;
    this.fields = fields(joinKeys, holdsLeft);
    this.otherFields = fields(joinKeys, !holdsLeft);
    this.keys = JoinKey.table(joinKeys, shape, execution, holder);
    this.links = new BufferedInts(execution, holder);
    this.heads = new BufferedInts(execution, holder);
  }

  private static int[] fields(List<JoinKey> keys, boolean left) {
    return keys.stream().mapToInt(key -> left ? key.left() : key.right()).toArray();
  }

  /** Adds all rows of {@code batch}. */
  void addAll(Batch batch) {
    int size = batch.size();
    keys.addAll(BatchColumns.of(batch, fields), size, numbers);
    int matching = 0;
    for (int i = 0; i < size; i++) {
      if (numbers[i] != KeyTable.NONE) {
        matching++;
      }
    }
    if (keepsAll || matching == size) {
      held.addAll(batch);
      for (int i = 0; i < size; i++) {
        links.add(numbers[i]);
      }
    } else {
      for (int i = 0; i < size; i++) {
        if (numbers[i] != KeyTable.NONE) {
          held.add(batch, i);
          links.add(numbers[i]);
        }
      }
    }
    matchable += matching;
  }

  /**
   * Adds the row of {@code batch} at {@code place}, and says whether it may match anything.
   *
   * @param matches false if it can't, whatever its keys are
   */
  boolean add(Batch batch, int place, boolean matches) {
    int key = matches ? keys.add(BatchColumns.of(batch, fields), place) : KeyTable.NONE;
    if (key != KeyTable.NONE) {
      matchable++;
    } else if (!keepsAll) {
      return false;
    }
    held.add(batch, place);
    links.add(key);
    return key != KeyTable.NONE;
  }

  @Override
  public void complete() {
    heads.resize(keys.size());
    int[] first = heads.values();
    Arrays.fill(first, 0, keys.size(), END);
    int[] following = links.values();
    for (int place = held.size() - 1; place >= 0; place--) {
      int key = following[place];
      if (key != KeyTable.NONE) {
        following[place] = first[key];
        first[key] = place;
      }
    }
  }

  @Override
  public int matchable() {
    return matchable;
  }

  @Override
  public void turnTo(Batch batch) {
    keys.findAll(BatchColumns.of(batch, otherFields), batch.size(), numbers);
  }

  @Override
  public void begin(int place) {
    number = numbers[place];
    before = END;
    next = number == KeyTable.NONE ? END : heads.values()[number];
  }

  @Override
  public boolean hasMore() {
    return next != END;
  }

  @Override
  public int fill(int[] places, int from, int most, @Nullable MatchMarks done) {
    int[] following = links.values();
    int count = 0;
    if (done == null) {
      while (next != END && count < most) {
        places[from + count++] = next;
        next = following[next];
      }
      return count;
    }
    while (next != END && count < most) {
      if (done.has(next)) {
        unlink(following);
      } else {
        places[from + count++] = next;
        before = next;
      }
      next = following[next];
    }
    return count;
  }

  /** Takes the next row out of its chain. */
  private void unlink(int[] following) {
    if (before == END) {
      heads.values()[number] = following[next];
    } else {
      following[before] = following[next];
    }
  }

  /** Forgets all rows, but keeps the room for as many. */
  void clear() {
    held.clear();
    keys.clear();
    links.resize(0);
    heads.resize(0);
    matchable = 0;
    next = END;
  }

  /** Forgets all rows but those held, and gives the memory back. */
  void release() {
    keys.release();
    links.release();
    heads.release();
  }
}
