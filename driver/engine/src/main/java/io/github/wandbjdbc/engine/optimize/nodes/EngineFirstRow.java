package io.github.wandbjdbc.engine.optimize.nodes;

import io.github.wandbjdbc.engine.execute.FirstRowOperator;
import io.github.wandbjdbc.engine.source.EngineConvention;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import java.util.List;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;

/** The rows of its input, with a warning if that by which they are sorted is NaN in the first. */
public final class EngineFirstRow extends SingleRel implements EngineRel {
  private static final String WARNING =
      "the first row's \"%s\" is NaN, which is sorted as the greatest number: add WHERE NOT"
          + " IS_NAN(x), or sort by FINITE(x), which is NULL and thus last";

  private final int key;

  private EngineFirstRow(RelNode input, RelTraitSet traits, int key) {
    super(input.getCluster(), traits, input);
    this.key = key;
  }

  /** The rows of {@code input}, which are sorted by field {@code key} first. */
  public static EngineFirstRow of(RelNode input, int key) {
    return new EngineFirstRow(input, input.getTraitSet().replace(EngineConvention.INSTANCE), key);
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new EngineFirstRow(sole(inputs), traits, key);
  }

  @Override
  public Operator open(Execution execution) {
    String name = getRowType().getFieldNames().get(key);
    return new FirstRowOperator(
        execution.open(getInput()), key, () -> execution.scope().warn(WARNING.formatted(name)));
  }
}
