package io.github.wandbjdbc.client.lifetime;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The memory for answers and files that are being read, of all statements of the JVM together: each
 * by itself may be as large as the heap bears, but not all of them at once. Safe for use by several
 * threads.
 */
public final class ByteBudget {
  /** Half of what the heap may grow to: the rest is for what becomes of the bytes. */
  public static final ByteBudget OF_THE_JVM = new ByteBudget(Runtime.getRuntime().maxMemory() / 2);

  private final long limit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition change = lock.newCondition();
  private long held;

  /** At most {@code limit} bytes. */
  public ByteBudget(long limit) {
    this.limit = limit;
  }

  /** A part of the budget, which holds nothing yet. Close it to give everything back. */
  public Lease lease() {
    return new Lease();
  }

  /** How many bytes are held. */
  public long held() {
    lock.lock();
    try {
      return held;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns once half of the budget is free, or after {@code most}.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  public void awaitRoom(Duration most) throws InterruptedException {
    lock.lock();
    try {
      long left = most.toNanos();
      while (held > limit / 2 && left > 0) {
        left = change.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The bytes that one reader holds. */
  public final class Lease implements AutoCloseable {
    private long mine;
    private boolean isClosed;

    private Lease() {}

    /** Takes {@code bytes} more, and returns whether there was room for them. */
    public boolean take(long bytes) {
      lock.lock();
      try {
        if (isClosed || bytes > limit - held) {
          return false;
        }
        held += bytes;
        mine += bytes;
        return true;
      } finally {
        lock.unlock();
      }
    }

    /** Gives {@code bytes} back. */
    public void give(long bytes) {
      lock.lock();
      try {
        long given = Math.min(bytes, mine);
        held -= given;
        mine -= given;
        change.signalAll();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        isClosed = true;
        held -= mine;
        mine = 0;
        change.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
