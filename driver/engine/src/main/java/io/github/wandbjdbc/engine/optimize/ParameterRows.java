package io.github.wandbjdbc.engine.optimize;

import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.ValuesOperator;
import io.github.wandbjdbc.engine.execute.expressions.Expression;
import io.github.wandbjdbc.engine.execute.expressions.Expressions;
import io.github.wandbjdbc.engine.source.EngineConvention;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnBatch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * The values of a long list in which there are parameters, as rows of one column. As a union, which
 * is what Calcite makes of it, they would take planning ages.
 */
public final class ParameterRows extends AbstractRelNode implements EngineRel {
  /** Of fewer, a union is made. */
  private static final int FEWEST = 200;

  private final List<RexNode> values;

  private ParameterRows(Union union, List<RexNode> values) {
    super(union.getCluster(), union.getCluster().traitSetOf(EngineConvention.INSTANCE));
    this.values = List.copyOf(values);
    this.rowType = union.getRowType();
  }

  /** The same plan, with ours in place of such unions. */
  public static RelNode in(RelNode plan) {
    return plan.accept(new Unions());
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return this;
  }

  @Override
  public double estimateRowCount(RelMetadataQuery query) {
    return values.size();
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("type", rowType).item("values", values);
  }

  @Override
  public boolean isFixed() {
    return true;
  }

  @Override
  public Operator open(Execution execution) {
    List<List<@Nullable Object>> rows = new ArrayList<>(values.size());
    Batch nothing = new ColumnBatch(new ColumnVector[0], 1);
    for (Expression value : Expressions.of(values, execution)) {
      rows.add(Collections.singletonList(value.of(nothing).get(0)));
    }
    return new ValuesOperator(
        ValuesOperator.batches(rows, BufferedRows.kinds(getRowType())), execution);
  }

  private static final class Unions extends PlanRewriter {
    @Override
    RelNode rewritten(RelNode rel) {
      if (!(rel instanceof Union union)
          || !union.all
          || union.getInputs().size() < FEWEST
          || union.getRowType().getFieldCount() != 1) {
        return rel;
      }
      List<RexNode> values = new ArrayList<>();
      RelDataType type = union.getRowType().getFieldList().get(0).getType();
      boolean plain = union.getInputs().stream().allMatch(input -> addValues(input, type, values));
      return plain ? new ParameterRows(union, values) : rel;
    }

    /** Adds the values of a part of the list; false if one is neither known nor a parameter. */
    private static boolean addValues(RelNode input, RelDataType type, List<RexNode> values) {
      if (input instanceof Values literals) {
        literals.getTuples().forEach(values::addAll);
        return isOf(type, literals.getRowType().getFieldList().get(0).getType());
      }
      if (!(input instanceof Project project)
          || !(project.getInput() instanceof Values row)
          || row.getTuples().size() != 1
          || !(project.getProjects().get(0) instanceof RexDynamicParam parameter)
          || !isOf(type, parameter.getType())) {
        return false;
      }
      return values.add(parameter);
    }

    private static boolean isOf(RelDataType type, RelDataType part) {
      return type.getSqlTypeName() == part.getSqlTypeName()
          || (SqlTypeUtil.isCharacter(type) && SqlTypeUtil.isCharacter(part));
    }
  }
}
