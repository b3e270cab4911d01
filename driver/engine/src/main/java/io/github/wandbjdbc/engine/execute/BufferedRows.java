package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Memory;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.engine.values.ObjectColumn;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;

/**
 * Rows that an operator keeps, in columns that grow; a row is known by its place, from 0. Their
 * bytes are taken from the execution's memory before they are. For use by one thread.
 */
public final class BufferedRows {
  private static final int FEWEST = 16;
  private static final int MOST = Integer.MAX_VALUE - 8;

  private final Memory memory;
  private final String holder;
  private final ColumnVector[] columns;
  private int size;
  private int capacity;
  private long objectBytes;

  /**
   * No rows yet, of fields that are held as {@code kinds} say.
   *
   * @param holder what the operator does, as in "the sort"
   */
  public BufferedRows(List<Kind> kinds, Execution execution, String holder) {
    this.memory = execution.memory();
    this.holder = holder;
    this.columns =
        kinds.stream().map(kind -> ColumnVector.of(kind, 0)).toArray(ColumnVector[]::new);
  }

  /** How the fields of rows of type {@code row} are held. */
  public static List<Kind> kinds(RelDataType row) {
    return row.getFieldList().stream().map(RelDataTypeField::getType).map(Kind::of).toList();
  }

  /** How many rows there are. */
  public int size() {
    return size;
  }

  /** The values of field {@code index} by place; the same column as long as the rows are held. */
  public ColumnVector column(int index) {
    return columns[index];
  }

  /** Keeps the row of {@code batch} at {@code place}, and says what its place is here. */
  public int add(Batch batch, int place) {
    ensureRoom(1);
    for (int i = 0; i < columns.length; i++) {
      ColumnVector from = batch.column(i);
      reserveObject(from, place);
      columns[i].copy(size, from, place);
    }
    return size++;
  }

  /** Keeps a row whose one field is held as a long, and says what its place is. */
  int addLong(long value) {
    if (size == capacity) {
      ensureRoom(1);
    }
    ((LongColumn) columns[0]).set(size, value);
    return size++;
  }

  /** Keeps all rows of {@code batch}. */
  public void addAll(Batch batch) {
    int count = batch.size();
    ensureRoom(count);
    for (int i = 0; i < columns.length; i++) {
      append(columns[i], batch.column(i), count);
    }
    size += count;
  }

  /** Keeps the row of {@code batch} at {@code place} instead of the one that is {@code at} here. */
  public void replace(int at, Batch batch, int place) {
    for (int i = 0; i < columns.length; i++) {
      ColumnVector from = batch.column(i);
      reserveObject(from, place);
      if (columns[i] instanceof ObjectColumn objects) {
        releaseObjects(ObjectColumn.bytesOf(objects.get(at)));
      }
      columns[i].copy(at, from, place);
    }
  }

  /** Forgets all rows, but keeps the room for as many. */
  public void clear() {
    for (ColumnVector column : columns) {
      if (column instanceof ObjectColumn objects) {
        Arrays.fill(objects.values(), 0, size, null);
      }
      column.clearNulls();
    }
    size = 0;
    releaseObjects(objectBytes);
  }

  /** Forgets all rows and gives the memory back. May be called more than once. */
  public void release() {
    clear();
    memory.release(roomBytes(capacity));
    capacity = 0;
    for (int i = 0; i < columns.length; i++) {
      columns[i] = ColumnVector.of(columns[i].kind(), 0);
    }
  }

  private void append(ColumnVector to, ColumnVector from, int count) {
    if (to instanceof LongColumn longs) {
      System.arraycopy(((LongColumn) from).values(), 0, longs.values(), size, count);
    } else if (to instanceof DoubleColumn doubles) {
      System.arraycopy(((DoubleColumn) from).values(), 0, doubles.values(), size, count);
    } else {
      reserveObjects(from, count);
      for (int i = 0; i < count; i++) {
        to.copy(size + i, from, i);
      }
      return;
    }
    if (from.hasNulls()) {
      for (int i = 0; i < count; i++) {
        if (from.isNull(i)) {
          to.setNull(size + i);
        }
      }
    }
  }

  private void reserveObject(ColumnVector from, int place) {
    if (from instanceof ObjectColumn objects) {
      reserveObjects(ObjectColumn.bytesOf(objects.get(place)));
    }
  }

  /** An object that comes several times in a row, such as a run's id, is held once. */
  private void reserveObjects(ColumnVector from, int count) {
    long bytes = 0;
    Object before = null;
    for (int i = 0; i < count; i++) {
      Object value = from.get(i);
      if (value != before) {
        bytes += ObjectColumn.bytesOf(value);
        before = value;
      }
    }
    reserveObjects(bytes);
  }

  private void reserveObjects(long bytes) {
    memory.reserve(bytes, holder);
    objectBytes += bytes;
  }

  private void releaseObjects(long bytes) {
    // What came in a row may be counted once, and replaced several times.
    long given = Math.min(bytes, objectBytes);
    memory.release(given);
    objectBytes -= given;
  }

  /** Both the old arrays and the new ones are there while the values are copied. */
  private void ensureRoom(int more) {
    long needed = (long) size + more;
    if (needed <= capacity) {
      return;
    }
    if (needed > MOST) {
      throw new StatementException(
          SqlState.OUT_OF_MEMORY, "%s would hold more than %,d rows".formatted(holder, MOST));
    }
    int room = (int) Math.min(MOST, Math.max(needed, Math.max(FEWEST, 2L * capacity)));
    memory.reserve(roomBytes(room), holder);
    for (ColumnVector column : columns) {
      column.grow(room);
    }
    memory.release(roomBytes(capacity));
    capacity = room;
  }

  private long roomBytes(int room) {
    // Eight for a number or a reference, one for whether it is NULL.
    return 9L * room * columns.length;
  }
}
