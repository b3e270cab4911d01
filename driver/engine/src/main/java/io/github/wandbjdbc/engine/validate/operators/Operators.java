package io.github.wandbjdbc.engine.validate.operators;

import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.util.SqlOperatorTables;

/** The functions and operators that a statement may use: those named here, and no others. */
public final class Operators {
  private Operators() {}

  /** The operators of the engine, and {@code own}, which win. */
  public static SqlOperatorTable with(SqlOperatorTable own) {
    return SqlOperatorTables.chain(own, CatalogueOperators.INSTANCE);
  }
}
