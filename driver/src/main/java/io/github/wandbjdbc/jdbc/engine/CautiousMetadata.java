package io.github.wandbjdbc.jdbc.engine;

import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.CyclicMetadataException;
import org.apache.calcite.rel.metadata.RelMetadataQuery;

/**
 * Takes a relation of which Calcite can't tell what is true of all its rows for one of which
 * nothing is known: its plan is a little worse, where the statement would have been refused.
 */
final class CautiousMetadata extends RelMetadataQuery {
  CautiousMetadata() {
    super(MetadataHandlers.INSTANCE);
  }

  @Override
  public RelOptPredicateList getPulledUpPredicates(RelNode rel) {
    try {
      return super.getPulledUpPredicates(rel);
    } catch (CyclicMetadataException e) {
      // The plan refers to itself.
      return RelOptPredicateList.EMPTY;
    }
  }
}
