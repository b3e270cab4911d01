package io.github.wandbjdbc.push;

import io.github.wandbjdbc.predicates.Placeholder;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.core.JoinRelType;

/**
 * How the rows of a {@link BindJoin}'s two sides meet.
 *
 * @param type INNER, LEFT, SEMI or ANTI
 * @param keys the equalities, and what else must hold
 * @param bound which of the equalities is that of the run ids
 * @param id by which the right side's scans know the join
 */
record BindJoinShape(JoinRelType type, JoinInfo keys, int bound, int id) {

  /** Whether the rows are left rows alone. */
  boolean isSemi() {
    return !type.projectsRight();
  }

  /** The field of the left rows that holds a run id. */
  int leftRunId() {
    return keys.leftKeys.get(bound);
  }

  /** Writes every component in words; two shapes that differ are written differently. */
  RelWriter explain(RelWriter writer) {
    return writer
        .item("joinType", type.lowerName)
        .item("leftKeys", keys.leftKeys)
        .item("rightKeys", keys.rightKeys)
        .itemIf("nullSafe", keys.nullExclusionFlags, keys.nullExclusionFlags.contains(false))
        .itemIf("also", keys.nonEquiConditions, !keys.isEqui())
        .item("bound", bound)
        .item("batch", new Placeholder.RunBatch(id));
  }
}
