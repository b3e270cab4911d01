package io.github.wandbjdbc.predicates;

import org.apache.calcite.rex.RexNode;

/** A value of a predicate that is known only at execution. */
public sealed interface Placeholder {

  /**
   * A {@code ?}, the current time, a field of an outer row, or what is computed from them.
   *
   * @param expression what computes it
   */
  record Computed(RexNode expression) implements Placeholder {
    @Override
    public String toString() {
      return expression.toString();
    }
  }

  /**
   * The run ids that a join asks for at a time: several values in the place of one.
   *
   * @param join which join, unlike any other around the scan
   */
  record RunBatch(int join) implements Placeholder {
    /** The name of the list of run ids in the compiled statement. */
    public String variable() {
      return "runs" + join;
    }

    @Override
    public String toString() {
      return "the joined runs";
    }
  }
}
