package io.github.wandbjdbc.engine.optimize.nodes;

import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.ValuesOperator;
import io.github.wandbjdbc.engine.execute.expressions.InternalValues;
import io.github.wandbjdbc.engine.source.EngineConvention;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelCollationTraitDef;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.metadata.RelMdCollation;
import org.apache.calcite.rex.RexLiteral;
import org.jspecify.annotations.Nullable;

/** Constant rows. */
final class EngineValues extends Values implements EngineRel {
  /** Made once for all executions. */
  private volatile @Nullable List<Batch> batches;

  private EngineValues(Values values, RelTraitSet traits) {
    super(values.getCluster(), values.getRowType(), values.getTuples(), traits);
  }

  /** The same as {@code values}. */
  static EngineValues of(Values values) {
    return new EngineValues(
        values,
        values
            .getCluster()
            .traitSetOf(EngineConvention.INSTANCE)
            .replaceIfs(
                RelCollationTraitDef.INSTANCE,
                () ->
                    RelMdCollation.values(
                        values.getCluster().getMetadataQuery(),
                        values.getRowType(),
                        values.getTuples())));
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new EngineValues(this, traits);
  }

  @Override
  public boolean isFixed() {
    return true;
  }

  @Override
  public Operator open(Execution execution) {
    return new ValuesOperator(batches(), execution);
  }

  private List<Batch> batches() {
    List<Batch> known = batches;
    if (known == null) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (List<RexLiteral> tuple : getTuples()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 0; i < tuple.size(); i++) {
          row.add(InternalValues.of(tuple.get(i), getRowType().getFieldList().get(i).getType()));
        }
        rows.add(row);
      }
      known = ValuesOperator.batches(rows, BufferedRows.kinds(getRowType()));
      batches = known;
    }
    return known;
  }
}
