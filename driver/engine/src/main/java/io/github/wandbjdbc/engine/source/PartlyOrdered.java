package io.github.wandbjdbc.engine.source;

import org.apache.calcite.rel.RelFieldCollation;

/**
 * A part of a plan whose rows come in the order of one field, for as long as it can say so: a sort
 * that keeps the first few of them need not read on once these are before all that are to come.
 */
public interface PartlyOrdered extends EngineRel {
  /** Whether {@code key} is that field, and its order. */
  boolean comesBy(RelFieldCollation key);

  /**
   * The value before which, in that order, none is that is still to come; NaN as long as that isn't
   * known. Times are in milliseconds since 1970.
   */
  double reached(Execution execution);
}
