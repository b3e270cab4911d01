package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Memory;
import java.util.Arrays;

/** Whole numbers by place, as many as there are, whose bytes the execution's memory knows of. */
public final class BufferedInts {
  private static final int FEWEST = 64;

  private final Memory memory;
  private final String holder;
  private int[] values = new int[0];
  private int size;

  public BufferedInts(Execution execution, String holder) {
    this.memory = execution.memory();
    this.holder = holder;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** They by place; another array once there are more. */
  public int[] values() {
    return values;
  }

  /** One more. */
  public void add(int value) {
    resize(size + 1);
    values[size - 1] = value;
  }

  /** Makes them {@code count}; those that come to be are 0. */
  public void resize(int count) {
    if (count > values.length) {
      int room =
          (int)
              Math.min(
                  Integer.MAX_VALUE - 8, Math.max(FEWEST, Math.max(count, 2L * values.length)));
      memory.reserve(4L * room, holder);
      int before = values.length;
      values = Arrays.copyOf(values, room);
      memory.release(4L * before);
    }
    if (count < size) {
      Arrays.fill(values, count, size, 0);
    }
    size = count;
  }

  /** Forgets them and gives the memory back. */
  public void release() {
    memory.release(4L * values.length);
    values = new int[0];
    size = 0;
  }
}
