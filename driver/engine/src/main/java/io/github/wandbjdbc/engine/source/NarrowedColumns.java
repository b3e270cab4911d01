package io.github.wandbjdbc.engine.source;

import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.mapping.Mapping;
import org.apache.calcite.util.mapping.Mappings;

/** Projections over scans that read fewer columns than before. */
public final class NarrowedColumns {
  private NarrowedColumns() {}

  /**
   * The rows of {@code project} over {@code narrowed}, which has the columns {@code read} of its
   * input alone.
   */
  public static RelNode project(Project project, RelNode narrowed, ImmutableBitSet read) {
    int before = project.getInput().getRowType().getFieldCount();
    Mapping mapping = Mappings.source(read.toList(), before).inverse();
    List<RexNode> projects = RexUtil.apply(mapping, project.getProjects());
    return RexUtil.isIdentity(projects, narrowed.getRowType())
            && project.getRowType().equals(narrowed.getRowType())
        ? narrowed
        : LogicalProject.create(
            narrowed,
            project.getHints(),
            projects,
            project.getRowType(),
            project.getVariablesSet());
  }
}
