package io.github.wandbjdbc.engine.execute.windows;

import io.github.wandbjdbc.engine.source.Memory;

/** The memory of a window, but for its rows: taken bit by bit, given back at once. */
final class WindowBytes {
  /** The name of windows in messages about memory. */
  static final String HOLDER = "the window";

  private final Memory memory;
  private long held;

  WindowBytes(Memory memory) {
    this.memory = memory;
  }

  /** Takes {@code bytes} more. */
  void reserve(long bytes) {
    memory.reserve(bytes, HOLDER);
    held += bytes;
  }

  /** Gives {@code bytes} back. */
  void release(long bytes) {
    memory.release(bytes);
    held -= bytes;
  }

  /** Gives all back. */
  void releaseAll() {
    release(held);
  }
}
