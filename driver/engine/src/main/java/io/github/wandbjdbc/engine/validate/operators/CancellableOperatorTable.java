package io.github.wandbjdbc.engine.validate.operators;

import java.util.List;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/** The operators of a statement, whose planning is looked at whenever one is looked up. */
public final class CancellableOperatorTable implements SqlOperatorTable {
  private final SqlOperatorTable operators;
  private final Runnable look;

  /**
   * The same operators.
   *
   * @param look fails if planning should go no further
   */
  public CancellableOperatorTable(SqlOperatorTable operators, Runnable look) {
    this.operators = operators;
    this.look = look;
  }

  @Override
  public void lookupOperatorOverloads(
      SqlIdentifier name,
      @Nullable SqlFunctionCategory category,
      SqlSyntax syntax,
      List<SqlOperator> found,
      SqlNameMatcher matcher) {
    look.run();
    operators.lookupOperatorOverloads(name, category, syntax, found, matcher);
  }

  @Override
  public List<SqlOperator> getOperatorList() {
    return operators.getOperatorList();
  }
}
