package io.github.wandbjdbc.engine.source;

import java.util.function.Function;
import org.apache.calcite.rel.metadata.RelColumnOrigin;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Finds calls of a plan that surely mean something else than they say. */
public interface CallReader {
  /** Finds none. */
  CallReader NONE = (call, origin) -> null;

  /**
   * The caution about {@code call}; null if there is none.
   *
   * @param origin gives the column of a table that an operand is; null if it is none, or computed
   */
  @Nullable Caution read(RexCall call, Function<RexNode, @Nullable RelColumnOrigin> origin);
}
