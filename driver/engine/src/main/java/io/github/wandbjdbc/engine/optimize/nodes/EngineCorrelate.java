package io.github.wandbjdbc.engine.optimize.nodes;

import com.google.common.collect.ImmutableList;
import io.github.wandbjdbc.engine.execute.joins.CorrelateOperator;
import io.github.wandbjdbc.engine.source.EngineConvention;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import java.util.Set;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelCollationTraitDef;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.metadata.RelMdCollation;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** Reads the right side anew for each row of the left one. */
final class EngineCorrelate extends Correlate implements EngineRel {
  /** Whether equal rows have equal answers; found when it is first opened, as it often is. */
  private @Nullable Boolean repeats;

  private EngineCorrelate(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode left,
      RelNode right,
      CorrelationId variable,
      ImmutableBitSet used,
      JoinRelType type) {
    super(cluster, traits, ImmutableList.of(), left, right, variable, used, type);
  }

  /** The same as {@code correlate}, of {@code left}, whose order it keeps, and {@code right}. */
  static EngineCorrelate of(Correlate correlate, RelNode left, RelNode right) {
    RelOptCluster cluster = correlate.getCluster();
    RelMetadataQuery query = cluster.getMetadataQuery();
    RelTraitSet traits =
        cluster
            .traitSetOf(EngineConvention.INSTANCE)
            .replaceIfs(
                RelCollationTraitDef.INSTANCE,
                () ->
                    RelMdCollation.enumerableCorrelate(
                        query, left, right, correlate.getJoinType()));
    return new EngineCorrelate(
        cluster,
        traits,
        left,
        right,
        correlate.getCorrelationId(),
        correlate.getRequiredColumns(),
        correlate.getJoinType());
  }

  @Override
  public Correlate copy(
      RelTraitSet traits,
      RelNode left,
      RelNode right,
      CorrelationId variable,
      ImmutableBitSet used,
      JoinRelType type) {
    return new EngineCorrelate(getCluster(), traits, left, right, variable, used, type);
  }

  @Override
  public Set<Object> variablesOfInputs() {
    return Set.of(getCorrelVariable());
  }

  @Override
  public Operator open(Execution execution) {
    Boolean known = repeats;
    if (known == null) {
      known = repeats(right);
      repeats = known;
    }
    return new CorrelateOperator(
        Joins.shape(joinType, left, right),
        getCorrelVariable(),
        requiredColumns.toList(),
        known,
        execution.open(left),
        () -> execution.open(right),
        execution);
  }

  /** Whether equal values give equal rows of {@code part}: nothing in it is a matter of chance. */
  private static boolean repeats(RelNode part) {
    return !RandomFunctions.isIn(part)
        && part.getInputs().stream().allMatch(EngineCorrelate::repeats);
  }
}
