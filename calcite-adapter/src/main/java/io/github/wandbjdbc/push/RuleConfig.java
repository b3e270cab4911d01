package io.github.wandbjdbc.push;

import io.github.wandbjdbc.scan.WandbScan;
import java.util.function.Function;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.tools.RelBuilderFactory;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a rule: the operands that it matches, and its name.
 *
 * @param constructor makes the rule
 */
record RuleConfig(
    @Nullable String description,
    RelRule.OperandTransform operandSupplier,
    RelBuilderFactory relBuilderFactory,
    Function<RuleConfig, RelOptRule> constructor)
    implements RelRule.Config {

  /** A rule that matches {@code operand}. */
  static RelOptRule rule(
      String description,
      Function<RuleConfig, RelOptRule> constructor,
      RelRule.OperandTransform operand) {
    return new RuleConfig(description, operand, RelFactories.LOGICAL_BUILDER, constructor).toRule();
  }

  /** A scan that is not yet to be executed. */
  static RelRule.Done scan(RelRule.OperandBuilder operand) {
    return operand.operand(WandbScan.class).trait(Convention.NONE).noInputs();
  }

  @Override
  public RelOptRule toRule() {
    return constructor.apply(this);
  }

  @Override
  public RuleConfig withDescription(@Nullable String value) {
    return new RuleConfig(value, operandSupplier, relBuilderFactory, constructor);
  }

  @Override
  public RuleConfig withOperandSupplier(RelRule.OperandTransform value) {
    return new RuleConfig(description, value, relBuilderFactory, constructor);
  }

  @Override
  public RuleConfig withRelBuilderFactory(RelBuilderFactory value) {
    return new RuleConfig(description, operandSupplier, value, constructor);
  }
}
