package io.github.wandbjdbc.push;

import com.google.common.base.Suppliers;
import io.github.wandbjdbc.engine.execute.joins.BindJoinOperator;
import io.github.wandbjdbc.engine.optimize.nodes.Joins;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.predicates.JoinedRuns;
import io.github.wandbjdbc.predicates.Placeholder;
import io.github.wandbjdbc.scan.SharedPages;
import io.github.wandbjdbc.scan.StatementProgress;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;

/** A {@link BindJoin} that our engine executes. */
final class EngineBindJoin extends BindJoin implements EngineRel {
  /** Found once, since a join on the right of another is opened for each batch of runs. */
  private final Supplier<List<SharedPages>> sharing = Suppliers.memoize(() -> PageSharing.in(this));

  EngineBindJoin(
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
    return new EngineBindJoin(
        getCluster(), traits, inputs.get(0), inputs.get(1), shape(), getRowType());
  }

  @Override
  public Set<Object> variablesOfInputs() {
    return Set.of(batch());
  }

  private Object batch() {
    return new Placeholder.RunBatch(shape().id()).variable();
  }

  @Override
  public Operator open(Execution execution) {
    StatementProgress progress = StatementProgress.of(execution);
    sharing.get().forEach(progress::share);
    Joins joins = Joins.of(shape().keys(), left, right);
    return new BindJoinOperator(
        Joins.shape(shape().type(), left, right),
        joins.keys(),
        joins.place(shape().bound()),
        joins.condition(execution),
        execution.open(left),
        () -> execution.open(right),
        batch(),
        JoinedRuns.SIZE,
        execution);
  }
}
