package io.github.wandbjdbc.security;

import java.util.concurrent.atomic.AtomicBoolean;

/** A class that is on the class path, and must never be made use of because somebody names it. */
final class Trap {
  static {
    Sprung.FLAG.set(true);
  }

  private Trap() {}

  /** Whether the class was initialised. */
  static final class Sprung {
    static final AtomicBoolean FLAG = new AtomicBoolean();

    private Sprung() {}
  }
}
