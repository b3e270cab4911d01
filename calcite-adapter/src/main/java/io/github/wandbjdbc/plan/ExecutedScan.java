package io.github.wandbjdbc.plan;

import org.apache.calcite.rel.RelNode;

/** The twin of a {@link WandbScan} in a finished plan. */
interface ExecutedScan extends RelNode {
  /** Whom it asks. */
  ScanSource source();

  /** All that it asks. */
  ScanRequest request();
}
