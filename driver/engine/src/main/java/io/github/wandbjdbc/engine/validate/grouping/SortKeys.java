package io.github.wandbjdbc.engine.validate.grouping;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** The keys of ORDER BY. */
public final class SortKeys {
  private SortKeys() {}

  /** The expression of sort key {@code key}, without direction and place of NULLs. */
  public static SqlNode bare(SqlNode key) {
    SqlNode bare = key;
    while (bare.getKind() == SqlKind.DESCENDING
        || bare.getKind() == SqlKind.NULLS_FIRST
        || bare.getKind() == SqlKind.NULLS_LAST) {
      bare = ((SqlCall) bare).operand(0);
    }
    return bare;
  }
}
