package io.github.wandbjdbc.engine.execute;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends several things, each whether or not the one before could be ended. */
public final class CloseAll {
  private CloseAll() {}

  /** Runs all of {@code ends}; throws what the first failure was, with the others suppressed. */
  public static void all(Runnable... ends) {
    all(Arrays.asList(ends));
  }

  /** Likewise. */
  public static void all(List<Runnable> ends) {
    RuntimeException failure = null;
    for (Runnable end : ends) {
      try {
        end.run();
      } catch (RuntimeException e) {
        failure = first(failure, e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static RuntimeException first(
      @Nullable RuntimeException before, RuntimeException failure) {
    if (before == null) {
      return failure;
    }
    if (before != failure) {
      before.addSuppressed(failure);
    }
    return before;
  }
}
