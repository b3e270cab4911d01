package io.github.wandbjdbc.engine.optimize.nodes;

import io.github.wandbjdbc.engine.source.EngineConvention;
import io.github.wandbjdbc.engine.source.EngineRel;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;

/** The rows of its input, which are kept for when they are asked for again. */
public abstract class KeptInput extends SingleRel implements EngineRel {
  KeptInput(RelNode input, RelTraitSet traits) {
    super(input.getCluster(), traits, input);
  }

  static RelTraitSet traits(RelNode input) {
    return input.getTraitSet().replace(EngineConvention.INSTANCE);
  }
}
