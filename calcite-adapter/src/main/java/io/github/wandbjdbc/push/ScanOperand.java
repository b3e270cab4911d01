package io.github.wandbjdbc.push;

import io.github.wandbjdbc.scan.WandbScan;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelRule;

/** The operand below that the rules match. */
final class ScanOperand {
  private ScanOperand() {}

  /** A scan that is not yet to be executed. */
  static RelRule.Done scan(RelRule.OperandBuilder operand) {
    return operand.operand(WandbScan.class).trait(Convention.NONE).noInputs();
  }
}
