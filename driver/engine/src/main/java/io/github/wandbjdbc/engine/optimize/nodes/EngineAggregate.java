package io.github.wandbjdbc.engine.optimize.nodes;

import com.google.common.collect.ImmutableList;
import io.github.wandbjdbc.engine.execute.AggregateSpec;
import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.FieldExpression;
import io.github.wandbjdbc.engine.execute.GroupOperator;
import io.github.wandbjdbc.engine.execute.ProjectOperator;
import io.github.wandbjdbc.engine.execute.expressions.Expression;
import io.github.wandbjdbc.engine.execute.expressions.Expressions;
import io.github.wandbjdbc.engine.execute.sets.DistinctOperator;
import io.github.wandbjdbc.engine.source.EngineConvention;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** Groups rows. */
final class EngineAggregate extends Aggregate implements EngineRel {
  private EngineAggregate(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode input,
      ImmutableBitSet groupSet,
      @Nullable List<ImmutableBitSet> groupSets,
      List<AggregateCall> calls) {
    super(cluster, traits, ImmutableList.of(), input, groupSet, groupSets, calls);
  }

  /** The same as {@code aggregate}, of {@code input}. */
  static EngineAggregate of(Aggregate aggregate, RelNode input) {
    return new EngineAggregate(
        aggregate.getCluster(),
        aggregate.getCluster().traitSetOf(EngineConvention.INSTANCE),
        input,
        aggregate.getGroupSet(),
        aggregate.getGroupSets(),
        aggregate.getAggCallList());
  }

  @Override
  public Aggregate copy(
      RelTraitSet traits,
      RelNode input,
      ImmutableBitSet groupSet,
      @Nullable List<ImmutableBitSet> groupSets,
      List<AggregateCall> calls) {
    return new EngineAggregate(getCluster(), traits, input, groupSet, groupSets, calls);
  }

  @Override
  public Operator open(Execution execution) {
    if (getAggCallList().isEmpty() && getGroupType() == Group.SIMPLE && getGroupCount() > 0) {
      return distinct(execution);
    }
    List<AggregateSpec> specs = new ArrayList<>();
    for (AggregateCall call : getAggCallList()) {
      specs.add(AggregateSpec.of(call, getInput().getRowType()));
    }
    if (getInput() instanceof EngineProject project
        && getAggCallList().stream().anyMatch(AggregateCall::hasFilter)) {
      return filtered(project, specs, execution);
    }
    return grouped(
        execution.open(getInput()), BufferedRows.kinds(getInput().getRowType()), specs, execution);
  }

  private Operator distinct(Execution execution) {
    Operator input = execution.open(getInput());
    boolean ofAll = getGroupCount() == getInput().getRowType().getFieldCount();
    List<Expression> keys =
        getGroupSet().asList().stream().<Expression>map(FieldExpression::new).toList();
    return new DistinctOperator(
        ofAll ? input : new ProjectOperator(input, keys),
        BufferedRows.kinds(getRowType()),
        execution);
  }

  private Operator grouped(
      Operator input, List<Kind> kinds, List<AggregateSpec> specs, Execution execution) {
    return new GroupOperator(input, kinds, getGroupSet(), getGroupSets(), specs, execution);
  }

  /**
   * With arguments that are computed of no rows but those that their filters select: they may fail
   * for others. The rows that are grouped are those of {@code project}, without these arguments,
   * and behind them what they are computed of.
   */
  private Operator filtered(EngineProject project, List<AggregateSpec> specs, Execution execution) {
    int width = project.getProjects().size();
    BitSet needed = needed(width);
    RexBuilder builder = getCluster().getRexBuilder();
    List<RexNode> fields = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      RexNode field = project.getProjects().get(i);
      fields.add(needed.get(i) ? field : builder.makeNullLiteral(field.getType()));
    }
    RelNode below = project.getInput();
    for (int i = 0; i < below.getRowType().getFieldCount(); i++) {
      fields.add(builder.makeInputRef(below, i));
    }
    List<AggregateSpec> computing = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      AggregateCall call = getAggCallList().get(i);
      computing.add(
          call.hasFilter()
              ? specs.get(i).withArguments(arguments(call, project, width, execution))
              : specs.get(i));
    }
    List<Kind> kinds = fields.stream().map(field -> Kind.of(field.getType())).toList();
    Operator input = new ProjectOperator(execution.open(below), Expressions.of(fields, execution));
    return grouped(input, kinds, computing, execution);
  }

  private static List<Expression> arguments(
      AggregateCall call, EngineProject project, int width, Execution execution) {
    return Expressions.of(
        call.getArgList().stream()
            .map(field -> RexUtil.shift(project.getProjects().get(field), width))
            .toList(),
        execution);
  }

  /** The fields of the input that are wanted of all rows. */
  private BitSet needed(int width) {
    BitSet needed = new BitSet(width);
    getGroupSet().forEach(needed::set);
    for (AggregateCall call : getAggCallList()) {
      call.getCollation().getKeys().forEach(needed::set);
      if (call.hasFilter()) {
        needed.set(call.filterArg);
      } else {
        call.getArgList().forEach(needed::set);
      }
    }
    return needed;
  }
}
