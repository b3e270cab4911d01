package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.predicates.Placeholder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.adapter.enumerable.RexToLixTranslator;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgram;
import org.apache.calcite.sql.validate.SqlConformanceEnum;

/** The twin of {@link WandbScan} that is executed. */
public final class EnumerableScan extends ScanNode implements EnumerableRel {
  public EnumerableScan(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelOptTable table,
      ScanSource source,
      ScanRequest request) {
    super(cluster, traits, table, source, request);
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new EnumerableScan(getCluster(), traits, getTable(), source(), request());
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer prefer) {
    PhysType rows =
        PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY);
    List<Placeholder> placeholders = new ArrayList<>();
    request().placeholders(placeholders::add);
    ScanExecution execution =
        new ScanExecution(
            getId(), source(), request(), placeholders, rows.getFormat() == JavaRowFormat.SCALAR);

    BlockBuilder block = new BlockBuilder();
    Expression stashed = implementor.stash(execution, ScanExecution.class);
    Expression values = values(placeholders, implementor, block);
    block.add(
        Expressions.return_(
            null,
            Expressions.call(ScanExecution.class, "execute", DataContext.ROOT, stashed, values)));
    return implementor.result(rows, block.toBlock());
  }

  /** Computes the placeholders as any other expression, so that casts and joins come for free. */
  private Expression values(
      List<Placeholder> placeholders, EnumerableRelImplementor implementor, BlockBuilder block) {
    List<RexNode> computed = new ArrayList<>();
    for (Placeholder placeholder : placeholders) {
      if (placeholder instanceof Placeholder.Computed value) {
        computed.add(value.expression());
      }
    }
    Iterator<Expression> values = translated(computed, implementor, block).iterator();
    List<Expression> all = new ArrayList<>();
    for (Placeholder placeholder : placeholders) {
      all.add(
          placeholder instanceof Placeholder.RunBatch batch
              ? Expressions.parameter(Object.class, batch.variable())
              : Expressions.convert_(values.next(), Object.class));
    }
    return Expressions.newArrayInit(Object.class, all);
  }

  private List<Expression> translated(
      List<RexNode> expressions, EnumerableRelImplementor implementor, BlockBuilder block) {
    if (expressions.isEmpty()) {
      return List.of();
    }
    JavaTypeFactory types = implementor.getTypeFactory();
    RelDataType noInput = types.builder().build();
    List<String> names = new ArrayList<>();
    expressions.forEach(expression -> names.add("v" + names.size()));
    RexProgram program =
        RexProgram.create(noInput, expressions, null, names, getCluster().getRexBuilder());
    return RexToLixTranslator.translateProjects(
        program,
        types,
        SqlConformanceEnum.DEFAULT,
        block,
        null,
        null,
        DataContext.ROOT,
        (list, index, type) -> {
          throw new IllegalStateException("a placeholder reads no column");
        },
        implementor::getCorrelVariableGetter);
  }
}
