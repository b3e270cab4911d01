package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Memory;
import io.github.wandbjdbc.engine.values.ColumnBatch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.engine.values.ObjectColumn;
import io.github.wandbjdbc.engine.values.Order;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers keys, which are one or several values, from 0 in the order in which they come. Keys are
 * one by {@link Order}. Open addressing; the last key is tried first, since histories come run by
 * run. For use by one thread.
 */
public final class KeyTable {
  /** When a value of a key is another's. */
  public enum Matching {
    /** As groups are told apart, and by IS NOT DISTINCT FROM: NULL and NaN are one value each. */
    GROUPS,
    /** As by {@code =} in joins: NULL and NaN match nothing, themselves neither. */
    EQUALS
  }

  /** The number of a key that isn't there. */
  public static final int NONE = -1;

  private static final int FEWEST = 64;
  private static final int MOST = 1 << 30;

  private final Memory memory;
  private final String holder;
  private final BufferedRows keys;
  private final boolean[] equals;
  private final boolean oneNumber;
  // By hash: the number of a key plus one, 0 where there is none.
  private int[] slots = new int[0];
  // By number of a key; not kept for one number, whose hash costs less than to look it up.
  private int[] hashes = new int[0];
  private int last = NONE;

  /** No keys yet, of values held as {@code kinds} say, that match as groups do. */
  public KeyTable(List<Kind> kinds, Execution execution, String holder) {
    this(kinds, Collections.nCopies(kinds.size(), Matching.GROUPS), execution, holder);
  }

  /** Likewise, with how each of the values matches. */
  public KeyTable(List<Kind> kinds, List<Matching> matching, Execution execution, String holder) {
    this.memory = execution.memory();
    this.holder = holder;
    this.keys = new BufferedRows(kinds, execution, holder);
    this.oneNumber = kinds.size() == 1 && kinds.get(0) != Kind.OBJECT;
    this.equals = new boolean[kinds.size()];
    for (int i = 0; i < equals.length; i++) {
      equals[i] = matching.get(i) == Matching.EQUALS;
    }
  }

  /** How many keys there are. */
  public int size() {
    return keys.size();
  }

  /** The values {@code index} of the keys, by their numbers. */
  public ColumnVector column(int index) {
    return keys.column(index);
  }

  /**
   * The number of the key that {@code columns} have at {@code place}, which is added if need be;
   * {@link #NONE} if it can't match anything.
   */
  public int add(ColumnVector[] columns, int place) {
    return number(columns, place, true);
  }

  /** The number of the key that {@code columns} have at {@code place}, or {@link #NONE}. */
  public int find(ColumnVector[] columns, int place) {
    return number(columns, place, false);
  }

  /** Sets {@code numbers} to those of the first {@code count} keys, which are added if need be. */
  public void addAll(ColumnVector[] columns, int count, int[] numbers) {
    if (columns.length == 1 && columns[0] instanceof ObjectColumn objects && !objects.hasNulls()) {
      addObjects(columns, objects.values(), count, numbers);
      return;
    }
    for (int i = 0; i < count; i++) {
      numbers[i] = number(columns, i, true);
    }
  }

  /** A run's id is the same object in all rows of a page. */
  private void addObjects(
      ColumnVector[] columns, @Nullable Object[] values, int count, int[] numbers) {
    for (int i = 0; i < count; i++) {
      numbers[i] = i > 0 && values[i] == values[i - 1] ? numbers[i - 1] : number(columns, i, true);
    }
  }

  /** Sets {@code numbers} to those of the first {@code count} keys, or to {@link #NONE}. */
  public void findAll(ColumnVector[] columns, int count, int[] numbers) {
    for (int i = 0; i < count; i++) {
      numbers[i] = number(columns, i, false);
    }
  }

  /** Forgets all keys, but keeps the room for as many. */
  public void clear() {
    keys.clear();
    Arrays.fill(slots, 0);
    last = NONE;
  }

  /** Forgets all keys and gives the memory back. May be called more than once. */
  public void release() {
    keys.release();
    memory.release(4L * slots.length + 4L * hashes.length);
    slots = new int[0];
    hashes = new int[0];
    last = NONE;
  }

