package io.github.wandbjdbc.jdbc.engine;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlOperatorTables;

/** The functions and operators that a statement may use: those named here, and no others. */
final class Operators {
  private static final Set<SqlLibrary> LIBRARIES =
      EnumSet.of(SqlLibrary.POSTGRESQL, SqlLibrary.SPARK, SqlLibrary.BIG_QUERY, SqlLibrary.MYSQL);

  /** XML functions have read files and asked hosts before; nothing of ours is XML. */
  private static final Set<String> REFUSED =
      Set.of(
          "EXTRACTVALUE",
          "EXTRACT_VALUE",
          "EXTRACT_XML",
          "XML_TRANSFORM",
          "XMLTRANSFORM",
          "EXISTSNODE",
          "EXISTS_NODE");

  private static final SqlOperatorTable AGGREGATES =
      SqlOperatorTables.of(Percentiles.CONTINUOUS, Percentiles.DISCRETE, Correlation.OPERATOR);

  private static final SqlOperatorTable LIBRARY = library();

  private Operators() {}

  /** The operators of SQL and of the libraries, and {@code own}, which win. */
  static SqlOperatorTable with(SqlOperatorTable own) {
    return SqlOperatorTables.chain(own, AGGREGATES, SqlStdOperatorTable.instance(), LIBRARY);
  }

  private static SqlOperatorTable library() {
    return SqlOperatorTables.of(
        SqlLibraryOperatorTableFactory.INSTANCE
            .getOperatorTable(LIBRARIES)
            .getOperatorList()
            .stream()
            .filter(Operators::isAllowed)
            .toList());
  }

  /** Of LOG stays one: LOG(base, x), and LOG(x) which is the natural one, as in JDBC. */
  private static boolean isAllowed(SqlOperator operator) {
    String name = operator.getName().toUpperCase(Locale.ROOT);
    boolean isOtherLogarithm =
        name.equals("LOG") && operator.kind != SqlLibraryOperators.LOG_MYSQL.kind;
    return !REFUSED.contains(name) && !name.contains("XML") && !isOtherLogarithm;
  }
}
