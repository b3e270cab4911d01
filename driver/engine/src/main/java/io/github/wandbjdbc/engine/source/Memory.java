package io.github.wandbjdbc.engine.source;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;

/**
 * The memory that all operators of one execution use. Whoever is going to hold more says so before,
 * and is refused rather than let the heap run full. For use by one thread.
 */
public final class Memory {
  private final long limit;
  private long held;
  private Share charged = new Share();

  /** How much of it one holder has. */
  static final class Share {
    private long held;
    private long most;

    /** The most bytes that it had at once. */
    long most() {
      return most;
    }

    private void add(long bytes) {
      held += bytes;
      most = Math.max(most, held);
    }
  }

  /** At most {@code limit} bytes. */
  public Memory(long limit) {
    this.limit = limit;
  }

  /** As much as is half of what the JVM's heap may grow to. */
  public static Memory ofThisJvm() {
    return new Memory(Runtime.getRuntime().maxMemory() / 2);
  }

  /**
   * Takes {@code bytes} more.
   *
   * @param holder what the operator does, as in "the sort"
   */
  public void reserve(long bytes, String holder) {
    if (held + bytes > limit) {
      throw new StatementException(
          SqlState.OUT_OF_MEMORY,
          ("%s would hold more than %,d MB in memory; read fewer rows or columns, or raise"
                  + " -Xmx")
              .formatted(holder, limit >> 20));
    }
    held += bytes;
    charged.add(bytes);
  }

  /**
   * Whether {@code bytes} more may be held by whoever can do without: half is for those who can't.
   */
  public boolean hasRoom(long bytes) {
    return held + bytes <= limit / 2;
  }

  /** Gives {@code bytes} back. */
  public void release(long bytes) {
    held -= bytes;
    charged.add(-bytes);
  }

  /** Has {@code share} charged from now on; gives back the one that was charged so far. */
  Share charge(Share share) {
    Share before = charged;
    charged = share;
    return before;
  }

  /** How many bytes are held. */
  public long held() {
    return held;
  }
}
