package io.github.wandbjdbc.jdbc.engine;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * The values of a long list in which there are parameters, as rows of one column. As a union, which
 * is what Calcite makes of it, they would be more than generated code can hold.
 */
public final class ParameterRows extends AbstractRelNode implements EnumerableRel {
  private final List<RexNode> values;

  private ParameterRows(Union union, List<RexNode> values) {
    super(union.getCluster(), union.getCluster().traitSetOf(EnumerableConvention.INSTANCE));
    this.values = List.copyOf(values);
    this.rowType = union.getRowType();
  }

  /** The same plan, with ours in place of such unions. */
  static RelNode in(RelNode plan) {
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
  public Result implement(EnumerableRelImplementor implementor, Prefer prefer) {
    PhysType type =
        PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY);
    return implementor.result(
        type,
        Expressions.block(
            Expressions.return_(
                null,
                Expressions.call(
                    ParameterRows.class,
                    "enumerable",
                    DataContext.ROOT,
                    Expressions.convert_(implementor.stash(stashed(), List.class), List.class)))));
  }

  /** What a parameter is called, and what else there is as generated code reads it. */
  private List<@Nullable Object> stashed() {
    RelDataType type = rowType.getFieldList().get(0).getType();
    List<@Nullable Object> stashed = new ArrayList<>();
    for (RexNode value : values) {
      stashed.add(
          value instanceof RexDynamicParam parameter
              ? new Name(parameter.getName())
              : StashedValues.value((RexLiteral) value, type));
    }
    return stashed;
  }

  private record Name(String name) {}

  /** The rows as generated code reads them. */
  public static Enumerable<@Nullable Object> enumerable(
      DataContext context, List<@Nullable Object> stashed) {
    List<@Nullable Object> rows = new ArrayList<>(stashed.size());
    for (Object value : stashed) {
      rows.add(value instanceof Name parameter ? context.get(parameter.name()) : value);
    }
    return Linq4j.asEnumerable(rows);
  }

  private static final class Unions extends RelHomogeneousShuttle {
    @Override
    public RelNode visit(RelNode node) {
      RelNode rel =
          super.visit(node)
              .accept(
                  new RexShuttle() {
                    @Override
                    public RexNode visitSubQuery(RexSubQuery query) {
                      RexSubQuery visited = (RexSubQuery) super.visitSubQuery(query);
                      return visited.clone(visited.rel.accept(Unions.this));
                    }
                  });
      if (!(rel instanceof Union union)
          || !union.all
          || union.getInputs().size() < LongLists.SHORTEST
          || union.getRowType().getFieldCount() != 1) {
        return rel;
      }
      List<RexNode> values = new ArrayList<>();
      RelDataType type = union.getRowType().getFieldList().get(0).getType();
      boolean plain =
          StashedValues.isKnown(type)
              && union.getInputs().stream().allMatch(input -> addValues(input, type, values));
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
