package io.github.wandbjdbc.jdbc.engine;

import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlOperatorTables;

/** The functions and operators that a statement may use: those named here, and no others. */
final class Operators {
  private static final SqlOperatorTable AGGREGATES =
      SqlOperatorTables.chain(
          SqlOperatorTables.of(Percentiles.CONTINUOUS, Percentiles.DISCRETE, Correlation.OPERATOR),
          SqlOperatorTables.of(Spread.operators()));

  private Operators() {}

  /** The operators of SQL and of the libraries, and {@code own}, which win. */
  static SqlOperatorTable with(SqlOperatorTable own) {
    return SqlOperatorTables.chain(
        own, AGGREGATES, SqlStdOperatorTable.instance(), LibraryOperators.INSTANCE);
  }
}
