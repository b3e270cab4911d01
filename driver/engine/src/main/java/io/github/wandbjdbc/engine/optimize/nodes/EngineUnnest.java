package io.github.wandbjdbc.engine.optimize.nodes;

import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.UnnestOperator;
import io.github.wandbjdbc.engine.source.EngineConvention;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;

/** Gives the items of lists, each in a row. */
final class EngineUnnest extends Uncollect implements EngineRel {
  private EngineUnnest(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode input,
      boolean withOrdinality,
      RelDataType rowType) {
    super(cluster, traits, input, withOrdinality, List.of());
    this.rowType = rowType;
  }

  /** The same as {@code uncollect}, of {@code input}. */
  static EngineUnnest of(Uncollect uncollect, RelNode input) {
    return new EngineUnnest(
        uncollect.getCluster(),
        uncollect.getCluster().traitSetOf(EngineConvention.INSTANCE),
        input,
        uncollect.withOrdinality,
        uncollect.getRowType());
  }

  @Override
  public RelNode copy(RelTraitSet traits, RelNode input) {
    return new EngineUnnest(getCluster(), traits, input, withOrdinality, getRowType());
  }

  @Override
  public Operator open(Execution execution) {
    List<UnnestOperator.Unnested> arrays = new ArrayList<>();
    for (RelDataTypeField field : getInput().getRowType().getFieldList()) {
      RelDataType element = field.getType().getComponentType();
      if (element == null) {
        throw new StatementException(
            SqlState.STATEMENT_FAULT, "UNNEST of a %s is not supported".formatted(field.getType()));
      }
      boolean ofRows = element.isStruct();
      arrays.add(
          new UnnestOperator.Unnested(
              field.getIndex(),
              ofRows ? BufferedRows.kinds(element) : List.of(Kind.of(element)),
              ofRows));
    }
    return new UnnestOperator(execution.open(getInput()), arrays, withOrdinality, execution);
  }
}
