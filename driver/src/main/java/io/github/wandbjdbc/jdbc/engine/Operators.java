package io.github.wandbjdbc.jdbc.engine;

import io.github.wandbjdbc.engine.validate.CatalogueOperators;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.util.SqlOperatorTables;

/** The functions and operators that a statement may use: those named here, and no others. */
final class Operators {
  private Operators() {}

  /** The operators of the engine, and {@code own}, which win. */
  static SqlOperatorTable with(SqlOperatorTable own) {
    return SqlOperatorTables.chain(own, CatalogueOperators.INSTANCE);
  }
}
