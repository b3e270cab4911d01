package io.github.wandbjdbc.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs of which those come first that an order puts first, for as long as that is certain; then the
 * others come in any order.
 */
public interface FirstRuns extends Pages<Run> {
  /**
   * Whether the runs of the page that came last are in order, and none that is still to come is
   * before one of them.
   */
  boolean isOrdered();

  /** The runs of {@code pages}, of whose order nothing is known. */
  static FirstRuns unordered(Pages<Run> pages) {
    return new FirstRuns() {
      @Override
      public boolean isOrdered() {
        return false;
      }

      @Override
      public @Nullable List<Run> next() {
        return pages.next();
      }

      @Override
      public void close() {
        pages.close();
      }
    };
  }
}
