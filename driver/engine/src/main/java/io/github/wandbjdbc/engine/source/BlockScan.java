package io.github.wandbjdbc.engine.source;

import java.util.function.Supplier;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * A scan that may have other rows if other columns are read. Which they are is settled by the query
 * block that names the table, whatever is read of that block's rows.
 */
public interface BlockScan {
  /**
   * The same scan, with the same columns, in its block.
   *
   * @param columns which of them the block reads
   */
  RelNode reading(Supplier<ImmutableBitSet> columns);
}
