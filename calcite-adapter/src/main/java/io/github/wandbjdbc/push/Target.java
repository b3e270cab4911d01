package io.github.wandbjdbc.push;

import io.github.wandbjdbc.scan.WandbScan;
import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/** Who executes a plan, and so what scans and joins by run id become in it. */
interface Target {
  /** The convention of its parts. */
  Convention convention();

  /** {@code scan}, to be executed. */
  RelNode scan(WandbScan scan);

  /** A {@link BindJoin} of two sides that are of the convention. */
  RelNode bindJoin(RelNode left, RelNode right, BindJoinShape shape, RelDataType rowType);

  /** A projection of an input that is of the convention. */
  RelNode project(RelNode input, List<RexNode> fields, RelDataType rowType);
}
