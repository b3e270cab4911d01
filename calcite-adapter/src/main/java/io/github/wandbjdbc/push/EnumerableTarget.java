package io.github.wandbjdbc.push;

import io.github.wandbjdbc.scan.EnumerableScan;
import io.github.wandbjdbc.scan.WandbScan;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableProject;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/** Plans that Calcite makes code of, as under its own connections. */
final class EnumerableTarget implements Target {
  @Override
  public Convention convention() {
    return EnumerableConvention.INSTANCE;
  }

  @Override
  public RelNode scan(WandbScan scan) {
    return new EnumerableScan(
        scan.getCluster(),
        scan.getTraitSet().replace(EnumerableConvention.INSTANCE),
        scan.getTable(),
        scan.source(),
        scan.request());
  }

  @Override
  public RelNode bindJoin(RelNode left, RelNode right, BindJoinShape shape, RelDataType rowType) {
    return new EnumerableBindJoin(
        left.getCluster(),
        left.getCluster().traitSetOf(EnumerableConvention.INSTANCE),
        left,
        right,
        shape,
        rowType);
  }

  @Override
  public RelNode project(RelNode input, List<RexNode> fields, RelDataType rowType) {
    return EnumerableProject.create(input, fields, rowType);
  }
}