  private int number(ColumnVector[] columns, int place, boolean adding) {
    if (oneNumber && !columns[0].isNull(place)) {
      if (columns[0] instanceof LongColumn longs) {
        return ofLong(longs.values()[place], adding);
      }
      double value = ((DoubleColumn) columns[0]).values()[place];
      return equals[0] && Double.isNaN(value) ? NONE : ofDouble(columns, value, place, adding);
    }
    if (last != NONE && isKey(columns, place, last)) {
      return last;
    }
    int hash = 0;
    for (int i = 0; i < columns.length; i++) {
      if (equals[i] && matchesNothing(columns[i], place)) {
        return NONE;
      }
      hash = 31 * hash + spread(columns[i], place);
    }
    if (adding) {
      ensureRoom();
    } else if (slots.length == 0) {
      return NONE;
    }
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      int number = slots[slot] - 1;
      if ((oneNumber || hashes[number] == hash) && isKey(columns, place, number)) {
        last = number;
        return number;
      }
      slot = (slot + 1) & mask;
    }
    return adding ? added(columns, place, slot, hash) : NONE;
  }

  private int ofLong(long value, boolean adding) {
    LongColumn known = (LongColumn) keys.column(0);
    if (last != NONE && known.values()[last] == value && !known.isNull(last)) {
      return last;
    }
    if (adding) {
      ensureRoom();
    } else if (slots.length == 0) {
      return NONE;
    }
    int mask = slots.length - 1;
    int slot = spread(value) & mask;
    long[] values = known.values();
    while (slots[slot] != 0) {
      int number = slots[slot] - 1;
      if (values[number] == value && !known.isNull(number)) {
        last = number;
        return number;
      }
      slot = (slot + 1) & mask;
    }
    if (!adding) {
      return NONE;
    }
    last = keys.addLong(value);
    slots[slot] = last + 1;
    return last;
  }

  private int ofDouble(ColumnVector[] columns, double value, int place, boolean adding) {
    DoubleColumn known = (DoubleColumn) keys.column(0);
    if (last != NONE && isOne(known, last, value)) {
      return last;
    }
    if (adding) {
      ensureRoom();
    } else if (slots.length == 0) {
      return NONE;
    }
    int mask = slots.length - 1;
    int slot = mixed(Order.hash(value)) & mask;
    while (slots[slot] != 0) {
      int number = slots[slot] - 1;
      if (isOne(known, number, value)) {
        last = number;
        return number;
      }
      slot = (slot + 1) & mask;
    }
    return adding ? added(columns, place, slot, 0) : NONE;
  }

  private static boolean isOne(DoubleColumn known, int number, double value) {
    double other = known.values()[number];
    boolean areOne = other == value || (Double.isNaN(other) && Double.isNaN(value));
    return areOne && !known.isNull(number);
  }

  private int added(ColumnVector[] columns, int place, int slot, int hash) {
    int number = keys.add(new ColumnBatch(columns, place + 1), place);
    slots[slot] = number + 1;
    if (!oneNumber) {
      hashes[number] = hash;
    }
    last = number;
    return number;
  }

  private boolean isKey(ColumnVector[] columns, int place, int number) {
    for (int i = 0; i < columns.length; i++) {
      ColumnVector column = columns[i];
      if (Order.compareNullsLast(column, place, keys.column(i), number) != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean matchesNothing(ColumnVector column, int place) {
    return column.isNull(place)
        || (column instanceof DoubleColumn doubles && Double.isNaN(doubles.values()[place]));
  }

  /** Half of the slots stay free. */
  private void ensureRoom() {
    int count = keys.size();
    if (2L * (count + 1) <= slots.length) {
      return;
    }
    if (slots.length == MOST) {
      throw new StatementException(
          SqlState.OUT_OF_MEMORY, "%s would hold more than %,d keys".formatted(holder, count));
    }
    int room = Math.max(FEWEST, 2 * slots.length);
    int hashRoom = oneNumber ? 0 : room / 2;
    memory.reserve(4L * room + 4L * hashRoom, holder);
    int[] grown = new int[room];
    int mask = room - 1;
    for (int number = 0; number < count; number++) {
      int slot = (oneNumber ? spread(keys.column(0), number) : hashes[number]) & mask;
      while (grown[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      grown[slot] = number + 1;
    }
    int[] grownHashes = Arrays.copyOf(hashes, hashRoom);
    memory.release(4L * slots.length + 4L * hashes.length);
    slots = grown;
    hashes = grownHashes;
  }

  private static int spread(ColumnVector column, int place) {
    if (column instanceof LongColumn longs && !column.isNull(place)) {
      return spread(longs.values()[place]);
    }
    return mixed(Order.hash(column, place));
  }

  private static int mixed(int hash) {
    int product = hash * 0x9E3779B9;
    return product ^ product >>> 15;
  }

  /**
   * Leaves neighbours close to each other, which is three times as fast as to scatter them, and
   * folds the higher bits in, for there are whole numbers that are all multiples of one.
   */
  private static int spread(long value) {
    int hash = Order.hash(value);
    return hash ^ hash >>> 10 ^ hash >>> 20;
  }
}
