package io.github.wandbjdbc.push;

import io.github.wandbjdbc.engine.optimize.nodes.EngineProject;
import io.github.wandbjdbc.engine.source.EngineConvention;
import io.github.wandbjdbc.scan.EngineScan;
import io.github.wandbjdbc.scan.WandbScan;
import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/** Plans that our engine executes. */
final class EngineTarget implements Target {
  @Override
  public Convention convention() {
    return EngineConvention.INSTANCE;
  }

  @Override
  public RelNode scan(WandbScan scan) {
    return new EngineScan(
        scan.getCluster(),
        scan.getTraitSet().replace(EngineConvention.INSTANCE),
        scan.getTable(),
        scan.source(),
        scan.request());
  }

  @Override
  public RelNode bindJoin(RelNode left, RelNode right, BindJoinShape shape, RelDataType rowType) {
    return new EngineBindJoin(
        left.getCluster(),
        left.getCluster().traitSetOf(EngineConvention.INSTANCE),
        left,
        right,
        shape,
        rowType);
  }

  @Override
  public RelNode project(RelNode input, List<RexNode> fields, RelDataType rowType) {
    return EngineProject.of(input, fields, rowType);
  }
}
