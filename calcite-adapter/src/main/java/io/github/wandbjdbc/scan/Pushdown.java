package io.github.wandbjdbc.scan;

import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * How a filter was split.
 *
 * @param accepted the request with all that travels
 * @param remainder what SQL still has to check: what does not travel, and what the source may
 *     decide too generously
 */
public record Pushdown(ScanRequest accepted, List<RexNode> remainder) {
  public Pushdown {
    remainder = List.copyOf(remainder);
  }
}
