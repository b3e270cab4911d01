package io.github.wandbjdbc.jdbc.engine;

import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the names and types of a statement.
 *
 * <p>A {@code ?} whose surroundings don't tell its type, as in {@code LOWER(?)} or {@code '%' ||
 * ?}, is text: any value can be bound as text, and text is cast where a number turns out to be
 * wanted.
 */
final class StatementValidator extends SqlValidatorImpl {
  private final RelDataType text;

  StatementValidator(
      SqlOperatorTable operators, Catalog catalog, JavaTypeFactory typeFactory, Config config) {
    super(operators, catalog, typeFactory, config);
    this.text = typeFactory.createSqlType(SqlTypeName.VARCHAR);
  }

  @Override
  protected @Nullable SqlNode performUnconditionalRewrites(
      @Nullable SqlNode node, boolean underFrom) {
    return super.performUnconditionalRewrites(
        node instanceof SqlCall call ? RowLists.spelledOut(call) : node, underFrom);
  }

  @Override
  protected void inferUnknownTypes(RelDataType inferred, SqlValidatorScope scope, SqlNode node) {
    boolean untold = node instanceof SqlDynamicParam && inferred.equals(unknownType);
    super.inferUnknownTypes(untold ? text : inferred, scope, node);
  }
}
