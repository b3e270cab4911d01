package io.github.wandbjdbc.engine.optimize;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.metadata.BuiltInMetadata;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexNode;

/**
 * The predicates that hold for the rows of an INTERSECT: all that hold for any of its inputs.
 *
 * <p>Calcite leaves out what follows from the rest. To find that, it compiles the conditions and
 * tries them on each other's constants, and stumbles over NaN, which it keeps as text, and over
 * conditions in which there is still a query.
 */
final class IntersectPredicates implements BuiltInMetadata.Predicates.Handler {
  /** The union of what is known of the inputs; called by reflection, for its parameter's class. */
  public RelOptPredicateList getPredicates(Intersect intersect, RelMetadataQuery query) {
    Set<RexNode> predicates = new LinkedHashSet<>();
    for (RelNode input : intersect.getInputs()) {
      predicates.addAll(query.getPulledUpPredicates(input).pulledUpPredicates);
    }
    return RelOptPredicateList.of(intersect.getCluster().getRexBuilder(), predicates);
  }

  @Override
  public RelOptPredicateList getPredicates(RelNode rel, RelMetadataQuery query) {
    return RelOptPredicateList.EMPTY;
  }
}
