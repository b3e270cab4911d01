package io.github.wandbjdbc.engine.optimize.nodes;

import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.joins.MaterializedRows;
import io.github.wandbjdbc.engine.execute.sets.KeptRows;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import java.util.List;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;

/** Rows that are the same for each outer row, or in each step, and are kept from the first on. */
public final class EngineMaterialize extends KeptInput {
  private final boolean inSteps;

  private EngineMaterialize(RelNode input, RelTraitSet traits, boolean inSteps) {
    super(input, traits);
    this.inSteps = inSteps;
  }

  /** The rows of {@code input}, in their order, which are the same for each outer row. */
  public static EngineMaterialize forOuterRows(RelNode input) {
    return new EngineMaterialize(input, traits(input), false);
  }

  /** The rows of {@code input}, in their order, which are the same in each step of a recursion. */
  public static EngineMaterialize inSteps(RelNode input) {
    return new EngineMaterialize(input, traits(input), true);
  }

  /** Whether it is the steps of a recursion that read them again. */
  public boolean isInSteps() {
    return inSteps;
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new EngineMaterialize(sole(inputs), traits, inSteps);
  }

  @Override
  public Operator open(Execution execution) {
    return inSteps ? openInSteps(execution) : openForOuterRows(execution);
  }

  private Operator openForOuterRows(Execution execution) {
    MaterializedRows part = (MaterializedRows) execution.get(this);
    if (part == null) {
      part =
          new MaterializedRows(
              BufferedRows.kinds(getRowType()), execution, () -> execution.open(getInput()));
      execution.set(this, part);
    }
    return part.open();
  }

  private Operator openInSteps(Execution execution) {
    KeptRows part = (KeptRows) execution.get(this);
    if (part == null) {
      part =
          new KeptRows(
              BufferedRows.kinds(getRowType()), execution, () -> execution.open(getInput()));
      execution.set(this, part);
    }
    return part.open();
  }
}
