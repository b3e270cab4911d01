package io.github.wandbjdbc.push;

import com.google.common.collect.ImmutableMap;
import io.github.wandbjdbc.predicates.Placeholder;
import java.lang.reflect.Modifier;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.adapter.enumerable.RexToLixTranslator;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.function.Predicate2;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.ParameterExpression;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgramBuilder;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.validate.SqlConformanceEnum;

/** A {@link BindJoin} that Calcite makes code of. */
final class EnumerableBindJoin extends BindJoin implements EnumerableRel {
  EnumerableBindJoin(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode left,
      RelNode right,
      BindJoinShape shape,
      RelDataType rowType) {
    super(cluster, traits, left, right, shape, rowType);
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new EnumerableBindJoin(
        getCluster(), traits, inputs.get(0), inputs.get(1), shape(), getRowType());
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer prefer) {
    BlockBuilder block = new BlockBuilder();
    Result outer = implementor.visitChild(this, 0, (EnumerableRel) left, Prefer.ARRAY);
    Expression outerRows = arrays(outer, block.append("left", outer.block, false));

    BlockBuilder batch = new BlockBuilder();
    Result inner = visitRight(implementor);
    batch.add(Expressions.return_(null, arrays(inner, batch.append("right", inner.block, false))));
    ParameterExpression runs =
        Expressions.parameter(
            Modifier.FINAL, Object.class, new Placeholder.RunBatch(shape().id()).variable());

    PhysType rows =
        PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY);
    BindJoinExecution execution =
        new BindJoinExecution(
            shape(), right.getRowType().getFieldCount(), rows.getFormat() == JavaRowFormat.SCALAR);
    block.add(
        Expressions.return_(
            null,
            Expressions.call(
                BindJoinExecution.class,
                "execute",
                DataContext.ROOT,
                implementor.stash(execution, BindJoinExecution.class),
                outerRows,
                Expressions.lambda(batch.toBlock(), runs),
                condition(implementor))));
    return implementor.result(rows, block.toBlock());
  }

  /** The code of the right side, in which nothing else may go by the name of the batch. */
  private Result visitRight(EnumerableRelImplementor implementor) {
    String name = new Placeholder.RunBatch(shape().id()).variable();
    // An entry stays where it is: the implementor names what it stashes by the number of entries.
    if (Boolean.TRUE.equals(implementor.map.put(name, true))) {
      throw new IllegalStateException("two joins within each other bind by " + name);
    }
    Result rows = implementor.visitChild(this, 1, (EnumerableRel) right, Prefer.ARRAY);
    implementor.map.put(name, false);
    return rows;
  }

  private static Expression arrays(Result rows, Expression expression) {
    return Expressions.convert_(
        rows.physType.convertTo(expression, JavaRowFormat.ARRAY), Enumerable.class);
  }

  /** Decides of a left and a right row whether they match in all that isn't an equality. */
  @SuppressWarnings("unchecked") // a class of a generic type has no type arguments
  private Expression condition(EnumerableRelImplementor implementor) {
    if (shape().keys().isEqui()) {
      return Expressions.constant(null, Predicate2.class);
    }
    RelDataType both =
        implementor
            .getTypeFactory()
            .builder()
            .addAll(left.getRowType().getFieldList())
            .addAll(right.getRowType().getFieldList())
            .build();
    RexProgramBuilder program = new RexProgramBuilder(both, getCluster().getRexBuilder());
    RexNode condition =
        RexUtil.composeConjunction(getCluster().getRexBuilder(), shape().keys().nonEquiConditions);
    program.addCondition(condition);
    ParameterExpression leftRow = Expressions.parameter(Object[].class, "left");
    ParameterExpression rightRow = Expressions.parameter(Object[].class, "right");
    BlockBuilder body = new BlockBuilder();
    Expression matches =
        RexToLixTranslator.translateCondition(
            program.getProgram(),
            implementor.getTypeFactory(),
            body,
            new RexToLixTranslator.InputGetterImpl(
                ImmutableMap.of(
                    leftRow, arrayOf(implementor, left), rightRow, arrayOf(implementor, right))),
            implementor::getCorrelVariableGetter,
            SqlConformanceEnum.DEFAULT);
    body.add(Expressions.return_(null, matches));
    return Expressions.lambda(Predicate2.class, body.toBlock(), leftRow, rightRow);
  }

  private static PhysType arrayOf(EnumerableRelImplementor implementor, RelNode rel) {
    return PhysTypeImpl.of(
        implementor.getTypeFactory(), rel.getRowType(), JavaRowFormat.ARRAY, false);
  }
}
