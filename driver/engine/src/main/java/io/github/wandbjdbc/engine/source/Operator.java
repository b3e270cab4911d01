package io.github.wandbjdbc.engine.source;

import io.github.wandbjdbc.engine.values.Batch;
import org.jspecify.annotations.Nullable;

/**
 * Gives the rows of one part of a plan, once, a batch at a time. Made anew for each execution; asks
 * its inputs, or the source, for nothing before its first batch is wanted. For use by one thread.
 */
public interface Operator extends AutoCloseable {
  /** The next rows, at least one; null if there are no more. The batch before holds no longer. */
  @Nullable Batch next();

  /** Ends it and its inputs, wherever they are. May be called more than once. */
  @Override
  void close();
}
