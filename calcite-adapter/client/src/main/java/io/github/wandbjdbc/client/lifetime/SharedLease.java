package io.github.wandbjdbc.client.lifetime;

import java.lang.ref.Cleaner;

/**
 * A part in something that is shared. It ends when its member says so, or once the member was
 * forgotten: planners that are given a schema have no way to say that they are done with it.
 */
public final class SharedLease {
  /** Its thread is a daemon, and ends with the class loader of this class. */
  private static final Cleaner CLEANER = Cleaner.create();

  private final Cleaner.Cleanable end;

  private SharedLease(Cleaner.Cleanable end) {
    this.end = end;
  }

  /**
   * That of {@code member}, which lasts until then.
   *
   * @param leave run once, on any thread; it must not know {@code member}, which it would keep
   */
  public static SharedLease of(Object member, Runnable leave) {
    return new SharedLease(CLEANER.register(member, leave));
  }

  /** Leaves, unless that has happened. */
  public void end() {
    end.clean();
  }
}
