package io.github.wandbjdbc.plan;

import io.github.wandbjdbc.engine.execute.expressions.Expressions;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.Column;
import io.github.wandbjdbc.engine.values.ColumnBatch;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The twin of {@link WandbScan} that our engine executes. */
final class EngineScan extends TableScan implements EngineRel, ExecutedScan {
  private final ScanSource source;
  private final ScanRequest request;

  EngineScan(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelOptTable table,
      ScanSource source,
      ScanRequest request) {
    super(cluster, traits, List.of(), table);
    this.source = source;
    this.request = request;
  }

  @Override
  public ScanSource source() {
    return source;
  }

  @Override
  public ScanRequest request() {
    return request;
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new EngineScan(getCluster(), traits, getTable(), source, request);
  }

  @Override
  public RelDataType deriveRowType() {
    return request.rowType(getCluster().getTypeFactory());
  }

  @Override
  public double estimateRowCount(RelMetadataQuery query) {
    return request.estimateRows();
  }

  @Override
  public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery query) {
    return ScanCosts.of(request, getTraitSet(), planner);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return request.explain(super.explainTerms(writer));
  }

  @Override
  public Operator open(Execution execution) {
    Kind[] kinds =
        getRowType().getFieldList().stream()
            .map(RelDataTypeField::getType)
            .map(Kind::of)
            .toArray(Kind[]::new);
    return new ScanOperator(() -> rows(execution), kinds);
  }

  private Enumerator<Object[]> rows(Execution execution) {
    StatementProgress statement = StatementProgress.of(execution);
    ScanProgress progress = statement.scan(getId());
    progress.scope().check();
    if (progress.begin()) {
      source.notices().forEach(notice -> notice.tell(progress.scope()));
    }
    return request.open(source, bindings(execution), progress);
  }

  private Bindings bindings(Execution execution) {
    List<Placeholder> placeholders = new ArrayList<>();
    request.placeholders(placeholders::add);
    @Nullable Object[] values = new @Nullable Object[placeholders.size()];
    Batch row = new ColumnBatch(new Column[0], 1);
    for (int i = 0; i < values.length; i++) {
      Placeholder placeholder = placeholders.get(i);
      if (placeholder instanceof Placeholder.RunBatch batch) {
        values[i] = execution.get(batch.variable());
      } else if (placeholder instanceof Placeholder.Computed computed) {
        Object value = Expressions.of(computed.expression(), execution).of(row).get(0);
        values[i] =
            computed.expression().getType().getSqlTypeName() == SqlTypeName.BOOLEAN
                    && value instanceof Long number
                ? (Object) (number != 0)
                : value;
      }
    }
    return new Bindings(placeholders, values);
  }
}
