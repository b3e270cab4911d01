package io.github.wandbjdbc.plan;

import org.apache.calcite.rel.RelNode;

/**
 * A part of a finished plan that reads on its right side only the runs that its left side names,
 * some at a time; what it holds is the left rows of those.
 */
interface BindJoin extends RelNode {
  /** How the rows of the two sides meet. */
  BindJoinShape shape();

  /** The side that names runs. */
  RelNode getLeft();

  /** The side that is asked for them. */
  RelNode getRight();
}
