package io.github.wandbjdbc.engine.optimize.nodes;

import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.joins.MaterializedRows;
import io.github.wandbjdbc.engine.source.EngineConvention;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import java.util.List;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;

/** Rows that are the same for each outer row, and are kept from the first on. */
public final class EngineMaterialize extends SingleRel implements EngineRel {
  private EngineMaterialize(RelNode input, RelTraitSet traits) {
    super(input.getCluster(), traits, input);
  }

  /** The rows of {@code input}, in their order. */
  public static EngineMaterialize of(RelNode input) {
    return new EngineMaterialize(input, input.getTraitSet().replace(EngineConvention.INSTANCE));
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new EngineMaterialize(sole(inputs), traits);
  }

  @Override
  public Operator open(Execution execution) {
    MaterializedRows part = (MaterializedRows) execution.get(this);
    if (part == null) {
      part =
          new MaterializedRows(
              BufferedRows.kinds(getRowType()), execution, () -> execution.open(getInput()));
      execution.set(this, part);
    }
    return part.open();
  }
}
