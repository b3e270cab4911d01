package io.github.wandbjdbc.engine.validate.names;

import io.github.wandbjdbc.engine.validate.operators.Operators;
import java.util.List;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/** The table functions of a project; which scalar ones there are {@link Operators} says. */
public final class TableFunctions implements SqlOperatorTable {
  private final NameResolver catalog;

  public TableFunctions(NameResolver catalog) {
    this.catalog = catalog;
  }

  @Override
  public void lookupOperatorOverloads(
      SqlIdentifier name,
      @Nullable SqlFunctionCategory category,
      SqlSyntax syntax,
      List<SqlOperator> found,
      SqlNameMatcher matcher) {
    if (category != null && category.isTableFunction()) {
      catalog.lookupOperatorOverloads(name, category, syntax, found, matcher);
    }
  }

  @Override
  public List<SqlOperator> getOperatorList() {
    return List.of();
  }
}
