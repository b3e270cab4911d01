package io.github.wandbjdbc.engine.optimize.nodes;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/** Functions that give something else each time, such as a random number. */
public final class RandomFunctions {
  private RandomFunctions() {}

  /** Whether an expression of {@code part} itself has one; of its inputs nothing is said. */
  public static boolean isIn(RelNode part) {
    boolean[] found = new boolean[1];
    part.accept(
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            found[0] |= !call.getOperator().isDeterministic();
            return super.visitCall(call);
          }
        });
    return found[0];
  }
}
