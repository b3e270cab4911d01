package io.github.wandbjdbc.plan;

import org.apache.calcite.rex.RexNode;

/**
 * A value of a predicate that is known only at execution: a {@code ?}, the current time, or what is
 * computed from them.
 *
 * @param expression what computes it
 */
record Placeholder(RexNode expression) {

  @Override
  public String toString() {
    return expression.toString();
  }
}
