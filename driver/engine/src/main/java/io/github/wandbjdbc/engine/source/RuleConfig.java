package io.github.wandbjdbc.engine.source;

import java.util.function.Function;
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
public record RuleConfig(
    @Nullable String description,
    RelRule.OperandTransform operandSupplier,
    RelBuilderFactory relBuilderFactory,
    Function<RuleConfig, RelOptRule> constructor)
    implements RelRule.Config {

  /** A rule that matches {@code operand}. */
  public static RelOptRule rule(
      String description,
      Function<RuleConfig, RelOptRule> constructor,
      RelRule.OperandTransform operand) {
    return new RuleConfig(description, operand, RelFactories.LOGICAL_BUILDER, constructor).toRule();
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
