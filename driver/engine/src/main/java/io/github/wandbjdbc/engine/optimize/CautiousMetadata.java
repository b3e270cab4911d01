package io.github.wandbjdbc.engine.optimize;

import java.util.List;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.CyclicMetadataException;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/**
 * Takes a relation of which Calcite can't tell what is true of all its rows, or how many there are,
 * for one of which nothing is known: its plan is a little worse, where the statement would have
 * been refused.
 */
public final class CautiousMetadata extends RelMetadataQuery {
  /** No join of more would seem to cost less than any other: their costs were infinite. */
  private static final double MOST_ROWS = 1e60;

  private final Runnable look;

  /**
   * Metadata for the planning of a statement.
   *
   * @param look is run before each question, and fails if planning should go no further
   */
  public CautiousMetadata(Runnable look) {
    super(MetadataHandlers.INSTANCE);
    this.look = look;
  }

  /** Fails if planning should go no further. */
  void look() {
    look.run();
  }

  @Override
  public RelOptPredicateList getPulledUpPredicates(RelNode rel) {
    try {
      RelOptPredicateList told = super.getPulledUpPredicates(rel);
      return isPossible(told, rel.getRowType().getFieldList()) ? told : RelOptPredicateList.EMPTY;
    } catch (CyclicMetadataException e) {
      // The plan refers to itself.
      return RelOptPredicateList.EMPTY;
    }
  }

  @Override
  public @Nullable Double getRowCount(RelNode rel) {
    try {
      Double rows = super.getRowCount(rel);
      return rows == null ? null : Math.min(rows, MOST_ROWS);
    } catch (CyclicMetadataException e) {
      // Rows that are a sort of themselves are most often none.
      return 1.0;
    }
  }

  /**
   * Whether no column is told to be NULL that can't be, as one that equals NULL in a join, which
   * has no rows then. Rules would write NULL in its place, and fail by its type.
   */
  private static boolean isPossible(RelOptPredicateList told, List<RelDataTypeField> columns) {
    return told.constantMap.entrySet().stream()
        .noneMatch(
            constant ->
                constant.getKey() instanceof RexInputRef column
                    && RexUtil.isNullLiteral(constant.getValue(), true)
                    && !columns.get(column.getIndex()).getType().isNullable());
  }
}
