package io.github.wandbjdbc.engine.source;

/**
 * The limits of one execution, and the receiver of its warnings. One thread executes; any other may
 * cancel.
 */
public interface Scope {
  /** One that nobody ends, and whose warnings nobody hears. */
  Scope UNBOUNDED =
      new Scope() {
        @Override
        public void check() {}

        @Override
        public void onCancel(Runnable abort) {}

        @Override
        public void release(Runnable abort) {}

        @Override
        public void warn(String message) {}
      };

  /** Throws if the statement was cancelled, or its time is over; to be called often. */
  void check();

  /** Runs {@code abort} on cancellation, at once if that has happened. */
  void onCancel(Runnable abort);

  /** Takes back an {@link #onCancel}. */
  void release(Runnable abort);

  /** The current time for the execution, in milliseconds since 1970. */
  default long now() {
    return System.currentTimeMillis();
  }

  /** Tells the reader of the rows. */
  void warn(String message);
}
